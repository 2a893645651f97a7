"""A query to ranked passages: dense and lexical candidates, reordered by late interaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from vectorstore.embedding import Embedder
from vectorstore.late_interaction import max_sims
from vectorstore.store import Store
from vectorstore.types import Chunk, Passage

# What words in common add to MaxSim at most, and the BM25 score that adds half of it: over the 831 single questions of
# the tuning sets MRR is .698 without and .718 with it; scaling by the query's best instead would make scores of
# different queries incomparable, and a share of cosine (.2) beside it gives .700.
WORDS, HALF = 0.1, 10.0


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
    """Candidates by 0.7 cosine + 0.3 BM25, each min-max scaled, the best 20 of them reordered by MaxSim and words.

    What each part is worth: `python -m tests.benchmarks.retrieval`.
    """

    def __init__(self, store: Store, embedder: Embedder, config: RetrievalConfig | None = None) -> None:
        self._store = store
        self._embedder = embedder
        self._config = config or RetrievalConfig()

    def __call__(self, query: str, *, k: int, documents: Sequence[str] | None = None) -> list[Passage]:
        """The `k` best passages (of `documents`, when given), best first; empty for a query without words.

        Scores are MaxSim with what words in common add, in [-1, 1] and comparable between queries; with the reranker
        off they are those of the candidates.
        """
        if not query.strip() or k < 1:
            return []
        # Min-max scaling needs the tail too: the pool is wider than what is kept.
        count = max(k, self._config.candidates)
        pool = 5 * count if self._config.bm25 else count
        dense = self._store.search_dense(self._embedder.embed_query(query).vector, k=pool, documents=documents)
        lexical = self._store.search_lexical(query, k=pool, documents=documents) if self._config.bm25 else []
        candidates = fuse(dense, lexical, weight=self._config.dense_weight) if self._config.bm25 else dense
        return (self._reordered(query, candidates[:count], lexical) if self._config.reranker else candidates)[:k]

    def _reordered(self, query: str, candidates: Sequence[Passage], lexical: Sequence[Passage]) -> list[Passage]:
        tokens = self._store.token_vectors([passage.chunk.id for passage in candidates])
        # A chunk can leave the store between two reads, when a new generation appears.
        chunks = [passage.chunk for passage in candidates if passage.chunk.id in tokens]
        words = {passage.chunk.id: passage.score / (passage.score + HALF) for passage in lexical}
        similarities = max_sims(self._embedder.embed_query(query).tokens, [tokens[chunk.id] for chunk in chunks])
        passages = [
            Passage(chunk, (similarity + WORDS * words.get(chunk.id, 0.0)) / (1 + WORDS))
            for chunk, similarity in zip(chunks, similarities, strict=True)
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
