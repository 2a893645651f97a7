"""How sure a figure is: bootstrap intervals, paired differences, McNemar's exact test. Seeded, so a report repeats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SEED = 20240
RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over `n` questions with its 95 % interval, `low <= mean <= high`."""

    mean: float
    low: float
    high: float
    n: int


def estimate(values: Sequence[float], clusters: Sequence[str], *, resamples: int = RESAMPLES) -> Estimate:
    """The mean of `values` with a percentile bootstrap interval (Efron and Tibshirani 1993, ch. 13).

    Whole clusters are resampled: questions of one family succeed and fail together, and resampling them singly
    would make the interval too narrow (Davison and Hinkley 1997, ch. 3.8).

    Raises:
        ValueError: no values, or not one cluster a value.
    """
    means = _resampled_means(values, clusters, resamples)
    low, high = np.quantile(means, [0.025, 0.975])
    mean = float(np.mean(values))
    return Estimate(mean, min(float(low), mean), max(float(high), mean), len(values))


def paired_difference(
    before: Sequence[float], after: Sequence[float], clusters: Sequence[str], *, resamples: int = RESAMPLES
) -> Estimate:
    """The mean of `after - before` over the same questions, with a paired bootstrap interval.

    Pairing removes what makes a question hard for both (Koehn 2004, "Statistical Significance Tests for Machine
    Translation Evaluation", EMNLP).
    """
    differences = [late - early for early, late in zip(before, after, strict=True)]
    return estimate(differences, clusters, resamples=resamples)


def one_sided_upper(
    before: Sequence[float], after: Sequence[float], clusters: Sequence[str], *, resamples: int = RESAMPLES
) -> float:
    """The 95th percentile of the resampled mean of `after - before`: below 0, the drop is more than noise."""
    differences = [late - early for early, late in zip(before, after, strict=True)]
    return float(np.quantile(_resampled_means(differences, clusters, resamples), 0.95))


def mcnemar(lost: int, won: int) -> float:
    """The two-sided exact p-value that questions lost and won are equally likely (McNemar 1947); 1 when none changed.

    The exact binomial form, as the chi-squared one is wrong below about 25 changed questions.
    """
    if lost + won == 0:
        return 1.0
    from scipy.stats import binomtest

    return float(binomtest(lost, lost + won, 0.5).pvalue)


def _resampled_means(values: Sequence[float], clusters: Sequence[str], resamples: int) -> NDArray[np.float64]:
    if not values or len(values) != len(clusters):
        raise ValueError(
            f"{len(values)} values and {len(clusters)} clusters; at least one, and as many of each, wanted"
        )
    names = {name: index for index, name in enumerate(dict.fromkeys(clusters))}
    membership = np.array([names[name] for name in clusters])
    sums = np.bincount(membership, weights=np.asarray(values, dtype=np.float64))
    counts = np.bincount(membership).astype(np.float64)
    drawn = np.random.default_rng(SEED).integers(0, len(names), size=(resamples, len(names)))
    means: NDArray[np.float64] = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    return means
