"""The passages for a request: the retriever's, in the order that what was understood and found gives them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from advisor.library import Library
from advisor.requests import Request
from advisor.retrieval import Retriever
from vectorstore.types import Chunk, Fact, Passage


@dataclass(frozen=True, slots=True)
class Raise:
    """What understanding adds to the similarity of a passage.

    Chosen on the 150 questions of `python -m tests.benchmarks.retrieval`, whose first row they make.
    """

    told: float = 0.2  # shared by the passages of the facts told, when these are few
    kind: float = 0.04  # a section of a kind in which answers to the facet stand
    career: float = 0.15  # of a career asked about
    part: float = 0.05  # of a phase, level, step or region asked about


RAISE = Raise()
POINTED = 6
# Passages that understanding chooses among: what the question's own words rank low may still be of the right section.
POOL = 20


@dataclass(frozen=True, slots=True)
class PassageSearch:
    """Finds passages for requests about one library."""

    library: Library
    retrieve: Retriever
    k: int

    def __call__(self, request: Request) -> tuple[Passage, ...]:
        """The pool of passages for the standalone question and for the raw one, each once, the most similar first."""
        rankings = [
            self.retrieve(query, k=max(self.k, POOL))
            for query in dict.fromkeys((request.standalone, request.searched, request.question))
        ]
        best: dict[str, Passage] = {}
        for passage in (passage for ranking in rankings for passage in ranking):
            if passage.chunk.id not in best or best[passage.chunk.id].score < passage.score:
                best[passage.chunk.id] = passage
        return tuple(sorted(best.values(), key=lambda passage: -passage.score))

    def understood(
        self, request: Request, passages: Iterable[Passage], told: Iterable[Fact] = ()
    ) -> tuple[Passage, ...]:
        """The `k` best of the passages and those of the facts `told`, by similarity and what is understood of them."""
        found = {passage.chunk.id: passage for passage in passages}
        holding = {chunk.id: chunk for fact in told if (chunk := self.library.chunk_at(fact.span)) is not None}
        pointed = holding if len(holding) <= POINTED else {}
        pages = {document for career in self.library.careers(request.careers) for document in career.documents}
        parts = {(part.kind, part.number) for part in request.parts}
        kinds = frozenset[str]().union(*(self.library.kinds_answering(facet) for facet in request.facets))
        lowest = min((passage.score for passage in found.values()), default=0.0)

        def score(chunk: Chunk) -> float:
            return (
                (found[chunk.id].score if chunk.id in found else lowest)
                + (RAISE.told / len(pointed) if chunk.id in pointed else 0)
                + RAISE.kind * (chunk.kind in kinds)
                + RAISE.career * (chunk.span.document in pages)
                + RAISE.part * (chunk.part is not None and (chunk.part.kind, chunk.part.number) in parts)
            )

        chunks = {**{passage.chunk.id: passage.chunk for passage in found.values()}, **pointed}
        ranked = [Passage(chunk, score(chunk)) for chunk in chunks.values()]
        return tuple(sorted(ranked, key=lambda passage: -passage.score)[: self.k])
