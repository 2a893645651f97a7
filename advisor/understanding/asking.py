"""What a turn asks: its facets and its operation, by itself and after the conversation before it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from advisor.facets import facet_definitions
from advisor.memory import Memory
from advisor.operations.entries import years_named
from advisor.operations.fit import shuns_coding
from advisor.operations.people import kinds_of
from advisor.types import OUTSIDE, PERSONAL, Facet, Operation, PartReference, Person, Request
from advisor.understanding.assertions import asserted_counts
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.clauses import contrasted, introduction
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.cues import speaks_of_oneself, tells_of_oneself
from advisor.understanding.focus import ON_SERIES, ORDERED
from advisor.understanding.following import Leaning, ask_words, turns_to_another
from advisor.understanding.measuring import WHOLE_PART
from advisor.understanding.placing import (
    asks_which_part,
    means_the_others,
    neighbours,
    ordinal_alone,
    part_nouns,
    without_neighbours,
)
from advisor.understanding.vocabulary import linking_words
from vectorstore.types import PartKind

# Facets that concern the conversation, not the documents.
CONVERSATIONAL: frozenset[Facet] = frozenset({"small_talk", "off_topic", "about_advisor", "not_covered"})
# A follow-up is also read together with the question before it, which counts this much beside its own words.
CONTEXT_WEIGHT = 0.7
# Below this lead over the second facet, the second-best reading is kept beside the first.
NARROW_MARGIN = 0.15
# A fragment of a comparison ("on pay and time") names a facet when it reads as one with this probability.
SURE_OF_FRAGMENT = 0.4
# A turn of stop words alone asks for itself when an example phrasing is as similar as this; pointers ("what about it?")
# lie below .4, "what do they have to do?" above .5.
RESEMBLES = 0.5
# Of a phase or level pointed at, a facet is asked when it has this share of all readings.
LIKELY = 0.08
# A question is taken for one that documents do not answer when that has this share of all its readings.
SURE_OF_OUTSIDE = 0.4
# What follows on with few words of its own asks the last question again, unless it reads as one that documents do not
# answer with this probability ("and how is that taxed?").
SURELY_OUTSIDE = 0.8
# Operations that a bound turns into a filter.
PLAIN: frozenset[Operation] = frozenset({"lookup", "list", "define", "verify"})

# Facets of a level that whom the job suits is set against.
_OF_LEVELS: frozenset[Facet] = frozenset({"ladder", "experience", "pay", "duties"})


class Asking:
    """Reads what the turns of conversations ask."""

    def __init__(self, read: ClauseReader) -> None:
        self._read = read

    def __call__(
        self, clause: Clause, leaning: Leaning, memory: Memory, *, follows: bool
    ) -> tuple[tuple[Facet, ...], Operation, Facet | None]:
        """The facets, the operation and the second-best facet where it is nearly as good."""
        before = memory.request
        if before is not None and leaning.whole is not None:
            return before.facets, leaning.whole, None
        if before is not None and memory.parts and (operation := _of_neighbours(clause)):
            return before.facets, operation, None
        if self._warns_of_level(clause):
            return ("ladder",), "reconcile", None
        strange = clause.reading.facet in OUTSIDE and clause.reading.facets[0].score >= SURELY_OUTSIDE
        asks = strange or _asks_by_itself(clause, leaning)
        again = leaning.elliptical and (_names_part_of(before, clause) or not asks)
        if before is not None and follows and again:
            return _taken_over(before, clause.parts), _operation_again(clause, leaning, memory), None
        scores = {scored.label: scored.score for scored in clause.reading.facets}
        surely = clause.reading.facet in CONVERSATIONAL and clause.reading.facets[0].score >= SURE_OF_FRAGMENT
        if before is not None and follows and not clause.links.careers and not surely:
            for scored in self._read.classify_together(before.standalone, clause.text).facets:
                scores[scored.label] += CONTEXT_WEIGHT * scored.score
        ranked = sorted(scores, key=lambda facet: -scores[facet])
        close = scores[ranked[0]] - scores[ranked[1]] < NARROW_MARGIN * sum(scores.values())
        operation = clause.reading.operation
        if before is not None and follows and operation in ("next", "previous") and _of_parts(before.facets):
            return before.facets, operation, None
        if before is not None and follows and leaning.measures and _is_measured(before.facets):
            return before.facets, operation, None
        if leaning.points_at_part and memory.parts and ranked[0] in ("topic", *OUTSIDE):
            ranked = _of_part(ranked, scores, *(part.kind for part in memory.parts)) or ranked
        suits = clause.reading.facet in ("fit", "non_fit") or clause.cues.person != Person()
        if operation == "compare" and not suits and (several := self._fragments(clause)):
            return several, operation, None
        if ranked[0] == "overview" and before is not None and before.facets[:1] == ("topic",) and not memory.current:
            return ("topic",), operation, None
        outside = ranked[0] in OUTSIDE and scores[ranked[0]] < SURE_OF_OUTSIDE * sum(scores.values())
        suited = ranked[0] != "fit" or _may_suit(clause, memory.person)
        facet = "topic" if outside or not suited else ranked[0]
        if before is not None and not clause.links.careers and (kind := _listed(clause, leaning, operation, memory)):
            placed = ordinal_alone(clause.text) is not None
            [facet, *_] = in_parts((placed and _of_part(ranked, scores, kind)) or (facet,), {kind})
            # "Which one covers FHIR?" asks where among them.
            sought = leaning.points_at_listed and clause.sought
            operation = "locate" if facet in before.facets and operation == "lookup" and sought else operation
        return (facet,), operation, next(iter(ranked[1:]), None) if close else None

    def _warns_of_level(self, clause: Clause) -> bool:
        """True when a question sets whom a job suits against a level it names: "no beginners, yet 0-2 years?"."""
        named = any(part.kind == "level" for part in clause.parts)
        sides = contrasted(clause.text) if named else []
        asked = [self._read.classify_fragment(side).facet for side in sides] if len(sides) > 1 else []
        return bool({"fit", "non_fit"} & set(asked)) and bool(_OF_LEVELS & set(asked))

    def _fragments(self, clause: Clause) -> tuple[Facet, ...]:
        """The facets that the pieces of a comparison name: "on pay and time to learn"."""
        _, joint, after = clause.rest.partition(" on ")
        pieces = re.split(r",|\b(?:and|or)\b|&|/", after if joint else clause.rest)
        saying = [piece.strip(" ?.!") for piece in pieces if not linking_words().holders.issuperset(ask_words(piece))]
        readings = [self._read.classify_fragment(piece) for piece in saying]
        sure = [reading.facet for reading in readings if reading.facets[0].score >= SURE_OF_FRAGMENT]
        return tuple(dict.fromkeys(facet for facet in sure if facet in facet_definitions() and facet != "overview"))


def _asks_by_itself(clause: Clause, leaning: Leaning) -> bool:
    """True for a turn of stop words alone that reads as an example phrasing: "what do they have to do?", "ok great"."""
    reading = clause.reading
    names = clause.links.careers or clause.parts or ordinal_alone(clause.text) or turns_to_another(clause.text)
    if reading.facet == "small_talk" and not names and not leaning.continues:
        return reading.facets[0].score >= SURE_OF_FRAGMENT
    return (
        reading.similarity >= RESEMBLES
        and reading.facets[0].score >= SURE_OF_FRAGMENT
        and reading.operation in ("lookup", "list")
        and reading.facet in facet_definitions()
        and reading.facet != "overview"
    )


def _operation_again(clause: Clause, leaning: Leaning, memory: Memory) -> Operation:
    """The operation of an elliptical turn: its own when it reads as one, else that of the question it goes on with."""
    before = memory.request
    if before is None:
        return clause.reading.operation
    if leaning.same:
        return before.operation
    own = clause.reading.operations[0]
    placed = ordinal_alone(clause.text) is not None and not leaning.follows_on
    if own.label == "compare" and own.score >= SURE_OF_FRAGMENT and of_figures(before.facets):
        return "difference"
    plain = own.label in (*PLAIN, "more", "why", "compare") or (placed and own.label in ("next", "previous"))
    if own.score >= SURE_OF_FRAGMENT and not plain:
        return own.label
    if before.operation in ON_SERIES and clause.parts:
        return "lookup"
    if before.operation in ("next", "previous") and not clause.links.careers and not leaning.same:
        return "lookup"
    # "Which is quicker? – And the other one?" asks how long that one takes.
    narrowed = before.operation in ("extreme", "rank", "compare", "difference") and len(before.careers) != 1
    return "lookup" if narrowed and not _of_parts(before.facets) else before.operation


def of_figures(facets: Sequence[Facet]) -> bool:
    """True when the first facet is answered by a figure, so that two answers have a difference."""
    return bool(facets) and facets[0] in facet_definitions() and facet_definitions()[facets[0]].shape == "figure"


def _is_measured(facets: Sequence[Facet]) -> bool:
    """True when careers lie higher or lower on the first facet, so that one can be set against another."""
    return bool(facets) and facets[0] in facet_definitions() and bool(facet_definitions()[facets[0]].more)


def _names_part_of(before: Request | None, clause: Clause) -> bool:
    """True for a turn that names parts of the kind the last question was about: "and at the top?" after pay."""
    asked = (
        [facet_definitions()[facet].part for facet in before.facets if facet in facet_definitions()] if before else []
    )
    return any(part.kind in asked for part in clause.parts)


def _of_neighbours(clause: Clause) -> Operation | None:
    """What a turn asks that only names parts beside the one in focus: "and the one below it?", "the other levels"."""
    named = without_neighbours(clause.rest)
    if clause.parts or any(word.casefold() not in part_nouns() for word in ask_words(named)):
        return None
    if means_the_others(clause.text):
        return "lookup"
    beside = neighbours(clause.text)
    return None if len(beside) != 1 else "next" if beside[0] > 0 else "previous"


def _listed(clause: Clause, leaning: Leaning, operation: Operation, memory: Memory) -> PartKind | None:
    """The kind of the parts just listed, when the turn picks of them: "which of those", "the third", "the longest"."""
    places = leaning.points_at_listed or ordinal_alone(clause.text) is not None or operation in ("extreme", "rank")
    return memory.listed if places else None


def _of_part(ranked: Sequence[Facet], scores: Mapping[Facet, float], *kinds: PartKind) -> list[Facet]:
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


def _speaks_of_someone(clause: Clause) -> bool:
    """True when the question is about the user or people of some kind: whom it suits is whether it suits them."""
    told = clause.cues.person != Person() or speaks_of_oneself(clause.text)
    return told or bool(kinds_of(clause.rest))


# What a roadmap holds is looked for in its phases when a question asks in which of them it stands.
_OF_ROADMAPS: frozenset[Facet] = frozenset({"roadmap", "goals", "resources", "milestone", "steps", "topic"})


def in_parts(facets: Sequence[Facet], kinds: Collection[PartKind]) -> tuple[Facet, ...]:
    """The facets that are meant when parts of these kinds are asked about: of a level, its duties for its day."""
    definitions = facet_definitions()
    return tuple(
        next((definitions[f].in_part[kind] for kind in kinds if kind in definitions[f].in_part), f)
        if f in definitions
        else f
        for f in facets
    )


def refine(
    facets: tuple[Facet, ...],
    operation: Operation,
    parts: Sequence[PartReference],
    clause: Clause,
    careers: Sequence[str],
    *,
    pointed: bool,
    known: Person,
) -> tuple[tuple[Facet, ...], Operation]:
    """What facet and operation mean given the parts and bounds beside them, and what is `known` of the user."""
    kinds = {part.kind for part in parts}
    if parts and pointed:
        facets = in_parts(facets, kinds)
    chosen = operation in PLAIN or (operation in ("extreme", "rank") and clause.cues.measuring.end in ("low", "high"))
    if chosen and any(b.quantity.unit != "year" for b in clause.cues.bounds):
        operation = "filter"
    if operation == "rank" and facets[0] in WHOLE_PART.values() and clause.cues.direction is None:
        operation = "list"  # "the stages in order" are in the page's own
    if facets[0] == "duration" and operation == "list":
        facets = ("roadmap",)
    if facets[0] == "topic" and pointed and (of_part := WHOLE_PART.keys() & kinds):
        facets = tuple(WHOLE_PART[kind] for kind in of_part)
    if facets[0] in WHOLE_PART.values() and pointed and operation in PLAIN:
        facets = _of_points(clause, kinds) or facets
    if facets[0] != "non_fit" and any(years_named(part) is not None for part in parts):
        facets = _at_years(facets, clause)
    if _doubts_length(clause, facets[0], operation, parts):
        facets, operation = (_adding_up(facets[0]) or facets[0],), "verify" if clause.cues.premises else "reconcile"
    if facets[0] == "non_fit" and operation in (*PLAIN, "why", "reconcile") and "level" in kinds:
        facets, operation = ("ladder",), "reconcile"
    yes_no = facets[0] in facet_definitions() and facet_definitions()[facets[0]].shape == "statement"
    if operation in PLAIN and clause.cues.negated and yes_no:
        operation = "verify"
    # "When is it not right for me?" asks whom it does not suit; only who says what they are is matched against it.
    personal = clause.cues.person != Person() if facets[0] == "non_fit" else _speaks_of_someone(clause)
    if operation in PLAIN and facets[0] in ("fit", "non_fit") and (not careers or personal):
        operation = "fit"
    if _asks_for_entry(clause, facets[0], operation):
        facets, operation = ("fit",), "fit"
    if operation in (*PLAIN, "filter", "extreme") and _weighs(clause.cues.person, facets[0], careers):
        operation = "fit"
    # Of whom something suits there is no next: "which one then?" asks again.
    further = operation == "more" and bool(ask_words(clause.rest))
    weighed = personal and operation in ("compare", "reconcile")
    stepping = weighed or operation in ("next", "previous") or (operation == "compare" and len(careers) < 2)
    if facets[0] == "fit" and (stepping or further):
        operation = "fit"
    elif operation == "fit" and facets[0] in ("fit", "non_fit"):
        operation = _personal(clause)
    if _asks_to_skip(clause, facets[0], operation, known):
        facets, operation = ("fit",), "skip"
    if operation == "skip" and facets[0] not in _KNOWN_ALREADY:
        operation = "verify"
    if operation == "locate" and parts and of_figures(facets):
        operation = "lookup"
    if (
        operation in PLAIN
        and facets[0] in _OF_ROADMAPS
        and not parts
        and clause.sought
        and asks_which_part(clause.text, of_roadmap=facets[0] != "topic")
    ):
        operation = "locate"
    if operation == "lookup" and len(careers) != 1 and _asks_which(clause, facets[0], parts):
        operation = "compare"
    # Nothing is saved by what one would rather not do.
    told = clause.cues.person
    if operation == "skip" and told.dislikes and not (told.skills or told.background):
        operation = "fit"
    return facets, operation


def _asks_which(clause: Clause, facet: Facet, parts: Sequence[PartReference]) -> bool:
    """True when a question asks which career lies higher or lower: "who's earning more at six years"."""
    definition = facet_definitions().get(facet)
    if definition is None or clause.cues.direction is None or not search_any(cue_tables().order.choosing, clause.text):
        return False
    of_career = definition.part is None or any(part.kind == definition.part for part in parts)
    return of_career and bool(definition.more or definition.measure)


def _at_years(facets: tuple[Facet, ...], clause: Clause) -> tuple[Facet, ...]:
    """What is asked of the level that years of experience name: the years themselves are known."""
    definitions = facet_definitions()
    likely = [scored.label for scored in clause.reading.facets if scored.label != "experience"]
    of_level = (facet for facet in likely if facet in definitions and definitions[facet].part == "level")
    return tuple(facet for facet in facets if facet != "experience") or (next(of_level, "ladder"),)


# Of a question of fit, the share of its readings from which on it asks what may be skipped or is lacking.
OF_LEARNING = 0.03


# A question about phases is one of what may be skipped when it is read so with this probability, if skills are known.
OF_SKIPPING = 0.2


def _asks_to_skip(clause: Clause, facet: Facet, operation: Operation, known: Person) -> bool:
    """True when people tell what they know and ask which part that changes: "I'm fluent in SQL. What can I skim?"."""
    if facet not in ("roadmap", "goals") or operation not in (*PLAIN, "compare", "locate"):
        return False
    if any(part.number for part in clause.parts) or not known.skills:
        return False
    skipping = next(scored.score for scored in clause.reading.operations if scored.label == "skip")
    told = bool(clause.cues.person.skills) and speaks_of_oneself(introduction(clause.text)[1])
    return told or skipping >= OF_SKIPPING


# A question that speaks of things no example does is one of fit when it is read so with this probability.
SURE_OF_FIT = 0.7


def _may_suit(clause: Clause, known: Person) -> bool:
    """False where nothing is told of a person to suit and the question is about something: "what score do I need"."""
    told = clause.cues.person != Person() or known != Person() or bool(kinds_of(clause.rest))
    sure = clause.reading.facets[0].score >= SURE_OF_FIT or clause.reading.operation in PERSONAL
    return told or sure or not clause.topics


def _personal(clause: Clause) -> Operation:
    """What is asked of a person: whether it suits them, unless it reads as what they may skip or lack."""
    best = next(scored for scored in clause.reading.operations if scored.label in PERSONAL)
    return best.label if best.score >= OF_LEARNING else "fit"


# A part spoken of is asked for points of it, not as a whole, where these have so much of the reading ("what must I show
# to be done with the phase": its milestone .41, beside at most .06 where the phase itself was asked for).
OF_POINTS = 0.3


def _of_points(clause: Clause, kinds: Collection[PartKind]) -> tuple[Facet, ...]:
    """The facet of a part's points that the question is nearly read as; empty when it is not."""
    definitions = facet_definitions()
    return tuple(
        scored.label
        for scored in clause.reading.facets[:2]
        if scored.label in definitions
        and definitions[scored.label].part in kinds
        and scored.label not in WHOLE_PART.values()
        and scored.score >= OF_POINTS
    )


# Facets of which those who have learned something may leave out a part; of others they ask whether it must be.
_KNOWN_ALREADY: frozenset[Facet] = frozenset(
    {"fit", "non_fit", "roadmap", "goals", "phase_length", "duration", "skills", "steps", "topic", "coding"}
)


def _adding_up(facet: Facet) -> Facet | None:
    """The facet whose figure the figures of this one add up to: the time to learn, of the phases."""
    measured = facet_definitions()[facet].measure or facet if facet in facet_definitions() else None
    return next((name for name, each in facet_definitions().items() if measured and each.addends == measured), None)


def _doubts_length(clause: Clause, facet: Facet, operation: Operation, parts: Sequence[PartReference]) -> bool:
    """True when the question sets all parts together against a whole: "do the phases tally with one year?"."""
    if parts or _adding_up(facet) is None or any(asserted_counts(clause.text)):
        return False
    premises = {premise.unit for premise in clause.cues.premises}
    return bool(premises & {"month", "year"}) or (not premises and operation in ("verify", "reconcile"))


def _asks_for_entry(clause: Clause, facet: Facet, operation: Operation) -> bool:
    """True when people of some kind ask whether the way in is open to them: "only physics. is the door closed?"."""
    if operation not in PLAIN or facet not in ("education", "difficulty", "entry_barrier"):
        return False
    told = clause.cues.person.background or tells_of_oneself(introduction(clause.text)[0])
    if told and facet != "education":
        return True
    # "The entry barrier for a machine learning engineer" is that of another occupation.
    asks_of_kind = bool(kinds_of(clause.rest)) and not (clause.links.unknown or clause.links.related)
    return asks_of_kind and (operation == "verify" or facet == "entry_barrier")


# Facets that tell what the work is like, so that a dislike stated beside one is weighed against it.
_OF_WORK: frozenset[Facet] = frozenset(
    {
        "overview",
        "topic",
        "non_fit",
        "day",
        "ladder",
        "skills",
        "responsibilities",
        "duties",
        "goals",
        "difficulty",
        "tools",
    }
)


def _weighs(told: Person, facet: Facet, careers: Sequence[str]) -> bool:
    """True when the question tells of a dislike and asks of the work, or of careers without what is shunned."""
    if facet == "coding" and not careers:
        return shuns_coding(told)
    return bool(told.dislikes) and facet in _OF_WORK
