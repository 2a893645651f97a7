"""Questions in, answers out, one JSON object a line: how an evaluator asks."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from advisor.memory import Memory
from advisor.types import Abstention, Answer, Clarification, Reply, Turn
from vectorstore.types import Passage

if TYPE_CHECKING:
    from advisor.conversation import Advisor

log = logging.getLogger(__name__)


class EarlierTurn(BaseModel):
    """One earlier message, with who said it."""

    model_config = ConfigDict(strict=True)

    role: Literal["user", "assistant"]
    content: str

    @model_validator(mode="before")
    @classmethod
    def _say_who(cls, turn: object) -> object:
        if not isinstance(turn, str | dict):
            raise ValueError("wanted is a string, or an object with role and content")
        return {"role": "user", "content": turn} if isinstance(turn, str) else turn


class BatchQuestion(BaseModel):
    """One line of questions; fields it does not know are left alone, so that a question set can be asked as it is."""

    model_config = ConfigDict(strict=True)

    id: str | int
    question: str
    conversation: list[EarlierTurn] | None = None

    def turns(self) -> list[Turn]:
        """The earlier turns, oldest first; a bare string is a turn of the user's."""
        return [Turn(turn.role, turn.content) for turn in self.conversation or ()]


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that could not be read as a question: its number from 1, its id when it has one, and why."""

    line: int
    reason: str
    id: str | int | None = None


def read_questions(lines: Iterable[bytes]) -> Iterator[tuple[int, BatchQuestion | Malformed]]:
    """Each line's number, from 1, with its question or what is wrong with it; empty lines are passed over."""
    for number, raw in enumerate(lines, start=1):
        if raw.strip():
            yield number, _read_question(number, raw)


def answer_questions(advisor: Advisor, lines: Iterable[bytes]) -> Iterator[Mapping[str, object]]:
    """The output line of each input line, in order; a line that cannot be answered gets an `error` instead."""
    for number, question in read_questions(lines):
        if isinstance(question, Malformed):
            yield {"id": question.id, "line": number, "error": question.reason}
            continue
        try:
            yield {"id": question.id, **answer_question(advisor, question.question, question.turns())}
        except Exception:
            log.exception("Line %d failed", number)
            yield {"id": question.id, "line": number, "error": "The advisor failed on this question; see the log."}


def answer_question(advisor: Advisor, question: str, turns: Iterable[Turn] = ()) -> dict[str, object]:
    """One question's output fields, asked after `turns`; `latency_ms` is the time of this reply alone."""
    earlier = list(turns)
    memory = advisor.replay(earlier) if earlier else Memory()
    started = time.perf_counter()
    reply, _ = advisor.reply(question, memory)
    return {**reply_fields(reply), "latency_ms": round((time.perf_counter() - started) * 1000, 1)}


def reply_fields(reply: Reply) -> dict[str, object]:
    """A reply as plain JSON values."""
    return {
        "answer": reply.text,
        "abstained": isinstance(reply, Abstention),
        "kind": _kind(reply),
        "standalone_question": reply.request.standalone,
        "citations": [
            {
                "n": citation.n,
                "document": citation.span.document,
                "section": citation.section,
                "start": citation.span.start,
                "end": citation.span.end,
                "text": citation.text,
            }
            for citation in reply.citations
        ],
        "contexts": context_fields(reply.passages),
    }


def context_fields(passages: Iterable[Passage]) -> list[dict[str, object]]:
    """Ranked passages as plain JSON values, numbered from 1."""
    return [
        {
            "n": rank,
            "document": passage.chunk.span.document,
            "section": passage.chunk.title,
            "start": passage.chunk.span.start,
            "end": passage.chunk.span.end,
            "text": passage.chunk.text,
            "score": round(passage.score, 4),
        }
        for rank, passage in enumerate(passages, start=1)
    ]


def to_line(fields: Mapping[str, object]) -> str:
    """One output line, with its line end."""
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _kind(reply: Reply) -> Literal["answer", "clarification", "abstention"]:
    match reply:
        case Answer():
            return "answer"
        case Clarification():
            return "clarification"
        case Abstention():
            return "abstention"


def _read_question(number: int, raw: bytes) -> BatchQuestion | Malformed:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Malformed(number, f"not UTF-8 (byte {error.start + 1} of the line)")
    try:
        fields = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        return Malformed(number, f"not JSON ({getattr(error, 'msg', 'nested too deeply')})")
    if not isinstance(fields, dict):
        return Malformed(number, 'wanted is an object: {"id": …, "question": …}')
    try:
        return BatchQuestion.model_validate(fields)
    except ValidationError as error:
        identity = fields.get("id")
        return Malformed(number, _explain(error), identity if isinstance(identity, str | int) else None)


def _explain(error: ValidationError) -> str:
    """The first fault, with the field it is in."""
    fault = error.errors()[0]
    field = ".".join(str(step) for step in fault["loc"] if step not in ("str", "int"))
    return f"{field}: {fault['msg'].removeprefix('Value error, ').lower()}"
