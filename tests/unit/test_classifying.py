"""How the classifier's weights are fitted."""

from __future__ import annotations

import numpy as np

from advisor.understanding.classifying import RIDGE, ridge


def test_similarities_that_are_not_positive_definite_are_fitted_exactly() -> None:
    """Those of best matches are not, and rounding on another processor brings it out."""
    drawn = np.random.default_rng(1)
    kernel = drawn.standard_normal((60, 60)).astype(np.float32)
    kernel += kernel.T
    np.fill_diagonal(kernel, 5)
    assert np.linalg.eigvalsh(kernel).min() < -RIDGE
    targets = drawn.standard_normal((60, 3)).astype(np.float32)
    weights, _, _ = ridge(kernel.copy(), targets)
    assert np.allclose(kernel @ weights + RIDGE * weights, targets, atol=1e-3)


def test_scores_without_an_example_are_those_of_a_fit_without_it() -> None:
    points = np.random.default_rng(2).standard_normal((30, 4)).astype(np.float32)
    kernel = points @ points.T
    targets = np.sign(points[:, :2])
    _, some, held_out = ridge(kernel.copy(), targets)
    for row, example in enumerate(some):
        rest = np.delete(np.arange(len(points)), example)
        alone = np.linalg.solve(kernel[np.ix_(rest, rest)] + RIDGE * np.eye(len(rest)), targets[rest])
        assert np.allclose(kernel[example, rest] @ alone, held_out[row], atol=1e-3)
