"""Where text stands: occurrences, overlaps, and when a quotation counts as covering a gold span."""

from __future__ import annotations

from collections.abc import Iterable

from vectorstore.types import Span

COVERED = 0.5
"""Share of the shorter of the two spans that has to be common. Half: a splitter may cut a gold span in two, and then
one of the pieces counts (both, when they overlap); a quotation of a part of a long gold span counts; a quotation that
only touches its end does not."""


def occurrences(text: str, document: str, within: str) -> list[Span]:
    """Every verbatim place of `text` in the document, in order; none for an empty text."""
    places: list[Span] = []
    start = within.find(text) if text else -1
    while start >= 0:
        places.append(Span(document, start, start + len(text)))
        start = within.find(text, start + 1)
    return places


def overlap(left: Span, right: Span) -> int:
    """Number of characters the two spans share; 0 across documents."""
    if left.document != right.document:
        return 0
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def covers(quoted: Span, gold: Span) -> bool:
    """True when the two share at least `COVERED` of the shorter one's characters."""
    return overlap(quoted, gold) >= COVERED * min(gold.end - gold.start, quoted.end - quoted.start)


def covered_by(places: Iterable[Span], quotations: Iterable[Span]) -> bool:
    """True when some quotation covers some place of a gold span."""
    quoted = list(quotations)
    return any(covers(quotation, place) for place in places for quotation in quoted)


def context(text: str, start: int, end: int, *, around: int = 160) -> tuple[str, str, str]:
    """The text before, inside and after a span, cut at words about `around` characters away."""
    left = max(0, start - around)
    right = min(len(text), end + around)
    before, after = text[left:start], text[end:right]
    if left > 0:
        before = "…" + before[before.find(" ") + 1 :]
    if right < len(text):
        after = after[: after.rfind(" ") + 1].rstrip() + "…"
    return before, text[start:end], after
