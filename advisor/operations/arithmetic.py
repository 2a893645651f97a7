"""Count, add, average, find the extreme and rank: exact, over typed facts, cited fact by fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.differences import widest_range, widest_step
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
from advisor.operations.filtering import keep_meeting
from advisor.operations.listing import companion_facts
from advisor.operations.promises import note_promised
from advisor.operations.series import in_order, label, measured, ranked, series, sort_key
from advisor.operations.stating import Block, note_roadmap_length, state
from advisor.types import Direction, Facet, Finding, Listing, Request
from vectorstore.profiles import Career
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity


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
            if definition.part is None and definition.shape != "items":
                # One figure or grade is told, not counted.
                yield from state(career, facet, request, library, brief=True)
                continue
            sources = (facet, *definition.fallback)
            of_each = [(each, distinct(select_entries(career, each, request, library))) for each in sources]
            counted, entries = next((found for found in of_each if found[1]), (facet, ()))
            if not entries:
                continue
            parts = list(dict.fromkeys(entry.part for entry in entries if entry.part))
            # Of a region several figures may be stated: regions are counted, as levels are.
            many = len(parts) if definition.shape == "figure" and parts else len(entries)
            values = describe(entries[0]) | {"count": str(many), "noun": definition.noun}
            values["part"] = " and ".join(part.title for part in parts)
            restricted = chosen_parts(career, request, definition.part) is not None
            says = "count.part" if restricted else f"count.{counted}"
            number = Quantity(many, many, "count")
            yield Finding(says, values, tuple(entry.fact for entry in entries), (number,))
            if definition.part is None and not restricted:
                yield from note_promised(career, definition, len(entries), library)


def add_up(request: Request, library: Library) -> Iterator[Block]:
    """The sum of a facet's figures for each career, with its addends."""
    yield from _aggregate(request, library, "total")


def take_average(request: Request, library: Library) -> Iterator[Block]:
    """The mean of a facet's figures for each career."""
    yield from _aggregate(request, library, "average")


def _aggregate(request: Request, library: Library, says: str) -> Iterator[Block]:
    for facet in request.facets:
        source = measured(facet, adding=True)
        if source not in facet_definitions():
            continue
        sums: list[tuple[Quantity, list[Entry]]] = []
        for career in careers_of(request, library):
            entries = [entry for entry in series(career, source, request, library) if quantity_of(entry.fact)]
            if says == "total" and request.asked_unit == "percent":
                yield from _share(career, source, entries, request, library)
            elif says == "average" and len(entries) == 1:
                yield from _middle(entries[0], source)
            elif len(entries) > 1 and (finding := _together(says, source, entries, request)) is not None:
                sums.append((finding.computed[0], entries))
                yield finding
            elif says == "total" and len(entries) == 1 and (only := quantity_of(entries[0].fact)) is not None:
                sums.append((only, entries))
        if says == "total" and source != facet:
            yield from _as_stated(facet, request, library)
        if says == "total" and len(sums) == 1 and chosen_parts(sums[0][1][0].career, request, "phase") is None:
            yield from _not_as_stated(sums[0][1][0].career, source, library)
        of_parts = [each for each in sums if not is_staged(each[1][0])]
        sums = of_parts if len(of_parts) > 1 else sums
        if says == "total" and len(sums) > 1 and (whole := figures.total([result for result, _ in sums])):
            added = [entry for _, entries in sums for entry in entries]
            titles = tuple(fact for entry in added for fact in title_fact(entry))
            values = {"result": format_quantity(whole), "parts": _listed(added)}
            # Of one part a career nothing was told yet.
            single = len(added) == len(sums)
            facts = (*(titles if single else ()), *(entry.fact for entry in added))
            yield Finding("total.parts" if single else "total.together", values, facts, (whole,))


def _as_stated(facet: Facet, request: Request, library: Library) -> Iterator[Finding]:
    """The sum of what two or more careers state themselves, beside that of their parts."""
    own = [
        entries[0] for career in careers_of(request, library) if (entries := series(career, facet, request, library))
    ]
    stated = [quantity for entry in own if (quantity := quantity_of(entry.fact))]
    if len(request.careers) > 1 and len(stated) > 1 and (whole := figures.total(stated)) is not None:
        values = {"noun": facet_definitions()[facet].noun, "result": format_quantity(whole)}
        values["list"] = ", ".join(map(format_quantity, stated))
        yield Finding("total.stated", values, tuple(entry.fact for entry in own), (whole,))


def _not_as_stated(career: Career, facet: Facet, library: Library) -> Iterator[Finding]:
    """What the page states of the whole whose parts were added up, where that is another figure."""
    wholes = [whole for whole, definition in facet_definitions().items() if definition.addends == facet]
    for whole in wholes:
        for note in note_roadmap_length(career, distinct(library.entries(career, whole)), library):
            yield replace(note, says="note.stated_length")


def _together(says: str, facet: Facet, entries: Sequence[Entry], request: Request) -> Finding | None:
    """The sum or mean of one career's figures, the first that is computed; None where they do not add up."""
    stated = [figures.at_end(q, request.end) for entry in entries if (q := quantity_of(entry.fact))]
    compute = figures.total if says == "total" else figures.median if request.median else figures.average
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
    of = "parts" if chosen else "median" if request.median and says == "average" else facet
    return Finding(f"{says}.{of}", values, facts, (result, *(stated if request.end else ())))


def _listed(entries: Sequence[Entry]) -> str:
    """The parts of entries with their figures, as a sentence names them."""
    named = [f"{entry.part.title} ({worded(entry.fact.value)})" for entry in entries if entry.part]
    return " and ".join(("; ".join(named[:-1]), named[-1])) if len(named) > 1 else ""


def _share(
    career: Career, facet: Facet, entries: Sequence[Entry], request: Request, library: Library
) -> Iterator[Finding]:
    """What percentage the parts asked about are of all parts of their career."""
    everything = series(career, facet, replace(request, parts=()), library)
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
    half = (stated.low + stated.high) / 2
    middle = Quantity(half, half, stated.unit, stated.open_ended, per=stated.per)
    values = describe(entry) | {"noun": facet_definitions()[facet].noun, "result": format_quantity(middle)}
    says = "average.middle_open" if stated.open_ended else "average.middle"
    yield Finding(says, values, (*title_fact(entry), entry.fact), (middle,))


def find_extreme(request: Request, library: Library) -> Iterator[Block]:
    """The entry at the end asked for, of all careers the request is about; ties are all named."""
    if request.stepwise or request.spread:
        yield from (widest_step if request.stepwise else widest_range)(request, library)
        return
    for facet in request.facets:
        careers = careers_of(request, library)
        # A career's only figure is at no end of anything: those that add up to it are.
        source = measured(facet, adding=len(careers) == 1)
        if source not in facet_definitions():
            continue
        # One phase is the shortest among all of its career; one level is compared across careers, two with each other.
        alone = (
            len(careers) == 1 and len(chosen_parts(careers[0], request, facet_definitions()[source].part) or ()) == 1
        )
        if alone and (ended := _end_of_range(series(careers[0], source, request, library), source, request)):
            yield ended
            continue
        among = replace(request, parts=()) if alone else request
        entries = [entry for career in careers for entry in series(career, source, among, library)]
        ordered = in_order(entries, source, request.direction)
        if not ordered or (len(careers) == 1 and len(entries) == 1):
            continue
        best = sort_key(ordered[0], source)
        winners = [entry for entry in ordered if sort_key(entry, source) == best]
        named = any(chosen_parts(career, among, facet_definitions()[source].part) for career in careers)
        yield from (extreme(entry, source, request.direction, among=named) for entry in winners)
        yield from _runners_up(ordered, winners, source)


def _end_of_range(entries: Sequence[Entry], facet: Facet, request: Request) -> Finding | None:
    """The end asked for of the one range that a level has: "the least a junior earns"; None for a single figure."""
    stated = quantity_of(entries[0].fact) if entries else None
    if stated is None or stated.low == stated.high:
        return None
    figure = figures.at_end(stated, "high" if request.direction == "most" else "low")
    values = describe(entries[0]) | {"noun": facet_definitions()[facet].noun, "figure": format_quantity(figure)}
    return Finding(f"end.{request.direction}", values, (*title_fact(entries[0]), entries[0].fact), (figure,))


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


def _runners_up(ordered: Sequence[Entry], winners: Sequence[Entry], facet: Facet) -> Iterator[Finding]:
    """The best entry of every other career, for comparison."""
    seen = {entry.career.id for entry in winners}
    for entry in ordered:
        if entry.career.id not in seen:
            seen.add(entry.career.id)
            yield Finding(
                "extreme.other", describe(entry) | {"label": label(entry, several_careers=True)}, (entry.fact,)
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
        if request.places and request.places[0] > 1:
            yield from _placed(ordered, source, request)
            continue
        ordered = ordered[: len(request.places) or None]
        lead = Finding(f"rank.{request.direction}", {"noun": facet_definitions()[source].noun})
        yield Listing(lead, tuple(ranked(entry, several=len(careers) > 1) for entry in ordered), numbered=True)


def _placed(ordered: Sequence[Entry], facet: Facet, request: Request) -> Iterator[Finding]:
    """The entry at the place of a ranking that is asked for, with those that share it."""
    [place] = request.places
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
