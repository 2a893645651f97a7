"""How many there are: phases, levels, points of a list."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.entries import (
    careers_of,
    chosen_parts,
    describe,
    distinct,
    select_entries,
)
from advisor.operations.filtering import keep_meeting
from advisor.operations.promises import note_promised
from advisor.operations.stating import Block, state
from advisor.types import Finding, Request
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
