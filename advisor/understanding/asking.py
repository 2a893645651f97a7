"""What a question asks: its facets and its operation, by itself and after the conversation before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from advisor.facets import facet_definitions
from advisor.operations.people import kinds_of
from advisor.types import OUTSIDE, PERSONAL, Facet, Operation, PartReference, Person, Request
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.clauses import contrasted
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.focus import ON_SERIES, ORDERED, PAIRING
from advisor.understanding.following import ask_words, asks_for_makers, turns_to_another
from advisor.understanding.placing import means_the_others, neighbours, part_nouns, places_alone, without_neighbours
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import linking_words
from vectorstore.types import PartKind

# Facets that concern the conversation, not the documents.
CONVERSATIONAL: frozenset[Facet] = frozenset({"small_talk", "off_topic", "about_advisor", "not_covered"})
# Operations that ask for what is stated, without doing anything with it.
PLAIN: frozenset[Operation] = frozenset({"lookup", "list", "define", "verify"})
# The facet that tells the parts of a kind as a whole.
WHOLE_PART: dict[PartKind, Facet] = {"phase": "roadmap", "level": "ladder"}
# A follow-up is also read together with the question before it, which counts this much beside its own words.
CONTEXT_WEIGHT = 0.7
# Below this lead over the second facet, the second-best reading is kept beside the first.
NARROW_MARGIN = 0.15
# A fragment of a comparison ("on pay and time") names a facet when it reads as one with this probability.
SURE_OF_FRAGMENT = 0.4
# A turn that asks which is ahead, and of what with this probability, asks for itself: "who makes more nine years in?".
SURE_OF_AHEAD = 0.5
# A turn of stop words alone asks for itself when an example phrasing is as similar as this; pointers ("what about it?")
# lie below .4, "what do they have to do?" above .5.
RESEMBLES = 0.5
# Of several questions in one turn, each asks for itself what it reads as with this probability.
SURE_OF_PART = 0.6
# Of a phase or level pointed at, a facet is asked when it has this share of all readings.
LIKELY = 0.08
# A question is taken for one that documents do not answer when that has this share of all its readings.
SURE_OF_OUTSIDE = 0.4
# What follows on with few words of its own asks the last question again, unless it reads as one that documents do not
# answer with this probability ("and how is that taxed?").
SURELY_OUTSIDE = 0.8
# A question that speaks of things no example does is one of fit when it is read so with this probability.
SURE_OF_FIT = 0.7

_STEPPING: frozenset[Operation] = frozenset({"next", "previous"})
# Facets of a level that whom the job suits is set against.
_OF_LEVELS: frozenset[Facet] = frozenset({"ladder", "experience", "pay", "duties"})


class Asking:
    """Reads what the questions of conversations ask."""

    def __init__(self, read: ClauseReader) -> None:
        self._read = read

    def __call__(self, said: Utterance) -> Meaning:
        """The facets and the operation of a question, with the second-best facet where it is nearly as good."""
        return (
            _of_what_was_answered(said)
            or _of_neighbours(said)
            or self._of_warned_level(said)
            or _of_another_source(said)
            or _of_makers(said)
            or _of_everything(said)
            or _once_more(said)
            or self._by_its_words(said)
        )

    def _of_warned_level(self, said: Utterance) -> Meaning | None:
        """The meaning of what sets whom a job suits against a level it names: "no beginners, yet 0-2 years?"."""
        named = any(part.kind == "level" for part in said.clause.parts)
        sides = contrasted(said.clause.text) if named else []
        asked = {self._read.classify_fragment(side).facet for side in sides} if len(sides) > 1 else set()
        warns = {"fit", "non_fit"} & asked and _OF_LEVELS & asked
        return Meaning(("ladder",), "reconcile") if warns else None

    def _by_its_words(self, said: Utterance) -> Meaning:
        """The meaning that the words of the question have, read with the question before it."""
        clause, before = said.clause, said.before
        scores = self._scores(said)
        ranked = sorted(scores, key=lambda facet: -scores[facet])
        close = scores[ranked[0]] - scores[ranked[1]] < NARROW_MARGIN * sum(scores.values())
        operation = clause.reading.operation
        if before is not None and said.follows and _goes_on_with(before.facets, operation, said):
            return Meaning(before.facets, operation)
        if said.leaning.points_at_part and said.memory.parts and ranked[0] in ("topic", *OUTSIDE):
            ranked = stated_of(ranked, scores, *(part.kind for part in said.memory.parts)) or ranked
        suits = clause.reading.facet in ("fit", "non_fit") or clause.cues.person != Person()
        if operation == "compare" and not suits and (several := self._fragments(clause)):
            return Meaning(several, operation)
        if (
            ranked[0] == "overview"
            and before is not None
            and before.facets[:1] == ("topic",)
            and not said.memory.current
        ):
            return Meaning(("topic",), operation)
        outside = ranked[0] in OUTSIDE and scores[ranked[0]] < SURE_OF_OUTSIDE * sum(scores.values())
        suited = ranked[0] != "fit" or _may_suit(clause, said.memory.person)
        facet = "topic" if outside or not suited else ranked[0]
        if before is not None and not clause.links.careers and (kind := _listed(said, operation)):
            placed = bool(places_alone(clause.text))
            [facet, *_] = in_parts((placed and stated_of(ranked, scores, kind)) or (facet,), {kind})
            # "Which one covers FHIR?" asks where among them.
            sought = said.leaning.points_at_listed and clause.sought
            operation = "locate" if facet in before.facets and operation == "lookup" and sought else operation
        return Meaning((facet,), operation, next(iter(ranked[1:]), None) if close else None)

    def _scores(self, said: Utterance) -> dict[Facet, float]:
        """How much each facet has of the readings of a question, alone and with the one before it."""
        reading, before = said.clause.reading, said.before
        scores = {scored.label: scored.score for scored in reading.facets}
        surely = reading.facet in CONVERSATIONAL and reading.facets[0].score >= SURE_OF_FRAGMENT
        if before is not None and said.follows and not said.clause.links.careers and not surely:
            for scored in self._read.classify_together(before.standalone, said.clause.text).facets:
                scores[scored.label] += CONTEXT_WEIGHT * scored.score
        return scores

    def _fragments(self, clause: Clause) -> tuple[Facet, ...]:
        """The facets that the pieces of a comparison name: "on pay and time to learn"."""
        _, joint, after = clause.rest.partition(" on ")
        pieces = re.split(r",|\b(?:and|or)\b|&|/", after if joint else clause.rest)
        saying = [piece.strip(" ?.!") for piece in pieces if not linking_words().holders.issuperset(ask_words(piece))]
        readings = [self._read.classify_fragment(piece) for piece in saying]
        sure = [reading.facet for reading in readings if reading.facets[0].score >= SURE_OF_FRAGMENT]
        return tuple(dict.fromkeys(facet for facet in sure if facet in facet_definitions() and facet != "overview"))


def asks_which_is_ahead(clause: Clause) -> bool:
    """True when a question asks which lies higher or lower: "who makes more", "which is quicker"."""
    return clause.cues.direction is not None and search_any(cue_tables().order.choosing, clause.text)


def of_figures(facets: Sequence[Facet]) -> bool:
    """True when the first facet is answered by a figure, so that two answers have a difference."""
    return bool(facets) and facets[0] in facet_definitions() and facet_definitions()[facets[0]].shape == "figure"


def in_parts(facets: Sequence[Facet], kinds: Collection[PartKind]) -> tuple[Facet, ...]:
    """The facets that are meant when parts of these kinds are asked about: of a level, its duties for its day."""
    definitions = facet_definitions()
    return tuple(
        next((definitions[f].in_part[kind] for kind in kinds if kind in definitions[f].in_part), f)
        if f in definitions
        else f
        for f in facets
    )


def _of_what_was_answered(said: Utterance) -> Meaning | None:
    """The meaning of a turn all of which asks something of the last answer: "why?", "in total?"."""
    whole = said.leaning.whole
    return Meaning(said.before.facets, whole) if said.before is not None and whole is not None else None


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
    return Meaning(said.before.facets, "next" if beside[0] > 0 else "previous") if len(beside) == 1 else None


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
    if before is None or before.operation != "locate" or not compares or said.clause.parts:
        return None
    earlier = said.memory.earlier
    asked = earlier.facets if earlier is not None and earlier.operation != "locate" else ()
    return Meaning(asked if asked and asked[0] in facet_definitions() else ("overview",), "compare")


def _sets_against(clause: Clause) -> bool:
    """True for a question that asks how far two things lie apart, whatever else it names."""
    own = clause.reading.operations[0]
    return clause.cues.measuring.difference or (own.label in PAIRING and own.score >= SURE_OF_FRAGMENT)


def _once_more(said: Utterance) -> Meaning | None:
    """The meaning of a turn that asks the last question of something else: "and the pay of the other one?"."""
    clause, before = said.clause, said.before
    if before is None or not said.follows or not said.leaning.elliptical or _asks_who_is_ahead(said):
        return None
    strange = clause.reading.facet in OUTSIDE and clause.reading.facets[0].score >= SURELY_OUTSIDE
    if (strange or _asks_by_itself(said)) and not _names_part_of(before, clause):
        return None
    return Meaning(_taken_over(before, clause.parts), _operation_again(said, before))


def _asks_who_is_ahead(said: Utterance) -> bool:
    """True for a turn that opens no continuation and asks for certain on what one lies ahead: "who makes more?"."""
    best = said.clause.reading.facets[0]
    sure = best.label in facet_definitions() and best.score >= SURE_OF_AHEAD
    points = said.leaning.continues or said.leaning.points_at_listed
    return sure and asks_which_is_ahead(said.clause) and not points


def _asks_by_itself(said: Utterance) -> bool:
    """True for a turn of stop words alone that reads as an example phrasing: "what do they have to do?", "ok great"."""
    clause, reading = said.clause, said.clause.reading
    names = clause.links.careers or clause.parts or places_alone(clause.text) or turns_to_another(clause.text)
    priced = clause.asked_unit == "USD"  # "and what does it cost?" is of what was asked about
    if (
        said.around is not None
        and not priced
        and reading.facet in facet_definitions()
        and reading.facets[0].score >= SURE_OF_PART
    ):
        return reading.facet != "overview"
    if reading.facet == "small_talk" and not names and not said.leaning.continues:
        return reading.facets[0].score >= SURE_OF_FRAGMENT
    return (
        reading.similarity >= RESEMBLES
        and reading.facets[0].score >= SURE_OF_FRAGMENT
        and reading.operation in ("lookup", "list")
        and reading.facet in facet_definitions()
        and reading.facet != "overview"
    )


def _operation_again(said: Utterance, before: Request) -> Operation:
    """The operation of an elliptical turn: its own when it reads as one, else that of the question it goes on with."""
    clause, leaning = said.clause, said.leaning
    if leaning.same:
        return before.operation
    own = clause.reading.operations[0]
    placed = bool(places_alone(clause.text)) and not leaning.follows_on
    if own.label == "compare" and own.score >= SURE_OF_FRAGMENT and of_figures(before.facets):
        return "difference"
    plain = own.label in (*PLAIN, "more", "why", "compare") or (placed and own.label in _STEPPING)
    if own.score >= SURE_OF_FRAGMENT and not plain:
        return own.label
    if before.operation in ON_SERIES and clause.parts:
        return "lookup"
    if before.operation in _STEPPING and not clause.links.careers:
        return "lookup"
    # "Which is quicker? – And the other one?" asks how long that one takes.
    narrowed = before.operation in ("extreme", "rank", "compare", "difference") and len(before.careers) != 1
    return "lookup" if narrowed and not _of_parts(before.facets) else before.operation


def _goes_on_with(facets: Sequence[Facet], operation: Operation, said: Utterance) -> bool:
    """True when a turn steps through what was asked about, or sets something against it."""
    return (operation in _STEPPING and _of_parts(facets)) or (said.leaning.measures and _is_measured(facets))


def _is_measured(facets: Sequence[Facet]) -> bool:
    """True when careers lie higher or lower on the first facet, so that one can be set against another."""
    return bool(facets) and facets[0] in facet_definitions() and bool(facet_definitions()[facets[0]].more)


def _names_part_of(before: Request, clause: Clause) -> bool:
    """True for a turn that names parts of the kind the last question was about: "and at the top?" after pay."""
    asked = [facet_definitions()[facet].part for facet in before.facets if facet in facet_definitions()]
    return any(part.kind in asked for part in clause.parts)


def _listed(said: Utterance, operation: Operation) -> PartKind | None:
    """The kind of the parts just listed, when the turn picks of them: "which of those", "the third", "the longest"."""
    placed = bool(places_alone(said.clause.text))
    picks = said.leaning.points_at_listed or placed or operation in ("extreme", "rank")
    return said.memory.listed if picks else None


def stated_of(ranked: Sequence[Facet], scores: Mapping[Facet, float], *kinds: PartKind) -> list[Facet]:
    """The facets that are stated of parts of these kinds, best first; empty when none is likely."""
    definitions = facet_definitions()
    return [
        facet
        for facet in ranked
        if facet in definitions
        and (definitions[facet].part in kinds or definitions[facet].in_part.keys() & set(kinds))
        and scores[facet] >= LIKELY * sum(scores.values())
    ]


def _taken_over(before: Request, parts: Sequence[PartReference]) -> tuple[Facet, ...]:
    """The last question's facets, or the parts themselves where they have none ("the second phase" after pay)."""
    named = {part.kind for part in parts}
    kinds = {facet_definitions()[facet].part for facet in before.facets if facet in facet_definitions()}
    if not named or named & kinds:
        return before.facets
    shown: tuple[Facet, ...] = ("roadmap", "pay", "regional_pay", "steps")
    return tuple(facet for facet in shown if facet_definitions()[facet].part in named) or before.facets


def _of_parts(facets: Sequence[Facet]) -> bool:
    """True when the facets are stated part by part, so that the next part has its own."""
    return any(facet in facet_definitions() and facet_definitions()[facet].part in ORDERED for facet in facets)


def _may_suit(clause: Clause, known: Person) -> bool:
    """False where nothing is told of a person to suit and the question is about something: "what score do I need"."""
    told = clause.cues.person != Person() or known != Person() or bool(kinds_of(clause.rest))
    sure = clause.reading.facets[0].score >= SURE_OF_FIT or clause.reading.operation in PERSONAL
    return told or sure or (not clause.topics and clause.reading.facets[0].score >= SURE_OF_FRAGMENT)
