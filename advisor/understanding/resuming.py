"""What a question leaves to the one before it: "why?", "and the pay?", "who teaches it?", "compare them"."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.facets import cued_facets, defined, facet_definitions
from advisor.operations.series import measured
from advisor.requests import OUTSIDE, PERSONAL, TELLING, Facet, Operation, PartReference, Request
from advisor.understanding.clause import Clause
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.focus import asks_which_is_ahead
from advisor.understanding.following import (
    addresses,
    ask_words,
    asks_for_makers,
    asks_heights_alone,
    names_only,
    turns_to_another,
)
from advisor.understanding.other_kinds import asks_other_kind
from advisor.understanding.pairs import asks_another_measure, of_the_pair, same_of_both
from advisor.understanding.placing import neighbours, places_alone, without_neighbours
from advisor.understanding.question_words import begins_question
from advisor.understanding.sorts import ON_SERIES, PAIRING, STEPPING, is_measured, of_figures, of_parts
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import part_nouns
from advisor.understanding.which_part import leaves_out, means_the_others

# A reading is taken for what a fragment of few words asks with this probability.
SURE_OF_FRAGMENT = 0.4
# A turn that asks which is ahead, and of what with this probability, asks for itself: "who makes more nine years in?".
SURE_OF_AHEAD = 0.5
# A turn of stop words alone asks for itself when an example phrasing is as similar as this; pointers ("what about it?")
# lie below .4, "what do they have to do?" above .5.
RESEMBLES = 0.5
# … and, where it opens as a question does, whatever it names, when it reads as that with this probability.
SURE_OF_WHOLE = 0.8
# Of several questions in one turn, each asks for itself what it reads as with this probability.
SURE_OF_PART = 0.6
# What follows on with few words of its own asks the last question again, unless it reads as one that documents do not
# answer with this probability ("and how is that taxed?").
SURELY_OUTSIDE = 0.8
# Words of a turn that only names what else is looked for: "and on medical liability?".
_NAMED = 3


def take_up(said: Utterance) -> Meaning | None:
    """The meaning of a question that takes up what was asked before; None for one that asks by its own words."""
    return (
        _of_what_was_answered(said)
        or of_the_pair(said)
        or same_of_both(said)
        or _against_the_other(said)
        or _of_other_end(said)
        or _of_neighbours(said)
        or _of_another_source(said)
        or _of_makers(said)
        or _of_everything(said)
        or _of_other_kind(said)
        or _mentioned_as_well(said)
        or _once_more(said)
    )


def _names_another_figure(clause: Clause, facets: Sequence[Facet]) -> bool:
    """True when a turn asks in so many words for another figure: "get ready for that one, how long?" after the pay."""
    return clause.reading.facet in cued_facets(clause.text) and asks_another_measure(clause, facets)


def _of_what_was_answered(said: Utterance) -> Meaning | None:
    """The meaning of a turn all of which asks something of the last answer: "why?", "in total?"."""
    whole = said.leaning.whole
    return Meaning(said.before.facets, whole) if said.before is not None and whole is not None else None


def _of_other_end(said: Utterance) -> Meaning | None:
    """The meaning of a turn that names only an end after one of a series was asked for: "and the shortest?"."""
    before, clause = said.before, said.clause
    ordered = before is not None and before.operation in ("extreme", "rank")
    series = before is not None and before.operation in ("count", "list") and of_parts(before.facets)
    words = ask_words(clause.rest)
    other = [word for word in words if word.casefold() not in cue_tables().direction.words]
    if before is None or not (ordered or series) or other or clause.parts or clause.cues.direction is None:
        return None
    if series:
        # "How many phases are there? – The longest then."
        figures = tuple(dict.fromkeys(measured(facet) for facet in before.facets))
        return Meaning(figures, "extreme") if clause.cues.measuring.superlative and is_measured(figures) else None
    # "And which takes longer?" after the demand asks for something else.
    told = {measured(facet) for facet in before.facets}
    same = any(measured(scored.label) in told for scored in clause.reading.facets[:2])
    return Meaning(before.facets, before.operation) if same or asks_heights_alone(words) else None


def _against_the_other(said: Utterance) -> Meaning | None:
    """The meaning of a turn that asks on which side of what was told the other one lies: "is the other one higher?"."""
    before, clause = said.before, said.clause
    if before is None or clause.cues.direction is None or clause.parts or not is_measured(before.facets):
        return None
    words = [word.casefold() for word in ask_words(clause.rest)]
    directed = bool(words) and cue_tables().direction.words >= set(words)
    return Meaning(before.facets, "compare") if directed and turns_to_another(clause.text) else None


def _of_neighbours(said: Utterance) -> Meaning | None:
    """The meaning of a turn that only names parts beside the one in focus: "and the one below it?"."""
    if said.before is None or not said.memory.parts or said.clause.parts or _sets_against(said.clause):
        return None
    named = without_neighbours(said.clause.rest)
    if any(word.casefold() not in part_nouns() for word in ask_words(named)):
        return None
    if means_the_others(said.clause.text):
        return Meaning(said.before.facets, "lookup")
    beside = neighbours(said.clause.text)
    if len(beside) != 1:
        return None
    stepping: Operation = "next" if beside[0] > 0 else "previous"
    return Meaning(said.before.facets, stepping if abs(beside[0]) == 1 else "lookup")


def _of_another_source(said: Utterance) -> Meaning | None:
    """The meaning of a turn that sets another source against the last answer: "doesn't that page say otherwise?"."""
    clause, before = said.clause, said.before
    own = clause.reading.facets[0]
    asks = own.label in facet_definitions() and own.label != "overview" and own.score >= SURE_OF_FRAGMENT
    if before is None or not said.leaning.disputes or asks or not of_figures(before.facets):
        return None
    return Meaning(before.facets, "reconcile")


def _of_makers(said: Utterance) -> Meaning | None:
    """The meaning of a turn that asks who is behind what was listed or where it is taught: "who teaches it?".

    Resources are told with their authors and universities.
    """
    before = said.before
    of_learning = before is not None and ("resources" in before.facets or before.operation == "locate")
    if before is None or not of_learning or said.clause.links.careers or not asks_for_makers(said.clause.text):
        return None
    return Meaning(("resources",), "lookup")


def _of_everything(said: Utterance) -> Meaning | None:
    """The meaning of a turn that sets careers side by side after something was looked for: "compare them".

    What was looked for is stated of one page; they are compared by what was asked before it, or as a whole.
    """
    own, before = said.clause.reading.operations[0], said.before
    compares = own.label == "compare" and own.score >= SURE_OF_FRAGMENT and said.leaning.elliptical
    if before is None or before.operation != "locate" or not compares or said.clause.parts or said.leaning.same:
        return None
    earlier = said.memory.earlier
    asked = earlier.facets if earlier is not None and earlier.operation != "locate" else ()
    return Meaning(asked if asked and asked[0] in facet_definitions() else ("overview",), "compare")


def _of_other_kind(said: Utterance) -> Meaning | None:
    """The meaning of a turn that asks the last question of another kind: "and the softer ones?" after skills."""
    asks = said.before is not None and asks_other_kind(said.clause, said.before)
    return Meaning(said.before.facets, "lookup") if said.before is not None and asks else None


def _mentioned_as_well(said: Utterance) -> Meaning | None:
    """The meaning of a turn that asks whether something else is mentioned, too: "and on liability?"."""
    before, words = said.before, ask_words(said.clause.rest)
    asked = before is not None and (before.facets, before.operation) == (("topic",), "locate")
    plain = said.leaning.continues and 0 < len(words) <= _NAMED and said.clause.reading.facet in OUTSIDE
    return Meaning(("topic",), "locate") if asked and plain else None


def _sets_against(clause: Clause) -> bool:
    """True for a question that asks how far two things lie apart, whatever else it names."""
    own = clause.reading.operations[0]
    return clause.cues.measuring.difference or (own.label in PAIRING and own.score >= SURE_OF_FRAGMENT)


def _once_more(said: Utterance) -> Meaning | None:
    """The meaning of a turn that asks the last question of something else: "and the pay of the other one?"."""
    clause, before = said.clause, said.before
    if before is None or not said.follows or not said.leaning.elliptical or _asks_who_is_ahead(said):
        return None
    if _is_whole(said) or _names_another_figure(clause, before.facets):
        return None
    strange = clause.reading.facet in OUTSIDE and clause.reading.facets[0].score >= SURELY_OUTSIDE
    strange = strange and not turns_to_another(clause.text)
    if (strange or _asks_by_itself(said)) and not _names_part_of(before, clause):
        return None
    facets = _taken_over(before, clause.parts)
    # Whom a career suits is weighed, what a level of it pays is looked up.
    operation = "lookup" if facets != before.facets and before.operation in PERSONAL else _operation_again(said, before)
    return Meaning(facets, operation)


def _asks_who_is_ahead(said: Utterance) -> bool:
    """True for a turn that opens no continuation and asks for certain on what one lies ahead: "who makes more?"."""
    best = said.clause.reading.facets[0]
    sure = best.label in facet_definitions() and best.score >= SURE_OF_AHEAD
    points = said.leaning.continues or said.leaning.points_at_listed
    return sure and asks_which_is_ahead(said.clause) and not points


def _is_whole(said: Utterance) -> bool:
    """True for a turn that names what it is about and surely reads as a question of it: "tell me about nursing"."""
    reading, continues = said.clause.reading, said.leaning.continues or said.leaning.same
    sure = reading.similarity >= RESEMBLES and reading.facets[0].score >= SURE_OF_WHOLE
    named = said.clause.links.careers or said.clause.parts
    asks = bool(named) and begins_question(said.clause.text) and reading.facet in facet_definitions()
    return sure and asks and not continues and said.leaning.whole is None


def _asks_by_itself(said: Utterance) -> bool:
    """True for a turn of stop words alone that reads as an example phrasing: "what do they have to do?", "ok great"."""
    clause, reading = said.clause, said.clause.reading
    names = clause.links.careers or clause.parts or places_alone(clause.text) or turns_to_another(clause.text)
    if speaks_against(said.clause):
        return True
    priced = clause.asked_unit == "USD"  # "and what does it cost?" is of what was asked about
    if (
        said.around is not None
        and not priced
        and reading.facet in facet_definitions()
        and reading.facets[0].score >= SURE_OF_PART
    ):
        return reading.facet != "overview"
    if reading.facet == "about_advisor" and addresses(clause.text):
        return reading.facets[0].score >= SURE_OF_FRAGMENT  # "what do you know about me?"
    if reading.facet == "small_talk" and not names:
        # "Ok thanks" goes on with nothing, however it opens.
        return reading.facets[0].score >= (SURE_OF_WHOLE if said.leaning.continues else SURE_OF_FRAGMENT)
    return (
        reading.similarity >= RESEMBLES
        and reading.facets[0].score >= SURE_OF_FRAGMENT
        and reading.operation in ("lookup", "list")
        and reading.facet in facet_definitions()
        and reading.facet != "overview"
    )


def speaks_against(clause: Clause) -> bool:
    """True for what surely asks for the reasons against something, with no word but "against": "what's against it?"."""
    best, definition = clause.reading.facets[0], facet_definitions().get(clause.reading.facet)
    weighs = definition is not None and definition.weighs
    return weighs and clause.cues.negated and best.score >= SURE_OF_WHOLE


def _operation_again(said: Utterance, before: Request) -> Operation:
    """The operation of an elliptical turn: its own when it reads as one, else that of the question it goes on with."""
    clause, leaning = said.clause, said.leaning
    if leaning.same or leaning.corrects:
        return before.operation
    if leaning.adds and of_figures(before.facets):
        return "total"
    own = clause.reading.operations[0]
    placed = bool(places_alone(clause.text)) and not leaning.follows_on
    named_only = names_only(clause.rest)
    if own.label == "compare" and own.score >= SURE_OF_FRAGMENT and of_figures(before.facets) and not named_only:
        return "difference"
    stepping = own.label in STEPPING and (placed or turns_to_another(clause.text))
    plain = named_only or stepping or own.label in (*TELLING, "more", "why", "compare")
    if own.score >= SURE_OF_FRAGMENT and not plain:
        return own.label
    # "What does the third one do?" asks of one of those counted.
    counted = before.operation in ("count", "list") and bool(places_alone(clause.text)) and not leaves_out(clause.text)
    if counted or (before.operation in ON_SERIES and clause.parts):
        return "lookup"
    if before.operation in STEPPING and not clause.links.careers:
        return "lookup"
    # "Which is quicker? – And the other one?" asks how long that one takes.
    narrowed = before.operation in ("extreme", "rank", "compare", "difference") and len(before.careers) != 1
    return "lookup" if narrowed and not of_parts(before.facets) else before.operation


def _names_part_of(before: Request, clause: Clause) -> bool:
    """True for a turn that names parts of the kind the last question was about: "and at the top?" after pay."""
    asked = [each.part for each in defined(before.facets)]
    return any(part.kind in asked for part in clause.parts)


def _taken_over(before: Request, parts: Sequence[PartReference]) -> tuple[Facet, ...]:
    """The last question's facets, or the parts themselves where they have none ("the second phase" after pay)."""
    named = {part.kind for part in parts}
    kinds = {each.part for each in defined(before.facets)}
    if not named or named & kinds:
        return before.facets
    shown: tuple[Facet, ...] = ("roadmap", "pay", "regional_pay", "steps")
    return tuple(facet for facet in shown if facet_definitions()[facet].part in named) or before.facets
