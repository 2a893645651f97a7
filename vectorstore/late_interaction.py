"""Late interaction: how well a passage's tokens cover a query's (Khattab and Zaharia, SIGIR 2020)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


def max_sims(query_tokens: Vectors, passages: Sequence[Vectors]) -> list[float]:
    """How well each passage covers the query, in order: its tokens' best cosine with any of the passage's, averaged.

    In [-1, 1]; vectors are (tokens, dimension) with unit rows, and 0 where either side is empty. The average, not
    ColBERT's sum, so that questions of different lengths compare.
    """
    if not len(query_tokens) or not any(len(passage) for passage in passages):
        return [0.0] * len(passages)
    filled = [passage for passage in passages if len(passage)]
    starts = np.cumsum([0, *(len(passage) for passage in filled[:-1])])
    best = np.maximum.reduceat(query_tokens @ np.concatenate(filled).T, starts, axis=1).mean(axis=0)
    scores = iter(best.tolist())
    return [float(next(scores)) if len(passage) else 0.0 for passage in passages]


def pack_tokens(tokens: Vectors) -> bytes:
    """Token vectors (t, d) in d + 4 bytes a row: a scale, then the components as signed bytes.

    A quarter of float32; the largest error of a component is 1/254 of its row's largest.
    """
    scales = np.abs(tokens).max(axis=1, keepdims=True, initial=1e-12) / 127
    packed = np.empty((len(tokens), tokens.shape[1] + 4), np.uint8)
    packed[:, :4] = scales.astype("<f4").view(np.uint8)
    packed[:, 4:] = np.rint(tokens / scales).astype(np.int8).view(np.uint8)
    return packed.tobytes()


def unpack_tokens(packed: bytes, dimension: int) -> Vectors:
    """The token vectors (t, d) that `pack_tokens` was given, to within its rounding."""
    rows = np.frombuffer(packed, np.uint8).reshape(-1, dimension + 4)
    scales = np.ascontiguousarray(rows[:, :4]).view("<f4")
    unpacked: Vectors = rows[:, 4:].view(np.int8).astype(np.float32) * scales
    return unpacked
