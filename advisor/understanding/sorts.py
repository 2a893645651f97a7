"""The sorts of facets and operations that understanding tells apart."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from advisor.facets import facet_definitions
from advisor.requests import Facet, Operation
from vectorstore.types import PartKind

# Facets that concern the conversation, not the documents.
CONVERSATIONAL: frozenset[Facet] = frozenset({"small_talk", "off_topic", "about_advisor", "not_covered"})
# The facet that tells the parts of a kind as a whole.
WHOLE_PART: dict[PartKind, Facet] = {"phase": "roadmap", "level": "ladder"}
# Kinds of part that come one after the other under titles of their own.
ORDERED: tuple[PartKind, ...] = ("phase", "level", "step")

# Operations that go to the part after or before.
STEPPING: frozenset[Operation] = frozenset({"next", "previous"})
# Operations on a whole series: a phase or level spoken of before does not narrow them.
ON_SERIES: frozenset[Operation] = frozenset({"count", "total", "average", "extreme", "rank", "filter", "list"})
# Operations that set two careers or parts against each other, and those that also add them up.
PAIRING: frozenset[Operation] = frozenset({"compare", "difference"})
ADDING: frozenset[Operation] = PAIRING | {"total", "average"}


def of_figures(facets: Sequence[Facet]) -> bool:
    """True when the first facet is answered by a figure, so that two answers have a difference."""
    return bool(facets) and facets[0] in facet_definitions() and facet_definitions()[facets[0]].shape == "figure"


def in_parts(facets: Sequence[Facet], kinds: Collection[PartKind]) -> tuple[Facet, ...]:
    """The facets that are meant when parts of these kinds are asked about: of a level, its duties for its day."""
    definitions = facet_definitions()
    return tuple(
        next((definitions[f].in_part[kind] for kind in kinds if kind in definitions[f].in_part), f)
        if f in definitions
        else f
        for f in facets
    )


def of_parts(facets: Sequence[Facet]) -> bool:
    """True when the facets are stated part by part, so that the next part has its own."""
    return any(facet in facet_definitions() and facet_definitions()[facet].part in ORDERED for facet in facets)


def is_measured(facets: Sequence[Facet]) -> bool:
    """True when careers lie higher or lower on the first facet, so that one can be set against another."""
    return bool(facets) and facets[0] in facet_definitions() and bool(facet_definitions()[facets[0]].more)
