"""What the figures of several parts come to: their whole range, their sum, and how it agrees with what is stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.library import Entry, Library
from advisor.operations.entries import describe, quantity_of, worded
from advisor.operations.figures import WEEKS_PER_MONTH, covering, same_unit, total
from advisor.requests import Facet
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


def summarise(facet: Facet, entries: Sequence[Entry]) -> Finding:
    """The whole range of several figures of one career, with the facts at its two ends."""
    figures = [quantity for entry in entries if (quantity := quantity_of(entry.fact))]
    if not figures or not same_unit(figures):
        listed = "; ".join(f"{entry.part.title}: {worded(entry.fact.value)}" for entry in entries if entry.part)
        return Finding(
            "summary.listed", describe(entries[0]) | {"list": listed}, tuple(entry.fact for entry in entries)
        )
    whole = covering(figures)
    low = min(entries, key=lambda e: q.low if (q := quantity_of(e.fact)) else 0)
    high = max(entries, key=lambda e: q.high if (q := quantity_of(e.fact)) else 0)
    values = describe(low) | {
        "range": format_quantity(whole),
        "count": str(len(entries)),
        "first": describe(low)["part"],
        "last": describe(high)["part"],
    }
    return Finding(f"summary.{facet}", values, tuple(dict.fromkeys((low.fact, high.fact))), (whole,))


def add_phases(entries: Sequence[Entry]) -> Finding:
    """The sum of figures that add up, which is what "how long is the roadmap" asks for."""
    whole = total([quantity for entry in entries if (quantity := quantity_of(entry.fact))])
    if whole is None:
        return summarise("phase_length", entries)
    values = describe(entries[0]) | {
        "count": str(len(entries)),
        "result": format_quantity(whole),
        "list": ", ".join(worded(entry.fact.value) for entry in entries),
    }
    return Finding("total.phase_length", values, tuple(entry.fact for entry in entries), (whole,))


def note_roadmap_length(career: Career, stated: Sequence[Entry], library: Library) -> Iterator[Finding]:
    """The sum of the phases beside the stated months, where the two do not say the same."""
    months = next((q for e in stated if (q := quantity_of(e.fact)) and q.unit == "month"), None)
    phases = [entry for entry in library.entries(career, "phase_length") if quantity_of(entry.fact)]
    weeks = total([q for e in phases if (q := quantity_of(e.fact))])
    if months is None or weeks is None or weeks.unit != "week" or agrees(months, weeks):
        return
    values = {
        "career": career.name,
        "count": str(len(phases)),
        "total": format_quantity(weeks),
        "stated": format_quantity(replace(months, approximate=False)),
        "sum": " + ".join(_bare(q) for e in phases if (q := quantity_of(e.fact))),
    }
    yield Finding("note.roadmap_length", values, (*(e.fact for e in phases), stated[0].fact), (weeks,))


# A stated time is called different from the sum of the phases beyond a tenth of it, since pages round ("about 6
# months" for 25 weeks).
ROUNDING = 0.1


def agrees(months: Quantity, weeks: Quantity) -> bool:
    """True when a stated time in months and a sum of weeks are the same within rounding."""
    low, high = months.low * WEEKS_PER_MONTH, months.high * WEEKS_PER_MONTH
    return low * (1 - ROUNDING) <= weeks.high and weeks.low <= high * (1 + ROUNDING)


def _bare(quantity: Quantity) -> str:
    """The figure of a quantity without its unit, as in a sum: "8", "4–6"."""
    return "–".join(f"{value:g}" for value in dict.fromkeys((quantity.low, quantity.high)))
