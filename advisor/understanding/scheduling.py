"""What a turn says of the user's own schedule, in the light of the phases that the library knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.library import Library
from advisor.operations.entries import find_parts, years_named
from advisor.operations.sequence import told_parts
from advisor.operations.words import content_words, may_name, mentions
from advisor.requests import TELLING, PartReference, Request, Timing
from advisor.understanding.clause import Clause, ClauseReader
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.following import points_at_part, replace_pronoun
from advisor.understanding.person import days_a_week
from advisor.understanding.sorts import of_figures
from advisor.understanding.timing import asks_for_plan, carry_on
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.which_part import leaves_out


class Schedule:
    """Reads the user's schedule from turns about one library."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._read = read

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the user's schedule as this question tells it, which may turn it into one for a plan.

        "Twice the hours" are of those the user has told.
        """
        meaning = self._up_to_part(said, meaning)
        meaning = self._told(said, meaning)
        return self._planning(said, meaning)

    def _up_to_part(self, said: Utterance, meaning: Meaning) -> Meaning:
        """How much lies before the phase that is named is the total of those before it: "how long until phase 3?"."""
        clause = said.clause
        of_time = clause.asked_unit in ("day", "week", "month") or meaning.facet in ("duration", "phase_length")
        asked = (
            meaning.operation in ("lookup", "list", "total", "plan", "previous", "locate")
            or clause.cues.measuring.percent
        )
        # "And the one before?" is one phase, not all that lies ahead of the one in focus.
        steps = meaning.operation == "previous" and said.leaning.elliptical
        if not of_time or not asked or steps:
            return meaning
        ahead = self._up_to(clause, meaning.careers, meaning.parts)
        return replace(meaning, facets=("phase_length",), operation="total", parts=ahead) if ahead else meaning

    def _told(self, said: Utterance, meaning: Meaning) -> Meaning:
        cues, before, careers, person = said.clause.cues, said.before, meaning.careers, meaning.person
        known = before.timing if before is not None else Timing()
        if before is not None and before.careers and careers and careers != before.careers:
            known = replace(known, done=None)
        phases = self._phases_told(said.clause, careers) or self._before_the_start(said, meaning)
        timing = carry_on(known, cues.timing, phases)
        if cues.timing.timing.pace != 1.0 and person.hours_per_week and not cues.person.hours_per_week:
            hours = person.hours_per_week * cues.timing.timing.pace
            timing, person = replace(timing, pace=1.0), replace(person, hours_per_week=hours)
        return replace(meaning, timing=timing, person=person)

    def _planning(self, said: Utterance, meaning: Meaning) -> Meaning:
        """A question about the user's own schedule asks for a plan, of the parts that lie ahead of them."""
        clause, leaning = said.clause, said.leaning
        of_weeks = meaning.facet == "phase_length" or meaning.kinds == {"phase"}
        if of_weeks and clause.asked_unit == "day" and days_a_week(clause.text.lower()):
            # How many days of learning weeks come to needs no plan.
            return meaning.asking("lookup" if meaning.parts else "total", "phase_length")
        planned = said.before is not None and said.before.operation == "plan"
        for going_on in (_next_of_done, _asks_what_is_left, _without_the_first):
            if (meant := going_on(said, meaning)) is not None:
                return meant
        people = (clause.cues.person, meaning.person)
        if not self._asks_stated_hours(clause, meaning) and not asks_for_plan(
            meaning.facet, meaning.operation, clause.cues.timing, meaning.timing, people, planned=planned
        ):
            return meaning
        timed = any(each.months is not None or each.hours_per_week is not None for each in people)
        if _asks_length(clause, meaning) and not planned and not timed:
            return meaning.asking("lookup" if len(meaning.parts) == 1 else "total")
        named = clause.parts or leaning.points_at_part or leaning.elliptical
        parts = self._ahead(clause, meaning.careers, meaning.parts) if named else ()
        return replace(meaning, operation="plan", parts=tuple(p for p in parts if years_named(p) is None))

    def _asks_stated_hours(self, clause: Clause, meaning: Meaning) -> bool:
        """True when the hours of learning are asked for that the pages of the only career state by the week."""
        asks, pages = clause.cues.timing.asks, self._library.careers(meaning.careers)
        asked = "study_week" in asks or ("hours_needed" in asks and clause.asked_unit == "hour")
        told = meaning.operation in (*TELLING, "total") and len(pages) == 1
        worked = cue_tables().time.worked.search(clause.text.lower()) is not None
        return asked and told and not worked and bool(pages[0].of("study_hours"))

    def _phases_told(self, clause: Clause, careers: Sequence[str]) -> list[int]:
        """The numbers of the phases that a question says are done or being done."""
        cues, through = clause.cues.timing, clause.cues.measuring.through
        if "left" in cues.asks and through is not None and not cues.behind:
            # "After phase 1, how many weeks remain?"
            return self._numbers([p for p in clause.parts if stands_behind(p, clause.text, through)], careers)
        segment = clause.text if cues.half else cues.behind or cues.within
        told = self._numbers(self._parts_in(clause, careers, segment), careers)
        # The words that name the career name no phase: "done with documentation by June".
        named = {word for m in clause.links.mentions for word in content_words(clause.text[m.start : m.end])}
        alone = " ".join(word for word in content_words(segment) if word not in named)
        return told or self._numbers(self._by_title(alone, careers), careers)

    def _before_the_start(self, said: Utterance, meaning: Meaning) -> list[int]:
        """The number of the phase before the one that begins on the day told: "if I start that on 1 May"."""
        cues = said.clause.cues.timing
        points = points_at_part(cues.started) or replace_pronoun(cues.started, "") is not None
        # "If I begin it on 4 January, when does its second phase start?" begins the roadmap.
        pointed = meaning.parts if points and not said.clause.parts else ()
        numbers = self._numbers(self._parts_in(said.clause, meaning.careers, cues.started) or pointed, meaning.careers)
        return [numbers[0] - 1] if len(numbers) == 1 and not cues.within else []

    def _by_title(self, segment: str, careers: Sequence[str]) -> list[PartReference]:
        """The phases that a single word of a stretch of text names: "I already did the foundations"."""
        pages = self._library.careers(careers) if len(careers) == 1 else ()
        references = [PartReference("phase", None, word) for word in content_words(segment)]
        return [reference for reference in references if any(len(find_parts(page, reference)) == 1 for page in pages)]

    def _ahead(
        self, clause: Clause, careers: Sequence[str], parts: tuple[PartReference, ...]
    ) -> tuple[PartReference, ...]:
        """The parts that a plan is asked for: not those that the question says are done."""
        cues = clause.cues.timing
        told = self._numbers(self._parts_in(clause, careers, clause.text if cues.half else cues.behind), careers)
        return tuple(part for part in parts if not set(self._numbers((part,), careers)) & set(told))

    def _up_to(
        self, clause: Clause, careers: Sequence[str], parts: tuple[PartReference, ...]
    ) -> tuple[PartReference, ...]:
        """The phases before the one that is named behind "before" or "until", and this one too behind "the end of".

        Empty when none is named there. A share of the whole is asked with it, too: "how much is done after phase 2".
        """
        measuring = clause.cues.measuring
        up_to = measuring.until is not None or measuring.percent or measuring.passed
        including = measuring.through is not None and up_to
        at = measuring.through if including else measuring.until
        named = [p for p in parts if p.kind == "phase" and at is not None and stands_behind(p, clause.text, at)]
        numbers = self._numbers(named, careers)
        if not named and measuring.until is not None and len(careers) == 1:
            numbers = self._taught(clause, measuring.until, careers[0])
        if len(numbers) != 1:
            return ()
        return tuple(PartReference("phase", number) for number in range(1, numbers[0] + including))

    def _taught(self, clause: Clause, at: int, career: str) -> list[int]:
        """The number of the first phase that teaches what a clause names behind a place: "before I get to Docker"."""
        names = tuple(word for word in clause.sought if not word.islower() or may_name(word))
        topics = tuple(word for word in names if word in clause.text[at:])
        sought = Request(clause.text, clause.text, (career,), facets=("roadmap",), operation="locate", topics=topics)
        return sorted(part.number for part in told_parts(sought, self._library) if part.kind == "phase")[:1]

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


def _next_of_done(said: Utterance, meaning: Meaning) -> Meaning | None:
    """The step from the last phase that is said to be done: "I've finished phases 1 and 2, what's next?"."""
    cues, done = said.clause.cues.timing, meaning.timing.done
    steps = meaning.operation == "next" and cues.behind and "left" not in cues.asks
    return replace(meaning, parts=(PartReference("phase", int(done)),)) if steps and done and done % 1 == 0 else None


def _asks_what_is_left(said: Utterance, meaning: Meaning) -> Meaning | None:
    """The plan of what lies ahead, for a turn that asks what is left and names no figure: "and how much is left?"."""
    left = "left" in said.clause.cues.timing.asks and meaning.timing.done is not None
    asks = left and said.follows and of_figures(meaning.facets) and len(said.clause.subject) == 1
    return replace(meaning.asking("plan", "phase_length"), parts=(), runner_up=None) if asks else None


def _without_the_first(said: Utterance, meaning: Meaning) -> Meaning | None:
    """A plan that begins on a day, without the phases that a turn leaves out of it: "and if I skip the first two?"."""
    planned = said.before is not None and said.before.operation == "plan" and meaning.timing.start is not None
    ahead = [part.number for part in meaning.parts if part.kind == "phase" and part.number]
    if not planned or meaning.operation != "total" or not ahead or not leaves_out(said.clause.text):
        return None
    if said.before is None or ahead != list(range(ahead[0], ahead[0] + len(meaning.parts))):
        return None
    timing = replace(meaning.timing, done=ahead[0] - 1.0)
    return replace(meaning, facets=said.before.facets, operation="plan", parts=(), timing=timing)


def _asks_length(clause: Clause, meaning: Meaning) -> bool:
    """True for a question how long all phases take that tells nothing of the user's time: "how long is the plan?".

    Or how many weeks those in focus do: "how many weeks would that spare me?".
    """
    told = clause.cues.timing.says_something or clause.cues.timing.asks - {"timetable"} or meaning.timing != Timing()
    of_weeks = not meaning.parts or (clause.asked_unit == "week" and meaning.kinds == {"phase"})
    return meaning.facet == "phase_length" and of_weeks and not told


def stands_behind(part: PartReference, text: str, at: int) -> bool:
    """True when the words that name a part, where it has any, or one of its title, stand behind a place of the text."""
    behind = text[at:]
    named = part.words.casefold() in behind.casefold() or any(mentions(behind, w) for w in content_words(part.words))
    return not part.words or named
