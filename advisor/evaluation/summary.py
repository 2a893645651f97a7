"""Scores of one system gathered: each measure with its interval, by type, tag, document and turn, by conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from advisor.evaluation.questions import Question
from advisor.evaluation.responses import Response
from advisor.evaluation.scoring import MEASURES, Score
from advisor.evaluation.statistics import Estimate, estimate
from advisor.evaluation.wordings import Wordings, compare_wordings

DIMENSIONS = ("type", "tag", "document", "turn")
_LAST_TURN = 4  # later turns are gathered in "4+": few sets have enough of them to tell apart


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose evidence score lies in `[low, high]`: how many, and the share of them that went well."""

    low: float
    high: float
    n: int
    answerable: float
    right: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """How well the top passage's score tells answerable from unanswerable: `auc` in [0, 1], None without both."""

    auc: float | None
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """One system's figures; `breakdown[dimension][value]` holds the same measures over a part of the questions."""

    measures: Mapping[str, Estimate]
    breakdown: Mapping[str, Mapping[str, Mapping[str, Estimate]]]
    conversations: Estimate | None  # share of conversations of which every turn asked is right
    follow_ups: Estimate | None  # right answers on turns after the first
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    calibration: Calibration
    wordings: Wordings | None = None


def summarise(questions: Sequence[Question], responses: Sequence[Response], scores: Sequence[Score]) -> Summary:
    """The figures of one system over a question set; the three sequences run in parallel."""
    pairs = list(zip(questions, scores, strict=True))
    follow_ups = [(question, one) for question, one in pairs if question.turn > 1]
    latencies = [one.values["latency_ms"] for one in scores if "latency_ms" in one.values]
    return Summary(
        measures=means(pairs),
        breakdown={dimension: _by(dimension, pairs) for dimension in DIMENSIONS},
        conversations=conversation_success(pairs),
        follow_ups=means(follow_ups).get("right"),
        latency_p50_ms=float(np.quantile(latencies, 0.5)) if latencies else None,
        latency_p95_ms=float(np.quantile(latencies, 0.95)) if latencies else None,
        calibration=calibrate(questions, responses, scores),
        wordings=compare_wordings(questions, responses, scores),
    )


def means(pairs: Sequence[tuple[Question, Score]], *, resamples: int = 2000) -> dict[str, Estimate]:
    """Each measure over the questions it applies to, families resampled together, in the order of `MEASURES`."""
    found: dict[str, Estimate] = {}
    for measure in MEASURES:
        chosen = [(one.values[measure.name], q.family_or_id) for q, one in pairs if measure.name in one.values]
        if chosen:
            values, clusters = zip(*chosen, strict=True)
            found[measure.name] = estimate(values, clusters, resamples=resamples)
    return found


def labels(question: Question, dimension: str) -> tuple[str, ...]:
    """The values of a dimension that a question belongs to."""
    match dimension:
        case "type":
            return (question.type,)
        case "tag":
            return (*question.tags, *(("paraphrased",) if question.paraphrased else ()))
        case "document":
            return question.documents
        case _:
            return (f"{_LAST_TURN}+" if question.turn >= _LAST_TURN else str(question.turn),)


def _by(dimension: str, pairs: Sequence[tuple[Question, Score]]) -> dict[str, dict[str, Estimate]]:
    grouped: dict[str, list[tuple[Question, Score]]] = {}
    for question, one in pairs:
        for label in labels(question, dimension):
            grouped.setdefault(label, []).append((question, one))
    return {label: means(grouped[label], resamples=500) for label in sorted(grouped)}


def conversation_success(pairs: Iterable[tuple[Question, Score]]) -> Estimate | None:
    """Share of conversations of which every turn asked is right; None when no question has earlier turns.

    Two questions belong to one conversation when the user turns of one begin with those of the other.
    """
    scored = [(question.user_turns, question, one) for question, one in pairs if one.right is not None]
    longest = [
        turns
        for turns, _, _ in scored
        if len(turns) > 1
        and not any(len(other) > len(turns) and other[: len(turns)] == turns for other, _, _ in scored)
    ]
    outcomes: dict[tuple[str, ...], tuple[str, bool]] = {}
    for whole in longest:
        members = [(question, one) for turns, question, one in scored if whole[: len(turns)] == turns]
        outcomes[whole] = (members[-1][0].family_or_id, all(one.right for _, one in members))
    if not outcomes:
        return None
    clusters, right = zip(*outcomes.values(), strict=True)
    return estimate([float(one) for one in right], clusters)


def calibrate(questions: Sequence[Question], responses: Sequence[Response], scores: Sequence[Score]) -> Calibration:
    """The evidence score (that of the first passage) against whether the question is answerable and answered rightly.

    `auc` is the chance that an answerable question scores above an unanswerable one (Mann and Whitney 1947); the bins
    are tenths of the questions by score, so that each holds as many.
    """
    rows = sorted(
        (
            (response.contexts[0].score, question.answerable, one.right)
            for question, response, one in zip(questions, responses, scores, strict=True)
            if response.contexts and response.contexts[0].score is not None
        ),
        key=lambda row: float(row[0] or 0.0),
    )
    values = [(float(value or 0.0), answerable, right) for value, answerable, right in rows]
    yes = [value for value, answerable, _ in values if answerable]
    no = [value for value, answerable, _ in values if not answerable]
    above = sum((one > other) + 0.5 * (one == other) for one in yes for other in no)
    bins: list[Bin] = []
    for piece in np.array_split(np.arange(len(values)), min(10, max(1, len(values)))):
        members = [values[int(index)] for index in piece]
        if members:
            judged = [right for _, _, right in members if right is not None]
            bins.append(
                Bin(
                    members[0][0],
                    members[-1][0],
                    len(members),
                    sum(answerable for _, answerable, _ in members) / len(members),
                    sum(judged) / len(judged) if judged else None,
                )
            )
    return Calibration(above / (len(yes) * len(no)) if yes and no else None, tuple(bins))
