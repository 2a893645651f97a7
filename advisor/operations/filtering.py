"""The entries of a facet that meet a condition, and the first of them to reach a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations.catalogue import answering
from advisor.operations.entries import careers_of, describe, meets, quantity_of, reaches, title_fact
from advisor.operations.figures import at_end, converted
from advisor.operations.listing import companion_facts
from advisor.operations.series import all_series, figure_facets, ranked, series
from advisor.operations.words import join_words
from advisor.requests import Bound, Facet, RangeEnd, Request
from advisor.types import Finding, Listing
from vectorstore.quantities import format_quantity

_COMPARISONS = {"<": "under", "<=": "at most", ">": "above", ">=": "at least", "=": "including"}


def keep_meeting(request: Request, library: Library) -> Iterator[Block]:
    """The entries that meet the request's conditions, or a sentence that none does; for a lack what has none."""
    asked = [facet for facet in request.facets if facet in facet_definitions()]
    if picked := [f for f in asked if facet_definitions()[f].shape == "statement" and not request.careers]:
        yield from answering(picked[0], request, library)
        return
    if request.negated and not request.bounds:
        yield from _lacking(request, library)
        return
    for source in figure_facets(request):
        careers = careers_of(request, library)
        unconditioned = all_series(source, request, library)
        bounds = [bound for bound in request.bounds if any(_in_unit_of(entry, bound) for entry in unconditioned)]
        if not bounds:
            continue
        kept = [e for e in unconditioned if all(_holds(e, bound, source, request.figuring.end) for bound in bounds)]
        condition = " and ".join(
            f"{_COMPARISONS[bound.comparison]} {format_quantity(bound.quantity)}" for bound in bounds
        )
        values = {"noun": facet_definitions()[source].noun, "condition": condition, "count": str(len(kept))}
        if not kept:
            yield from _none(unconditioned, bounds, values, several=len(careers) > 1)
        else:
            lead = Finding(f"filter.{request.figuring.end or 'some'}", values | {"things": _things(kept)})
            yield Listing(lead, tuple(ranked(entry, several=len(careers) > 1) for entry in kept))


def _lacking(request: Request, library: Library) -> Iterator[Finding]:
    """The parts of careers for which their pages do not state what others have."""
    known = facet_definitions()
    for facet, definition in ((facet, known[facet]) for facet in request.facets if facet in known):
        for career in careers_of(request, library):
            stating = {entry.part for entry in library.entries(career, facet)}
            titles = career.of("phase_title", "level_title")
            silent = [fact for fact in titles if fact.part and fact.part.kind == definition.part]
            silent = [fact for fact in silent if fact.part not in stating]
            if stating and silent:
                named = join_words(
                    [f"{fact.part.kind} {fact.part.number}, {fact.part.title}" for fact in silent if fact.part]
                )
                values = {"noun": definition.noun, "career": career.name, "parts": named}
                yield Finding("filter.lacking", values, tuple(silent))


def _none(
    entries: Sequence[Entry], bounds: Sequence[Bound], values: dict[str, str], *, several: bool
) -> Iterator[Block]:
    """That no entry meets the conditions, and which ranges do so in part: "over 250k" of one that ends at 280k."""
    partly = [entry for entry in entries if all(_reaches_into(entry, bound) for bound in bounds)]
    if partly:
        yield Listing(Finding("filter.partly", values), tuple(ranked(entry, several=several) for entry in partly))
    else:
        sought = tuple(bound.quantity for bound in bounds)
        yield Finding("filter.none", values, tuple(entry.fact for entry in entries), sought)


def _reaches_into(entry: Entry, bound: Bound) -> bool:
    """True when some figure of an entry's range meets a condition on how high or low it is."""
    stated, condition = quantity_of(entry.fact), _in_unit_of(entry, bound)
    if stated is None or condition is None or condition.comparison == "=":
        return False
    return any(meets(at_end(stated, end), condition) for end in ("low", "high"))


def reach(request: Request, library: Library) -> Iterator[Block]:
    """Of each career the first level or phase whose figure reaches the one asked about, and the first wholly beyond."""
    for source in figure_facets(request):
        if facet_definitions()[source].part is None:
            continue
        for career in careers_of(request, library):
            entries = [entry for entry in series(career, source, request, library) if entry.part is not None]
            for bound in request.bounds:
                comparable = [entry for entry in entries if _in_unit_of(entry, bound)]
                yield from _reaching(comparable, bound, source)


def _reaching(entries: Sequence[Entry], bound: Bound, facet: Facet) -> Iterator[Finding]:
    if not entries:
        return
    sought = bound.quantity
    values = {"noun": facet_definitions()[facet].noun, "sought": format_quantity(sought)}
    stated = [(entry, quantity) for entry in entries if (quantity := quantity_of(entry.fact))]
    touching = next((e for e, q in stated if q.open_ended or q.high >= sought.high), None)
    if touching is None:
        bounded = Finding("filter.none", values | {"condition": f"at least {values['sought']}"})
        yield replace(bounded, facts=tuple(entry.fact for entry in entries), computed=(sought,))
        return
    beyond = next((e for e, q in stated if q.low >= sought.high), None)
    for says, entry in (("reach.first", touching), ("reach.beyond", beyond)):
        if entry is not None and (says == "reach.first" or entry is not touching):
            facts = (*title_fact(entry), entry.fact, *companion_facts(entry))
            yield Finding(says, values | describe(entry), facts, (sought,))


def _in_unit_of(entry: Entry, bound: Bound) -> Bound | None:
    """The condition in the unit of an entry's figure; None when it speaks of something else."""
    stated = quantity_of(entry.fact)
    sought = converted(bound.quantity, stated.unit) if stated is not None else None
    return replace(bound, quantity=sought) if sought is not None else None


def _holds(entry: Entry, bound: Bound, facet: Facet, end: RangeEnd | None) -> bool:
    stated, condition = quantity_of(entry.fact), _in_unit_of(entry, bound)
    if stated is None or condition is None:
        return False
    # Whoever has "under three years" may hold a level that begins below three.
    return (reaches if facet == "experience" else meets)(at_end(stated, end), condition)


def _things(entries: Sequence[Entry]) -> str:
    """What a list counts: "3 levels", "1 phase", "2 careers"."""
    noun = entries[0].part.kind if entries[0].part else "career"
    return noun if len(entries) == 1 else f"{noun}s"
