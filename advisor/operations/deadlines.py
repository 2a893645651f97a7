"""Calendar dates of a roadmap: of each phase, of its end, and of the last day to start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from advisor.findings import Block
from advisor.library import Library
from advisor.operations.course import Course
from advisor.operations.entries import (
    chosen_parts,
    describe,
    distinct,
    quantity_of,
    select_entries,
    title_fact,
    worded,
)
from advisor.operations.pace import say_assumption
from advisor.operations.summing import agrees
from advisor.operations.words import mentions
from advisor.requests import Request
from advisor.types import Finding, Listing
from vectorstore.quantities import format_quantity
from vectorstore.types import Fact, Part, Quantity


def meet_deadline(course: Course, library: Library) -> Iterator[Block]:
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
    yield from say_assumption(course)


def date_phases(course: Course, library: Library) -> Iterator[Block]:
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
            # "When does it start" asks for no end.
            begins = wanted is not None and "begin" in course.request.timing_asked - {"each", "timetable"}
            says = "plan.phase_begin" if begins else "plan.phase" if wanted is not None else "line.dated"
            items.append(Finding(says, describe(entry) | told, facts, (length,), (begin,) if begins else (begin, end)))
    last = bounds[-1] - timedelta(days=1)
    values = {"start": format_day(start), "end": format_day(last)}
    if wanted is not None and items:
        yield from items
    elif _asks_for_end(course.request):
        yield course.say("end", values, dates=(start, last))
        yield from _stated_end(course, start, library)
    else:
        yield Listing(course.say("dates", values, dates=(start, last)), tuple(items))
        yield from _stated_end(course, start, library)
    yield from say_assumption(course)


def _asks_for_end(request: Request) -> bool:
    """True when a plan is asked for its last day, and not for the dates of each phase."""
    whole = request.facets[:1] == ("duration",) and not request.timing_asked & {"each", "timetable"}
    return whole or "end" in request.timing_asked


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
