"""Whether a time frame of the user's is enough, by the time a page states and by its phases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.library import Library
from advisor.operations.course import course_of, of_parts_asked
from advisor.operations.entries import distinct, quantity_of, select_entries, worded
from advisor.operations.figures import IN_WEEKS
from advisor.operations.summing import agrees
from advisor.operations.words import join_words
from advisor.requests import Request
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


def hold_against_frame(career: Career, request: Request, library: Library) -> Iterator[Finding]:
    """Whether the time frame asked about, or the months that the user has, are enough."""
    frame = request.timing.available or own_time(request)
    if frame is not None:
        yield from _parts_in_time(career, frame, request, library) or compare_time(career, frame, request, library)


def sort_out(careers: Sequence[Career], request: Request, library: Library) -> Iterator[Finding]:
    """Which careers the time frame is enough for by the time their pages state, and which not; nothing without one."""
    frame = request.timing.available or own_time(request)
    if frame is None:
        return
    of_each = [next(compare_time(career, frame, request, library), None) for career in careers]
    for says in ("plan.enough", "plan.short"):
        held = [found for found in of_each if found is not None and found.says == says]
        named = join_words([f"{found.values['career']} ({found.values['value']})" for found in held])
        values = {"frame": format_quantity(frame), "careers": named}
        facts = tuple(fact for found in held for fact in found.facts)
        computed = tuple(dict.fromkeys(quantity for found in held for quantity in found.computed))
        if held:
            yield Finding(f"{says}_for", values, facts, computed)


def own_time(request: Request) -> Quantity | None:
    """The time that the user has, in weeks where it is no whole number of months."""
    months = request.person.months
    if months is None or months == round(months):
        return None if months is None else Quantity(months, months, "month")
    weeks = round(months * IN_WEEKS["month"])
    return Quantity(weeks, weeks, "week")


def _parts_in_time(career: Career, frame: Quantity, request: Request, library: Library) -> list[Finding]:
    """Whether the phases asked about fit into a time frame; empty when the whole roadmap is asked about."""
    course = course_of(career, request, library)
    part = of_parts_asked(course) if course is not None else None
    if part is None:
        return []
    fits = part.weeks.high * part.stretch <= frame.high * IN_WEEKS[frame.unit]
    return [part.say("part_fits" if fits else "part_over", {"frame": format_quantity(frame)}, frame, *part.lengths)]


def compare_time(career: Career, frame: Quantity, request: Request, library: Library) -> Iterator[Finding]:
    """Whether a time frame is as long as the time a page states, and as its phases, when the two are not the same."""
    course = course_of(career, request, library)
    weeks = frame.high * IN_WEEKS[frame.unit]
    for entry in distinct(select_entries(career, "duration", request, library))[:1]:
        quantity = quantity_of(entry.fact)
        if quantity is None or quantity.unit not in IN_WEEKS:
            continue
        enough = weeks >= quantity.high * IN_WEEKS[quantity.unit] - 1
        stated = replace(quantity, approximate=False, per=None)
        values = {"career": career.name, "value": worded(stated), "frame": format_quantity(frame)}
        yield Finding("plan.enough" if enough else "plan.short", values, (entry.fact,), (frame, stated))
        if course is None or not course.phases or agrees_with(stated, course.weeks):
            return
        fits = weeks >= course.weeks.high * course.stretch
        yield course.say("phases_fit" if fits else "phases_over", values, frame)


def agrees_with(stated: Quantity, weeks: Quantity) -> bool:
    """True when a stated time in months is what the weeks of the phases come to; False for other units."""
    return stated.unit == "month" and agrees(stated, weeks)
