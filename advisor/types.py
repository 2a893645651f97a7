"""The values a turn becomes on its way down, and the reply that walks back up.

Turn → `Request` → `Evidence` → `Claim`s → grounded claims → `Reply`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from advisor.requests import Request
from vectorstore.types import Fact, Passage, Quantity, Span

Role = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation, as text."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable sentence (or list item, or table cell) with the spans that carry it.

    `computed` holds the values the executor derived from typed facts at those spans (a total, a difference),
    so that grounding can tell a computed figure from an invented one.
    """

    text: str
    spans: tuple[Span, ...] = ()
    computed: tuple[Quantity, ...] = ()
    dates: tuple[date, ...] = ()  # calendar dates that code derived, as of a plan from a start date
    templated: bool = False  # one of the product's own sentences, filled from facts: only its values can be wrong
    heading: bool = False  # leads a list or labels a row, and states nothing of its own
    declared: str = ""  # the sentence code made of the same facts, which this claim may only word otherwise


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Claims that read as running text."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Claims that read as a list, in order."""

    claims: tuple[Claim, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Claims that read as a table: every row has as many cells as `header`."""

    header: tuple[str, ...]
    rows: tuple[tuple[Claim, ...], ...]


Block = Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Draft:
    """What a writer made of the evidence, before grounding."""

    blocks: tuple[Block, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in reading order."""
        rows = (block.rows if isinstance(block, Table) else (block.claims,) for block in self.blocks)
        return tuple(claim for block in rows for row in block for claim in row)

    @property
    def words(self) -> int:
        """How many words a reader is given."""
        return sum(len(claim.text.split()) for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Finding:
    """One typed result, before it is worded: which sentence to say, what fills it, and the facts that carry it.

    `says` names a sentence of the templates file and `values` fill its placeholders; `computed` are the figures
    that code derived from `facts`.
    """

    says: str
    values: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    computed: tuple[Quantity, ...] = ()
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """Findings that read as a list behind a leading sentence; `lead` may cite nothing when its items do."""

    lead: Finding | None
    items: tuple[Finding, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Findings that read as a table: every row has as many cells as `header`."""

    header: tuple[str, ...]
    rows: tuple[tuple[Finding, ...], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the documents hold for a request: typed findings first, ranked passages behind them.

    `missing` names what was asked for and is stated nowhere, in the reader's words; with no findings it is the
    reason for an abstention.
    """

    findings: tuple[Finding | Listing | Grid, ...] = ()
    passages: tuple[Passage, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One grounding check of a claim; `detail` says what was seen and what was wanted."""

    name: str
    passed: bool
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Withheld:
    """A claim that did not reach the reader, with the checks that stopped it."""

    claim: Claim
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered pointer of a reply to a span the reader can open; numbers count from 1 by first mention."""

    n: int
    span: Span
    text: str  # == document.text[span.start:span.end]
    document_title: str
    section: str
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What every reply carries besides its text."""

    text: str  # Markdown with [n] markers, no HTML
    citations: tuple[Citation, ...] = ()
    request: Request
    passages: tuple[Passage, ...] = ()  # ranked, best first
    withheld: tuple[Withheld, ...] = ()
    offers: tuple[str, ...] = ()  # questions the reader may want to ask next, each answerable
    written_by: str = "built-in writer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Grounds):
    """What the documents say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification(Grounds):
    """A question back, with choices."""

    choices: tuple[str, ...] = ()
    choice_ids: tuple[str, ...] = ()  # the careers that the choices name


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstention(Grounds):
    """An honest silence: why, and what the documents do cover."""

    reason: Literal["not_covered", "off_topic", "unreadable", "unknown_career", "empty_corpus", "too_long"]


Reply = Answer | Clarification | Abstention
