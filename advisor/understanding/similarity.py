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
# Token vectors are compared in the 128 directions that tell the examples' tokens apart best: a third of the work for
# less than a point of accuracy.
_TOKEN_DIMENSIONS = 128
_BLOCKS = 512  # few examples at a time: a block holds their tokens' cosines with all others


class SimilarityIndex:
    """Weighted similarities in [-1, 1] of a question to n examples.

    The shares were chosen on the 150 questions of `tests/quality/understanding_dev.jsonl`, where the three together
    beat each alone; `python -m tests.quality.understanding FILE` measures them on sets written after that.
    """

    def __init__(self, texts: Sequence[str], vectors: Floats, tokens: Sequence[Floats], basis: Floats) -> None:
        """`vectors` is (n, d); `tokens` holds n arrays (t_i, k) with unit rows, made by `projected` with `basis`."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        self.vectors = vectors
        self.basis = basis
        self.tokens: Floats = np.concatenate(tokens)
        self._lengths = np.array([len(rows) for rows in tokens])
        self.starts = np.concatenate([[0], np.cumsum(self._lengths)[:-1]])
        self._words = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, token_pattern=r"\w+|\?", dtype=np.float32)
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32)
        lowered = [text.lower() for text in texts]
        # N-grams by rows, so that a question touches only the rows of its own.
        self._word_grams: csr_matrix = self._words.fit_transform(lowered).T.tocsr()
        self._letter_grams: csr_matrix = self._letters.fit_transform(lowered).T.tocsr()

    def similarities(self, text: str, embedding: QueryEmbedding) -> Floats:
        """The similarity of `text` to each example, (n,)."""
        lowered = [text.lower()]
        words = self._words.transform(lowered) @ self._word_grams
        letters = self._letters.transform(lowered) @ self._letter_grams
        spelling = np.asarray((words + letters).todense(), dtype=np.float32)[0] * np.float32(0.5)
        words_alike = self._symmetric_max_sim(projected(embedding.tokens, self.basis))
        return self._mixed(self.vectors @ embedding.vector, words_alike, spelling)

    def all_pairs(self) -> Floats:
        """The similarities of the examples to each other, (n, n), symmetric."""
        pairs = np.empty((len(self._lengths), len(self._lengths)), np.float32)
        for rows in np.array_split(np.arange(len(self._lengths)), _BLOCKS):
            if not len(rows):
                continue
            first, last = int(rows[0]), int(rows[-1]) + 1
            meaning = self.vectors[first:last] @ self.vectors[first:].T
            mixed = self._mixed(meaning, self._symmetric_max_sims(first, last), self._spelling(first, last)[:, first:])
            pairs[first:last, first:] = mixed
            pairs[first:, first:last] = mixed.T
        return pairs

    def _spelling(self, first: int, last: int) -> Floats:
        """Cosines of the n-grams of the examples from `first` to before `last` with every example's."""
        grams = sum(each[:, first:last].T @ each for each in (self._word_grams, self._letter_grams))
        return np.asarray(grams.todense(), dtype=np.float32) * np.float32(0.5)

    def _symmetric_max_sims(self, first: int, last: int) -> Floats:
        """The mean of MaxSim both ways between the examples from `first` to before `last` and those from `first` on."""
        begin, end = self.starts[first], self.starts[last - 1] + self._lengths[last - 1]
        rows, columns = self.starts[first:last] - begin, self.starts[first:] - begin
        cosines = self.tokens[begin:end] @ self.tokens[begin:].T
        there = np.add.reduceat(np.maximum.reduceat(cosines, columns, axis=1), rows, axis=0)
        back = np.add.reduceat(np.maximum.reduceat(cosines, rows, axis=0), columns, axis=1)
        both = there / self._lengths[first:last, None] + back / self._lengths[None, first:]
        return np.asarray(both / 2, dtype=np.float32)

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


def token_basis(tokens: Sequence[Floats]) -> Floats:
    """The orthonormal directions, (d, at most 128), in which token vectors differ most."""
    stacked = np.concatenate(tokens)
    _, directions = np.linalg.eigh(stacked.T @ stacked)
    return np.ascontiguousarray(directions[:, ::-1][:, :_TOKEN_DIMENSIONS], dtype=np.float32)


def projected(tokens: Floats, basis: Floats) -> Floats:
    """Token vectors, (t, d), in the directions of a basis, (t, k) with unit rows."""
    inside = tokens @ basis
    return np.asarray(inside / np.maximum(np.linalg.norm(inside, axis=1, keepdims=True), 1e-9), dtype=np.float32)
