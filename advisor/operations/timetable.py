"""A roadmap week by week: all of it, or what its first weeks hold."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations.course import Course
from advisor.operations.entries import describe, distinct, select_entries, title_fact
from advisor.operations.figures import IN_WEEKS
from advisor.operations.stating import tell_part
from advisor.operations.summing import note_roadmap_length
from advisor.types import Finding, Listing
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity

# Of so many phases a plan also says what is learned in them.
_TOLD_WHOLE = 1


def open_with(course: Course, library: Library) -> Iterator[Block]:
    """The phases that the first weeks hold, and what is learned in them when they are few."""
    opening = course.request.timing.opening
    if opening is None:
        return
    weeks, passed = opening.high * IN_WEEKS[opening.unit], 0.0
    held: list[Entry] = []
    for entry, length in zip(course.phases, course.lengths, strict=True):
        if passed < weeks - 1:  # a month is no five weeks
            held.append(entry)
        passed += length.high * course.stretch
    if held:
        lines = tuple(line for entry in held if (line := _week_line(course, entry)))
        yield Listing(course.say("opening", {"opening": format_quantity(opening).removeprefix("1 ")}, opening), lines)
    if len(held) <= _TOLD_WHOLE:
        for entry in held:
            yield from tell_part(entry, course.request, library, ("goals",))


def tell_week(course: Course, library: Library) -> Iterator[Block]:
    """The phases that run in the one week or month asked about, and what is learned in them when they are few."""
    asked = course.request.timing.at
    if asked is None:
        return
    begin, end = ((asked.high - back) * IN_WEEKS[asked.unit] for back in (1, 0))
    held, passed = [], 0.0
    for entry, length in zip(course.phases, course.lengths, strict=True):
        if passed < end and begin < passed + length.high * course.stretch:
            held.append(entry)
        passed += length.high * course.stretch
    if not held:
        yield course.say("reached_end", {"elapsed": format_quantity(asked), "on": ""}, asked)
        return
    values = {"unit": asked.unit.title(), "number": f"{asked.high:g}"}
    lines = tuple(line for entry in held if (line := _week_line(course, entry)))
    yield Listing(course.say("week", values, asked), lines)
    if len(held) <= _TOLD_WHOLE:
        for entry in held:
            yield from tell_part(entry, course.request, library, ("goals",))


def lay_out(course: Course, library: Library) -> Iterator[Block]:
    """The phases ahead with the weeks in which each runs, beside the time that the page states."""
    lines = tuple(line for entry in course.phases if (line := _week_line(course, entry)))
    yield Listing(course.say("timetable", {}), lines, numbered=True)
    stated = distinct(select_entries(course.career, "duration", course.request, library))
    yield from note_roadmap_length(course.career, stated, library)


def _week_line(course: Course, entry: Entry) -> Finding | None:
    """A phase with the weeks of the user in which it runs; None where they are no whole weeks."""
    place = course.phases.index(entry)
    begin, end = (sum(q.high for q in course.lengths[:stop]) * course.stretch for stop in (place, place + 1))
    if begin % 1 or end % 1:
        return None
    first, last = (Quantity(week, week, "week") for week in (begin + 1, end))
    span = f"weeks {first.low:g}–{last.high:g}" if first != last else f"week {first.low:g}"
    facts = (*title_fact(entry), *course.facts[: place + 1])
    return Finding(
        "plan.weeks", describe(entry) | {"weeks": span}, facts, (first, last, Quantity(first.low, last.high, "week"))
    )
