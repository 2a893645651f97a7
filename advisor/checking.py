"""A draft to what may reach the reader: each claim grounded in the spans it cites, or withheld."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from advisor.facets import facet_definitions, facet_of
from advisor.grounding import Encode, Source, Verdict, ground, last_parts, source_from_chunk
from advisor.grounding.encoding import Tokens
from advisor.library import Library
from advisor.operations.entries import stage_of
from advisor.requests import Request
from advisor.types import Block, Bullets, Claim, Draft, Evidence, Paragraph, Table, Withheld
from vectorstore.types import Fact, Span

# What these checks find in a template's own words is the product's wording, not a claim of the sources: the
# comparison was computed and the denial is about the documents.
_OF_WORDING = frozenset({"comparison", "polarity", "modality", "coverage", "contradiction"})

# A computed figure is stated of all its addends together, so it is attached to no single one of them.
_OF_COMPUTING = _OF_WORDING | {"attachment"}


TokensOf = Callable[[Sequence[str]], Mapping[str, Tokens]]
"""Chunk ids to their stored token vectors."""


class Checker:
    """Holds the claims of drafts against one library; with `encode` and `tokens_of`, by meaning besides words.

    Meaning is compared for a language model's claims alone: the product's own sentences are not encoded.
    """

    def __init__(self, library: Library, *, encode: Encode | None = None, tokens_of: TokensOf | None = None) -> None:
        self._library = library
        self._encode = encode
        self._tokens_of = tokens_of
        self._facts: dict[str, list[tuple[str, Fact]]] = {}
        for career in library.catalogue.careers:
            for profile in career.profiles:
                self._facts.setdefault(profile.document, []).extend((career.name, fact) for fact in profile.facts)
        self._careers = [career.name for career in library.catalogue.careers]
        self._last = last_parts(library.chunks)

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
        if not claim.templated:
            return self._check_worded(claim, shown, request, withheld)
        sources = [self._as_read(self._source(span)) for span in claim.spans]
        verdict = ground(claim, sources, shown, question=request.question, careers=self._careers)
        failed = {check.name for check in verdict.checks if not check.passed}
        if failed <= (_OF_COMPUTING if claim.computed else _OF_WORDING):
            return claim
        if not verdict.supported:
            withheld.append(Withheld(claim, verdict.checks))
            return None
        return replace(claim, spans=verdict.recited) if verdict.recited else claim

    def _check_worded(
        self, claim: Claim, shown: Sequence[Source], request: Request, withheld: list[Withheld]
    ) -> Claim | None:
        """A claim in a language model's words: all checks count, and a computed one may say what code declared."""
        sources = [self._encoded(self._source(span)) for span in claim.spans]
        if claim.declared:
            heads = tuple(dict.fromkeys(head for source in sources for head in source.heads[:1]))
            tokens = self._encode(claim.declared).tokens if self._encode else None
            stated = Source(Span("declared", 0, len(claim.declared)), claim.declared, heads, tokens=tokens)
            verdict = ground(
                claim,
                [stated],
                [*sources, *shown],
                question=request.question,
                embed=self._encode,
                careers=self._careers,
            )
            verdict = Verdict(verdict.supported and not verdict.recited, verdict.checks)
        else:
            verdict = ground(
                claim,
                sources,
                [self._encoded(source) for source in shown],
                question=request.question,
                embed=self._encode,
                careers=self._careers,
            )
        if not verdict.supported:
            withheld.append(Withheld(claim, verdict.checks))
            return None
        return replace(claim, spans=verdict.recited) if verdict.recited else claim

    def _encoded(self, source: Source) -> Source:
        """The source with the token vectors that were stored for its chunk."""
        chunk = self._library.chunk_at(source.span)
        if chunk is None or self._tokens_of is None:
            return source
        return replace(source, tokens=self._tokens_of([chunk.id]).get(chunk.id))

    def _as_read(self, source: Source) -> Source:
        """The source under what the reader took its facts for as well: the careers they are of, and their nouns.

        "You would begin on £29,800" is pay at entry level, of the career that the page described before. It stands
        under the title of its document, too, which the places of an answer are told with.
        """
        document = self._library.documents.get(source.span.document)
        read = self._stated(source.span)
        nouns = (stage_of(fact) or _noun(fact) for _, fact in read if fact.part is None)
        title = document.title if document is not None else ""
        heads = (*(career for career, _ in read), *source.heads, *nouns, title)
        return replace(source, heads=tuple(dict.fromkeys(head for head in heads if head)))

    def _stated(self, span: Span) -> list[tuple[str, Fact]]:
        """The facts stated in a span, each with the name of the career it is of."""
        return [(career, fact) for career, fact in self._facts.get(span.document, []) if span.overlaps(fact.span)]

    def _source(self, span: Span) -> Source:
        """A cited span with the headings it stands under and the facts stated in it."""
        chunk = self._library.chunk_at(span)
        facts = tuple(fact for _, fact in self._stated(span))
        if chunk is None:
            return Source(span, self._library.text(span), facts=facts)
        last = self._last.get((span.document, chunk.career), ())
        return replace(source_from_chunk(chunk, last=last), span=span, text=self._library.text(span), facts=facts)


def _noun(fact: Fact) -> str:
    """How a reader calls what a fact states; empty where no facet asks for it alone."""
    facet = facet_of(fact.attribute)
    return facet_definitions()[facet].noun if facet is not None else ""


def _without_bare_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without paragraphs that only announce a list which was withheld."""
    kept = []
    for position, block in enumerate(blocks):
        announces = isinstance(block, Paragraph) and all(claim.heading for claim in block.claims)
        follower = blocks[position + 1] if position + 1 < len(blocks) else None
        if not announces or isinstance(follower, Bullets | Table):
            kept.append(block)
    return kept
