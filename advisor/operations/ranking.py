"""Figures in order: the one at an end or a place, all of them, and the widest of ranges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.counting import most_counted
from advisor.operations.entries import (
    careers_of,
    chosen_parts,
    describe,
    quantity_of,
    title_fact,
    worded,
)
from advisor.operations.listing import companion_facts
from advisor.operations.series import all_series, figure_facets, in_order, label, ranked, series, sort_key
from advisor.operations.steps import widest_step
from advisor.operations.words import join_words
from advisor.requests import Direction, Facet, Request
from advisor.types import Finding, Listing
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity

# Careers told beside the one at the end asked for.
_RUNNERS_UP = 4


def find_extreme(request: Request, library: Library) -> Iterator[Block]:
    """The entry at the end asked for, of all careers the request is about; ties are all named."""
    if request.figuring.stepwise or request.figuring.spread:
        yield from (widest_step if request.figuring.stepwise else widest_range)(request, library)
        return
    if request.which is not None:
        yield from most_counted(request, library)
    careers = careers_of(request, library)
    # A career's only figure is at no end of anything: those that add up to it are.
    for source in figure_facets(request, adding=len(careers) == 1):
        # One phase is the shortest among all of its career; one level is compared across careers, two with each other.
        alone = (
            len(careers) == 1 and len(chosen_parts(careers[0], request, facet_definitions()[source].part) or ()) == 1
        )
        if alone and (ended := _end_of_range(series(careers[0], source, request, library), source, request)):
            yield ended
            continue
        among = replace(request, parts=()) if alone else request
        entries = all_series(source, among, library)
        ordered = in_order(entries, source, request.direction)
        if not ordered or (len(careers) == 1 and len(entries) == 1):
            continue
        best = sort_key(ordered[0], source)
        winners = [entry for entry in ordered if sort_key(entry, source) == best]
        named = any(chosen_parts(career, among, facet_definitions()[source].part) for career in careers)
        yield extreme(winners[0], source, request.direction, among=named)
        yield from (_as_far(entry) for entry in winners[1:])
        yield from _runners_up(ordered, winners, source)
        yield from _incomparable(entries, ordered)


def _end_of_range(entries: Sequence[Entry], facet: Facet, request: Request) -> Finding | None:
    """The end asked for of the one range that a level has: "the least a junior earns"; None for a single figure."""
    stated = quantity_of(entries[0].fact) if entries else None
    if stated is None or stated.low == stated.high:
        return None
    figure = figures.at_end(stated, "high" if request.direction == "most" else "low")
    values = describe(entries[0]) | {"noun": facet_definitions()[facet].figure_noun, "figure": format_quantity(figure)}
    says = f"end.{request.direction}{'' if entries[0].part else '_whole'}"
    return Finding(says, values, (*title_fact(entries[0]), entries[0].fact), (figure,))


def extreme(entry: Entry, facet: Facet, direction: Direction, *, among: bool = False) -> Finding:
    """That an entry stands at one end of a facet; `among` those named, not of all."""
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
    if entry.part is None:
        return Finding("extreme.career", values, (entry.fact,))
    if among:
        return Finding("extreme.among", values, (*title_fact(entry), entry.fact))
    return Finding(f"extreme.{facet}.{direction}", values, (entry.fact, *companion_facts(entry)))


def _as_far(entry: Entry) -> Finding:
    """That an entry stands at the same end as the one told before it."""
    values = describe(entry) | {"label": label(entry, several_careers=True)}
    return Finding("extreme.tied", values, (*title_fact(entry), entry.fact))


def _runners_up(ordered: Sequence[Entry], winners: Sequence[Entry], facet: Facet) -> Iterator[Finding]:
    """The best entry of the next careers, for comparison."""
    won = {entry.career.id for entry in winners}
    best = {entry.career.id: entry for entry in reversed(ordered) if entry.career.id not in won}
    for entry in sorted(best.values(), key=ordered.index)[:_RUNNERS_UP]:
        yield Finding("extreme.other", describe(entry) | {"label": label(entry, several_careers=True)}, (entry.fact,))


def _incomparable(entries: Sequence[Entry], ordered: Sequence[Entry]) -> Iterator[Finding]:
    """The careers all of whose figures are in units that the others are not in."""
    compared = {entry.career.id for entry in ordered}
    apart = {entry.career.id: entry for entry in entries if entry.career.id not in compared}
    if apart:
        values = {"careers": join_words([entry.career.name for entry in apart.values()])}
        yield Finding("extreme.incomparable", values, tuple(entry.fact for entry in apart.values()))


def rank(request: Request, library: Library) -> Iterator[Block]:
    """The entries of a facet in the order asked for."""
    for source in figure_facets(request):
        entries = all_series(source, request, library)
        ordered = in_order(entries, source, request.direction, request.figuring.end)
        if len(ordered) < 2:
            continue
        if request.figuring.places and request.figuring.places[0] > 1:
            yield from _placed(ordered, source, request)
            continue
        ordered = ordered[: len(request.figuring.places) or None]
        lead = Finding(f"rank.{request.direction}", {"noun": facet_definitions()[source].noun})
        yield Listing(
            lead,
            tuple(ranked(entry, several=len(careers_of(request, library)) > 1) for entry in ordered),
            numbered=True,
        )


def _placed(ordered: Sequence[Entry], facet: Facet, request: Request) -> Iterator[Finding]:
    """The entry at the place of a ranking that is asked for, with those that share it."""
    [place] = request.figuring.places
    if place > len(ordered):
        return
    at_place = sort_key(ordered[place - 1], facet)
    several = len({entry.career.id for entry in ordered}) > 1
    for entry in ordered:
        if sort_key(entry, facet) == at_place:
            values = describe(entry) | {"label": label(entry, several_careers=several), "place": str(place)}
            values["noun"] = facet_definitions()[facet].noun
            yield Finding(
                f"rank.place_{request.direction}",
                values,
                (*title_fact(entry), entry.fact),
                (Quantity(place, place, "count"),),
            )


def widest_range(request: Request, library: Library) -> Iterator[Block]:
    """The figure whose range is the widest, or the narrowest, of all that are asked about; ties are all named."""
    for source in figure_facets(request):
        entries = all_series(source, request, library)
        ranges = [(entry, q) for entry in in_order(entries, source, "most") if (q := quantity_of(entry.fact))]
        widths = [figures.width(quantity) for _, quantity in ranges]
        if len(widths) < 2:
            continue
        end = (max if request.direction == "most" else min)(each.high for each in widths)
        several = len(careers_of(request, library)) > 1
        for (entry, quantity), width in zip(ranges, widths, strict=True):
            if width.high == end:
                values = describe(entry) | {
                    "noun": facet_definitions()[source].figure_noun,
                    "result": format_quantity(width),
                }
                values |= {"label": label(entry, several_careers=several), "value": format_quantity(quantity)}
                yield Finding(f"spread.{request.direction}", values, (*title_fact(entry), entry.fact), (width,))
