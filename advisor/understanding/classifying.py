"""What a question asks (facet) and what is to be done with it (operation), learned from the example phrasings.

Kernel ridge regression (Saunders, Gammerman and Vovk, ICML 1998) on a sum of three similarities of two questions:
the cosine of their vectors, the square of their symmetric MaxSim over token vectors, and the cosine of their word
and character n-grams. It has a closed form, so fitting is one linear solve, and so have its leave-one-out errors,
some of which calibrate the probabilities.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, get_args

import numpy as np
import numpy.typing as npt

from advisor.requests import Facet, Operation
from advisor.understanding.phrasings import Phrasings
from advisor.understanding.similarity import SimilarityIndex, projected, token_basis

if TYPE_CHECKING:
    from vectorstore.embedding import Embedder, QueryEmbedding

Floats = npt.NDArray[np.float32]
Label = TypeVar("Label")

_LOG = logging.getLogger(__name__)

# MaxSim is not quite a kernel: with 9,700 examples the least eigenvalue is -0.42, and a ridge near it fits nothing.
# From .6 to .8 the accuracy on two sets of 700 labelled questions differs by less than a point.
RIDGE = 0.6
# How many times less often people ask it than the examples do (Saerens, Latinne and Decaestecker, Neural Computation
# 2002): 13 % of the examples, 5 % of 1,991 tuning questions ask what no page tells. The least of the factors from 1.5
# to 2.7, which all read two or three of 300 labelled questions better and refuse the fewer the larger they are.
_RARER: Mapping[Facet, float] = {"not_covered": 1.5}
_CALIBRATED_ON = 600
_REMEMBERED = 256
_FORMAT = "2"


@dataclass(frozen=True, slots=True)
class Scored(Generic[Label]):
    """A label with its calibrated probability in [0, 1]."""

    label: Label
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """Facets and operations of one question, best first.

    `similarity` is the question's highest similarity to any example, in [0, 1]: low for what no example resembles.
    """

    facets: tuple[Scored[Facet], ...]
    operations: tuple[Scored[Operation], ...]
    similarity: float

    @property
    def facet(self) -> Facet:
        """The best facet."""
        return self.facets[0].label

    @property
    def operation(self) -> Operation:
        """The best operation."""
        return self.operations[0].label


@dataclass(frozen=True, slots=True)
class _Head:
    """Fitted weights (examples, labels) and the factor that turns scores into log-odds."""

    weights: Floats
    sharpness: float


def blend(one: Reading, other: Reading) -> Reading:
    """The mean of two readings, as certain as both are."""
    facets, operations = _mean(one.facets, other.facets), _mean(one.operations, other.operations)
    return Reading(facets, operations, max(one.similarity, other.similarity))


def _mean(one: Sequence[Scored[Label]], other: Sequence[Scored[Label]]) -> tuple[Scored[Label], ...]:
    scores = {scored.label: scored.score for scored in one}
    mean = [Scored(scored.label, (scored.score + scores[scored.label]) / 2) for scored in other]
    return tuple(sorted(mean, key=lambda scored: -scored.score))


class Classifier:
    """Reads facet and operation from one question whose career mentions are written as "it".

    Fitted once per (phrasings, embedding model): with a `cache` folder the fit is kept there and loading it takes a
    fraction of a second; another model or an edited phrasings file makes a new one.

    `python -m tests.quality.understanding` prints accuracy, calibration, time and a learning curve; how the shares of
    the similarities were chosen stands at `SimilarityIndex`.
    """

    def __init__(self, phrasings: Phrasings, embedder: Embedder, *, cache: Path | None = None) -> None:
        self._facets: tuple[Facet, ...] = get_args(Facet)
        self._operations: tuple[Operation, ...] = get_args(Operation)
        self._embedder = embedder
        # The pieces of a question are read to part it, and again on their own.
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._classify)
        texts = [example.text for example in phrasings.examples]
        file = cache / f"phrasings-{_FORMAT}-{phrasings.checksum[:16]}-{embedder.checksum[:16]}.npz" if cache else None
        arrays = _load(file)
        if arrays is None:
            _LOG.warning("learning from %d example questions, once: this takes a minute or two", len(texts))
            embedded = embedder.embed_texts(texts)
            basis = token_basis(embedded.tokens)
            tokens = [projected(rows, basis) for rows in embedded.tokens]
            self._index = SimilarityIndex(texts, embedded.vectors, tokens, basis)
            labels = (
                _targets([example.facet for example in phrasings.examples], self._facets),
                _targets([example.operation for example in phrasings.examples], self._operations),
            )
            self._facet_head, self._operation_head = _fit(self._index.all_pairs(), labels)
            _save(file, self._index, self._facet_head, self._operation_head)
        else:
            tokens = np.split(arrays["tokens"].astype(np.float32), arrays["starts"][1:])
            self._index = SimilarityIndex(texts, arrays["vectors"].astype(np.float32), tokens, arrays["basis"])
            self._facet_head = _Head(arrays["facets"], float(arrays["sharpness"][0]))
            self._operation_head = _Head(arrays["operations"], float(arrays["sharpness"][1]))

    def classify(self, text: str, embedding: QueryEmbedding | None = None) -> Reading:
        """The reading of `text`, whose embedding is computed when it is not given."""
        return self._remembered(text) if embedding is None else self._read(text, embedding)

    def foresee(self, texts: Sequence[str]) -> None:
        """Embed in one pass what `classify` is about to be asked; it reads the same without."""
        self._embedder.embed_queries(texts)

    def _classify(self, text: str) -> Reading:
        return self._read(text, self._embedder.embed_query(text))

    def _read(self, text: str, embedding: QueryEmbedding) -> Reading:
        similarities = self._index.similarities(text, embedding)
        facets = _ranked(self._facets, similarities, self._facet_head, _RARER)
        operations = _ranked(self._operations, similarities, self._operation_head)
        return Reading(facets, operations, float(similarities.max()))


def _ranked(
    labels: Sequence[Label], similarities: Floats, head: _Head, rarer: Mapping[Label, float] | None = None
) -> tuple[Scored[Label], ...]:
    """The labels by probability; those in `rarer` are asked so many times less often than the examples have them."""
    shift = np.log([(rarer or {}).get(label, 1.0) for label in labels], dtype=np.float32)
    probabilities = _softmax((similarities @ head.weights)[None] * head.sharpness - shift)[0]
    order = np.argsort(-probabilities, kind="stable")
    return tuple(Scored(labels[index], float(probabilities[index])) for index in order)


def _fit(kernel: Floats, labels: Sequence[Floats]) -> list[_Head]:
    """A head for each of the targets `labels`, (examples, labels) of -1 and 1; `kernel` is used up."""
    weights, some, held_out = ridge(kernel, np.concatenate(labels, axis=1))
    ends = np.cumsum([0, *(targets.shape[1] for targets in labels)])
    return [
        _Head(weights[:, start:end], _sharpness(held_out[:, start:end], targets[some].argmax(axis=1)))
        for targets, start, end in zip(labels, ends[:-1], ends[1:], strict=True)
    ]


def ridge(kernel: Floats, targets: Floats) -> tuple[Floats, npt.NDArray[np.int_], Floats]:
    """Weights, (examples, labels), of kernel ridge regression, and the leave-one-out scores of some of the examples.

    The second array names these examples, the third is (them, labels). Leaving example i out changes its score to
    y - w / diag((K + λI)⁻¹) (Rifkin and Lippert, MIT 2007). `kernel` is symmetric and overwritten; it need not be
    positive definite, for similarities of best matches are not, so it is solved by LU and not by Cholesky.
    """
    from scipy.linalg import solve

    count = len(kernel)
    some = np.unique(np.linspace(0, count - 1, min(count, _CALIBRATED_ON)).astype(int))
    units = np.zeros((count, len(some)), np.float32)
    units[some, np.arange(len(some))] = 1
    kernel[np.diag_indices(count)] += np.float32(RIDGE)
    # Transposed it is in the order of LAPACK, which then needs no copy.
    right = np.concatenate([targets, units], axis=1)
    solved = solve(kernel.T, right, overwrite_a=True, check_finite=False, assume_a="gen")
    weights, inverse = solved[:, : targets.shape[1]], solved[some, np.arange(targets.shape[1], solved.shape[1])]
    held_out = targets[some] - weights[some] / inverse[:, None]
    return np.ascontiguousarray(weights, dtype=np.float32), some, held_out.astype(np.float32)


def _targets(given: Sequence[Label], labels: Sequence[Label]) -> Floats:
    """(given, labels): 1 where a label is the one given, else -1."""
    return np.array([[1 if label == one else -1 for label in labels] for one in given], dtype=np.float32)


def _sharpness(held_out: Floats, labels: npt.NDArray[np.int_]) -> float:
    """The factor under which the held-out scores are likeliest as log-odds (Guo et al., ICML 2017)."""
    factors = np.geomspace(1.0, 20.0, 40)
    rows = np.arange(len(labels))
    losses = [-np.log(_softmax(held_out * factor)[rows, labels] + 1e-12).mean() for factor in factors]
    return float(factors[int(np.argmin(losses))])


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def _load(file: Path | None) -> dict[str, npt.NDArray[np.float32]] | None:
    if file is None or not file.is_file():
        return None
    try:
        with np.load(file, allow_pickle=False) as stored:
            return {name: stored[name] for name in stored.files}
    except (OSError, ValueError, EOFError):
        return None  # a half-written file is made anew


def _save(file: Path | None, index: SimilarityIndex, facets: _Head, operations: _Head) -> None:
    if file is None:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    partial = file.with_suffix(".partial.npz")
    np.savez(
        partial,
        vectors=index.vectors.astype(np.float16),
        basis=index.basis,
        tokens=index.tokens.astype(np.float16),
        starts=index.starts,
        facets=facets.weights,
        operations=operations.weights,
        sharpness=np.array([facets.sharpness, operations.sharpness]),
    )
    partial.replace(file)
