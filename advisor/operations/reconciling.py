"""What different documents, or different places of one, state of the same thing, and whether they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.facets import facet_definitions
from advisor.findings import Block, facts_of
from advisor.library import Library
from advisor.operations.entries import careers_of
from advisor.operations.gaps import tell_joints
from advisor.operations.objections import warnings
from advisor.operations.stating import DETAILS, state
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.types import Fact, Quantity

# Facets on which a page may warn newcomers off and yet have a place for them.
_OF_STARTING: frozenset[Facet] = frozenset({"ladder", "experience", "entry_barrier", "difficulty", "fit", "non_fit"})


def reconcile(request: Request, library: Library) -> Iterator[Block]:
    """Whether the careers' documents agree on a facet, and what each of them states of it."""
    if request.figuring.joints:
        yield from tell_joints(request, library)
        return
    if set(request.facets) <= _OF_STARTING and (warned := list(_warned(request, library))):
        yield from warned
        return
    for facet in request.facets:
        if facet not in facet_definitions():
            continue
        careers = _compared(request, facet, library)
        told = {career.id: _told(career, facet, request, library, brief=len(careers) > 1) for career in careers}
        stated = {career: tuple(facts_of(blocks)) for career, blocks in told.items() if facts_of(blocks)}
        if len(stated) > 1:
            says = "note.same" if _agree(list(stated.values())) else "note.differ"
            values = {"noun": facet_definitions()[facet].noun}
            yield Finding(says, values, tuple(fact for group in stated.values() for fact in group))
        for blocks in told.values():
            yield from blocks


def _warned(request: Request, library: Library) -> Iterator[Block]:
    """What pages say against starting at a level asked about, beside what their ladders offer there."""
    for career in careers_of(request, library):
        if lines := warnings(career, request):
            points = tuple(Finding("line.point", {"value": str(line.value)}, (line,)) for line in lines)
            yield Listing(Finding("lead.non_fit", {"career": career.name}), points)
            yield from state(career, DETAILS["ladder"][0], request, library, brief=True)
            yield Finding("note.not_reconciled", {}, lines[:1])


def _compared(request: Request, facet: Facet, library: Library) -> Sequence[Career]:
    """The careers asked about; with a single one also the general guides, unless its own places are compared."""
    careers = careers_of(request, library)
    if len(careers) > 1 or facet_definitions()[facet].addends:
        return careers
    return (*careers, *(c for c in library.catalogue.careers if c not in careers and library.is_general(c)))


def relatives(facet: Facet) -> tuple[Facet, ...]:
    """The facets that state the same thing in another way: pay by level and pay by region."""
    definitions = facet_definitions()
    standing_in = (other for other, definition in definitions.items() if facet in definition.fallback)
    of_shape = (other for other in (*definitions[facet].fallback, *standing_in))
    return tuple(dict.fromkeys(f for f in of_shape if definitions[f].shape == definitions[facet].shape))


def _told(career: Career, facet: Facet, request: Request, library: Library, *, brief: bool) -> list[Block]:
    """What a career states of a facet, or of a relative of it where it is silent on the facet itself."""
    for asked in (facet, *relatives(facet)):
        if blocks := state(career, asked, request, library, brief=brief):
            return blocks
    return []


def _agree(groups: Sequence[Sequence[Fact]]) -> bool:
    """True when every document gives the same values."""
    values = [
        {
            (v.low, v.high, v.unit) if isinstance(v := fact.value, Quantity) else fact.holds
            for fact in group
            if fact.attribute not in ("phase_title", "level_title")
        }
        for group in groups
    ]
    return all(value == values[0] for value in values)
