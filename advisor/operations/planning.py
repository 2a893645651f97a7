"""A user's own schedule: hours a week, dates, what is left, what fits a time frame; every assumption is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from advisor.findings import Block
from advisor.library import Library
from advisor.operations.course import Course, course_of
from advisor.operations.deadlines import date_phases, meet_deadline
from advisor.operations.entries import (
    careers_of,
)
from advisor.operations.pace import OF_HOURS, tell_hours_needed, tell_own_pace, tell_stated_hours
from advisor.operations.progress import tell_left, tell_reached
from advisor.operations.time_frames import hold_against_frame, sort_out
from advisor.operations.timetable import lay_out, open_with, tell_week
from advisor.requests import Request
from advisor.types import Finding
from vectorstore.profiles import Career

# Careers that a plan is laid out for one by one.
EACH = 3


def plan(request: Request, library: Library) -> Iterator[Block]:
    """A plan for each career: the dates, what is left, how far one is, the hours, and the user's own time frame.

    Of many careers, which the time frame is enough for, and which it is not.
    """
    careers = careers_of(request, library)
    if len(careers) > EACH and (sorted_out := list(sort_out(careers, request, library))):
        yield from sorted_out
        return
    for career in careers:
        course = course_of(career, request, library)
        found: list[Block] = []
        if course is not None and not course.phases:
            found = [_nothing_left(career, library)]
        elif course is not None:
            found = next((blocks for answer in _ANSWERS if (blocks := list(answer(course, library)))), [])
        elif request.timing_asked & OF_HOURS:
            found = list(tell_stated_hours(career))
        found = found or list(hold_against_frame(career, request, library))
        yield from found
        if course is not None and request.careers == (career.id,) and (not found or _asks_for_table(course)):
            yield from lay_out(course, library)


def _asks_for_table(course: Course) -> bool:
    """True when the weeks of each phase are asked for, and no dates or own pace tell of each already."""
    request = course.request
    asked = request.timing_asked & {"each", "timetable"}
    return bool(asked) and request.timing.start is None and course.stretch == 1


def _nothing_left(career: Career, library: Library) -> Finding:
    facts = career.of("phase_title")
    return Finding("plan.none_left", {"career": career.name, "count": str(len(facts))}, facts)


_ANSWERS: tuple[Callable[[Course, Library], Iterator[Block]], ...] = (
    tell_hours_needed,
    open_with,
    tell_week,
    tell_reached,
    meet_deadline,
    date_phases,
    tell_left,
    tell_own_pace,
)
