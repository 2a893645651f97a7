"""Where facts are being read, and how a fact is made there."""

from __future__ import annotations

from dataclasses import dataclass

from vectorstore.types import Attribute, Fact, Part, Quantity, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where facts are being read: the document, the section's title as facts carry it, and the part."""

    document: str
    section: str
    part: Part | None = None

    def fact(
        self,
        attribute: Attribute,
        value: Quantity | str,
        start: int,
        end: int,
        *,
        part: Part | None = None,
        holds: bool = True,
    ) -> Fact:
        """A fact of this place whose span is `start` to `end`."""
        if isinstance(value, str):
            value = " ".join(value.split()).strip("`")
        return Fact(attribute, value, Span(self.document, start, end), part or self.part, self.section, holds)
