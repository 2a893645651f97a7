"""A question and the conversation before it to the typed request it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from advisor.facets import cued_facets, facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.entries import years_named
from advisor.operations.places import region_names
from advisor.operations.sequence import told_parts
from advisor.operations.series import summed
from advisor.operations.words import mentions, stems
from advisor.types import Direction, Facet, Operation, PartReference, Person, RangeEnd, Request
from advisor.understanding.asking import PLAIN, Asking, in_parts, of_figures, refine
from advisor.understanding.assertions import asserted_counts, asserted_order
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.clauses import asks_nothing
from advisor.understanding.cues import read_cues
from advisor.understanding.focus import ON_SERIES, Focus
from advisor.understanding.following import (
    Leaning,
    accepts_offer,
    ask_words,
    goes_back,
    lean,
    names_only,
    undenied,
    without_turning,
)
from advisor.understanding.hearing import Hearing
from advisor.understanding.measuring import WHOLE_PART, before_part, is_stepwise, settle, without_ends
from advisor.understanding.placing import leaves_out, ordinal_alone, with_item, with_number
from advisor.understanding.questions import QuestionSplitter
from advisor.understanding.remembering import remember_person
from advisor.understanding.restrictions import asking_sentences, restricting_words
from advisor.understanding.returning import with_career_spoken_of
from advisor.understanding.scheduling import Schedule
from advisor.understanding.shown import goes_on, on_shown
from advisor.understanding.standalone import stand_alone, with_names
from advisor.understanding.timing import asks_for_plan

# Facets that ask nothing of the documents, and fall silent beside a question that does.
_CHATTER: frozenset[Facet] = frozenset({"small_talk", "about_advisor"})


# A turn that as a whole reads as small talk with this probability is not taken apart: "good morning! anyone home?"; a
# greeting before a question stays far below.
SURE_OF_CHATTER = 0.9


class Understand(Protocol):
    """Anything that reads a turn as a request."""

    def __call__(self, question: str, memory: Memory) -> Request:
        """The request that `question` means after what `memory` holds."""
        ...

    def hear(self, said: str, memory: Memory) -> Memory:
        """The memory after an assistant's message that was not this advisor's own."""
        ...


class Planner:
    """Understands questions about one library with the embedder, the catalogue and example phrasings."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._names = {career.id: career.name for career in library.catalogue.careers}
        self._read = read
        self._focus = Focus(library, read)
        self.hear = Hearing(library, read)
        self._schedule = Schedule(library, read)
        self._asking = Asking(read)
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
        text = with_career_spoken_of(with_item(text, memory.items), memory, self._names)
        following = memory.request is not None
        person = remember_person(memory.person, self._read(text, following=following).cues.person, text)
        requests: list[Request] = []
        focus = memory
        clauses = self._split(text)
        around = self._read(text, following=following) if len(clauses) > 1 else None
        if (
            around is not None
            and around.reading.facet in _CHATTER
            and around.reading.facets[0].score >= SURE_OF_CHATTER
        ):
            clauses, around = [text], None
        for position, question_ in enumerate(clauses):
            request = self._plan(question_, focus, person, around)
            # "Going back to documentation, …" and "I'm a GP, …" ask nothing: they set the scene for what follows.
            if position + 1 == len(clauses) or not self._sets_scene(question_, request, person):
                requests.append(request)
            told = self._told_of(request) or focus.parts
            focus = replace(focus, request=request, careers=focus.speaking_of(request.careers), parts=told)
        # "Hi, what does it pay?" is answered, not greeted.
        asking = [request for request in requests if not set(request.facets) & _CHATTER] or requests[:1]
        first = replace(asking[0], question=question)
        return replace(first, also=tuple(asking[1:]))

    def _told_of(self, request: Request) -> tuple[PartReference, ...]:
        """The part that a question's answer is about, where it is one of its own; else those that it names."""
        told = told_parts(request, self._library)
        return (PartReference(told[0].kind, told[0].number, told[0].title),) if len(told) == 1 else request.parts

    def _sets_scene(self, clause: str, request: Request, person: Person) -> bool:
        """True for a clause that only names a career or part to speak of, or tells something of the user."""
        holds = any(said in request.searched for said in person.background)
        # "My sister works on the wards" speaks of nothing that is asked.
        talks = request.facets == ("topic",) and not request.careers
        said = read_cues(clause)
        tells = holds or talks or said.person != Person() or bool(said.timing.behind)
        told = tells and asks_nothing(clause)
        placed = ordinal_alone(clause) is not None and "?" not in clause
        named = (bool(request.careers) and (not request.parts or goes_back(clause))) or placed
        # "Would that do for nursing?" asks, "nursing?" does not.
        asks = "?" in clause and not names_only(self._read(clause, following=True).rest)
        return told or (named and not asks and not ask_words(" ".join(request.subject)))

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
        if before is not None and goes_on(clause, leaning, memory, self._library):
            return replace(on_shown(question, clause, leaning, memory, before), person=person)
        leans = leaning.continues or leaning.elliptical or leaning.compares or leaning.measures
        follows = before is not None and (leans or not clause.links.careers)
        facets, operation, runner_up = self._asking(clause, leaning, memory, follows=follows)
        if clause.cues.measuring.percent or (leaves_out(clause.text) and summed(facets[0])):
            clause = self._read.with_spoken_parts(clause)
        facets, operation = settle(
            facets,
            operation,
            clause.cues.measuring,
            frozenset(part.kind for part in clause.parts),
            frozenset(bound.quantity.unit for bound in (*clause.cues.bounds, *clause.cues.selecting)),
        )
        if leaning.points_at_part and not clause.parts and not clause.links.careers:
            facets = in_parts(facets, {part.kind for part in memory.parts})
        careers, ambiguous = self._focus.careers(clause, facets, operation, leaning, memory, follows=follows)
        if leaning.adds and follows and clause.parts and operation in PLAIN and of_figures(facets):
            operation = "total"
        if (
            (clause.parts or ordinal_alone(clause.text))
            and leaves_out(clause.text)
            and _asks_what_remains(clause, facets, operation, before)
        ):
            facets, operation = (summed(facets[0]) or facets[0],), "total"
        joined = len(careers) == 2 and len(clause.links.careers) < 2
        if joined and (leaning.compares or leaning.measures) and operation in (*PLAIN, "extreme"):
            operation = "compare"
        parts = self._focus.parts(clause, leaning, careers, facets, operation, memory, follows=follows)
        careers = careers or self._focus.owners(parts)
        if before is not None and self._asks_again(clause, leaning, (facets, operation, careers), before):
            rest = self._read(before.searched, following=True).rest
            return self._resumed(question, replace(before, searched=rest), careers, memory, person)
        if operation == "reconcile" and not clause.links.careers and clause.links.scope == "both":
            careers = ()  # "each other" are the documents, whichever state it
        if around is not None and not (careers or ambiguous or clause.links.unknown) and clause.links.scope == "none":
            careers = around.links.careers
        if around is not None and not parts:
            kinds = {facet_definitions()[facet].part for facet in facets if facet in facet_definitions()}
            parts = tuple(part for part in around.parts if part.kind in kinds)
        if any(bound.quantity.unit == "year" for bound in clause.cues.bounds):
            # "Under three years of experience" is a condition, no place on the ladder.
            parts = tuple(part for part in parts if years_named(part) is None)
        if operation in ON_SERIES - {"count", "list"}:
            # "Which documentation phase is the longest" ranks all phases: the word names the career.
            spoken = operation != "total"
            parts = tuple(p for p in parts if p.kind != "phase" or (p.number and not (spoken and p.words)))
        parts = without_ends(parts, clause.cues.measuring, operation)
        if before_part(clause.cues.measuring, facets[0], operation, clause.asked_unit) and (
            ahead := self._schedule.before(clause, careers, parts)
        ):
            facets, operation, parts = ("phase_length",), "total", ahead
        timing, person = self._schedule(clause, careers, before, person)
        planned = before is not None and before.operation == "plan"
        if asks_for_plan(
            facets[0], operation, clause.cues.timing, timing, (clause.cues.person, person), planned=planned
        ):
            named = clause.parts or leaning.points_at_part or leaning.elliptical
            operation, parts = "plan", self._schedule.ahead(clause, careers, parts) if named else ()
        if operation == "plan":
            parts = tuple(part for part in parts if years_named(part) is None)
        facets, operation = refine(
            facets,
            operation,
            parts,
            clause,
            careers,
            pointed=bool(clause.parts) or leaning.points_at_part or ordinal_alone(clause.text) is not None,
            known=person,
        )
        restricting, beside = restricting_words(
            clause.text, clause.topics, unheld=self._unheld(clause, person), subject=clause.subject
        )
        parts, towns = _without_homes(parts, facets, asking_sentences(clause.text))
        request = Request(
            question=question,
            standalone=question,
            careers=careers,
            ambiguous=ambiguous or _ambiguous(clause, careers),
            unknown_career=None
            if self._focus.is_short_name(clause.links.unknown)
            else _unlisted(clause, facets, (*person.background, *(part.words for part in parts))),
            facets=facets,
            certainty=next((s.score for s in clause.reading.facets if s.label == facets[0]), 0.0),
            runner_up=runner_up,
            operation=operation,
            direction=_direction(clause, facets, before if leaning.elliptical else None),
            parts=parts,
            bounds=clause.cues.bounds or (clause.cues.selecting if operation in ("filter", "locate", "count") else ()),
            end=_end(clause, parts),
            places=clause.cues.measuring.places,
            asked_per=clause.cues.measuring.paid if person.hours_per_week is None else None,
            stepwise=is_stepwise(clause.cues.measuring, operation, len(parts)),
            premises=tuple(each for each in clause.cues.premises if each not in map(years_named, parts)),
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
            topics=self._topics(clause, operation, leaning, before if follows else None),
            restricting=(*restricting, *towns),
            beside=beside,
            asked_unit="percent" if clause.cues.measuring.percent else clause.asked_unit,
            uncountable=clause.uncountable,
            shown=memory.shown,
            timing=timing,
            timing_asked=clause.cues.timing.asks,
            person=person,
            searched=clause.text,
        )
        request = self._sought(request, clause)
        if before is None or not follows:
            return request
        standalone = stand_alone(request, before, leaning, self._library, named=bool(clause.links.careers))
        return replace(request, standalone=standalone)

    def _sought(self, request: Request, clause: Clause) -> Request:
        """The request, asking where something stands when it asks for a roadmap or ladder by words of its parts.

        "Which phase covers de-identification?" does, however it reads.
        """
        whole = request.operation in PLAIN and request.facets[0] in WHOLE_PART.values() and not request.parts
        where = replace(request, operation="locate", topics=clause.sought)
        return where if whole and self._library.telling(clause.sought) and told_parts(where, self._library) else request

    def _asks_again(
        self,
        clause: Clause,
        leaning: Leaning,
        read: tuple[Sequence[Facet], Operation, tuple[str, ...]],
        before: Request,
    ) -> bool:
        """True when a turn looks for the same on another page: "where do I learn FHIR? And in the other one?"."""
        facets, operation, careers = read
        same = (tuple(facets), operation) == (before.facets, before.operation)
        elsewhere = bool(careers) and careers != before.careers and not clause.parts
        return leaning.elliptical and same and elsewhere and bool(before.specific)

    def _topics(
        self, clause: Clause, operation: Operation, leaning: Leaning, before: Request | None
    ) -> tuple[str, ...]:
        """What is looked for; "and in the other one?" looks for the same, "in which phase is it?" for what "it" is."""
        if operation == "locate" and before is not None:
            spoken_of = before.topics if before.operation == "locate" else tuple(self._library.telling(before.specific))
            if leaning.elliptical:
                return before.topics or spoken_of
            if leaning.says_it and spoken_of and not self._library.telling(clause.sought):
                return spoken_of
        return clause.sought if operation in ("locate", "plan") else clause.topics

    def _unheld(self, clause: Clause, person: Person) -> tuple[str, ...]:
        """The words of a question that no document holds and the user did not say of themselves."""
        own = " ".join((*person.background, *person.skills, *person.dislikes))
        return tuple(word for word in clause.subject if not self._library.holds(word) and not mentions(own, word))

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


def _without_homes(
    parts: tuple[PartReference, ...], facets: Sequence[Facet], asked: str
) -> tuple[tuple[PartReference, ...], tuple[str, ...]]:
    """The parts without the places, where what is asked is not stated by region; and those that restrict it then.

    Towns and unlisted countries do where they stand in what is asked; where users say they live restricts nothing.
    """
    kinds = {facet_definitions()[facet].part for facet in facets if facet in facet_definitions()}
    if not kinds or "region" in kinds:
        return parts, ()
    places = [part for part in parts if part.kind == "region" and part.words not in region_names()]
    asked_for = tuple(place.words for place in places if place.words.casefold() in asked.casefold())
    return tuple(part for part in parts if part not in places), asked_for


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


def _asks_what_remains(clause: Clause, facets: Sequence[Facet], operation: Operation, before: Request | None) -> bool:
    """True when a question leaves parts out of a sum: "how long is it without phase 2", "and minus the Python one?"."""
    if operation == "lookup" and of_figures(facets):
        return True
    of_length = clause.asked_unit in ("day", "week", "month") or "duration" in cued_facets(clause.text)
    going_on = before is not None and before.operation == "total"
    return summed(facets[0]) is not None and operation in (*PLAIN, "skip", "total") and (of_length or going_on)


def _end(clause: Clause, parts: Sequence[PartReference]) -> RangeEnd | None:
    """The end of ranges that is meant: of a figure asserted of "the longest" or "the lowest", that of the series."""
    measuring = clause.cues.measuring
    return measuring.end or (measuring.superlative if clause.cues.premises and not parts else None)


def _ambiguous(clause: Clause, careers: Sequence[str]) -> tuple[str, ...]:
    return clause.links.ambiguous[0].career_ids if clause.links.ambiguous and not careers else ()
