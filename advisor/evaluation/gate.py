"""The quality gate: scores of every question against the accepted ones, and a failure that says what was lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from advisor.evaluation.environment import Environment
from advisor.evaluation.errors import BaselineError
from advisor.evaluation.questions import Question
from advisor.evaluation.results import SystemResult
from advisor.evaluation.scoring import BY_NAME
from advisor.evaluation.statistics import one_sided_upper

PINNED = (
    "right nuggets R@1 R@5 RR cited_gold citation_recall groundedness unsupported_figures abstention_recall "
    "over_refusal clarification needless_clarification misquotes"
).split()


@dataclass(frozen=True, slots=True)
class Baseline:
    """Accepted scores: `scores[question id][measure]`, with what they were made from."""

    questions_checksum: str
    corpus_checksum: str
    means: Mapping[str, float]
    scores: Mapping[str, Mapping[str, float]]
    models: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drop:
    """A measure that got worse by more than its noise, and the questions that did."""

    measure: str
    before: float
    after: float
    lost: tuple[str, ...]


def make_baseline(result: SystemResult, environment: Environment) -> Baseline:
    """The scores of a run in the form that is kept under version control."""
    return Baseline(
        environment.questions_checksum,
        environment.corpus_checksum,
        {name: round(result.summary.measures[name].mean, 4) for name in PINNED if name in result.summary.measures},
        {one.id: {name: round(one.values[name], 4) for name in PINNED if name in one.values} for one in result.scores},
        environment.models,
    )


def find_drops(baseline: Baseline, questions: Sequence[Question], result: SystemResult) -> list[Drop]:
    """The pinned measures that got worse by more than noise, in the order of `PINNED`.

    The noise is the paired bootstrap's: a drop counts when the 95th percentile of the resampled mean change is still a
    loss. With nothing won, two independent questions lost pass and four fail, whatever the size of the set.
    """
    clusters = {question.id: question.family_or_id for question in questions}
    now = {one.id: one.values for one in result.scores}
    drops: list[Drop] = []
    for name in PINNED:
        sign = -1.0 if BY_NAME[name].better == "lower" else 1.0
        shared = [
            identity for identity in clusters if name in baseline.scores.get(identity, {}) and name in now[identity]
        ]
        before = [sign * baseline.scores[identity][name] for identity in shared]
        after = [sign * round(now[identity][name], 4) for identity in shared]
        if shared and one_sided_upper(before, after, [clusters[identity] for identity in shared]) < 0:
            lost = tuple(identity for identity, old, new in zip(shared, before, after, strict=True) if new < old)
            drops.append(Drop(name, sign * sum(before) / len(shared), sign * sum(after) / len(shared), lost))
    return drops


def describe_drops(drops: Sequence[Drop], faults: Mapping[str, Sequence[str]], *, accept: str) -> str:
    """The failure a developer reads: each measure, the questions lost and why, and the command that accepts it."""
    lines: list[str] = []
    for drop in drops:
        lines.append(f"{BY_NAME[drop.measure].label} fell from {drop.before:.3f} to {drop.after:.3f}; worse on:")
        lines += [f"  {identity}: {'; '.join(faults.get(identity, ())) or drop.measure}" for identity in drop.lost]
    return "\n".join([*lines, f"If this is intended, run `{accept}` and commit the new baseline."])


def save_baseline(path: Path, baseline: Baseline) -> None:
    """Write the baseline, one question a line, so that a change reads well in a diff."""
    adapter = TypeAdapter(dict[str, float])
    rows = ",\n".join(
        f"  {json.dumps(identity)}: {adapter.dump_json(dict(values)).decode()}"
        for identity, values in baseline.scores.items()
    )
    head = TypeAdapter(Baseline).dump_python(baseline, exclude={"scores"})
    body = TypeAdapter(dict[str, object]).dump_json(head, indent=1).decode().removesuffix("\n}")
    path.write_text(f'{body},\n "scores": {{\n{rows}\n }}\n}}\n', encoding="utf-8")


def load_baseline(path: Path, environment: Environment, *, accept: str) -> Baseline:
    """The accepted scores.

    Raises:
        BaselineError: there are none, they cannot be read, or the questions or documents have changed since.
    """
    try:
        baseline = TypeAdapter(Baseline).validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise BaselineError(f"no readable baseline at {path}: run `{accept}` and commit it") from error
    for subject, seen, wanted in (
        ("question set", baseline.questions_checksum, environment.questions_checksum),
        ("corpus", baseline.corpus_checksum, environment.corpus_checksum),
    ):
        if seen != wanted:
            raise BaselineError(
                f"the baseline {path} was made from another {subject} (sha256 {seen[:12]}, now {wanted[:12]}): "
                f"run `{accept}` and commit it"
            )
    return baseline
