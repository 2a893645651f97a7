"""Two runs over the same questions: is the difference real, and which questions were won and lost?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.evaluation.errors import EvaluationError
from advisor.evaluation.questions import Question
from advisor.evaluation.responses import Response
from advisor.evaluation.results import SystemResult
from advisor.evaluation.scoring import MEASURES, Score
from advisor.evaluation.statistics import Estimate, mcnemar, paired_difference


@dataclass(frozen=True, slots=True)
class Change:
    """One question that is right in one run only, with both answers."""

    question: Question
    before: Response
    after: Response
    faults: tuple[str, ...]  # of the wrong one


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in two runs over the questions both score; `difference` is after - before."""

    measure: str
    before: float
    after: float
    difference: Estimate
    p_value: float | None  # exact McNemar, for measures that are 0 or 1 per question

    @property
    def is_real(self) -> bool:
        """True when the 95 % interval of the difference leaves out 0."""
        return self.difference.low > 0 or self.difference.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two systems over the questions they share."""

    before: str
    after: str
    differences: tuple[Difference, ...]
    won: tuple[Change, ...]
    lost: tuple[Change, ...]


def compare_systems(
    questions: Sequence[Question],
    before: SystemResult,
    after: SystemResult,
    *,
    before_questions: Sequence[Question] | None = None,
) -> Comparison:
    """The comparison over the questions both were asked, by id; `before_questions` when that set is another one.

    Raises:
        EvaluationError: they share no question, or a shared id asks something else.
    """
    earlier = {q.id: q for q in (before_questions if before_questions is not None else questions)}
    shared = [question for question in questions if question.id in earlier]
    if not shared:
        raise EvaluationError("the two runs share no question id; compare runs over the same question set")
    for question in shared:
        if earlier[question.id].user_turns != question.user_turns:
            raise EvaluationError(f"question {question.id!r} is not the same in the two runs; run both over one set")
    old = _by_id(before)
    new = _by_id(after)
    won: list[Change] = []
    lost: list[Change] = []
    for question in shared:
        (old_response, old_score), (new_response, new_score) = old[question.id], new[question.id]
        if old_score.right is False and new_score.right:
            won.append(Change(question, old_response, new_response, old_score.faults))
        elif old_score.right and new_score.right is False:
            lost.append(Change(question, old_response, new_response, new_score.faults))
    return Comparison(
        before.name,
        after.name,
        compare_scores(
            {question.id: question.family_or_id for question in shared},
            {identity: one.values for identity, (_, one) in old.items()},
            {identity: one.values for identity, (_, one) in new.items()},
        ),
        tuple(won),
        tuple(lost),
    )


def compare_scores(
    clusters: Mapping[str, str], before: Mapping[str, Mapping[str, float]], after: Mapping[str, Mapping[str, float]]
) -> tuple[Difference, ...]:
    """Each measure over the questions (id → cluster) to which it applies in both, in the order of `MEASURES`."""
    found: list[Difference] = []
    for measure in MEASURES:
        rows = [
            (before[identity][measure.name], after[identity][measure.name], cluster)
            for identity, cluster in clusters.items()
            if measure.name in before.get(identity, {}) and measure.name in after.get(identity, {})
        ]
        if not rows:
            continue
        early, late, groups = zip(*rows, strict=True)
        binary = {*early, *late} <= {0.0, 1.0}
        changed = [(old, new) for old, new, _ in rows if old != new]
        p_value = mcnemar(sum(old > new for old, new in changed), sum(old < new for old, new in changed))
        found.append(
            Difference(
                measure.name,
                sum(early) / len(rows),
                sum(late) / len(rows),
                paired_difference(early, late, groups),
                p_value if binary else None,
            )
        )
    return tuple(found)


def _by_id(result: SystemResult) -> dict[str, tuple[Response, Score]]:
    return {one.id: (response, one) for response, one in zip(result.responses, result.scores, strict=True)}
