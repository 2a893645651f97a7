"""Stated pay against what the user earns: how much more or less it is, level by level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations.conversion import in_period
from advisor.operations.entries import careers_of, describe, quantity_of, select_entries, title_fact
from advisor.operations.stating import look_up
from advisor.requests import Request
from advisor.types import Finding, Listing
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


def set_against_own(request: Request, library: Library) -> Iterator[Block]:
    """How pay lies to the user's own, or that it is stated in another currency; nothing where it is not asked for."""
    if request.figuring.against is None:
        return
    own = in_period(request.figuring.against, "year") or request.figuring.against
    entries = [e for career in careers_of(request, library) for e in select_entries(career, "pay", request, library)]
    pairs = [(entry, stated) for entry in entries if (stated := quantity_of(entry.fact)) and stated.unit == own.unit]
    if entries and not pairs:
        yield Finding(
            "own_pay.units", {"own": format_quantity(own)}, tuple(entry.fact for entry in entries[:1]), (own,)
        )
        yield from look_up(request, library)
    told = tuple(_gap(entry, stated, own) for entry, stated in pairs)
    if len(told) == 1:
        yield replace(told[0], says=told[0].says.replace("line.", "", 1))
    elif told:
        yield Listing(Finding("own_pay.lead", {"own": format_quantity(own)}, (), (own,)), told)


def _gap(entry: Entry, stated: Quantity, own: Quantity) -> Finding:
    """How far the ends of a stated range lie from the user's pay, from the worst case to the best.

    What an open range may reach beyond its upper end is not stated.
    """
    below, above = own.high - stated.low, stated.high - own.low
    least, most = (replace(stated, low=abs(gap), high=abs(gap), open_ended=False) for gap in (below, above))
    most = replace(most, open_ended=stated.open_ended and above > 0)
    side = "more" if below <= 0 else "between" if above > 0 else "less_open" if stated.open_ended else "less"
    low, high = sorted((least, most), key=lambda gap: gap.low)
    gap = replace(most, low=low.low, high=high.high) if side != "between" else most
    values = describe(entry) | {"own": format_quantity(own), "gap": format_quantity(gap)}
    values |= {"less": format_quantity(least), "more": format_quantity(most), "value": format_quantity(stated)}
    return Finding(f"line.own_pay.{side}", values, (*title_fact(entry), entry.fact), (gap, least, most, own))
