from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.late_interaction import Vectors, max_sims, pack_tokens, unpack_tokens


def unit_rows(count: int, seed: int, dimension: int = 8) -> Vectors:
    rows: Vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
    return rows


def test_each_query_token_counts_its_best_match() -> None:
    query = np.array([[1, 0], [0, 1]], np.float32)
    passage = np.array([[1, 0], [0.6, 0.8]], np.float32)
    assert max_sims(query, [passage]) == pytest.approx([(1 + 0.8) / 2])


def test_nothing_matches_nothing() -> None:
    empty = np.zeros((0, 8), np.float32)
    assert max_sims(empty, [unit_rows(3, 1)]) == max_sims(unit_rows(3, 1), [empty]) == [0]
    assert max_sims(unit_rows(2, 1), [empty, empty]) == [0, 0]
    assert max_sims(unit_rows(2, 1), []) == []


@given(st.integers(1, 6), st.lists(st.integers(0, 9), max_size=6), st.integers(0, 99))
def test_scoring_together_equals_scoring_one_by_one(words: int, lengths: list[int], seed: int) -> None:
    query = unit_rows(words, seed)
    passages = [unit_rows(length, seed + n + 1) for n, length in enumerate(lengths)]
    assert max_sims(query, passages) == pytest.approx([max_sims(query, [each])[0] for each in passages], abs=1e-6)


@given(st.integers(0, 20), st.integers(0, 99))
def test_packing_keeps_every_component_to_within_its_rounding(count: int, seed: int) -> None:
    tokens = unit_rows(count, seed)
    unpacked = unpack_tokens(pack_tokens(tokens), 8)
    assert unpacked.shape == tokens.shape
    assert unpacked == pytest.approx(tokens, abs=1 / 250)
