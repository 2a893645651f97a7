"""A draft to what may reach the reader: each claim grounded in the spans it cites, or withheld."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.grounding import Source, ground, source_from_chunk
from advisor.library import Library
from advisor.types import Block, Bullets, Claim, Draft, Evidence, Paragraph, Request, Table, Withheld
from vectorstore.types import Span

# What these checks find in a template's own words is the product's wording, not a claim of the sources: the
# comparison was computed and the denial is about the documents.
_OF_WORDING = frozenset({"comparison", "polarity", "modality", "coverage", "contradiction"})

# A computed figure is stated of all its addends together, so it is attached to no single one of them.
_OF_COMPUTING = _OF_WORDING | {"attachment"}


class Checker:
    """Holds the claims of drafts against one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._facts = {
            profile.document: [fact for other in career.profiles for fact in other.facts]
            for career in library.catalogue.careers
            for profile in career.profiles
        }

    def __call__(self, draft: Draft, evidence: Evidence, request: Request) -> tuple[Draft, tuple[Withheld, ...]]:
        """The draft without the claims that their spans do not carry, and those claims with the checks they failed."""
        shown = [source_from_chunk(passage.chunk) for passage in evidence.passages]
        withheld: list[Withheld] = []

        def kept(claims: Sequence[Claim]) -> tuple[Claim, ...]:
            checked = [(claim, self._check(claim, shown, request, withheld)) for claim in claims]
            return tuple(result for _, result in checked if result is not None)

        blocks: list[Block] = []
        for block in draft.blocks:
            match block:
                case Paragraph():
                    blocks.extend([Paragraph(claims)] if (claims := kept(block.claims)) else [])
                case Bullets():
                    blocks.extend([replace(block, claims=claims)] if (claims := kept(block.claims)) else [])
                case Table():
                    rows = tuple(row for row in block.rows if len(kept(row)) == len(row))
                    blocks.extend([replace(block, rows=rows)] if rows else [])
        return Draft(tuple(_without_bare_headings(blocks))), tuple(withheld)

    def _check(self, claim: Claim, shown: Sequence[Source], request: Request, withheld: list[Withheld]) -> Claim | None:
        if claim.heading:
            return claim
        verdict = ground(claim, [self._source(span) for span in claim.spans], shown, question=request.question)
        failed = {check.name for check in verdict.checks if not check.passed}
        if claim.templated and failed <= (_OF_COMPUTING if claim.computed else _OF_WORDING):
            return claim
        if not verdict.supported:
            withheld.append(Withheld(claim, verdict.checks))
            return None
        return replace(claim, spans=verdict.recited) if verdict.recited else claim

    def _source(self, span: Span) -> Source:
        """A cited span with the headings it stands under and the facts stated in it."""
        chunk = self._library.chunk_at(span)
        facts = tuple(fact for fact in self._facts.get(span.document, []) if span.overlaps(fact.span))
        if chunk is None:
            return Source(span, self._library.text(span), facts=facts)
        return replace(source_from_chunk(chunk), span=span, text=self._library.text(span), facts=facts)


def _without_bare_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without paragraphs that only announce a list which was withheld."""
    kept = []
    for position, block in enumerate(blocks):
        announces = isinstance(block, Paragraph) and all(claim.heading for claim in block.claims)
        follower = blocks[position + 1] if position + 1 < len(blocks) else None
        if not announces or isinstance(follower, Bullets | Table):
            kept.append(block)
    return kept
