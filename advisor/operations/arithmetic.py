"""Count, add, average, subtract, find the extreme, rank and filter: exact, over typed facts, cited fact by fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.entries import (
    careers_of,
    chosen_parts,
    describe,
    distinct,
    is_staged,
    meets,
    quantity_of,
    reaches,
    select_entries,
    title_fact,
    worded,
)
from advisor.operations.listing import companion_facts
from advisor.operations.stating import Block
from advisor.types import Direction, Facet, Finding, Listing, Request
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


def measured(facet: Facet, *, adding: bool = False) -> Facet:
    """The facet whose figures answer arithmetic on `facet`: a roadmap is measured by the lengths of its phases."""
    definition = facet_definitions().get(facet)
    if definition is None:
        return facet
    return (definition.addends if adding else None) or definition.measure or facet


def series(career: Career, facet: Facet, request: Request, library: Library) -> tuple[Entry, ...]:
    """The distinct figures (or scale words) of a career for a facet, restricted as the request asks."""
    entries = distinct(select_entries(career, facet, request, library))
    return tuple(entry for entry in entries if sort_key(entry, facet) is not None)


def sort_key(entry: Entry, facet: Facet) -> tuple[float, float, bool] | None:
    """What entries of a facet are ordered by: a figure's middle, or a scale word's place; None for plain text."""
    if quantity := quantity_of(entry.fact):
        return figures.rank_key(quantity)
    scale = facet_definitions()[facet].scale
    words = str(entry.fact.value).casefold()
    places = [place for place, word in enumerate(scale) if word in words]
    return (max(places), 0.0, False) if places else None


def count(request: Request, library: Library) -> Iterator[Block]:
    """How many there are of what is asked: phases, levels, or points of a list; those that meet a condition, listed."""
    if request.bounds and (met := list(keep_meeting(request, library))):
        yield from met
        return
    for facet in request.facets:
        definition = facet_definitions().get(facet)
        if definition is None:
            continue
        for career in careers_of(request, library):
            entries = distinct(select_entries(career, facet, request, library))
            if not entries:
                continue
            values = describe(entries[0]) | {"count": str(len(entries)), "noun": definition.noun}
            restricted = chosen_parts(career, request, definition.part) is not None
            says = "count.part" if restricted else f"count.{facet}"
            number = Quantity(len(entries), len(entries), "count")
            yield Finding(says, values, tuple(entry.fact for entry in entries), (number,))


def add_up(request: Request, library: Library) -> Iterator[Block]:
    """The sum of a facet's figures for each career, with its addends."""
    yield from _aggregate(request, library, "total")


def take_average(request: Request, library: Library) -> Iterator[Block]:
    """The mean of a facet's figures for each career."""
    yield from _aggregate(request, library, "average")


def _aggregate(request: Request, library: Library, says: str) -> Iterator[Block]:
    compute = figures.total if says == "total" else figures.average
    for facet in request.facets:
        source = measured(facet, adding=True)
        if source not in facet_definitions():
            continue
        results: list[tuple[Quantity, list[Entry]]] = []
        for career in careers_of(request, library):
            entries = [entry for entry in series(career, source, request, library) if quantity_of(entry.fact)]
            result = compute([q for entry in entries if (q := quantity_of(entry.fact))])
            if says == "average" and len(entries) == 1:
                yield from _middle(entries[0], source)
                continue
            if result is None or len(entries) < 2:
                continue
            values = describe(entries[0]) | {
                "noun": facet_definitions()[source].noun,
                "count": str(len(entries)),
                "result": format_quantity(result),
                "list": ", ".join(worded(entry.fact.value) for entry in entries),
            }
            results.append((result, entries))
            yield Finding(f"{says}.{source}", values, tuple(entry.fact for entry in entries), (result,))
        if says == "total" and len(results) > 1 and (whole := figures.total([result for result, _ in results])):
            facts = tuple(entry.fact for _, entries in results for entry in entries)
            yield Finding("total.together", {"result": format_quantity(whole)}, facts, (whole,))


def _middle(entry: Entry, facet: Facet) -> Iterator[Finding]:
    """The middle of one stated range."""
    stated = quantity_of(entry.fact)
    if stated is None or stated.low == stated.high or stated.open_ended:
        return
    middle = Quantity((stated.low + stated.high) / 2, (stated.low + stated.high) / 2, stated.unit, per=stated.per)
    values = describe(entry) | {"noun": facet_definitions()[facet].noun, "result": format_quantity(middle)}
    yield Finding("average.middle", values, (*title_fact(entry), entry.fact), (middle,))


def _width(entry: Entry, facet: Facet) -> Iterator[Finding]:
    """How far the two ends of one stated range lie apart."""
    stated = quantity_of(entry.fact)
    if stated is None or stated.low == stated.high:
        return
    width = Quantity(stated.high - stated.low, stated.high - stated.low, stated.unit, stated.open_ended, per=stated.per)
    values = describe(entry) | {"noun": facet_definitions()[facet].noun, "result": format_quantity(width)}
    yield Finding("difference.width", values, (*title_fact(entry), entry.fact), (width,))


def _gap_of_totals(facet: Facet, series_of: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
    """How far the sums of two careers lie apart."""
    sums = [figures.total([q for entry in entries if (q := quantity_of(entry.fact))]) for entries in series_of]
    if len(sums) != 2 or sums[0] is None or sums[1] is None or (gap := figures.difference(sums[0], sums[1])) is None:
        return
    pairs = sorted(zip(sums, series_of, strict=True), key=lambda pair: figures.rank_key(pair[0] or gap), reverse=True)
    (more, first), (less, second) = pairs
    values = {
        "noun": facet_definitions()[facet].noun,
        "first": first[0].career.name,
        "second": second[0].career.name,
        "first_value": format_quantity(more or gap),
        "second_value": format_quantity(less or gap),
        "result": format_quantity(gap),
    }
    facts = tuple(entry.fact for entries in (first, second) for entry in entries)
    yield Finding("difference.totals", values, facts, (gap, *(quantity for quantity in sums if quantity is not None)))


def subtract(request: Request, library: Library) -> Iterator[Block]:
    """How far two figures lie apart: two parts of one career, or the same part of two careers."""
    for facet in request.facets:
        source = measured(facet)
        if source not in facet_definitions():
            continue
        careers = careers_of(request, library)
        of_each = [found for career in careers if (found := series(career, source, request, library))]
        if sum(not is_staged(found[0]) for found in of_each) > 1:
            of_each = [found for found in of_each if not is_staged(found[0])]
        entries = [entry for found in of_each for entry in found]
        if len(entries) == 1:
            yield from _width(entries[0], source)
            continue
        if len(of_each) == 2 and len(entries) > 2:
            if facet_definitions()[source].summable:
                yield from _gap_of_totals(source, of_each)
                continue
            entries = [in_order(found, source, "most")[0] for found in of_each]
        if len(of_each) > 2:
            continue
        if len(entries) > 2:
            entries = [entries[0], entries[-1]]
        if len(entries) == 2 and (finding := _gap(source, entries[0], entries[1])):
            yield finding


def _gap(facet: Facet, one: Entry, other: Entry) -> Finding | None:
    first, second = quantity_of(one.fact), quantity_of(other.fact)
    if first is None or second is None or (gap := figures.difference(first, second)) is None:
        return None
    if figures.rank_key(first) < figures.rank_key(second):
        one, other = other, one
    names = [_label(entry, several_careers=one.career is not other.career) for entry in (one, other)]
    values = {
        "noun": facet_definitions()[facet].noun,
        "first": names[0],
        "second": names[1],
        "first_value": worded(one.fact.value),
        "second_value": worded(other.fact.value),
        "result": format_quantity(gap),
    }
    return Finding("difference.none" if gap.high == 0 else "difference", values, (one.fact, other.fact), (gap,))


def find_extreme(request: Request, library: Library) -> Iterator[Block]:
    """The entry at the end asked for, of all careers the request is about; ties are all named."""
    for facet in request.facets:
        source = measured(facet)
        if source not in facet_definitions():
            continue
        careers = careers_of(request, library)
        # One phase is the shortest among all of its career; one level is compared across careers, two with each other.
        alone = (
            len(careers) == 1 and len(chosen_parts(careers[0], request, facet_definitions()[source].part) or ()) == 1
        )
        among = replace(request, parts=()) if alone else request
        entries = [entry for career in careers for entry in series(career, source, among, library)]
        ordered = in_order(entries, source, request.direction)
        # A career's only figure is at no end of anything.
        if not ordered or (len(careers) == 1 and len(entries) == 1):
            continue
        best = sort_key(ordered[0], source)
        winners = [entry for entry in ordered if sort_key(entry, source) == best]
        yield from (extreme(entry, source, request.direction) for entry in winners)
        yield from _runners_up(ordered, winners, source)


def extreme(entry: Entry, facet: Facet, direction: Direction) -> Finding:
    """That an entry stands at one end of a facet."""
    definition = facet_definitions()[facet]
    values = (
        describe(entry)
        | {
            "noun": definition.noun,
            "verb": definition.more if direction == "most" else definition.less,
            "end": direction,
        }
        | {fact.attribute: worded(fact.value) for fact in companion_facts(entry)}
    )
    kind = "part" if entry.part else "career"
    return Finding(f"extreme.{facet}.{direction}" if entry.part else f"extreme.{kind}", values, (entry.fact,))


def _runners_up(ordered: Sequence[Entry], winners: Sequence[Entry], facet: Facet) -> Iterator[Finding]:
    """The best entry of every other career, for comparison."""
    seen = {entry.career.id for entry in winners}
    for entry in ordered:
        if entry.career.id not in seen:
            seen.add(entry.career.id)
            yield Finding(
                "extreme.other", describe(entry) | {"label": _label(entry, several_careers=True)}, (entry.fact,)
            )


def in_order(entries: Sequence[Entry], facet: Facet, direction: Direction) -> list[Entry]:
    """The entries from the end asked for; figures of the commonest unit only, since others cannot be compared."""
    units = [(quantity.unit, quantity.per) for entry in entries if (quantity := quantity_of(entry.fact))]
    common = max(units, key=units.count, default=None)
    comparable = [e for e in entries if common is None or ((q := quantity_of(e.fact)) and (q.unit, q.per) == common)]
    return sorted(
        comparable, key=lambda entry: sort_key(entry, facet) or (0.0, 0.0, False), reverse=direction == "most"
    )


def rank(request: Request, library: Library) -> Iterator[Block]:
    """The entries of a facet in the order asked for."""
    for facet in request.facets:
        source = measured(facet)
        if source not in facet_definitions():
            continue
        careers = careers_of(request, library)
        entries = [entry for career in careers for entry in series(career, source, request, library)]
        ordered = in_order(entries, source, request.direction)
        if len(ordered) < 2:
            continue
        lead = Finding(f"rank.{request.direction}", {"noun": facet_definitions()[source].noun})
        yield Listing(lead, tuple(_ranked(entry, several=len(careers) > 1) for entry in ordered), numbered=True)


def _ranked(entry: Entry, *, several: bool) -> Finding:
    return Finding("line.ranked", describe(entry) | {"label": _label(entry, several_careers=several)}, (entry.fact,))


def keep_meeting(request: Request, library: Library) -> Iterator[Block]:
    """The entries that meet the request's conditions, or a sentence that none does."""
    for facet in request.facets:
        source = measured(facet)
        if source not in facet_definitions():
            continue
        careers = careers_of(request, library)
        unconditioned = [entry for career in careers for entry in series(career, source, request, library)]
        bounds = [
            b
            for b in request.bounds
            if any(b.quantity.unit == q.unit for e in unconditioned if (q := quantity_of(e.fact)))
        ]
        if not bounds:
            continue
        # Whoever has "under three years" may hold a level that begins below three.
        holds = reaches if source == "experience" else meets
        kept = [e for e in unconditioned if (q := quantity_of(e.fact)) and all(holds(q, bound) for bound in bounds)]
        condition = " and ".join(
            f"{_COMPARISONS[bound.comparison]} {format_quantity(bound.quantity)}" for bound in bounds
        )
        values = {"noun": facet_definitions()[source].noun, "condition": condition, "count": str(len(kept))}
        if not kept:
            sought = tuple(bound.quantity for bound in bounds)
            yield Finding("filter.none", values, tuple(entry.fact for entry in unconditioned), sought)
        else:
            lead = Finding("filter.some", values | {"things": _things(kept)})
            yield Listing(lead, tuple(_ranked(entry, several=len(careers) > 1) for entry in kept))


def _things(entries: Sequence[Entry]) -> str:
    """What a list counts: "3 levels", "1 phase", "2 careers"."""
    noun = entries[0].part.kind if entries[0].part else "career"
    return noun if len(entries) == 1 else f"{noun}s"


_COMPARISONS = {"<": "under", "<=": "at most", ">": "above", ">=": "at least", "=": "including"}


def _label(entry: Entry, *, several_careers: bool) -> str:
    """How a line names an entry: its part, its career, or both."""
    if entry.part is None:
        return entry.career.name
    return f"{entry.part.title} ({entry.career.name})" if several_careers else entry.part.title
