"""A question's token vectors turned towards those of its answers, each with what it counts.

Learned from the questions that writers of documents ask of them: `python -m tests.quality.fit_relevance`. Only the
question is turned; what is stored of documents stays as the embedding model gives it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from vectorstore.embedding import BUNDLED_SHA256, Embedder

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Query:
    """The token vectors of a question, (tokens, dimension), and what each token counts, (tokens,), summing to 1."""

    tokens: Vectors
    weights: Vectors

    def mean(self, similarities: Vectors) -> float:
        """The weighted mean of one similarity for each token; 0 for a question without tokens."""
        return float(self.weights @ similarities)

    def counting(self, counts: Vectors) -> Query:
        """The same tokens, each counting so many times as much."""
        weights = self.weights * counts
        return Query(self.tokens, weights / weights.sum()) if len(weights) else self


Adapt = Callable[[Vectors], Query]


def count_alike(tokens: Vectors) -> Query:
    """The token vectors as they are, each counting as much as any other."""
    return Query(tokens, np.full(len(tokens), 1 / max(len(tokens), 1), np.float32))


@dataclass(frozen=True, slots=True)
class QueryAdapter:
    """A linear adapter of low rank r for vectors of d components.

    A token t becomes the unit vector along t + t·down·up, times `scale`; it counts softmax(t·salience). The scale
    brings the best point of a question to the scores that unturned vectors give it, on which thresholds stand.
    """

    down: Vectors  # (d, r)
    up: Vectors  # (r, d)
    salience: Vectors  # (d,)
    scale: float

    def __call__(self, tokens: Vectors) -> Query:
        """The adapted tokens of a question, and what each counts."""
        if not len(tokens):
            return count_alike(tokens)
        turned = (tokens + tokens @ self.down @ self.up).astype(np.float32)
        turned *= self.scale / np.linalg.norm(turned, axis=1, keepdims=True)
        salience: Vectors = np.exp(tokens @ self.salience)
        return Query(turned, salience / salience.sum())


def adapter_of(embedder: Embedder) -> Adapt:
    """The adapter learned for this embedder; the vectors of other models are left as they are."""
    if embedder.checksum != BUNDLED_SHA256:
        return count_alike
    with files("advisor").joinpath("query_adapter.npz").open("rb") as file, np.load(file) as learned:
        return QueryAdapter(learned["down"], learned["up"], learned["salience"], float(learned["scale"]))
