"""Time at so many hours a week, dates from a start, and whether a time frame is enough; every assumption is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.arithmetic import series
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
from advisor.operations.stating import WEEKS_PER_MONTH, Block
from advisor.types import Finding, Listing, Request
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Part, Quantity

# Where no page says how many hours its weeks assume, a plan reads them as full working weeks and says so.
FULL_WEEK_HOURS = 40.0


def plan(request: Request, library: Library) -> Iterator[Block]:
    """A plan for each career that has a roadmap: hours, dates, and the user's own time frame."""
    for career in careers_of(request, library):
        whole = replace(request, parts=())
        phases = [entry for entry in series(career, "phase_length", whole, library) if quantity_of(entry.fact)]
        weeks = figures.total([q for entry in phases if (q := quantity_of(entry.fact))])
        if weeks is not None and weeks.unit == "week":
            if request.person.hours_per_week:
                assumed = request.assumed_hours or FULL_WEEK_HOURS
                yield from _at_hours(career, phases, weeks, request.person.hours_per_week, assumed)
            if request.start_date:
                hours = request.person.hours_per_week
                stretch = (request.assumed_hours or FULL_WEEK_HOURS) / hours if hours else 1.0
                wanted = chosen_parts(career, request, "phase")
                yield _dated(career, phases, wanted, date.fromisoformat(request.start_date), stretch)
        if request.person.months:
            yield from compare_time(career, request.person.months, request, library)


def _at_hours(
    career: Career, phases: Sequence[Entry], weeks: Quantity, hours: float, assumed: float
) -> Iterator[Finding]:
    facts = tuple(entry.fact for entry in phases)
    factor = assumed / hours
    stretched = Quantity(round(weeks.low * factor), round(weeks.high * factor), "week")
    months = Quantity(
        round(stretched.low / WEEKS_PER_MONTH), round(stretched.high / WEEKS_PER_MONTH), "month", approximate=True
    )
    pace, full = Quantity(hours, hours, "hour", per="week"), Quantity(assumed, assumed, "hour", per="week")
    values = {
        "career": career.name,
        "total": format_quantity(weeks),
        "count": str(len(phases)),
        "hours": format_quantity(pace),
        "full": format_quantity(full),
        "result": format_quantity(stretched),
        "months": format_quantity(months),
    }
    yield Finding("plan.total", values, facts, (weeks,))
    work = Quantity(weeks.low * hours, weeks.high * hours, "hour")
    yield Finding("plan.work", values | {"result": format_quantity(work)}, facts, (weeks, pace, work))
    yield Finding("plan.hours", values, facts, (weeks, stretched, months, pace, full))


def _dated(
    career: Career, phases: Sequence[Entry], wanted: Sequence[Part] | None, start: date, stretch: float
) -> Listing:
    """The first and last day of each phase (of those wanted), one after the other, from a start date."""
    days = [round(7 * stretch * quantity.high) for entry in phases if (quantity := quantity_of(entry.fact))]
    bounds = [start + timedelta(days=sum(days[:index])) for index in range(len(days) + 1)]
    items = []
    for entry, (begin, following) in zip(phases, pairwise(bounds), strict=True):
        if wanted is None or entry.part in wanted:
            end = following - timedelta(days=1)
            values = describe(entry) | {"from": format_day(begin), "to": format_day(end)}
            items.append(Finding("line.dated", values, (*title_fact(entry), entry.fact), dates=(begin, end)))
    last = bounds[-1] - timedelta(days=1)
    values = {"career": career.name, "start": format_day(start), "end": format_day(last)}
    lead = Finding("plan.dates", values, tuple(entry.fact for entry in phases), dates=(start, last))
    return Listing(lead, tuple(items))


def format_day(day: date) -> str:
    """The day as an answer writes it: "4 January 2027"."""
    return f"{day.day} {day:%B %Y}"


def compare_time(career: Career, months: float, request: Request, library: Library) -> Iterator[Finding]:
    """Whether the time a user has is as long as the time a page states."""
    stated = distinct(select_entries(career, "duration", request, library))
    for entry in stated[:1]:
        quantity = quantity_of(entry.fact)
        if quantity is None or quantity.unit != "month":
            continue
        available = Quantity(months, months, "month")
        values = {
            "career": career.name,
            "value": worded(Quantity(quantity.low, quantity.high, "month", quantity.open_ended)),
            "months": format_quantity(available),
        }
        says = "plan.enough" if months >= quantity.high else "plan.short"
        yield Finding(says, values, (entry.fact,), (available,))
