"""The values every step passes on: spans, documents, sections, chunks, facts and profiles.

A span is the currency. Whatever is stored, retrieved, computed or shown carries one, and
`document.text[span.start : span.end]` is what the reader sees highlighted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SectionKind = Literal[
    "summary",  # what the career is, in prose
    "fit",  # who it suits
    "non_fit",  # whom it does not suit
    "requirements",  # difficulty, entry barrier, coding, time to learn
    "metrics",  # header cards: demand, risk, salary, months
    "day",  # a typical day's schedule
    "responsibilities",
    "skills",
    "tools",
    "phase",  # one phase of a roadmap
    "roadmap",  # the text around the phases
    "steps",  # a step-by-step without weeks
    "level",  # one level of the career ladder
    "ladder",  # the text around the levels
    "pay",  # pay by region, or pay in prose
    "practice",  # interview questions
    "faq",  # one question with its answer, or an answer that lost its question
    "education",
    "employers",
    "related_roles",
    "outlook",
    "other",  # a heading nobody has seen: still chunked and searchable
    "boilerplate",  # comment forms, "you may also like": left out of the store
]

Attribute = Literal[
    # stated of a career as a whole
    "summary",
    "fit",
    "non_fit",
    "difficulty",
    "entry_barrier",
    "coding",
    "months_to_ready",
    "study_hours",  # a week, that its roadmap or its months to ready reckon with
    "exemption",  # who may leave out which part of its roadmap
    "demand",
    "ai_risk",
    "remote",
    "salary_range",  # over the whole career, as on a header card
    "schedule",  # part: the hour
    "skill",
    "tool",
    "interview_question",
    # stated of a phase of its roadmap (part kind "phase")
    "phase_title",
    "phase_weeks",
    "goal",
    "resource",
    "milestone",
    # stated of a level of its ladder (part kind "level")
    "level_title",
    "experience",
    "pay",
    "duty",
    # stated by guides (part kinds "region", "role", "question", "step", "item")
    "regional_pay",
    "entry_pay",
    "senior_pay",
    "related_role",
    "faq",
    "step",
    "item",  # any other labelled or bulleted point; `Fact.section` says which list it stands in
]

PartKind = Literal["phase", "level", "region", "role", "question", "step", "hour", "item"]

Unit = Literal[
    "count",
    "minute", "hour", "day", "week", "month", "year", "percent", "score", "USD", "GBP", "EUR", "INR", "AUD", "CAD"
]  # fmt: skip
DURATIONS: frozenset[Unit] = frozenset({"minute", "hour", "day", "week", "month", "year"})
MONEY: frozenset[Unit] = frozenset({"USD", "GBP", "EUR", "INR", "AUD", "CAD"})


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document's extracted text; `start < end`."""

    document: str
    start: int
    end: int

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span of the same document."""
        return self.document == other.document and self.start <= other.start and other.end <= self.end

    def part(self, start: int, end: int) -> Span:
        """The span of the characters `start` to `end` of what stands here."""
        return Span(self.document, self.start + start, self.start + end)

    def overlaps(self, other: Span) -> bool:
        """True when the two spans share at least one character of the same document."""
        return self.document == other.document and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """One corpus article with its provenance; `text` is what spans point into and is never edited."""

    id: str
    title: str
    text: str
    sha256: str  # of the original bytes
    origins: tuple[str, ...] = ()  # paths or addresses that hold this content
    licence: str | None = None
    page_starts: tuple[int, ...] = ()  # offsets in `text` at which pages 1, 2, … begin; empty when pageless

    def page_of(self, offset: int) -> int | None:
        """The 1-based page that holds `offset`, or None for a document without pages."""
        return sum(start <= offset for start in self.page_starts) or None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number or range with its unit: `low <= high`.

    `high` equals `low` for a single value; `open_ended` marks "$280,000+" and "12+ years"; `per` is the
    denominator of a score ("9.0/10") or the period of an amount ("year"); `approximate` marks "~12 months".
    """

    low: float
    high: float
    unit: Unit
    open_ended: bool = False
    approximate: bool = False
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a career's description: phase 2, level 3, the region "United Kingdom".

    Numbers count from 1 in document order within one kind; `title` is as written.
    """

    kind: PartKind
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a document. `document.text[span.start:span.end]` is its whole text, heading included."""

    kind: SectionKind
    title: str
    span: Span
    path: tuple[str, ...] = ()  # titles of the enclosing sections, outermost first
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Chunk:
    """A span of a document, the unit stored: `text == document.text[span.start:span.end]`."""

    id: str  # stable while document id, text and head stay the same
    span: Span
    text: str
    kind: SectionKind
    title: str  # of its section
    career: str | None = None  # display name of the career described, when the document describes one
    part: Part | None = None

    @property
    def head(self) -> str:
        """The career and the section that the text is embedded behind; worth +.10 MRR on the retrieval questions."""
        names = [self.career, self.title, self.part.title if self.part else None]
        return " – ".join(dict.fromkeys(name for name in names if name))


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk retrieved for a query; a higher score is better, and only comparable within one ranking."""

    chunk: Chunk
    score: float


@dataclass(frozen=True, slots=True)
class Fact:
    """One stated value with the span that states it (a line or a phrase, never a whole section).

    `value` is a `Quantity` for figures, else text exactly as written (stripped of bullet and label);
    yes/no attributes (`coding`, `remote`) hold the stating words as written, and `holds` their polarity.
    """

    attribute: Attribute
    value: Quantity | str
    span: Span
    part: Part | None = None
    section: str = ""  # title of the section it stands in
    holds: bool = True


@dataclass(frozen=True, slots=True)
class CareerProfile:
    """What one document states of one career, in document order; the same fact may be stated twice."""

    document: str
    name: str
    aliases: tuple[str, ...]  # other names and short forms: "CDS Specialist", "CDS"
    facts: tuple[Fact, ...]

    def of(self, *attributes: Attribute, part: Part | None = None) -> tuple[Fact, ...]:
        """The facts of the attributes named (and of `part`, by kind and number), in document order."""
        return tuple(
            fact
            for fact in self.facts
            if fact.attribute in attributes
            and (
                part is None
                or (fact.part is not None and (fact.part.kind, fact.part.number) == (part.kind, part.number))
            )
        )

    def parts(self, kind: PartKind) -> tuple[Part, ...]:
        """The distinct parts of a kind, by number."""
        found = {fact.part.number: fact.part for fact in self.facts if fact.part is not None and fact.part.kind == kind}
        return tuple(found[number] for number in sorted(found))
