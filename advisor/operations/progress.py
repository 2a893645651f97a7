"""How far one is on a roadmap: the phase after some time, and what is left of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from advisor.findings import Block
from advisor.library import Library
from advisor.operations.course import Course
from advisor.operations.deadlines import format_day
from advisor.operations.entries import (
    describe,
    title_fact,
)
from advisor.operations.figures import IN_WEEKS
from advisor.operations.pace import say_assumption, stretched
from advisor.operations.time_frames import own_time
from advisor.operations.words import join_words
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


def tell_reached(course: Course, library: Library) -> Iterator[Block]:
    """The phase in which one is after some time, or when a share of the whole is behind one."""
    timing = course.request.timing
    if "left" in course.request.timing_asked:
        return
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
            values |= describe(entry) | {"behind": join_words([each.part.title for each in behind if each.part])}
            found = course.say("reached_after" if behind else "reached", values, elapsed, dates=dates)
            yield replace(found, facts=(*titles, *course.facts))
            break
    yield from say_assumption(course)


def tell_left(course: Course, library: Library) -> Iterator[Block]:
    """The weeks that are left, phase by phase."""
    if course.done is None:
        return
    result = stretched(course.weeks, course.stretch)
    values = {"result": format_quantity(result)}
    finding = course.say("left" if course.stretch == 1 else "left_stretched", values, result, *course.lengths)
    titles = tuple(fact for entry in course.phases for fact in title_fact(entry))
    yield replace(finding, facts=(*finding.facts, *titles))
    if frame := course.request.timing.available or own_time(course.request):
        fits = result.high <= frame.high * IN_WEEKS[frame.unit]
        yield course.say("left_fits" if fits else "left_over", {"frame": format_quantity(frame)}, result, frame)
    yield from say_assumption(course)
