"""A question and the conversation before it to the typed request it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.offers import question_for
from advisor.operations.words import content_words, stems
from advisor.types import Facet, Operation, PartReference, Person, Request
from advisor.understanding.classifying import Classifier, Reading
from advisor.understanding.clauses import split_clauses
from advisor.understanding.cues import Cues, read_cues
from advisor.understanding.following import (
    Leaning,
    accepts_offer,
    asking_stems,
    careers_in_focus,
    lean,
    replace_pronoun,
)
from advisor.understanding.linking import Linker, Links
from advisor.understanding.phrasings import Phrasings
from advisor.understanding.spelling import Speller
from advisor.understanding.vocabulary import linking_words

# A follow-up is also read together with the question before it, which counts this much beside its own words.
CONTEXT_WEIGHT = 0.7
# Below this lead over the second facet, the second-best reading is kept beside the first.
NARROW_MARGIN = 0.15
# Facets that concern the conversation, not the documents.
CONVERSATIONAL: frozenset[Facet] = frozenset({"small_talk", "off_topic", "about_advisor", "not_covered"})
# Operations on a whole series: a phase or level spoken of before does not narrow them.
_ON_SERIES: frozenset[Operation] = frozenset({"count", "total", "average", "extreme", "rank", "filter", "list"})


class Understand(Protocol):
    """Anything that reads a turn as a request."""

    def __call__(self, question: str, memory: Memory) -> Request:
        """The request that `question` means after what `memory` holds."""
        ...


@dataclass(frozen=True, slots=True)
class _Read:
    """One clause as read on its own, before the conversation is taken into account."""

    text: str
    links: Links
    rest: str  # without careers and parts
    reading: Reading
    cues: Cues


class Planner:
    """Understands questions about one library with the embedder, the catalogue and example phrasings."""

    def __init__(
        self, library: Library, *, linker: Linker, classifier: Classifier, speller: Speller, phrasings: Phrasings
    ):
        self._library = library
        self._linker = linker
        self._classifier = classifier
        self._speller = speller
        self._known = frozenset(stem for word in phrasings.words() for stem in stems(word))

    def __call__(self, question: str, memory: Memory = Memory()) -> Request:
        """The request that `question` means; further questions of the same turn stand in `also`."""
        text = " ".join(question.split())
        if memory.offers and accepts_offer(text):
            text = memory.offers[0]
        person = join_people(memory.person, read_cues(text).person)
        requests: list[Request] = []
        for clause in split_clauses(text) or [text]:
            within = replace(memory, request=requests[-1]) if requests and memory.request is None else memory
            if requests:
                within = replace(within, request=requests[-1], careers=memory.speaking_of(requests[-1].careers))
            requests.append(self._plan(clause, within, person))
        first = replace(requests[0], question=question)
        return replace(first, also=tuple(replace(request, question=question) for request in requests[1:]))

    def _plan(self, clause: str, memory: Memory, person: Person) -> Request:
        read = self._read(clause)
        leaning = lean(clause, read.rest, asks=bool(read.cues.bounds or read.cues.premises))
        before = memory.request
        follows = before is not None and (leaning.continues or leaning.elliptical or not read.links.careers)
        careers = self._careers(read, memory, follows=follows)
        facets, operation, runner_up = self._asked(read, leaning, memory, follows=follows)
        parts = self._parts(read, leaning, careers, facets, operation, memory, follows=follows)
        request = Request(
            question=clause,
            standalone=clause,
            careers=careers,
            unknown_career=read.links.unknown if not read.links.careers else None,
            facets=facets,
            runner_up=runner_up,
            operation=operation,
            direction=read.cues.direction or (before.direction if before and leaning.elliptical else "most"),
            parts=parts,
            bounds=read.cues.bounds,
            premises=read.cues.premises,
            negated=read.cues.negated,
            subject=tuple(content_words(read.rest)),
            topics=self._sought(read) if operation == "locate" else self._topics(read),
            start_date=read.cues.start_date,
            person=person,
        )
        return replace(request, standalone=self._standalone(request, read, leaning, before if follows else None))

    def _read(self, clause: str) -> _Read:
        text = self._speller.correct(clause)
        links = self._linker.link(text)
        masked = self._linker.masked(text, links)
        return _Read(text, links, _without_part_words(masked), self._classifier.classify(masked), read_cues(text))

    def _careers(self, read: _Read, memory: Memory, *, follows: bool) -> tuple[str, ...]:
        """The careers named, pointed back to, or still in focus, in that order of preference."""
        everyone = tuple(career.id for career in self._library.catalogue.careers)
        if read.links.careers:
            return read.links.careers
        if read.links.scope == "all":
            return ()
        if (pointed := careers_in_focus(read.text, memory)) is not None:
            return pointed
        if read.links.scope == "both":
            spoken = memory.careers[-2:]
            return spoken if len(spoken) == 2 else everyone if len(everyone) == 2 else ()
        return memory.request.careers if follows and memory.request is not None else ()

    def _asked(
        self, read: _Read, leaning: Leaning, memory: Memory, *, follows: bool
    ) -> tuple[tuple[Facet, ...], Operation, Facet | None]:
        """The facets, the operation and the second-best facet where it is nearly as good."""
        before = memory.request
        if before is not None and leaning.whole is not None:
            return before.facets, leaning.whole, None
        if before is not None and follows and leaning.elliptical:
            return self._taken_over(before, read), before.operation, None
        scores = {scored.label: scored.score for scored in read.reading.facets}
        if before is not None and follows and not read.links.careers:
            together = self._classifier.classify(f"{before.standalone} {read.text}")
            for scored in together.facets:
                scores[scored.label] += CONTEXT_WEIGHT * scored.score
        ranked = sorted(scores, key=lambda facet: -scores[facet])
        close = scores[ranked[0]] - scores[ranked[1]] < NARROW_MARGIN * sum(scores.values())
        return (ranked[0],), read.reading.operation, ranked[1] if close else None

    def _taken_over(self, before: Request, read: _Read) -> tuple[Facet, ...]:
        """The last question's facets, unless the turn names a part they do not have ("the second phase" after pay)."""
        named = {part.kind for part in self._linker.parts(read.text)}
        kinds = {facet_definitions()[facet].part for facet in before.facets if facet in facet_definitions()}
        if not named or named & kinds:
            return before.facets
        return tuple(
            facet for facet in ("roadmap", "pay", "regional_pay", "steps") if facet_definitions()[facet].part in named
        )

    def _parts(
        self,
        read: _Read,
        leaning: Leaning,
        careers: Sequence[str],
        facets: Sequence[Facet],
        operation: Operation,
        memory: Memory,
        *,
        follows: bool,
    ) -> tuple[PartReference, ...]:
        """The parts named, or the one in focus where the turn leans on it."""
        career = self._library.catalogue[careers[0]] if len(careers) == 1 else None
        titled = tuple(mention.part for mention in read.links.mentions if mention.part is not None)
        if named := (titled or self._linker.parts(read.text, career)):
            return named
        if follows and memory.request is not None and tuple(careers) != memory.request.careers:
            # A level keeps its name, not its number, on another ladder.
            return tuple(part for part in self._linker.parts(memory.request.question, career))
        kinds = {facet_definitions()[facet].part for facet in facets if facet in facet_definitions()}
        focus = tuple(part for part in memory.parts if part.kind in kinds)
        if not follows or operation in ("next", "previous"):
            return memory.parts if follows else ()
        if leaning.points_at_part or leaning.elliptical:
            return focus
        return () if operation in _ON_SERIES else focus

    def _topics(self, read: _Read) -> tuple[str, ...]:
        """The content words that neither a career, a part nor any example phrasing explains."""
        named = [reference.words for reference in self._linker.parts(read.text)]
        named += [read.text[mention.start : mention.end] for mention in read.links.mentions]
        explained = self._known | {stem for words in named for stem in stems(words)}
        return tuple(
            dict.fromkeys(
                word for word in content_words(read.rest) if not word.isdigit() and not set(stems(word)) <= explained
            )
        )

    def _sought(self, read: _Read) -> tuple[str, ...]:
        """What is looked for in "in which phase do I learn FHIR": the words besides those that ask where."""
        return tuple(word for word in content_words(read.rest) if not set(stems(word)) <= asking_stems())

    def _standalone(self, request: Request, read: _Read, leaning: Leaning, before: Request | None) -> str:
        """The question as one would ask it alone; the question itself when it takes nothing over."""
        if before is None:
            return request.question
        names = [career.name for career in self._library.careers(request.careers)]
        if leaning.elliptical or leaning.whole:
            facet = request.facets[0] if request.facets else None
            if facet in facet_definitions() and names and request.operation in ("lookup", "list", "define"):
                return question_for(" and the ".join(names), facet, self._part_words(request))
            return _with_careers(before.standalone, names)
        if read.links.careers or not names:
            return request.question
        name = " and the ".join(names)
        replaced = replace_pronoun(request.question, name) if len(names) == 1 else None
        return replaced or f"{request.question.rstrip('?. ')} ({name}{self._part_words(request)})?"

    def _part_words(self, request: Request) -> str:
        """How a question names the parts of a request: " in phase 2", " at the Senior … level"."""
        for career in self._library.careers(request.careers)[:1]:
            for reference in request.parts[:1]:
                parts = career.parts(reference.kind)
                index = (
                    (reference.number or 0) - 1
                    if (reference.number or 0) >= 0
                    else len(parts) + (reference.number or 0)
                )
                if reference.number and 0 <= index < len(parts):
                    part = parts[index]
                    return f" at the {part.title} level" if part.kind == "level" else f" in {part.kind} {part.number}"
                return f" ({reference.words})" if reference.words else ""
        return ""


@cache
def _part_vocabulary() -> frozenset[str]:
    """Every word that can name a phase, level, step or region."""
    words = linking_words()
    phrases = [*words.levels, *words.ordinals, *words.cardinals]
    phrases += [name for names in (*words.parts.values(), *words.regions.values()) for name in names]
    return frozenset(word.casefold() for phrase in phrases for word in phrase.split())


def _without_part_words(text: str) -> str:
    kept = (word for word in text.split() if word.strip(".,;:?!()").casefold() not in _part_vocabulary())
    return " ".join(word for word in kept if not word.strip(".,;:?!()").isdigit())


def _with_careers(question: str, names: Sequence[str]) -> str:
    missing = [name for name in names if name.casefold() not in question.casefold()]
    return f"{question.rstrip('?. ')} ({' and '.join(missing)})?" if missing else question


def join_people(earlier: Person, later: Person) -> Person:
    """What was said of the user so far with what was just said; a later figure or yes/no replaces the earlier."""

    def united(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*one, *other)))

    return Person(
        background=united(earlier.background, later.background),
        skills=united(earlier.skills, later.skills),
        dislikes=united(earlier.dislikes, later.dislikes),
        codes=earlier.codes if later.codes is None else later.codes,
        months=earlier.months if later.months is None else later.months,
        hours_per_week=earlier.hours_per_week if later.hours_per_week is None else later.hours_per_week,
    )
