"""What a system said to one question, in the batch output format, whoever produced it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.evaluation.errors import AnswersError, EvaluationError
from advisor.evaluation.questions import Question, describe
from vectorstore.types import Span

Kind = Literal["answer", "clarification", "abstention"]


class Quote(BaseModel):
    """A piece of a document that a system cites (`n` from 1) or retrieved (`score`, higher is better)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    document: str
    text: str
    n: int | None = None
    section: str = ""
    start: int | None = None
    end: int | None = None
    score: float | None = None

    @property
    def span(self) -> Span | None:
        """Where it stands, or None when the system does not say (or says nonsense)."""
        if self.start is None or self.end is None or not 0 <= self.start < self.end:
            return None
        return Span(self.document, self.start, self.end)


class ClaimTrace(BaseModel):
    """One claim of a reply (or one withheld from it) with the checks it went through."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    withheld: bool = False
    checks: tuple[str, ...] = ()


class Usage(BaseModel):
    """What a language model consumed for one reply."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float = 0.0  # US dollars


class Response(BaseModel):
    """One line of batch output. `computed` lists figures derived from cited facts; `request` is for reading only."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    answer: str
    abstained: bool = False
    kind: Kind = "answer"
    standalone_question: str = ""
    citations: tuple[Quote, ...] = ()
    contexts: tuple[Quote, ...] = ()
    latency_ms: float | None = Field(default=None, ge=0)
    computed: tuple[str, ...] = ()
    claims: tuple[ClaimTrace, ...] = ()
    request: str = ""
    usage: Usage | None = None
    error: str = ""

    @property
    def declined(self) -> bool:
        """True when the system said that it does not answer, by either field."""
        return self.abstained or self.kind == "abstention"


System = Callable[[Question], Response]
"""Anything that answers a question of a set; it is asked one question at a time, in order."""


def load_answers(path: Path, questions: Sequence[Question]) -> dict[str, Response]:
    """The answers of a batch file by question id; answers to questions outside the set are left out.

    An error line (`{"id", "error"}`) becomes a response with an empty answer, which is wrong, not missing.

    Raises:
        AnswersError: malformed or repeated lines, or questions that have no answer.
        EvaluationError: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"cannot read the answers {path} as UTF-8: {error}") from error
    asked = {question.id for question in questions}
    responses: dict[str, Response] = {}
    errors: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith('{"run":'):
            continue
        try:
            response = ErrorLine.parse(line) or Response.model_validate_json(line)
        except ValidationError as error:
            errors.extend((number, describe(detail["loc"], detail["msg"])) for detail in error.errors())
            continue
        if response.id in responses:
            errors.append((number, f"id {response.id!r} is answered twice"))
        if response.id in asked:
            responses[response.id] = response
    if missing := [question.id for question in questions if question.id not in responses]:
        errors.append((len(lines), f"{len(missing)} question(s) have no answer: {', '.join(missing[:10])}"))
    if errors:
        raise AnswersError(str(path), errors)
    return responses


class ErrorLine(BaseModel):
    """A batch output line that says why there is no answer."""

    model_config = ConfigDict(extra="ignore")

    id: str | int | None = None
    error: str
    answer: None = None

    @classmethod
    def parse(cls, line: str) -> Response | None:
        """The line as a response without an answer, or None when it is no error line."""
        try:
            parsed = cls.model_validate_json(line)
        except ValidationError:
            return None
        return Response(id=str(parsed.id), answer="", error=parsed.error)
