"""What a turn says of the user's own schedule, in the light of the phases that the library knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.library import Library
from advisor.operations.entries import find_parts
from advisor.operations.words import content_words
from advisor.types import PartReference, Person, Request, Timing
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.timing import carry_on


class Schedule:
    """Reads the user's schedule from turns about one library."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._read = read

    def __call__(
        self, clause: Clause, careers: Sequence[str], before: Request | None, person: Person
    ) -> tuple[Timing, Person]:
        """The user's schedule with what this question says of it, and the user; "twice the hours" are of theirs."""
        cues = clause.cues.timing
        known = before.timing if before is not None else Timing()
        if before is not None and before.careers and careers and tuple(careers) != before.careers:
            known = replace(known, done=None)
        timing = carry_on(known, cues, self._phases_told(clause, careers))
        if cues.timing.pace != 1.0 and person.hours_per_week and not clause.cues.person.hours_per_week:
            hours = person.hours_per_week * cues.timing.pace
            return replace(timing, pace=1.0), replace(person, hours_per_week=hours)
        return timing, person

    def _phases_told(self, clause: Clause, careers: Sequence[str]) -> list[int]:
        """The numbers of the phases that a question says are done or being done."""
        cues = clause.cues.timing
        segment = clause.text if cues.half else cues.behind or cues.within
        told = self._numbers(self._parts_in(clause, careers, segment), careers)
        return told or self._numbers(self._by_title(segment, careers), careers)

    def _by_title(self, segment: str, careers: Sequence[str]) -> list[PartReference]:
        """The phases that a single word of a stretch of text names: "I already did the foundations"."""
        pages = self._library.careers(careers) if len(careers) == 1 else ()
        references = [PartReference("phase", None, word) for word in content_words(segment)]
        return [reference for reference in references if any(len(find_parts(page, reference)) == 1 for page in pages)]

    def ahead(
        self, clause: Clause, careers: Sequence[str], parts: tuple[PartReference, ...]
    ) -> tuple[PartReference, ...]:
        """The parts that a plan is asked for: not those that the question says are done."""
        cues = clause.cues.timing
        told = self._numbers(self._parts_in(clause, careers, clause.text if cues.half else cues.behind), careers)
        return tuple(part for part in parts if not set(self._numbers((part,), careers)) & set(told))

    def before(
        self, clause: Clause, careers: Sequence[str], parts: tuple[PartReference, ...]
    ) -> tuple[PartReference, ...]:
        """The phases before the one that is named behind "before" or "until"; empty when none is named there."""
        at = clause.cues.measuring.until
        named = [p for p in parts if p.kind == "phase" and at is not None and _stands_behind(p, clause.text, at)]
        numbers = self._numbers(named, careers) if len(careers) == 1 else []
        return tuple(PartReference("phase", number) for number in range(1, numbers[0])) if len(numbers) == 1 else ()

    def _parts_in(self, clause: Clause, careers: Sequence[str], segment: str) -> tuple[PartReference, ...]:
        """The parts named in a stretch of the clause."""
        at = clause.text.casefold().find(segment.casefold()) if segment else -1
        if at < 0:
            return ()
        end = at + len(segment)
        text = f"{' ' * at}{clause.text[at:end]}{' ' * (len(clause.text) - end)}"
        return self._read.parts(text, clause.links, careers[0] if len(careers) == 1 else None)

    def _numbers(self, parts: Sequence[PartReference], careers: Sequence[str]) -> list[int]:
        """The numbers of the phases that references name, on the page of the one career meant."""
        if len(careers) != 1:
            return [part.number for part in parts if part.kind == "phase" and part.number and part.number > 0]
        [career] = self._library.careers(careers)
        return [found.number for part in parts if part.kind == "phase" for found in find_parts(career, part)]


def _stands_behind(part: PartReference, text: str, at: int) -> bool:
    """True when the words that name a part, where it has any, stand at or behind a place of the text."""
    return not part.words or part.words.casefold() in text[at:].casefold()
