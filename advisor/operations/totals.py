"""Sums, means, middles and shares of a facet's figures, each with what it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.entries import (
    careers_of,
    chosen_parts,
    describe,
    distinct,
    is_staged,
    quantity_of,
    select_entries,
    title_fact,
    worded,
)
from advisor.operations.series import figure_facets, series, whose
from advisor.operations.summing import note_roadmap_length
from advisor.requests import Facet, Request
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.quantities import find_quantities, format_quantity
from vectorstore.types import MONEY, Fact, Quantity


def add_up(request: Request, library: Library) -> Iterator[Block]:
    """The sum of a facet's figures for each career and of all together, with the addends; or what share they are."""
    for source in figure_facets(request, adding=True):
        if facet_definitions()[source].shape == "items":
            yield from (
                price for career in careers_of(request, library) for price in _prices(career, source, request, library)
            )
            continue
        of_each = _figures_of_each(source, request, library)
        if request.asked_unit == "percent":
            yield from (share for entries in of_each for share in _share(source, entries, request, library))
            continue
        sums: list[tuple[Quantity, list[Entry]]] = []
        for entries in of_each:
            together = _together("total", source, entries, request) if len(entries) > 1 else None
            result = together.computed[0] if together else quantity_of(entries[0].fact) if len(entries) == 1 else None
            yield from [together] if together else []
            sums.extend([(result, entries)] if result else [])
        yield from _as_stated(source, request, library)
        if len(sums) == 1 and chosen_parts(sums[0][1][0].career, request, "phase") is None:
            yield from _not_as_stated(sums[0][1][0].career, source, library)
        yield from _all_together(sums)


def price_of(fact: Fact) -> Quantity | None:
    """The one amount of money that a listed point states: "SQL workbook, $85"; None for none, or several."""
    amounts = [m.quantity for m in find_quantities(str(fact.value)) if m.quantity.unit in MONEY and not m.quantity.per]
    return amounts[0] if len(amounts) == 1 else None


def _prices(career: Career, facet: Facet, request: Request, library: Library) -> Iterator[Finding]:
    """What the points of a list that state a price cost together."""
    entries = distinct(select_entries(career, facet, request, library))
    priced = [(entry, price) for entry in entries if (price := price_of(entry.fact)) is not None]
    whole = figures.total([price for _, price in priced])
    if whole is None or len(priced) < 2:
        return
    values = describe(priced[0][0]) | {
        "count": str(len(priced)),
        "noun": facet_definitions()[facet].noun,
        "result": format_quantity(whole),
        "list": "; ".join(worded(entry.fact.value) for entry, _ in priced),
    }
    yield Finding("total.prices", values, tuple(entry.fact for entry, _ in priced), (whole,))


def take_average(request: Request, library: Library) -> Iterator[Block]:
    """The mean of a facet's figures for each career, or of careers with one each; of a single range its middle."""
    # What a career states once has a mean over careers; of one career, only what adds up to it has.
    for source in figure_facets(request, adding=len(careers_of(request, library)) == 1):
        of_each = _figures_of_each(source, request, library)
        singles = [entries[0] for entries in of_each if len(entries) == 1]
        if facet_definitions()[source].part is None and len(singles) > 1:
            mean = _together("average", source, singles, request)
            yield from [replace(mean, says="average.careers")] if mean is not None else []
            continue
        for entries in of_each:
            if len(entries) == 1:
                yield from _middle(entries[0], source)
            elif (finding := _together("average", source, entries, request)) is not None:
                yield finding


def _figures_of_each(facet: Facet, request: Request, library: Library) -> list[list[Entry]]:
    """The figures of each career that states any."""
    of_each = (series(career, facet, request, library) for career in careers_of(request, library))
    return [figured for entries in of_each if (figured := [each for each in entries if quantity_of(each.fact)])]


def _all_together(sums: Sequence[tuple[Quantity, Sequence[Entry]]]) -> Iterator[Finding]:
    """The sum of several careers' sums."""
    of_parts = [each for each in sums if not is_staged(each[1][0])]
    sums = of_parts if len(of_parts) > 1 else sums
    if len(sums) < 2 or (whole := figures.total([result for result, _ in sums])) is None:
        return
    added = [entry for _, entries in sums for entry in entries]
    titles = tuple(fact for entry in added for fact in title_fact(entry))
    values = {"result": format_quantity(whole), "parts": _listed(added)}
    # Of one part a career nothing was told yet.
    single = len(added) == len(sums)
    facts = (*(titles if single else ()), *(entry.fact for entry in added))
    yield Finding("total.parts" if single else "total.together", values, facts, (whole,))


def _as_stated(facet: Facet, request: Request, library: Library) -> Iterator[Finding]:
    """The sum of what two or more careers state themselves of the whole asked about, beside that of its parts."""
    for whole in (each for each in _wholes(facet) if each in request.facets and len(request.careers) > 1):
        own = [found[0] for c in careers_of(request, library) if (found := series(c, whole, request, library))]
        stated = [quantity for entry in own if (quantity := quantity_of(entry.fact))]
        if len(stated) > 1 and (added := figures.total(stated)) is not None:
            values = {"noun": facet_definitions()[whole].noun, "result": format_quantity(added)}
            values["list"] = ", ".join(map(format_quantity, stated))
            yield Finding("total.stated", values, tuple(entry.fact for entry in own), (added,))


def _not_as_stated(career: Career, facet: Facet, library: Library) -> Iterator[Finding]:
    """What the page states of the whole whose parts were added up, where that is another figure."""
    for whole in _wholes(facet):
        for note in note_roadmap_length(career, distinct(library.entries(career, whole)), library):
            yield replace(note, says="note.stated_length")


def _wholes(facet: Facet) -> list[Facet]:
    """The facets whose figure those of this one add up to: the time to learn, of the phases' lengths."""
    return [whole for whole, definition in facet_definitions().items() if definition.addends == facet]


def _together(says: str, facet: Facet, entries: Sequence[Entry], request: Request) -> Finding | None:
    """The sum or mean of one career's figures, the first that is computed; None where they do not add up."""
    stated = [figures.at_end(q, request.figuring.end) for entry in entries if (q := quantity_of(entry.fact))]
    compute = figures.total if says == "total" else figures.median if request.figuring.median else figures.average
    if (result := compute(stated)) is None:
        return None
    kind = facet_definitions()[facet].part
    chosen = says == "total" and chosen_parts(entries[0].career, request, kind) is not None
    values = describe(entries[0]) | {
        "noun": facet_definitions()[facet].noun,
        "count": str(len(entries)),
        "result": format_quantity(result),
        "list": ", ".join(map(format_quantity, stated)),
        "parts": _listed(entries),
    }
    titles = tuple(fact for entry in entries for fact in title_fact(entry)) if chosen else ()
    facts = (*titles, *(entry.fact for entry in entries))
    together = "parts" if len(request.careers) == 1 else "parts_of"
    of = together if chosen else "median" if request.figuring.median and says == "average" else facet
    return Finding(f"{says}.{of}", values, facts, (result, *(stated if request.figuring.end else ())))


def _listed(entries: Sequence[Entry]) -> str:
    """The parts of entries with their figures, as a sentence names them."""
    named = [f"{entry.part.title} ({worded(entry.fact.value)})" for entry in entries if entry.part]
    return " and ".join(("; ".join(named[:-1]), named[-1])) if len(named) > 1 else ""


def _share(facet: Facet, entries: Sequence[Entry], request: Request, library: Library) -> Iterator[Finding]:
    """What percentage the parts asked about are of all parts of their career."""
    everything = series(entries[0].career, facet, replace(request, parts=()), library)
    whole, part = (
        figures.total([q for entry in counted if (q := quantity_of(entry.fact))]) for counted in (everything, entries)
    )
    if not 0 < len(entries) < len(everything) or whole is None or part is None:
        return
    if (share := figures.share_of(part, whole)) is None:
        return
    values = describe(entries[0]) | {
        "part": "; ".join(entry.part.title for entry in entries if entry.part),
        "share": format_quantity(share),
        "result": format_quantity(part),
        "whole": format_quantity(whole),
    }
    facts = tuple(fact for entry in entries for fact in title_fact(entry))
    says = "total.share" if len(entries) == 1 else "total.shares"
    yield Finding(says, values, (*facts, *(entry.fact for entry in everything)), (share, part, whole))


def _middle(entry: Entry, facet: Facet) -> Iterator[Finding]:
    """The middle of one stated range."""
    stated = quantity_of(entry.fact)
    if stated is None or stated.low == stated.high:
        return
    middle = figures.at_end(stated, "middle")
    values = describe(entry) | {"noun": facet_definitions()[facet].figure_noun, "result": format_quantity(middle)}
    values |= {"part": whose(entry)}
    says = "average.middle_open" if stated.open_ended else "average.middle"
    yield Finding(says, values, (*title_fact(entry), entry.fact), (middle,))
