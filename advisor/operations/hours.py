"""A working day entry by entry: what stands beside one of them, and how far two of them lie apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from advisor.facets import facet_definitions
from advisor.library import Entry, Library
from advisor.operations.daytimes import at_daytime, clock, leads_to_daytime
from advisor.operations.entries import careers_of, describe
from advisor.operations.listing import narrowed
from advisor.operations.words import stems
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.quantities import format_quantity
from vectorstore.types import Quantity

# What stands between the two entries that a question sets apart: "from the huddle to the audit".
_BETWEEN = re.compile(r"\b(?:and|to|until|till)\b", re.IGNORECASE)


def follow_hour(request: Request, library: Library, step: int) -> Iterator[Finding | Listing]:
    """The entries right after (or before) the one that a request names by its words, its time, or as told last."""
    for facet, entries in _days(request, library):
        if (place := _place_beside(entries, request, step)) is None:
            continue
        if 0 <= place < len(entries):
            yield narrowed(facet, entries[place : place + 1], request)
            continue
        end = entries[0 if place < 0 else -1]
        yield Finding(f"sequence.{'first' if place < 0 else 'last'}_hour", describe(end), (end.fact,))


def hours_apart(request: Request, library: Library) -> Iterator[Finding]:
    """How many hours lie between the beginnings of two entries that a request names, else of the first and last."""
    for _, entries in _days(request, library):
        timed = [(hour, entry) for entry in entries if entry.part and (hour := clock(entry.part.title)) is not None]
        sides = [_held(entries, stems(side)) for side in _BETWEEN.split(request.wording)]
        named = {entries[place].fact for place in sides if place is not None}
        pair = sorted(
            ((hour, entry) for hour, entry in timed if len(named) != 2 or entry.fact in named), key=lambda each: each[0]
        )
        if len(pair) < 2:
            continue
        (begin, first), (end, last) = pair[0], pair[-1]
        apart = Quantity(end - begin, end - begin, "hour")
        values = {"first": describe(first)["part"], "second": describe(last)["part"], "result": format_quantity(apart)}
        values |= {"first_value": describe(first)["value"], "second_value": describe(last)["value"]}
        yield Finding("difference.hours", values, (first.fact, last.fact), (apart,))


def _days(request: Request, library: Library) -> Iterator[tuple[Facet, tuple[Entry, ...]]]:
    """The entries of each schedule that a request asks of, in the order of the day."""
    for facet in request.facets:
        definition = facet_definitions().get(facet)
        for career in careers_of(request, library) if definition is not None and definition.part == "hour" else ():
            if entries := library.entries(career, facet):
                yield facet, entries


def _place_beside(entries: Sequence[Entry], request: Request, step: int) -> int | None:
    """The place of the entry asked for, beyond either end where there is none; None where no entry is named."""
    question = request.wording
    told = [place for place, entry in enumerate(entries) if _shown(entry, request)]
    if (named := _held(entries, [stem for word in request.specific for stem in stems(word)])) is not None:
        return named + step
    if standing := at_daytime(entries, question):
        places = [entries.index(entry) for entry in standing]
        # "Right before lunch" is the last of what stands before it.
        return (places[-1] if step < 0 else places[0]) if leads_to_daytime(question) else _beyond(places, step)
    return _beyond(told, step) if told else None


def _beyond(places: Sequence[int], step: int) -> int:
    return places[-1] + 1 if step > 0 else places[0] - 1


def _shown(entry: Entry, request: Request) -> bool:
    return any(entry.fact.span.overlaps(span) for span in request.following.shown)


def _held(entries: Sequence[Entry], asked: Sequence[str]) -> int | None:
    """The place of the one entry that holds most of the stems; None where none does, or several do."""
    held = [len(set(asked) & set(stems(str(entry.fact.value)))) for entry in entries]
    most = max(held, default=0)
    return held.index(most) if most and held.count(most) == 1 else None
