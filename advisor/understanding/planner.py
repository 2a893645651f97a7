"""A question and the conversation before it to the typed request it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.sequence import told_parts
from advisor.operations.series import summed
from advisor.operations.words import mentions
from advisor.requests import Facet, PartReference, Person, Request
from advisor.understanding.asides import Asides
from advisor.understanding.asking import Asking
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.cues import read_cues, speaks_of_oneself
from advisor.understanding.described import DescribedParts, OwnLevels, PointedFacets, on_own_level
from advisor.understanding.elsewhere import looking_elsewhere
from advisor.understanding.figuring import (
    adding_parts,
    at_end_of_series,
    at_own_place,
    from_end_to_end,
    in_turn,
    joining_careers,
    measured,
    of_one_level,
    of_part_in_focus,
    of_whole_series,
    set_against_spoken_of,
    setting_levels_apart,
    without_conditions,
)
from advisor.understanding.focus import CareerFocus
from advisor.understanding.following import ask_words, goes_back, names_only
from advisor.understanding.grounds import GroundReader
from advisor.understanding.hearing import Hearing
from advisor.understanding.hours import HourOfDay
from advisor.understanding.leaning import lean
from advisor.understanding.leaving_out import leaving_out_parts
from advisor.understanding.others import speaks_of_another
from advisor.understanding.outstanding import OutstandingParts
from advisor.understanding.part_focus import PartFocus
from advisor.understanding.part_points import PartPoints
from advisor.understanding.placing import ordinal_alone
from advisor.understanding.prices import Prices
from advisor.understanding.question_words import asks_nothing
from advisor.understanding.questions import QuestionSplitter
from advisor.understanding.recalling import Recalling
from advisor.understanding.refining import REFINING, of_documents, sharing_with_turn
from advisor.understanding.regions import PayOfRegion
from advisor.understanding.remembering import join_people, remember_person
from advisor.understanding.restrictions import asking_sentences
from advisor.understanding.resuming import SURE_OF_PART
from advisor.understanding.scheduling import Schedule
from advisor.understanding.shared_points import sharing
from advisor.understanding.sides import Sides
from advisor.understanding.sorts import ADDING
from advisor.understanding.typed_request import RequestBuilder
from advisor.understanding.utterance import Meaning, Rule, Utterance, follow_rules
from advisor.understanding.which_part import leaves_out
from advisor.understanding.writing_out import WritingOut

# Facets that ask nothing of the documents, and fall silent beside a question that does.
_CHATTER: frozenset[Facet] = frozenset({"small_talk", "about_advisor"})
# A turn is small talk as a whole when it reads so with this probability; a greeting before a question stays far below.
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
        self._read = read
        self.hear = Hearing(library, read)
        self._split = QuestionSplitter(read)
        self._ground = GroundReader(read)
        self._asking = Asking(read)
        self._apart = Asides(read)
        self._careers = CareerFocus(library)
        self._parts = PartFocus(library, read)
        self._recall = Recalling(library, read, self._careers, self._parts)
        self._write_out = WritingOut(library, read, self._recall)
        self._request = RequestBuilder(library, read, self._careers)
        # What a question asks, of which careers and parts; then what that comes to.
        self._resolving: tuple[Rule, ...] = (
            looking_elsewhere,
            measured,
            at_own_place,
            of_part_in_focus,
            PartPoints(read.asked_of_part),
            self._careers,
            self._careers.of_figures,
            adding_parts,
            set_against_spoken_of,
            leaving_out_parts,
            joining_careers,
            self._parts,
            OutstandingParts(library, read),
            DescribedParts(library),
            OwnLevels(library),
            PointedFacets(library),
        )
        self._refining: tuple[Rule, ...] = (
            PayOfRegion(library),
            HourOfDay(library),
            of_documents,
            sharing_with_turn,
            without_conditions,
            from_end_to_end,
            setting_levels_apart,
            of_whole_series,
            at_end_of_series,
            in_turn,
            of_one_level,
            sharing,
            Sides(library),
            Prices(library),
            Schedule(library, read),
            *REFINING,
        )

    def __call__(self, question: str, memory: Memory = Memory()) -> Request:
        """The request that `question` means; further questions of the same turn stand in `also`."""
        text, memory = self._write_out(question, memory)
        whole = self._read(text, following=memory.request is not None)
        person, for_another = _person_meant(memory, whole, text)
        if (asked := self._apart(text)) != text:
            text, whole = asked, self._read(asked, following=memory.request is not None)
        requests: list[Request] = []
        focus = replace(memory, person=person)
        ground = self._ground(text)
        if _is_chatter(whole) and (asked := self._asked_behind(text)):
            text, whole = asked, self._read(asked, following=memory.request is not None)
        questions = [text] if _is_chatter(whole) else self._split(ground.asked if ground is not None else text)
        if ground is not None:
            questions.insert(0, ground.said)
        around = whole if len(questions) > 1 else None
        for position, each in enumerate(questions):
            request = self._plan(each, focus, around)
            if ground is not None and position == 0:
                request = replace(ground.doubted(request), standalone=text)
            # "Going back to documentation, …" and "I'm a GP, …" ask nothing: they set the scene for what follows.
            alone = position + 1 == len(questions) and not requests
            if request.ground or alone or not self._sets_scene(each, request, person):
                requests.extend((replace(request, also=()), *request.also))
            if position + 1 < len(questions):
                told = self._told_of(request) or focus.parts
                focus = replace(focus, request=request, careers=focus.speaking_of(request.careers), parts=told)
        # "Hi, what does it pay?" is answered, not greeted.
        asking = [request for request in _once(requests) if not set(request.facets) & _CHATTER] or requests[:1]
        first = replace(asking[0], question=question, for_another=for_another)
        return replace(first, also=tuple(asking[1:]))

    def _asked_behind(self, text: str) -> str:
        """The sentences of chatter that ask, where they surely ask something of the documents; else empty."""
        asked = asking_sentences(text)
        best = self._read(asked).reading.facets[0]
        sure = asked != text and best.label in facet_definitions() and best.score >= SURE_OF_PART
        return asked if sure else ""

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

    def _plan(self, question: str, memory: Memory, around: Clause | None = None) -> Request:
        """The request of one question; `around` is the whole turn it stands in, whose careers and parts it shares."""
        said = self._heard(question, memory, around)
        if (recalled := self._recall(said)) is not None:
            return recalled
        meaning = replace(self._asking(said), person=memory.person)
        said = self._with_spoken_parts(said, meaning)
        meaning = follow_rules(said, meaning, self._resolving)
        if said.before is not None and _asks_again(said, meaning, said.before):
            rest = self._read(said.before.searched, following=True).rest
            return self._recall.resumed(said, replace(said.before, searched=rest), meaning.careers)
        return self._request(said, follow_rules(said, meaning, self._refining))

    def _heard(self, question: str, memory: Memory, around: Clause | None) -> Utterance:
        """The question as it stands in the conversation."""
        memory = on_own_level(question, memory, self._library)
        clause = self._read(question, following=memory.request is not None)
        asks = bool(clause.cues.bounds or clause.cues.premises)
        rest = self._read.beside_titles(clause)
        if memory.request is not None and memory.request.operation in ADDING and leaves_out(clause.text):
            # "And without the clinic?" after all phases were added up.
            clause = self._read.with_spoken_parts(clause)
            rest = " ".join(word for word in rest.split() if not any(mentions(p.words, word) for p in clause.parts))
        leaning = lean(
            clause.text, rest, asks=asks, operation=clause.reading.operation, figuring=clause.cues.measuring.said
        )
        return Utterance(question, clause, leaning, memory, around)

    def _with_spoken_parts(self, said: Utterance, meaning: Meaning) -> Utterance:
        """The question, where it asks for a share or leaves parts out, with the phases that single words of it tell.

        A share that pages state is none of a roadmap: "what share of the work may AI take over".
        """
        measuring = said.clause.cues.measuring
        definition = facet_definitions().get(meaning.facet)
        stated = definition is not None and "percent" in definition.units
        shares = (
            (measuring.percent and not stated)
            or measuring.neighbour
            or (measuring.until is not None and summed(meaning.facet))
            or (leaves_out(said.clause.text) and summed(meaning.facet))
        )
        return replace(said, clause=self._read.with_spoken_parts(said.clause)) if shares else said


def _person_meant(memory: Memory, turn: Clause, text: str) -> tuple[Person, bool]:
    """Who a turn is about, and whether that is somebody whom the user asks for: told now, or spoken of before."""
    if turn.cues.of_another:
        return turn.cues.person, True
    if memory.another != Person() and speaks_of_another(text) and not speaks_of_oneself(text):
        return join_people(memory.another, turn.cues.person), True
    return remember_person(memory.person, turn.cues.person, text), False


def _once(requests: Sequence[Request]) -> list[Request]:
    """The requests of a turn, each once: "really? Are you sure of that?" doubts the last answer twice."""
    return list({replace(each, question=""): each for each in reversed(requests)}.values())[::-1]


def _is_chatter(turn: Clause) -> bool:
    """True for small talk that is not taken apart: "good morning! anyone home?"."""
    return turn.reading.facet in _CHATTER and turn.reading.facets[0].score >= SURE_OF_CHATTER


def _asks_again(said: Utterance, meaning: Meaning, before: Request) -> bool:
    """True when a turn looks for the same on another page: "where do I learn FHIR? And in the other one?"."""
    same = (meaning.facets, meaning.operation) == (before.facets, before.operation)
    elsewhere = bool(meaning.careers) and meaning.careers != before.careers and not said.clause.parts
    return said.leaning.elliptical and same and elsewhere and bool(before.specific)
