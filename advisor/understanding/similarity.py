"""How alike a question is to each example question: by meaning, word by word, and by spelling."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from vectorstore.embedding import QueryEmbedding

Floats = npt.NDArray[np.float32]

# Shares of vectors, token vectors and n-grams; see `SimilarityIndex`.
_MEANING, _WORDS, _SPELLING = 0.25, 0.5, 0.25


class SimilarityIndex:
    """Weighted similarities in [-1, 1] of a question to n examples.

    The shares were chosen on the 150 questions of `tests/quality/understanding_dev.jsonl`, where the three together
    beat each alone; `tests/quality/understanding_fresh.jsonl`, written after that, had the facet right in .88 and the
    operation in .95 of 103 questions at first contact (`python -m tests.quality.understanding FILE`).
    """

    def __init__(self, texts: Sequence[str], vectors: Floats, tokens: Sequence[Floats]) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.vectors = vectors
        self.tokens: Floats = np.concatenate(tokens)
        self._lengths = np.array([len(rows) for rows in tokens])
        self.starts = np.concatenate([[0], np.cumsum(self._lengths)[:-1]])
        self._words = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=r"\w+|\?", dtype=np.float32)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
        lowered = [text.lower() for text in texts]
        self._word_rows: csr_matrix = self._words.fit_transform(lowered)
        self._letter_rows: csr_matrix = self._letters.fit_transform(lowered)

    def similarities(self, text: str, embedding: QueryEmbedding) -> Floats:
        """The similarity of `text` to each example, (n,)."""
        lowered = [text.lower()]
        words = self._word_rows @ self._words.transform(lowered).T
        letters = self._letter_rows @ self._letters.transform(lowered).T
        spelling = np.asarray((words + letters).todense(), dtype=np.float32)[:, 0] * np.float32(0.5)
        return self._mixed(self.vectors @ embedding.vector, self._symmetric_max_sim(embedding.tokens), spelling)

    def all_pairs(self) -> Floats:
        """The similarities of the examples to each other, (n, n), symmetric."""
        there = np.concatenate([self._max_sims(rows) for rows in np.array_split(np.arange(len(self._lengths)), 16)])
        words = self._word_rows @ self._word_rows.T + self._letter_rows @ self._letter_rows.T
        return self._mixed(
            self.vectors @ self.vectors.T,
            (there + there.T) / 2,
            np.asarray(words.todense(), dtype=np.float32) * np.float32(0.5),
        )

    def _max_sims(self, rows: npt.NDArray[np.int_]) -> Floats:
        """MaxSim from the examples `rows`, which follow each other, to every example, (rows, n)."""
        if not len(rows):
            return np.zeros((0, len(self._lengths)), np.float32)
        first, last = self.starts[rows[0]], self.starts[rows[-1]] + self._lengths[rows[-1]]
        best = np.maximum.reduceat(self.tokens[first:last] @ self.tokens.T, self.starts, axis=1)
        sums = np.add.reduceat(best, self.starts[rows] - first, axis=0)
        return np.asarray(sums / self._lengths[rows, None], dtype=np.float32)

    def _symmetric_max_sim(self, tokens: Floats) -> Floats:
        """The mean of MaxSim from the question to each example and back, (n,)."""
        if not len(tokens):
            return np.zeros(len(self._lengths), np.float32)
        cosines = tokens @ self.tokens.T
        there = np.maximum.reduceat(cosines, self.starts, axis=1).mean(axis=0)
        back = np.add.reduceat(cosines.max(axis=0), self.starts) / self._lengths
        return np.asarray((there + back) / 2, dtype=np.float32)

    def _mixed(self, meaning: Floats, words: Floats, spelling: Floats) -> Floats:
        mixed = _MEANING * meaning + _WORDS * np.square(words) + _SPELLING * spelling
        return np.asarray(mixed, dtype=np.float32)
