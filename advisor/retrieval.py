"""A query to ranked passages: dense and lexical candidates, reordered by late interaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from vectorstore.embedding import Embedder
from vectorstore.late_interaction import max_sims
from vectorstore.store import Store
from vectorstore.types import Chunk, Passage

# Parts of cosine in the final score for each part of MaxSim: `python -m tests.benchmarks.retrieval` over 99 questions
# gives MRR .768 without, .791 with it, and less from .4 on.
COSINE_SHARE = 0.2


class RetrievalConfig(BaseModel):
    """Options of retrieval; environment names are `ADVISOR_RETRIEVAL__BM25` and so on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    k: int = Field(default=8, ge=1, le=50, description="Passages that an answer may draw on.")
    bm25: bool = Field(default=True, description="Find candidates by words as well as by meaning.")
    reranker: bool = Field(default=True, description="Reorder the candidates by late interaction (MaxSim).")
    candidates: int = Field(default=20, ge=1, le=200, description="How many candidates are reordered.")
    dense_weight: float = Field(
        default=0.7, ge=0, le=1, description="Share of meaning, against words, in choosing candidates."
    )


class Retriever(Protocol):
    """Anything that ranks passages for a query, best first."""

    def __call__(self, query: str, *, k: int, documents: Sequence[str] | None = None) -> list[Passage]:
        """The `k` best passages (of `documents`, when given)."""
        ...


class HybridRetriever:
    """Candidates by 0.7 cosine + 0.3 BM25, each min-max scaled, the best 20 of them reordered by MaxSim.

    BM25 finds candidates in a large corpus and hurts when mixed into the final score. What each part is worth:
    `python -m tests.benchmarks.retrieval`.
    """

    def __init__(self, store: Store, embedder: Embedder, config: RetrievalConfig | None = None) -> None:
        self._store = store
        self._embedder = embedder
        self._config = config or RetrievalConfig()

    def __call__(self, query: str, *, k: int, documents: Sequence[str] | None = None) -> list[Passage]:
        """The `k` best passages (of `documents`, when given), best first; empty for a query without words.

        Scores are MaxSim with some cosine, in [-1, 1] and comparable between queries; with the reranker off they are
        those of the candidates.
        """
        if not query.strip() or k < 1:
            return []
        candidates = self._candidates(query, max(k, self._config.candidates), documents)
        return (self._reordered(query, candidates) if self._config.reranker else candidates)[:k]

    def _candidates(self, query: str, count: int, documents: Sequence[str] | None) -> list[Passage]:
        vector = self._embedder.embed_query(query).vector
        if not self._config.bm25:
            return self._store.search_dense(vector, k=count, documents=documents)
        # Min-max scaling needs the tail too: the pool is wider than what is kept.
        pool = 5 * count
        dense = self._store.search_dense(vector, k=pool, documents=documents)
        lexical = self._store.search_lexical(query, k=pool, documents=documents)
        return fuse(dense, lexical, weight=self._config.dense_weight)[:count]

    def _reordered(self, query: str, candidates: Sequence[Passage]) -> list[Passage]:
        ids = [passage.chunk.id for passage in candidates]
        tokens, vectors = self._store.token_vectors(ids), self._store.vectors(ids)
        # A chunk can leave the store between two reads, when a new generation appears.
        chunks = [passage.chunk for passage in candidates if passage.chunk.id in tokens and passage.chunk.id in vectors]
        embedded = self._embedder.embed_query(query)
        scores = max_sims(embedded.tokens, [tokens[chunk.id] for chunk in chunks])
        passages = [
            Passage(chunk, (score + COSINE_SHARE * float(vectors[chunk.id] @ embedded.vector)) / (1 + COSINE_SHARE))
            for chunk, score in zip(chunks, scores, strict=True)
        ]
        return sorted(passages, key=lambda passage: -passage.score)


def fuse(first: Sequence[Passage], second: Sequence[Passage], *, weight: float) -> list[Passage]:
    """Every passage of either ranking once, best first: `weight` of its scaled score in `first`, the rest in `second`.

    Scores are min-max scaled within their ranking; a passage that a ranking lacks scores 0 there.
    """
    chunks: dict[str, Chunk] = {passage.chunk.id: passage.chunk for passage in (*first, *second)}
    scaled = _scaled(first), _scaled(second)
    scores = {chunk: weight * scaled[0].get(chunk, 0.0) + (1 - weight) * scaled[1].get(chunk, 0.0) for chunk in chunks}
    # Python's sort is stable: ties keep the order of `first`.
    return [Passage(chunks[chunk], scores[chunk]) for chunk in sorted(chunks, key=lambda chunk: -scores[chunk])]


def _scaled(ranking: Sequence[Passage]) -> Mapping[str, float]:
    if not ranking:
        return {}
    scores = [passage.score for passage in ranking]
    low, width = min(scores), max(scores) - min(scores)
    return {passage.chunk.id: (passage.score - low) / width if width else 1.0 for passage in ranking}
