"""A user's own schedule: hours a week, dates, what is left, what fits a time frame; every assumption is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from advisor.library import Library
from advisor.operations.course import FULL_WEEK_HOURS, Course, course_of
from advisor.operations.entries import (
    careers_of,
    chosen_parts,
    describe,
    distinct,
    quantity_of,
    select_entries,
    title_fact,
    worded,
)
from advisor.operations.figures import IN_WEEKS, WEEKS_PER_MONTH
from advisor.operations.stating import Block, agrees
from advisor.operations.time_frames import hold_against_frame, own_time
from advisor.operations.timetable import lay_out, open_with
from advisor.operations.words import mentions
from advisor.types import Finding, Listing, Request
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Fact, Part, Quantity


def plan(request: Request, library: Library) -> Iterator[Block]:
    """A plan for each career: the dates, what is left, how far one is, the hours, and the user's own time frame."""
    for career in careers_of(request, library):
        course = course_of(career, request, library)
        found: list[Block] = []
        if course is not None and not course.phases:
            found = [_nothing_left(career, library)]
        elif course is not None:
            found = next((blocks for answer in _ANSWERS if (blocks := list(answer(course, library)))), [])
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


def _hours_needed(course: Course, library: Library) -> Iterator[Block]:
    """The hours a week that a time frame takes, or the hours that the whole comes to at the user's own."""
    timing, person = course.request.timing, course.request.person
    if "hours_needed" not in course.request.timing_asked:
        return
    frame = timing.available or own_time(course.request)
    if timing.finish and timing.start:
        frame = _days_between(timing.start, timing.finish)
    if frame is not None:
        assumed = timing.assumed_hours or FULL_WEEK_HOURS
        needed = assumed * course.weeks.high / (frame.high * IN_WEEKS[frame.unit])
        pace = Quantity(round(needed, 1), round(needed, 1), "hour", per="week")
        full = Quantity(assumed, assumed, "hour", per="week")
        values = {"result": format_quantity(pace), "frame": format_quantity(frame), "full": format_quantity(full)}
        yield course.say(_by_assumption("needed", course), values, pace, full, frame)
    elif hours := person.hours_per_week or timing.assumed_hours:
        pace, work = (
            Quantity(hours, hours, "hour", per="week"),
            Quantity(course.weeks.low * hours, course.weeks.high * hours, "hour"),
        )
        yield course.say("work", {"hours": format_quantity(pace), "result": format_quantity(work)}, pace, work)
    else:
        yield course.say("no_hours", {})


def _days_between(start: str, finish: str) -> Quantity:
    days = (date.fromisoformat(finish) - date.fromisoformat(start)).days
    return Quantity(days, days, "day")


def _by_assumption(says: str, course: Course) -> str:
    """The sentence that fits whose assumption the hours of a roadmap week are."""
    return f"{says}_given" if course.request.timing.assumed_hours else says


def _reached(course: Course, library: Library) -> Iterator[Block]:
    """The phase in which one is after some time, or when a share of the whole is behind one."""
    timing = course.request.timing
    whole = sum(length.high for length in course.lengths) * course.stretch
    if timing.elapsed is not None:
        weeks = timing.elapsed.high * IN_WEEKS[timing.elapsed.unit]
        elapsed = timing.elapsed
    elif timing.share is not None:
        weeks = timing.share * whole
        elapsed = Quantity(round(weeks, 1), round(weeks, 1), "week")
    elif "how_far" in course.request.timing_asked and (own := timing.available or own_time(course.request)):
        weeks, elapsed = own.high * IN_WEEKS[own.unit], own
    else:
        return
    start = date.fromisoformat(timing.start) if timing.start else None
    day = start + timedelta(weeks=weeks) if start else None
    values = {"elapsed": format_quantity(elapsed), "on": f" ({format_day(day)})" if day else ""}
    dates = (day,) if day else ()
    if weeks > whole or weeks < 0:
        yield course.say("reached_end", values, elapsed, dates=dates)
        return
    passed = 0.0
    for entry, length in zip(course.phases, course.lengths, strict=True):
        passed += length.high * course.stretch
        if weeks < passed or entry is course.phases[-1]:
            behind = course.phases[: course.phases.index(entry)]
            titles = tuple(fact for each in (*behind, entry) for fact in title_fact(each))
            values |= describe(entry) | {"behind": " and ".join(each.part.title for each in behind if each.part)}
            found = course.say("reached_after" if behind else "reached", values, elapsed, dates=dates)
            yield replace(found, facts=(*titles, *course.facts))
            break
    yield from _assumption(course)


def _deadline(course: Course, library: Library) -> Iterator[Block]:
    """Whether a plan that starts on a day ends before another, or the last day on which it may start."""
    timing = course.request.timing
    if timing.finish is None:
        return
    finish = date.fromisoformat(timing.finish)
    days = sum(course.days())
    if timing.start:
        start = date.fromisoformat(timing.start)
        end = start + timedelta(days=days - 1)
        values = {"start": format_day(start), "end": format_day(end), "finish": format_day(finish)}
        yield course.say("in_time" if end <= finish else "late", values, dates=(start, end, finish))
        yield from _stated_end(course, start, library)
    else:
        start = finish - timedelta(days=days)
        values = {"start": format_day(start), "finish": format_day(finish)}
        yield course.say("latest", values, dates=(start, finish))
        yield from _stated_latest(course, finish, library)
    yield from _assumption(course)


def _dates(course: Course, library: Library) -> Iterator[Block]:
    """The first and last day of each phase ahead (of those asked for), one after the other, from a start date."""
    if course.request.timing.start is None:
        return
    start = date.fromisoformat(course.request.timing.start)
    days = course.days()
    bounds = [start + timedelta(days=sum(days[:index])) for index in range(len(days) + 1)]
    wanted = _wanted(course)
    items = []
    for place, (entry, length, (begin, following)) in enumerate(
        zip(course.phases, course.lengths, pairwise(bounds), strict=True)
    ):
        if wanted is None or entry.part in wanted:
            end = following - timedelta(days=1)
            told = {"value": format_quantity(length), "from": format_day(begin), "to": format_day(end)}
            # A phase begins when those before it are over: their lengths carry its dates.
            before = course.facts[:place] if wanted is not None else ()
            facts = (*title_fact(entry), entry.fact, *before)
            says = "plan.phase" if wanted is not None else "line.dated"
            items.append(Finding(says, describe(entry) | told, facts, (length,), (begin, end)))
    last = bounds[-1] - timedelta(days=1)
    values = {"start": format_day(start), "end": format_day(last)}
    if wanted is not None and items:
        yield from items
    elif course.request.facets[:1] == ("duration",) or "end" in course.request.timing_asked:
        yield course.say("end", values, dates=(start, last))
        yield from _stated_end(course, start, library)
    else:
        yield Listing(course.say("dates", values, dates=(start, last)), tuple(items))
        yield from _stated_end(course, start, library)
    yield from _assumption(course)


def _wanted(course: Course) -> Sequence[Part] | None:
    """The phases asked for, by number, title, or something that is learned in them ("the RAG part")."""
    chosen = chosen_parts(course.career, course.request, "phase")
    if chosen is not None:
        return chosen
    for attribute in ("phase_title", "goal"):
        for topic in course.request.topics:
            parts = [f.part for f in course.career.of(attribute) if f.part and mentions(str(f.value), topic)]
            if len(set(parts)) == 1:
                return parts[:1]
    return None


def _left(course: Course, library: Library) -> Iterator[Block]:
    """The weeks that are left, phase by phase."""
    if course.request.timing.done is None:
        return
    result = _stretched(course.weeks, course.stretch)
    values = {"result": format_quantity(result)}
    finding = course.say("left" if course.stretch == 1 else "left_stretched", values, result, *course.lengths)
    titles = tuple(fact for entry in course.phases for fact in title_fact(entry))
    yield replace(finding, facts=(*finding.facts, *titles))
    if frame := course.request.timing.available or own_time(course.request):
        fits = result.high <= frame.high * IN_WEEKS[frame.unit]
        yield course.say("left_fits" if fits else "left_over", {"frame": format_quantity(frame)}, result, frame)
    yield from _assumption(course)


def _own_pace(course: Course, library: Library) -> Iterator[Block]:
    """How long it takes at the user's hours a week, or so many times as fast."""
    timing, hours = course.request.timing, course.request.person.hours_per_week
    result = _stretched(course.weeks, course.stretch)
    months = Quantity(
        round(result.low / WEEKS_PER_MONTH), round(result.high / WEEKS_PER_MONTH), "month", approximate=True
    )
    values = {"result": format_quantity(result), "months": format_quantity(months)}
    if hours:
        pace = Quantity(hours, hours, "hour", per="week")
        assumed = timing.assumed_hours or FULL_WEEK_HOURS
        full = Quantity(assumed, assumed, "hour", per="week")
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
    entry, own = course.phases[place], _stretched(course.lengths[place], course.stretch)
    values = describe(entry) | {"value": format_quantity(own)}
    return Finding("line.phase_length", values, (*title_fact(entry), entry.fact), (own,))


_ANSWERS: tuple[Callable[[Course, Library], Iterator[Block]], ...] = (
    _hours_needed,
    open_with,
    _reached,
    _deadline,
    _dates,
    _left,
    _own_pace,
)


def _assumption(course: Course) -> Iterator[Finding]:
    """What the hours a week were taken to mean, where they stretch the plan."""
    if course.request.person.hours_per_week and course.stretch != 1:
        assumed = course.request.timing.assumed_hours or FULL_WEEK_HOURS
        hours = course.request.person.hours_per_week
        pace, full = (Quantity(each, each, "hour", per="week") for each in (hours, assumed))
        values = {"hours": format_quantity(pace), "full": format_quantity(full)}
        yield course.say(_by_assumption("assumes", course), values, pace, full)


def _stretched(weeks: Quantity, factor: float) -> Quantity:
    """The weeks times a factor, whole from ten weeks on: nobody plans in tenths of a week."""
    low, high = (each * factor for each in (weeks.low, weeks.high))
    digits = 0 if low >= 10 else 1
    return Quantity(round(low, digits), round(high, digits), "week")


def _stated_end(course: Course, start: date, library: Library) -> Iterator[Finding]:
    """The day on which the time that the page states would be over, where the phases come to another."""
    from dateutil.relativedelta import relativedelta

    for stated, fact in _stated_months(course, library):
        end = start + relativedelta(months=int(stated.high))
        values = {"career": course.career.name, "value": worded(stated), "end": format_day(end)}
        yield Finding("plan.stated_end", values, (fact,), (stated,), (end,))


def _stated_latest(course: Course, finish: date, library: Library) -> Iterator[Finding]:
    """The last day to start by the time that the page states, where the phases come to another."""
    from dateutil.relativedelta import relativedelta

    for stated, fact in _stated_months(course, library):
        start = finish - relativedelta(months=int(stated.high))
        values = {"career": course.career.name, "value": worded(stated), "start": format_day(start)}
        yield Finding("plan.stated_latest", values, (fact,), (stated,), (start,))


def _stated_months(course: Course, library: Library) -> Iterator[tuple[Quantity, Fact]]:
    """The time to job-ready that the page states, when it is not what the phases add up to and nothing changes it."""
    if course.stretch != 1 or course.request.timing.done:
        return
    for entry in distinct(select_entries(course.career, "duration", course.request, library))[:1]:
        stated = quantity_of(entry.fact)
        if stated is not None and stated.unit == "month" and not agrees(stated, course.weeks):
            yield replace(stated, approximate=False), entry.fact


def format_day(day: date) -> str:
    """The day as an answer writes it: "4 January 2027"."""
    return f"{day.day} {day:%B %Y}"
