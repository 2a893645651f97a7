"""Where the reading of a document into sections stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.asking import Asking
from ingest.layout import layout
from ingest.page import Lines
from ingest.parts import PartOpening
from vectorstore.types import PartKind, SectionKind

PLAIN, COLON, PART = 8, 9, 10  # levels of headings that carry no mark-up: deeper than Markdown's six


@dataclass(frozen=True, slots=True)
class Opening:
    """A line at which a section begins; without a title of its own it goes on with the section before."""

    index: int
    title: str
    kind: SectionKind
    level: int
    lines: int = 1
    part: PartOpening | None = None
    path: tuple[str, ...] = ()


@dataclass(slots=True)
class Scan:
    """Where the reading of a document stands."""

    lines: Lines
    phrases: str  # the words of the text
    again: frozenset[str]  # three words that the text says more than once, for headings broken over two lines
    openings: list[Opening] = field(default_factory=list)
    head: Opening | None = None  # the last section that is no part
    enclosing: list[Opening] = field(default_factory=list)
    part: PartKind | None = None
    in_milestone: bool = False
    announced: set[str] = field(default_factory=set)  # what labels have announced in the phase that is open
    lost_questions: bool = False
    climbs: bool = False  # levels of a career stand below, whatever the title says
    asking: Asking = field(default_factory=Asking)

    @property
    def kind(self) -> SectionKind:
        """The kind of the section that is being read."""
        return self.head.kind if self.head else "other"

    def advertises(self, index: int) -> bool:
        """True for the line right behind one that says no more than that an advertisement follows."""
        last = self.openings[-1]
        told = layout().expressions["advertisement"].fullmatch(last.title) is not None
        return told and self.lines.previous[index] == last.index
