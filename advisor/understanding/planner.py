"""A question and the conversation before it to the typed request it means."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.fit import shuns_coding
from advisor.operations.people import kinds_of
from advisor.operations.words import stems
from advisor.types import OUTSIDE, PERSONAL, Direction, Facet, Operation, PartReference, Person, Request
from advisor.understanding.assertions import asserted_counts, asserted_order
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.cues import read_cues
from advisor.understanding.focus import ON_SERIES, ORDERED, Focus
from advisor.understanding.following import (
    Leaning,
    accepts_offer,
    ask_words,
    lean,
    ordinal_alone,
    turns_to_another,
    undenied,
    with_number,
    without_turning,
)
from advisor.understanding.questions import QuestionSplitter
from advisor.understanding.remembering import remember_person
from advisor.understanding.restrictions import restricting_words
from advisor.understanding.scheduling import Schedule
from advisor.understanding.standalone import stand_alone, with_names
from advisor.understanding.timing import asks_for_plan
from vectorstore.quantities import find_quantities
from vectorstore.types import PartKind

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
# Facets that concern the conversation, not the documents.
CONVERSATIONAL: frozenset[Facet] = frozenset({"small_talk", "off_topic", "about_advisor", "not_covered"})
# Of these, the ones that ask nothing of the documents, and fall silent beside a question that does.
_CHATTER: frozenset[Facet] = frozenset({"small_talk", "about_advisor"})
# A question is taken for one that documents do not answer when that has this share of all its readings.
SURE_OF_OUTSIDE = 0.4
# Operations that a bound turns into a filter.
_PLAIN: frozenset[Operation] = frozenset({"lookup", "list", "define", "verify"})


class Understand(Protocol):
    """Anything that reads a turn as a request."""

    def __call__(self, question: str, memory: Memory) -> Request:
        """The request that `question` means after what `memory` holds."""
        ...


class Planner:
    """Understands questions about one library with the embedder, the catalogue and example phrasings."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._read = read
        self._focus = Focus(library, read)
        self._schedule = Schedule(library, read)
        self._split = QuestionSplitter(read)

    def __call__(self, question: str, memory: Memory = Memory()) -> Request:
        """The request that `question` means; further questions of the same turn stand in `also`."""
        text = " ".join(question.split())
        if memory.offers and accepts_offer(text):
            text = memory.offers[0]
        if (asked := without_turning(text)) is not None:
            text, memory = asked, replace(memory, request=None, earlier=None, parts=(), choices=())
        if memory.request is not None:
            text = with_number(undenied(text), memory.request.searched)
        person = remember_person(memory.person, read_cues(self._read.mend(text)).person, text)
        requests: list[Request] = []
        focus = memory
        clauses = self._split(text)
        around = self._read(text, following=memory.request is not None) if len(clauses) > 1 else None
        for position, question_ in enumerate(clauses):
            request = self._plan(question_, focus, person, around)
            # "Going back to documentation, …" and "I'm a GP, …" ask nothing: they set the scene for what follows.
            if position + 1 == len(clauses) or not self._sets_scene(question_, request):
                requests.append(request)
            focus = replace(
                focus, request=request, careers=focus.speaking_of(request.careers), parts=request.parts or focus.parts
            )
        # "Hi, what does it pay?" is answered, not greeted.
        asking = [request for request in requests if not set(request.facets) & _CHATTER] or requests[:1]
        first = replace(asking[0], question=question)
        return replace(first, also=tuple(replace(request, question=question) for request in asking[1:]))

    def _sets_scene(self, clause: str, request: Request) -> bool:
        """True for a clause that only names a career or part to speak of, or tells something of the user."""
        told = read_cues(clause).person != Person() and "?" not in clause
        placed = ordinal_alone(clause) is not None and "?" not in clause
        named = (bool(request.careers) and not request.parts) or placed
        return told or (named and not ask_words(" ".join(request.subject)))

    def _plan(self, question: str, memory: Memory, person: Person, around: Clause | None = None) -> Request:
        """The request of one question; `around` is the whole turn it stands in, whose careers and parts it shares."""
        clause = self._read(question, following=memory.request is not None)
        leaning = lean(
            question,
            clause.rest,
            asks=bool(clause.cues.bounds or clause.cues.premises),
            operation=clause.reading.operation,
        )
        before = memory.request
        if before is not None and (picked := self._focus.picked(clause, leaning, memory.choices)):
            return self._resumed(question, before, picked, memory, person)
        leans = leaning.continues or leaning.elliptical or leaning.compares or leaning.measures
        follows = before is not None and (leans or not clause.links.careers)
        facets, operation, runner_up = self._asked(clause, leaning, memory, follows=follows)
        if leaning.points_at_part and not clause.parts and not clause.links.careers:
            facets = _in_parts(facets, {part.kind for part in memory.parts})
        careers, ambiguous = self._focus.careers(clause, facets, operation, leaning, memory, follows=follows)
        if leaning.adds and follows and clause.parts and operation in _PLAIN and _of_figures(facets):
            operation = "total"
        joined = len(careers) == 2 and len(clause.links.careers) < 2
        if joined and (leaning.compares or leaning.measures) and operation in (*_PLAIN, "extreme"):
            operation = "compare"
        parts = self._focus.parts(clause, leaning, careers, facets, operation, memory, follows=follows)
        careers = careers or self._focus.owners(parts)
        if operation == "reconcile" and not clause.links.careers and clause.links.scope == "both":
            careers = ()  # "each other" are the documents, whichever state it
        if around is not None and not (careers or ambiguous or clause.links.unknown) and clause.links.scope == "none":
            careers = around.links.careers
        if around is not None and not parts:
            kinds = {facet_definitions()[facet].part for facet in facets if facet in facet_definitions()}
            parts = tuple(part for part in around.parts if part.kind in kinds)
        if any(bound.quantity.unit == "year" for bound in clause.cues.bounds):
            # "Under three years of experience" is a condition, no place on the ladder.
            parts = tuple(part for part in parts if part.kind != "level" or not find_quantities(part.words))
        if operation in ON_SERIES - {"count", "list"}:
            # "Which documentation phase is the longest" ranks all phases: the word names the career.
            spoken = operation != "total"
            parts = tuple(p for p in parts if p.kind != "phase" or (p.number and not (spoken and p.words)))
        timing, person = self._schedule(clause, careers, before, person)
        planned = before is not None and before.operation == "plan"
        if asks_for_plan(
            facets[0], operation, clause.cues.timing, timing, (clause.cues.person, person), planned=planned
        ):
            named = clause.parts or leaning.points_at_part or leaning.elliptical
            operation, parts = "plan", self._schedule.ahead(clause, careers, parts) if named else ()
        facets, operation = _refined(
            facets,
            operation,
            parts,
            clause,
            careers,
            pointed=bool(clause.parts) or leaning.points_at_part or ordinal_alone(clause.text) is not None,
        )
        restricting, beside = restricting_words(clause.text, clause.topics)
        request = Request(
            question=question,
            standalone=question,
            careers=careers,
            ambiguous=ambiguous or _ambiguous(clause, careers),
            unknown_career=None
            if self._focus.is_short_name(clause.links.unknown)
            else _unlisted(clause, facets, (*person.background, *(part.words for part in parts))),
            facets=facets,
            runner_up=runner_up,
            operation=operation,
            direction=_direction(clause, facets, before if leaning.elliptical else None),
            parts=parts,
            bounds=clause.cues.bounds,
            premises=clause.cues.premises,
            order=asserted_order(
                clause,
                facet=facets[0],
                operation=operation,
                careers=careers,
                parts=parts,
                facet_in=lambda piece: self._read.classify_fragment(piece).facet,
            ),
            counted=tuple(asserted_counts(clause.text)),
            asserts=clause.cues.asserted,
            negated=clause.cues.negated,
            subject=clause.subject,
            specific=clause.specific,
            topics=_topics(clause, operation, before if follows and leaning.elliptical else None),
            restricting=restricting,
            beside=beside,
            asked_unit=clause.asked_unit,
            uncountable=clause.uncountable,
            shown=memory.shown,
            timing=timing,
            timing_asked=clause.cues.timing.asks,
            person=person,
            searched=clause.text,
        )
        if before is None or not follows:
            return request
        standalone = stand_alone(request, before, leaning, self._library, named=bool(clause.links.careers))
        return replace(request, standalone=standalone)

    def _resumed(
        self, question: str, before: Request, careers: tuple[str, ...], memory: Memory, person: Person
    ) -> Request:
        """The question that the advisor asked back about, now that its careers are picked."""
        names = [career.name for career in self._library.careers(careers)]
        return replace(
            before,
            question=question,
            standalone=with_names(before.searched, names),
            careers=careers,
            ambiguous=(),
            unknown_career=None,
            operation="lookup" if before.operation == "fit" and person == Person() else before.operation,
            parts=self._focus.carried_over(memory, careers),
            person=person,
        )

    def _asked(
        self, clause: Clause, leaning: Leaning, memory: Memory, *, follows: bool
    ) -> tuple[tuple[Facet, ...], Operation, Facet | None]:
        """The facets, the operation and the second-best facet where it is nearly as good."""
        before = memory.request
        if before is not None and leaning.whole is not None:
            return before.facets, leaning.whole, None
        if before is not None and follows and leaning.elliptical and not _asks_by_itself(clause, leaning):
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
            ranked = _of_part(ranked, scores, memory.parts) or ranked
        suits = clause.reading.facet in ("fit", "non_fit") or clause.cues.person != Person()
        if operation == "compare" and not suits and (several := self._fragments(clause)):
            return several, operation, None
        if ranked[0] == "overview" and before is not None and before.facets[:1] == ("topic",) and not memory.current:
            return ("topic",), operation, None
        outside = ranked[0] in OUTSIDE and scores[ranked[0]] < SURE_OF_OUTSIDE * sum(scores.values())
        facet = "topic" if outside else ranked[0]
        if before is not None and leaning.points_at_listed and (kind := memory.listed) and facet in facet_definitions():
            facet = facet_definitions()[facet].in_part.get(kind, facet)
            # "Which one covers FHIR?" asks where among them.
            operation = "locate" if facet in before.facets and operation == "lookup" and clause.sought else operation
        return (facet,), operation, ranked[1] if close else None

    def _fragments(self, clause: Clause) -> tuple[Facet, ...]:
        """The facets that the pieces of a comparison name: "on pay and time to learn"."""
        _, joint, after = clause.rest.partition(" on ")
        pieces = re.split(r",|\band\b|&|/", after if joint else clause.rest)
        readings = [self._read.classify_fragment(piece.strip(" ?.!")) for piece in pieces if piece.strip(" ?.!")]
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
    if own.label == "compare" and own.score >= SURE_OF_FRAGMENT and _of_figures(before.facets):
        return "difference"
    plain = own.label in (*_PLAIN, "more", "why", "compare") or (placed and own.label in ("next", "previous"))
    if own.score >= SURE_OF_FRAGMENT and not plain:
        return own.label
    if before.operation in ON_SERIES and clause.parts:
        return "lookup"
    if before.operation in ("next", "previous") and not clause.links.careers and not leaning.same:
        return "lookup"
    # "Which is quicker? – And the other one?" asks how long that one takes.
    narrowed = before.operation in ("extreme", "rank", "compare", "difference") and len(before.careers) != 1
    return "lookup" if narrowed and not _of_parts(before.facets) else before.operation


def _of_figures(facets: Sequence[Facet]) -> bool:
    """True when the first facet is answered by a figure, so that two answers have a difference."""
    return bool(facets) and facets[0] in facet_definitions() and facet_definitions()[facets[0]].shape == "figure"


def _is_measured(facets: Sequence[Facet]) -> bool:
    """True when careers lie higher or lower on the first facet, so that one can be set against another."""
    return bool(facets) and facets[0] in facet_definitions() and bool(facet_definitions()[facets[0]].more)


def _of_part(ranked: Sequence[Facet], scores: Mapping[Facet, float], parts: Sequence[PartReference]) -> list[Facet]:
    """The facets that are stated of the parts in focus, best first; empty when none is likely."""
    kinds = {part.kind for part in parts}
    definitions = facet_definitions()
    return [
        facet
        for facet in ranked
        if facet in definitions
        and (definitions[facet].part in kinds or kinds & definitions[facet].in_part.keys())
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
    told = clause.cues.person != Person() or cue_tables().person.first_person.search(clause.text) is not None
    return told or bool(kinds_of(clause.rest))


# The facet that tells a part as a whole.
_WHOLE_PART: dict[PartKind, Facet] = {"phase": "roadmap", "level": "ladder"}


def _in_parts(facets: Sequence[Facet], kinds: Collection[PartKind]) -> tuple[Facet, ...]:
    """The facets that are meant when parts of these kinds are asked about: of a level, its duties for its day."""
    definitions = facet_definitions()
    return tuple(
        next((definitions[f].in_part[kind] for kind in kinds if kind in definitions[f].in_part), f)
        if f in definitions
        else f
        for f in facets
    )


def _refined(
    facets: tuple[Facet, ...],
    operation: Operation,
    parts: Sequence[PartReference],
    clause: Clause,
    careers: Sequence[str],
    *,
    pointed: bool,
) -> tuple[tuple[Facet, ...], Operation]:
    """What facet and operation mean given the parts and bounds beside them."""
    kinds = {part.kind for part in parts}
    if parts and pointed:
        facets = _in_parts(facets, kinds)
    if operation in _PLAIN and any(b.quantity.unit != "year" for b in clause.cues.bounds):
        operation = "filter"
    if facets[0] == "topic" and pointed and (of_part := _WHOLE_PART.keys() & kinds):
        facets = tuple(_WHOLE_PART[kind] for kind in of_part)
    yes_no = facets[0] in facet_definitions() and facet_definitions()[facets[0]].shape == "statement"
    if operation in _PLAIN and clause.cues.negated and yes_no:
        operation = "verify"
    # "When is it not right for me?" asks whom it does not suit; only who says what they are is matched against it.
    personal = clause.cues.person != Person() if facets[0] == "non_fit" else _speaks_of_someone(clause)
    if operation in _PLAIN and facets[0] in ("fit", "non_fit") and (not careers or personal):
        operation = "fit"
    if operation == "verify" and facets[0] in ("education", "entry_barrier") and kinds_of(clause.rest):
        facets, operation = ("fit",), "fit"
    if operation in _PLAIN and _weighs(clause.cues.person, facets[0], careers):
        operation = "fit"
    # Of whom something suits there is no next: "which one then?" asks again.
    if facets[0] == "fit" and (operation in ("next", "previous") or (operation == "compare" and len(careers) < 2)):
        operation = "fit"
    if operation == "fit" and facets[0] in ("fit", "non_fit"):
        operation = next(scored.label for scored in clause.reading.operations if scored.label in PERSONAL)
    return facets, operation


# Facets that tell what the work is like, so that a dislike stated beside one is weighed against it.
_OF_WORK: frozenset[Facet] = frozenset(
    {"overview", "topic", "day", "ladder", "skills", "responsibilities", "duties", "goals", "difficulty", "tools"}
)


def _weighs(told: Person, facet: Facet, careers: Sequence[str]) -> bool:
    """True when the question tells of a dislike and asks of the work, or of careers without what is shunned."""
    if facet == "coding" and not careers:
        return shuns_coding(told)
    return bool(told.dislikes) and facet in _OF_WORK


def _topics(clause: Clause, operation: Operation, before: Request | None) -> tuple[str, ...]:
    """What is looked for; "and in the other one?" looks for the same."""
    if before is not None and operation == "locate":
        return before.topics
    return clause.sought if operation in ("locate", "plan") else clause.topics


def _unlisted(clause: Clause, facets: Sequence[Facet], known: Sequence[str]) -> str | None:
    """An occupation asked about that no page describes; one that a page only mentions still has no pay of its own.

    What the user says they are is not asked about, and a ladder describes the levels it names: both are `known`.
    """
    unknown = set(stems(clause.links.unknown or ""))
    if clause.links.careers or (unknown and any(unknown <= set(stems(words)) for words in known)):
        return None
    of_page = {"related_roles", "topic", "overview", "education", "fit"}
    return clause.links.unknown or (clause.links.related if not set(facets) & of_page else None)


def _direction(clause: Clause, facets: Sequence[Facet], before: Request | None) -> Direction:
    """The end asked for; "best" is the end that a reader means by it on this facet."""
    direction = clause.cues.direction
    if direction == "best":
        return facet_definitions()[facets[0]].better if facets[0] in facet_definitions() else "most"
    return direction or (before.direction if before is not None else "most")


def _ambiguous(clause: Clause, careers: Sequence[str]) -> tuple[str, ...]:
    return clause.links.ambiguous[0].career_ids if clause.links.ambiguous and not careers else ()
