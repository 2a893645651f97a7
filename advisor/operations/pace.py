"""The user's own pace: hours a week, so many times as fast, and what a time frame takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from advisor.findings import Block
from advisor.library import Library
from advisor.operations.course import Course, of_parts_asked, stated_hours
from advisor.operations.entries import (
    describe,
    title_fact,
)
from advisor.operations.figures import IN_WEEKS, WEEKS_PER_MONTH
from advisor.operations.time_frames import hold_against_frame, own_time
from advisor.requests import TimingQuestion
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity

# What asks for hours of learning.
OF_HOURS: frozenset[TimingQuestion] = frozenset({"hours_needed", "study_week"})


def tell_hours_needed(course: Course, library: Library) -> Iterator[Block]:
    """The hours a week that a time frame takes, or the hours that the whole comes to at the user's own.

    Nothing for a frame that no week has the hours for.
    """
    course = of_parts_asked(course) or course
    timing, person = course.request.timing, course.request.person
    if not course.request.timing_asked & OF_HOURS:
        return
    frame = timing.available or own_time(course.request)
    if timing.finish and timing.start:
        frame = _days_between(timing.start, timing.finish)
    if frame is not None and not _is_own_length(course, frame):
        full, share = course.full_week, course.weeks.high / (frame.high * IN_WEEKS[frame.unit])
        pace = Quantity(round(full.low * share, 1), round(full.high * share, 1), "hour", per="week")
        values = {"result": format_quantity(pace), "frame": format_quantity(frame), "full": format_quantity(full)}
        if pace.high <= _HOURS_OF_A_WEEK:
            yield course.say(_by_assumption("needed", course), values, pace, full, frame)
    elif hours := person.hours_per_week or timing.assumed_hours:
        yield _work(course, Quantity(hours, hours, "hour", per="week"))
    elif stated := list(tell_stated_hours(course.career)):
        yield from stated
        yield _work(course, course.full_week)
    else:
        yield course.say("no_hours", {})


# No week has more hours.
_HOURS_OF_A_WEEK = 168


def _is_own_length(course: Course, frame: Quantity) -> bool:
    """True for a frame that is the length of the roadmap itself: "the eight weeks"."""
    return course.weeks.low <= frame.low * IN_WEEKS[frame.unit] <= course.weeks.high


def tell_stated_hours(career: Career) -> Iterator[Finding]:
    """The hours a week that the pages of a career reckon with, where they state them."""
    fact = stated_hours(career)
    if fact is not None and isinstance(fact.value, Quantity):
        values = {"career": career.name, "hours": format_quantity(fact.value)}
        yield Finding("plan.stated_hours", values, (fact,))


def _work(course: Course, pace: Quantity) -> Finding:
    """The hours that the weeks come to at so many of each."""
    work = Quantity(course.weeks.low * pace.low, course.weeks.high * pace.high, "hour")
    return course.say("work", {"hours": format_quantity(pace), "result": format_quantity(work)}, pace, work)


def _days_between(start: str, finish: str) -> Quantity:
    days = (date.fromisoformat(finish) - date.fromisoformat(start)).days
    return Quantity(days, days, "day")


def tell_own_pace(course: Course, library: Library) -> Iterator[Block]:
    """How long it takes at the user's hours a week, or so many times as fast."""
    course = of_parts_asked(course) or course
    timing, hours = course.request.timing, course.request.person.hours_per_week
    result = stretched(course.weeks, course.stretch)
    months = Quantity(
        round(result.low / WEEKS_PER_MONTH), round(result.high / WEEKS_PER_MONTH), "month", approximate=True
    )
    values = {"result": format_quantity(result), "months": format_quantity(months)}
    if hours:
        pace = Quantity(hours, hours, "hour", per="week")
        full = course.full_week
        values |= {"hours": format_quantity(pace), "full": format_quantity(full)}
        yield course.say(_by_assumption("hours", course), values, result, months, pace, full)
        if course.request.timing.available or course.request.person.months:
            yield from hold_against_frame(course.career, course.request, library)
    elif timing.pace != 1:
        times = Quantity(round(timing.pace, 2), round(timing.pace, 2), "count")
        yield course.say("pace", values | {"pace": format_quantity(times)}, result, months, times)
    if "each" in course.request.timing_asked and course.stretch != 1:
        yield Listing(None, tuple(_stretched_line(course, place) for place in range(len(course.phases))))


def _stretched_line(course: Course, place: int) -> Finding:
    """A phase with the weeks that it takes the user."""
    entry, own = course.phases[place], stretched(course.lengths[place], course.stretch)
    values = describe(entry) | {"value": format_quantity(own)}
    return Finding("line.phase_length", values, (*title_fact(entry), entry.fact), (own,))


def say_assumption(course: Course) -> Iterator[Finding]:
    """What the hours a week were taken to mean, where they stretch the plan."""
    if course.request.person.hours_per_week and course.stretch != 1:
        hours, full = course.request.person.hours_per_week, course.full_week
        pace = Quantity(hours, hours, "hour", per="week")
        values = {"hours": format_quantity(pace), "full": format_quantity(full)}
        yield course.say(_by_assumption("assumes", course), values, pace, full)


def _by_assumption(says: str, course: Course) -> str:
    """The sentence that fits whose assumption the hours of a roadmap week are."""
    if course.request.timing.assumed_hours:
        return f"{says}_given"
    return says if stated_hours(course.career) is None else f"{says}_stated"


def stretched(weeks: Quantity, factor: float) -> Quantity:
    """The weeks times a factor, whole from ten weeks on: nobody plans in tenths of a week."""
    low, high = (each * factor for each in (weeks.low, weeks.high))
    digits = 0 if low >= 10 else 1
    return Quantity(round(low, digits), round(high, digits), "week")
