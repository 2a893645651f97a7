"""The learned adapter of questions: what its vectors must keep to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from advisor.query_adapter import QueryAdapter, Vectors, count_alike

DIMENSION, RANK = 6, 2
rows_of_tokens = arrays.arrays(
    np.float32, st.tuples(st.integers(0, 8), st.just(DIMENSION)), elements=st.floats(0.125, 1, width=32)
)
TURNED = QueryAdapter(
    down=np.eye(DIMENSION, RANK, dtype=np.float32),
    up=np.full((RANK, DIMENSION), 0.5, np.float32),
    salience=np.arange(DIMENSION, dtype=np.float32),
    scale=1.5,
)


@given(rows=rows_of_tokens, counts=st.floats(0.1, 5))
def test_weights_sum_to_one_and_a_similarity_all_share_is_their_mean(rows: Vectors, counts: float) -> None:
    for adapt in (TURNED, count_alike):
        query = adapt(rows).counting(np.full(len(rows), counts, np.float32))
        assert query.tokens.shape == rows.shape
        if len(rows):
            assert query.weights.sum() == pytest.approx(1, abs=1e-5)
            even = np.full(len(rows), 0.25, np.float32)
            assert query.mean(even) == pytest.approx(0.25, abs=1e-5)
        else:
            assert query.mean(np.empty(0, np.float32)) == 0


@given(rows=rows_of_tokens.filter(len))
def test_every_token_is_turned_to_the_length_of_the_scale(rows: Vectors) -> None:
    assert np.linalg.norm(TURNED(rows).tokens, axis=1) == pytest.approx(np.full(len(rows), 1.5), rel=1e-4)
