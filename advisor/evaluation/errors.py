"""What can go wrong in an evaluation and is the caller's to mend."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.errors import AdvisorError


class EvaluationError(AdvisorError):
    """An evaluation cannot go on; the message says what to do."""


class LineErrors(EvaluationError):
    """A JSONL file has lines that cannot be used; `errors` are (line number from 1, sentence)."""

    def __init__(self, name: str, errors: Sequence[tuple[int, str]]) -> None:
        self.name = name
        self.errors = tuple(errors)
        listed = "\n".join(f"{name}:{line}: {message}" for line, message in self.errors)
        super().__init__(f"{name} has {len(self.errors)} unusable line(s); correct them and run again:\n{listed}")


class QuestionSetError(LineErrors):
    """A question set is malformed, or does not fit the corpus it is asked over."""


class AnswersError(LineErrors):
    """An answers file is malformed, or does not answer the question set."""


class InterruptedRunError(EvaluationError):
    """A run file belongs to another run and would be overwritten."""


class CorpusUnreadableError(EvaluationError):
    """The documents that gold spans point into cannot be read."""


class BaselineError(EvaluationError):
    """The accepted baseline is missing, malformed, or was made from another question set."""
