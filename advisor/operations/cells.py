"""What a career states for a facet in a few words: a cell of a table, or a line of what speaks for and against it."""

from __future__ import annotations

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.daytimes import at_daytime
from advisor.operations.entries import describe, distinct, quantity_of, select_entries, worded
from advisor.operations.summing import summarise
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career

# Points of a list that one table cell holds before it stops being readable on a phone.
CELL_POINTS = 4


def cell(career: Career, facet: Facet, request: Request, library: Library) -> Finding:
    """What a career states for a facet in the space of a table cell."""
    entries = distinct(select_entries(career, facet, request, library))
    if facet_definitions()[facet].part == "hour":
        entries = at_daytime(entries, request.wording) or entries
    if not entries:
        return Finding("cell.not_stated")
    if len(entries) > 1 and quantity_of(entries[0].fact):
        summary = summarise(facet, entries)
        if "range" in summary.values:
            return Finding("cell.value", {"value": summary.values["range"]}, summary.facts, summary.computed)
    shown = entries[:CELL_POINTS]
    values = describe(entries[0]) | {"value": "; ".join(worded(entry.fact.value) for entry in shown)}
    return Finding("cell.value", values, tuple(entry.fact for entry in shown))


def weigh(career: Career, facet: Facet, request: Request, library: Library) -> Listing | None:
    """What a career's pages state of all that bears on a facet, a line each; None where they state none of it."""
    lines = []
    for part in facet_definitions()[facet].includes:
        told = cell(career, part, request, library)
        if told.facts:
            noun = facet_definitions()[part].noun
            values = {**told.values, "noun": noun[:1].upper() + noun[1:]}
            lines.append(Finding("line.weighed", values, told.facts, told.computed))
    return Listing(Finding(f"weigh.{facet}", {"career": career.name}), tuple(lines)) if lines else None
