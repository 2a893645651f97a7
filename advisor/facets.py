"""What can be asked of a career, as data: `facets.toml` and the one class that reads it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Literal

from pydantic import Field

from advisor.patterns import matcher
from advisor.requests import Direction, Facet
from vectorstore.tables import Table, read_table
from vectorstore.types import Attribute, PartKind, SectionKind, Unit


class FacetDefinition(Table):
    """Where the answer to a facet stands and how a reader calls it; the fields are explained in `facets.toml`."""

    shape: Literal["figure", "scale", "statement", "items", "prose"]
    noun: str
    figure: str = ""
    ask: str
    attributes: tuple[Attribute, ...] = ()
    otherwise: tuple[Attribute, ...] = ()
    kinds: tuple[SectionKind, ...] = ()
    part: PartKind | None = None
    includes: tuple[Facet, ...] = ()
    weighs: bool = False
    fallback: tuple[Facet, ...] = ()
    scale: tuple[str, ...] = ()
    measure: Facet | None = None
    addends: Facet | None = None
    more: str = ""
    less: str = ""
    better: Direction = "most"
    summable: bool = False
    cumulative: bool = False
    units: frozenset[Unit] = frozenset()
    figure_cues: tuple[str, ...] = ()
    said_with: tuple[str, ...] = ()
    denied_with: tuple[str, ...] = ()
    bearing: tuple[Facet, ...] = ()
    of_field: bool = False
    in_part: dict[PartKind, Facet] = Field(default_factory=dict)

    @property
    def figure_noun(self) -> str:
        """How a reader calls one of its figures."""
        return self.figure or self.noun

    def is_opposed(self, text: str) -> bool:
        """True when a text speaks of the opposite of what the facet states, and not of itself: "is it on site?"."""
        if not self.denied_with:
            return False
        own = [words for words in self.said_with if words not in self.denied_with]
        rest, denials = matcher(*self.denied_with).subn(" ", text)
        return denials > 0 and not (own and matcher(*own).search(rest))


@cache
def facet_definitions() -> dict[Facet, FacetDefinition]:
    """Every facet that documents can answer, by name, in the file's order."""
    return read_table(dict[Facet, FacetDefinition], "advisor", "facets.toml")


def defined(facets: Iterable[Facet]) -> list[FacetDefinition]:
    """The definitions of those of the facets that documents can answer, in order."""
    return [facet_definitions()[facet] for facet in facets if facet in facet_definitions()]


def asks_for_values(facets: Iterable[Facet]) -> bool:
    """True when all that is asked is a figure, a grade, a yes or no or what these come to: no prose answers that."""
    asked = defined(facets)
    return bool(asked) and all(each.shape in ("figure", "scale", "statement") or each.weighs for each in asked)


def facet_of(attribute: Attribute) -> Facet | None:
    """The facet that a stated attribute answers, or None when no facet asks for it alone."""
    for facet, definition in facet_definitions().items():
        if attribute in (*definition.attributes, *definition.otherwise):
            return facet
    return None


def cued_facets(question: str) -> tuple[Facet, ...]:
    """The facets of whose figures a question speaks in so many words: "how long", "budget"."""
    said = f" {question} ".casefold()
    return tuple(
        facet for facet, each in facet_definitions().items() if any(f" {cue}" in said for cue in each.figure_cues)
    )
