"""Grounded claims to Markdown with numbered citations."""

from __future__ import annotations

import re
from collections.abc import Callable

from advisor.library import Library
from advisor.types import Bullets, Citation, Claim, Draft, Paragraph, Table
from vectorstore.types import Span

# What would start markup of its own in Markdown: source text is shown as written.
_MARKUP = re.compile(r"([\\`*\[\]<|])")


def render(draft: Draft, library: Library) -> tuple[str, tuple[Citation, ...]]:
    """The draft as Markdown without HTML, and its citations numbered from 1 by first mention.

    Spans of one document that overlap are one citation, so a source has one number within a reply.
    """
    numbers: dict[Span, int] = {}

    def cite(claim: Claim) -> str:
        marks = [numbers.setdefault(span, len(numbers) + 1) for span in claim.spans]
        marked = "".join(f"[{n}]" for n in dict.fromkeys(marks))
        return f"{escape(claim.text)} {marked}" if marked else escape(claim.text)

    text = "\n\n".join(_block(block, cite) for block in draft.blocks)
    return text, tuple(_citation(n, span, library) for span, n in numbers.items())


def _block(block: Paragraph | Bullets | Table, cite: Callable[[Claim], str]) -> str:
    match block:
        case Paragraph():
            return " ".join(cite(claim) for claim in block.claims)
        case Bullets():
            marks = (f"{n}." if block.numbered else "-" for n in range(1, len(block.claims) + 1))
            return "\n".join(f"{mark} {cite(claim)}" for mark, claim in zip(marks, block.claims, strict=True))
        case Table():
            rows = [[escape(cell) for cell in block.header], ["---"] * len(block.header)]
            rows += [[cite(cell) for cell in row] for row in block.rows]
            return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _citation(n: int, span: Span, library: Library) -> Citation:
    document = library.documents[span.document]
    chunk = library.chunk_at(span)
    return Citation(
        n=n,
        span=span,
        text=library.text(span),
        document_title=document.title,
        section=chunk.title if chunk else "",
        page=document.page_of(span.start),
    )


def escape(text: str) -> str:
    """The text as Markdown shows it unchanged: markup characters escaped, white space folded."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
