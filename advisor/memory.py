"""What a conversation leaves behind for its next turn; a value of fixed size, however long the conversation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from advisor.facets import defined
from advisor.requests import Operation, PartReference, Person, Request
from vectorstore.types import PartKind, Span

# Careers a conversation can return to ("back to the first one").
REMEMBERED_CAREERS = 6
# Parts that a list goes through one by one.
_LISTED: frozenset[PartKind] = frozenset({"phase", "level", "step"})
# Operations whose answer names first the career that lies at the end asked for.
_COMPARING: frozenset[Operation] = frozenset({"extreme", "rank", "compare"})


@dataclass(frozen=True, slots=True)
class Memory:
    """The focus of a conversation, what the user said of themselves, and what was offered last."""

    request: Request | None = None  # the last one about the documents
    earlier: Request | None = None  # the one before it, about the parts its answer was about
    careers: tuple[str, ...] = ()  # ids spoken of so far, oldest first
    told: tuple[str, ...] = ()  # those whose facts the last answer stated, the first one first
    choices: tuple[str, ...] = ()  # ids of the careers the advisor has just asked to choose from
    parts: tuple[PartReference, ...] = ()  # the phase or level the last answer was about
    placed: tuple[str, PartReference] | None = None  # the career and the one part of it that were spoken of last
    items: tuple[str, ...] = ()  # the labels of the points that the last answer listed
    shown: tuple[Span, ...] = ()  # what the last answer cited
    offers: tuple[str, ...] = ()  # questions offered last, the first of which "yes" accepts
    person: Person = Person()
    another: Person = Person()  # somebody else whom the user asked for last

    def knowing(self, request: Request) -> Memory:
        """The memory with what a request tells of the user, or of whom they ask for."""
        return replace(self, another=request.person) if request.for_another else replace(self, person=request.person)

    @property
    def current(self) -> tuple[str, ...]:
        """The careers in focus: those of the last question, else the only one its answer was about."""
        asked = self.request.careers if self.request is not None else ()
        return asked or (self.told if len(self.told) == 1 else ())

    @property
    def singled(self) -> tuple[str, ...]:
        """The one career in focus: of several compared, the one the answer put first."""
        if self.request is None or len(self.request.careers) == 1:
            return self.current
        if self.request.careers and self.request.operation not in _COMPARING:
            return self.current
        # A comparison names the career that lies higher first, whichever end was asked for.
        lower = self.request.operation == "compare" and self.request.direction == "least"
        return self.told[-1:] if lower else self.told[:1]

    @property
    def listed(self) -> PartKind | None:
        """The kind of parts that the last answer went through, one career's phases or levels; else None."""
        if self.request is None or len(self.current) != 1 or self.request.parts:
            return None
        definitions = defined(self.request.facets)
        return next((definition.part for definition in definitions if definition.part in _LISTED), None)

    def speaking_of(self, careers: tuple[str, ...]) -> tuple[str, ...]:
        """The careers spoken of so far with these added, the oldest forgotten."""
        return tuple(dict.fromkeys((*self.careers, *careers)))[-REMEMBERED_CAREERS:]
