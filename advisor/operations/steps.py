"""How far a figure rises from one level to the next: at each of them, or where most or least."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from advisor.facets import facet_definitions
from advisor.findings import Block
from advisor.library import Entry, Library
from advisor.operations import figures
from advisor.operations.entries import (
    careers_of,
    chosen_parts,
    describe,
    title_fact,
)
from advisor.operations.series import asked_figure, figure_facets, series, told_apart
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing


def widest_step(request: Request, library: Library) -> Iterator[Block]:
    """The step from one level to the next at which a figure rises most, or least; ties are all named."""
    for source in figure_facets(request):
        for career in careers_of(request, library):
            steps = list(pairwise(series(career, source, replace(request, parts=()), library)))
            rises = [_rise(one, other, request) for one, other in steps]
            known = [rise for rise in rises if rise is not None]
            if len(known) < 2:
                continue
            end = (max if request.direction == "most" else min)(known)
            for (one, other), rise in zip(steps, rises, strict=True):
                if rise == end:
                    yield from _step(f"step.{request.direction}", source, one, other, request)


def _rise(one: Entry, other: Entry, request: Request) -> float | None:
    """How much the figure at the end asked for, or the middle of the range, rises from one level to the next."""
    first, second = asked_figure(one, request), asked_figure(other, request)
    if first is None or second is None or not figures.same_unit([first, second]):
        return None
    return figures.rank_key(second)[0] - figures.rank_key(first)[0]


def tell_steps(facet: Facet, request: Request, library: Library) -> Iterator[Block]:
    """How far each figure lies from the one before it, career by career; of one level named, the one after it."""
    for career in careers_of(request, library):
        chosen = chosen_parts(career, request, facet_definitions()[facet].part)
        pairs = list(pairwise(series(career, facet, replace(request, parts=()), library)))
        if chosen:
            named = [pair for pair in pairs if pair[0].part in chosen] or pairs[-1:]
            yield from (step for one, other in named for step in _step("step.one", facet, one, other, request))
        elif lines := [line for one, other in pairs for line in _step("step.line", facet, one, other, request)]:
            lead = Finding("step.all", describe(pairs[0][0]) | {"noun": facet_definitions()[facet].figure_noun})
            yield Listing(lead, tuple(lines))


def _step(says: str, facet: Facet, one: Entry, other: Entry, request: Request) -> Iterator[Finding]:
    first, second = asked_figure(one, request), asked_figure(other, request)
    if first is None or second is None or (gap := figures.difference(first, second)) is None:
        return
    values = {"career": one.career.name, **told_apart(facet, (one, first), (other, second), gap)}
    yield Finding(says, values, (*title_fact(one), one.fact, *title_fact(other), other.fact), (gap, first, second))
