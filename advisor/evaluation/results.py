"""A finished evaluation as one file: what was asked, what each system said, how it scored, what made it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from advisor.evaluation.environment import Environment
from advisor.evaluation.errors import EvaluationError
from advisor.evaluation.questions import Question
from advisor.evaluation.responses import Response
from advisor.evaluation.scoring import Score, score
from advisor.evaluation.summary import Summary, summarise

FILE = "results.json"


@dataclass(frozen=True, slots=True)
class SystemResult:
    """One system over the question set; responses and scores run parallel to the questions."""

    name: str
    responses: tuple[Response, ...]
    scores: tuple[Score, ...]
    summary: Summary


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a judge said beside the patterns: `kappa` is chance-corrected, None when one side never varies."""

    judge: str
    verdicts: Mapping[str, bool | None]  # question id → right, None where the judge contradicted itself
    agreement: float | None
    kappa: float | None
    unstable: int  # questions on which repeated or swapped verdicts disagree


@dataclass(frozen=True, slots=True)
class Results:
    """Every system asked in one run, the one under evaluation first."""

    environment: Environment
    questions: tuple[Question, ...]
    systems: tuple[SystemResult, ...]
    judgements: tuple[Agreement, ...] = field(default=())

    @property
    def main(self) -> SystemResult:
        """The system under evaluation."""
        return self.systems[0]


def evaluate_system(
    name: str, questions: Sequence[Question], responses: Sequence[Response], texts: Mapping[str, str]
) -> SystemResult:
    """Score every response and gather the figures."""
    scores = [score(question, response, texts) for question, response in zip(questions, responses, strict=True)]
    return SystemResult(name, tuple(responses), tuple(scores), summarise(questions, responses, scores))


def save_results(folder: Path, results: Results) -> Path:
    """Write `results.json` into the folder and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_bytes(TypeAdapter(Results).dump_json(results, indent=1, exclude_defaults=True))
    return path


def load_results(path: Path) -> Results:
    """Read the results of a report folder or of a `results.json`.

    Raises:
        EvaluationError: there is none, or it was not written by this version.
    """
    file = path / FILE if path.is_dir() else path
    try:
        return TypeAdapter(Results).validate_json(file.read_bytes())
    except OSError as error:
        raise EvaluationError(f"no {FILE} in {path}: run `python -m advisor evaluate --report {path}` first") from error
    except ValidationError as error:
        raise EvaluationError(
            f"{file} was not written by this version of the evaluation: run `python -m advisor evaluate` again"
        ) from error
