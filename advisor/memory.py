"""What a conversation leaves behind for its next turn; a value of fixed size, however long the conversation."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.types import PartReference, Person, Request
from vectorstore.types import Span

# Careers a conversation can return to ("back to the first one").
REMEMBERED_CAREERS = 6


@dataclass(frozen=True, slots=True)
class Memory:
    """The focus of a conversation, what the user said of themselves, and what was offered last."""

    request: Request | None = None  # the last one about the documents
    careers: tuple[str, ...] = ()  # ids spoken of so far, oldest first
    parts: tuple[PartReference, ...] = ()  # the phase or level the last answer was about
    shown: tuple[Span, ...] = ()  # what the last answer cited
    offers: tuple[str, ...] = ()  # questions offered last, the first of which "yes" accepts
    person: Person = Person()

    def speaking_of(self, careers: tuple[str, ...]) -> tuple[str, ...]:
        """The careers spoken of so far with these added, the oldest forgotten."""
        return tuple(dict.fromkeys((*self.careers, *careers)))[-REMEMBERED_CAREERS:]
