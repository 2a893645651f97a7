"""How likely the best points of passages answer a question, whatever it was taken to ask for.

A logistic model of a few signals, learned with the query adapter from the questions that writers of documents ask of
them: `python -m tests.quality.fit_relevance`, which prints how well it foretells documents that it has not met.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache

from advisor.passages import PassageReader, Point
from advisor.requests import Request
from advisor.showing import near_best
from vectorstore.tables import Table, read_table
from vectorstore.types import Passage

# The margin of a point that stands alone.
UNRIVALLED = 0.3


@dataclass(frozen=True, slots=True)
class Signals:
    """What tells whether the best point answers."""

    margin: float  # how far it scores above the next
    weakest: float  # how well the token of the question that it covers least is covered
    passage: float  # the score of the passage it stands in, in [-1, 1]
    narrow: float  # 1 where only a value of a certain kind answers: a share, a date, a number of things
    words: float  # of the question


@dataclass(frozen=True, slots=True)
class Likely:
    """The best points, those nearly as good with them, and the probability that one of them answers, in [0, 1]."""

    points: tuple[Point, ...]
    probability: float


class _Model(Table):
    """`relevance.toml`: what the model is and where it comes from."""

    bias: float
    weights: dict[str, float]


def likely_answer(request: Request, passages: Sequence[Passage], read: PassageReader) -> Likely | None:
    """The points of the passages that answer best, and how likely they do; None where there is none."""
    points = read.points(request.wording, passages, telling=request.specific)
    if not points:
        return None
    return Likely(tuple(near_best(points)), _probability(signals_of(request, points, passages)))


def signals_of(request: Request, points: Sequence[Point], passages: Sequence[Passage]) -> Signals:
    """The signals of the first of some points, ranked best first, of these passages."""
    best = points[0]
    return Signals(
        margin=best.score - points[1].score if len(points) > 1 else UNRIVALLED,
        weakest=best.weakest,
        passage=next(passage.score for passage in passages if passage.chunk.id == best.chunk.id),
        narrow=float(request.wanted is not None),
        words=float(len(request.wording.split())),
    )


def _probability(signals: Signals) -> float:
    model = _model()
    return 1 / (1 + math.exp(-model.bias - sum(model.weights[name] * value for name, value in asdict(signals).items())))


@cache
def _model() -> _Model:
    return read_table(_Model, "advisor", "relevance.toml")
