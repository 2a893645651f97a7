"""How far figures lie apart: two of them, the ends of one range, the widths or sums of two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.entries import (
    careers_of,
    describe,
    find_parts,
    is_staged,
    quantity_of,
    title_fact,
    worded,
)
from advisor.operations.hours import hours_apart
from advisor.operations.reckoning import reckon_around
from advisor.operations.series import asked_figure, figure_facets, in_order, label, series, told_apart, whose
from advisor.operations.stating import state
from advisor.operations.steps import tell_steps
from advisor.requests import Facet, RangeEnd, Request
from advisor.types import Finding
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


def subtract(request: Request, library: Library) -> Iterator[Block]:
    """How far two figures lie apart: two parts of one career, the ends of a series, or the same part of two careers."""
    yield from hours_apart(request, library)
    for source in figure_facets(request):
        of_each = [
            found for career in careers_of(request, library) if (found := series(career, source, request, library))
        ]
        if sum(not is_staged(found[0]) for found in of_each) > 1:
            of_each = [found for found in of_each if not is_staged(found[0])]
        pair = _pair(of_each, request) if request.figuring.ends or request.figuring.spread else []
        if request.figuring.spread and len(pair) == 2:
            yield from _gap_of_widths(source, pair[0][0], pair[1][0])
        elif request.figuring.ends and pair:
            yield from _gap_of_ends(source, pair, request.figuring.ends)
        elif request.figuring.stepwise and facet_definitions()[source].part is not None:
            yield from tell_steps(source, request, library)
        elif len(of_each) == 2 and request.figuring.end == "both" and all(len(found) == 1 for found in of_each):
            for end in ("low", "high"):
                yield from _gap(source, of_each[0][0], of_each[1][0], _of_end(request, end))
        elif len(of_each) == 2 and _sets_parts_against(of_each, request):
            # "A principal and a junior, for both": on each ladder by itself, and what the other has of them.
            for found in of_each:
                both = len(found) > 1
                yield from (
                    _within(source, found, request, library)
                    if both
                    else state(found[0].career, source, request, library)
                )
        elif len(of_each) == 1 or request.figuring.end == "both":
            for found in of_each:
                yield from _within(source, found, request, library)
        elif len(of_each) == 2 and len(of_each[0] + of_each[1]) > 2 and facet_definitions()[source].summable:
            yield from _gap_of_totals(source, of_each)
        elif len(of_each) == 2:
            one, other = (
                in_order(found, source, "least" if request.figuring.end == "low" else "most")[0] for found in of_each
            )
            yield from _gap(source, one, other, request)


def _sets_parts_against(of_each: Sequence[Sequence[Entry]], request: Request) -> bool:
    """True when parts that a question names, not careers, are set against each other: one of two careers has two."""
    named = {(part.kind, part.number or part.words) for part in request.parts}
    return len(named) == 2 and any(len(found) == 2 for found in of_each)


def _within(facet: Facet, entries: Sequence[Entry], request: Request, library: Library) -> Iterator[Finding]:
    """How far the figures of one career lie apart: the ends of one range, or the highest and the lowest of several."""
    if len(entries) == 1:
        # Of two parts set against each other one may be stated nowhere.
        wide = list(_width(entries[0], facet, request)) if len(request.parts) < 2 else []
        yield from wide or (() if request.parts else reckon_around(request, entries[0].fact, library))
        return
    stated = [quantity for entry in entries if (quantity := quantity_of(entry.fact))]
    if not figures.same_unit(stated):
        yield _apart(facet, entries)
        return
    ordered = in_order(entries, facet, "most")
    top, bottom = ordered[0], ordered[-1]
    spanned = list(_span(facet, top, bottom)) if len(ordered) > 2 and request.figuring.end in (None, "both") else []
    yield from spanned
    if not spanned or request.figuring.times or request.asked_unit == "percent":
        yield from _gap(facet, top, bottom, request)


def _apart(facet: Facet, entries: Sequence[Entry]) -> Finding:
    """That figures in different units, as of two currencies, have no difference, with each of them."""
    several = len({entry.career.id for entry in entries}) > 1
    named = [
        f"{label(entry, several_careers=several)}: {format_quantity(q)}"
        for entry in entries
        if (q := quantity_of(entry.fact))
    ]
    facts = tuple(fact for entry in entries for fact in (*title_fact(entry), entry.fact))
    return Finding(
        "difference.units", {"noun": facet_definitions()[facet].figure_noun, "list": "; ".join(named)}, facts
    )


def _span(facet: Facet, top: Entry, bottom: Entry) -> Iterator[Finding]:
    """From the lowest figure of a series of ranges to the highest; nothing where they are no ranges."""
    high, low = quantity_of(top.fact), quantity_of(bottom.fact)
    if high is None or low is None or (high.low == high.high and low.low == low.high):
        return
    least, most = figures.at_end(low, "low"), figures.at_end(high, "high")
    if (gap := figures.difference(least, most)) is None:
        return
    yield _distance("difference.span", facet, (bottom, least), (top, most), gap)


def _distance(
    says: str, facet: Facet, first: tuple[Entry, Quantity], second: tuple[Entry, Quantity], gap: Quantity
) -> Finding:
    """How far two entries lie apart by these figures of theirs."""
    (one, figure), (other, against) = first, second
    values = told_apart(facet, first, second, gap)
    facts = (*title_fact(one), one.fact, *title_fact(other), other.fact)
    return Finding(says, values, facts, (gap, figure, against))


def _width(entry: Entry, facet: Facet, request: Request) -> Iterator[Finding]:
    """How far the two ends of one stated range lie apart."""
    stated = quantity_of(entry.fact)
    if stated is None or stated.low == stated.high:
        return
    width = figures.width(stated)
    values = describe(entry) | {"noun": facet_definitions()[facet].figure_noun, "result": format_quantity(width)}
    values |= {"part": whose(entry)}
    facts = (*title_fact(entry), entry.fact)
    if request.asked_unit == "percent" and (share := figures.share_of(width, figures.at_end(stated, "low"))):
        yield Finding("difference.width_share", values | {"share": format_quantity(share)}, facts, (width, share))
    else:
        yield Finding("difference.width", values, facts, (width,))


def _gap_of_totals(facet: Facet, series_of: Sequence[Sequence[Entry]]) -> Iterator[Finding]:
    """How far the sums of two careers lie apart."""
    sums = [figures.total([q for entry in entries if (q := quantity_of(entry.fact))]) for entries in series_of]
    if len(sums) != 2 or sums[0] is None or sums[1] is None or (gap := figures.difference(sums[0], sums[1])) is None:
        return
    pairs = sorted(zip(sums, series_of, strict=True), key=lambda pair: figures.rank_key(pair[0] or gap), reverse=True)
    (more, first), (less, second) = pairs
    values = {
        "noun": facet_definitions()[facet].figure_noun,
        "first": first[0].career.name,
        "second": second[0].career.name,
        "first_value": format_quantity(more or gap),
        "second_value": format_quantity(less or gap),
        "result": format_quantity(gap),
    }
    facts = tuple(entry.fact for entries in (first, second) for entry in entries)
    yield Finding("difference.totals", values, facts, (gap, *(quantity for quantity in sums if quantity is not None)))


def _pair(of_each: Sequence[Sequence[Entry]], request: Request) -> list[Sequence[Entry]]:
    """The two that are set against each other, in the order of the question; empty when they are not two."""
    if len(of_each) == 2:
        return list(of_each)
    if len(of_each) != 1 or len(request.parts) != 2:
        return []
    career = of_each[0][0].career
    named = [find_parts(career, reference) for reference in request.parts]
    pair = [[entry for entry in of_each[0] if entry.part in parts] for parts in named]
    return [group for group in pair if group]


def _gap_of_ends(facet: Facet, pair: Sequence[Sequence[Entry]], ends: Sequence[RangeEnd]) -> Iterator[Finding]:
    """How far one end of the first lies from the other end of the second: the best of one, the least of another."""
    told: list[tuple[Quantity, Entry]] = []
    for group, end in zip(pair, ends, strict=True):
        stated = [(figures.at_end(q, end), entry) for entry in group if (q := quantity_of(entry.fact))]
        told.extend([(min if end == "low" else max)(stated, key=lambda each: each[0].low)] if stated else [])
    if len(told) < 2 or (gap := figures.difference(told[0][0], told[1][0])) is None:
        return
    (first, one), (second, other) = sorted(told, key=lambda each: figures.rank_key(each[0]), reverse=True)
    yield _distance("difference", facet, (one, first), (other, second), gap)


def _gap_of_widths(facet: Facet, one: Entry, other: Entry) -> Iterator[Finding]:
    """How much wider one stated range is than another."""
    wide = [(figures.width(q), entry) for entry in (one, other) if (q := quantity_of(entry.fact)) and q.low < q.high]
    if len(wide) < 2 or (gap := figures.difference(wide[0][0], wide[1][0])) is None:
        return
    (first, one), (second, other) = sorted(wide, key=lambda each: figures.rank_key(each[0]), reverse=True)
    yield _distance("difference.widths", facet, (one, first), (other, second), gap)


def _gap(facet: Facet, one: Entry, other: Entry, request: Request) -> Iterator[Finding]:
    """How far two figures lie apart, the higher one first; in percent of the lower one when that is asked for."""
    pairs = [(entry, figure) for entry in (one, other) if (figure := asked_figure(entry, request))]
    pairs.sort(key=lambda pair: figures.rank_key(pair[1]), reverse=True)
    if len(pairs) < 2:
        return
    if (gap := figures.difference(pairs[0][1], pairs[1][1])) is None:
        yield _apart(facet, [entry for entry, _ in pairs])
        return
    (one, first), (other, second) = pairs
    values = told_apart(facet, pairs[0], pairs[1], gap)
    single = request.figuring.end in ("low", "high", "middle")
    facts, computed = (one.fact, other.fact), (gap, *((first, second) if single else ()))
    if gap.high == 0:
        yield Finding("difference.none", values, facts, computed)
    elif request.figuring.times and (factor := figures.times(first, second)):
        yield Finding("difference.times", values | {"times": format_quantity(factor)}, facts, (*computed, factor))
    elif request.asked_unit == "percent" and (share := _excess(first, second)):
        yield Finding("difference.share", values | {"share": format_quantity(share)}, facts, (*computed, share))
    elif request.figuring.end == "middle":
        ranges = {"first_range": worded(one.fact.value), "second_range": worded(other.fact.value)}
        titles = (*title_fact(one), *title_fact(other))
        yield Finding("difference.middles", values | ranges, (*titles, *facts), computed)
    else:
        yield Finding("difference", values, facts, computed)


def _excess(more: Quantity, less: Quantity) -> Quantity | None:
    """How many percent the higher figure lies above the lower one, end by end."""
    above = Quantity(more.low - less.low, more.high - less.high, more.unit, more.open_ended, per=more.per)
    return figures.share_of(above, less)


def _of_end(request: Request, end: RangeEnd) -> Request:
    return replace(request, figuring=replace(request.figuring, end=end))
