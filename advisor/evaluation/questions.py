"""Question sets: one JSON object a line, checked against the corpus they are asked over."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.evaluation.errors import EvaluationError, QuestionSetError
from advisor.evaluation.spans import occurrences
from vectorstore.types import Span

Role = Literal["user", "assistant"]


class Message(BaseModel):
    """One earlier turn with its role, as chat interfaces write it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    role: Role
    content: str


GoldSpan = str | tuple[str, ...]
"""Verbatim source text, or several of which each carries the same part of the answer."""


class Question(BaseModel):
    """One line of a question set; only `id` and `question` are required."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, description="Unique within the set, readable: pay-level-03.")
    question: str = Field(description="What the user types now.")
    conversation: tuple[str | Message, ...] = Field(
        default=(), description="Earlier turns, oldest first; a bare string is a user turn."
    )
    type: str = Field(default="question", description="What kind of question it is; scores are broken down by it.")
    family: str = Field(default="", description="Questions that ask for the same thing; resampled together.")
    tags: tuple[str, ...] = Field(default=(), description="Free labels; scores are broken down by each.")
    must_include: tuple[tuple[str, ...], ...] = Field(
        default=(), description="Groups of regular expressions: one of each group must be found, case-insensitively."
    )
    must_not_include: tuple[str, ...] = Field(default=(), description="Regular expressions that must not be found.")
    gold_spans: tuple[GoldSpan, ...] = Field(
        default=(), description="Verbatim source text that carries the answer; a list where any of several does alone."
    )
    documents: tuple[str, ...] = Field(default=(), description="Ids of the documents the gold spans stand in.")
    answerable: bool = Field(default=True, description="False where an honest system declines.")
    clarify: bool = Field(default=False, description="True where a question back is the right reply.")
    paraphrased: bool = Field(default=False, description="True where the question avoids the documents' words.")
    reference: str = Field(default="", description="A model answer; it has to pass the patterns itself.")
    max_words: int | None = Field(default=None, ge=1, description="Longer answers are wrong: no passage dumps.")
    draft: bool = Field(default=False, description="True where nobody has written the expected answer yet.")

    @property
    def family_or_id(self) -> str:
        """What is resampled as one in intervals: the family where one is named."""
        return self.family or self.id

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """The earlier turns with their roles, oldest first."""
        return tuple(
            Message(role="user", content=turn) if isinstance(turn, str) else turn for turn in self.conversation
        )

    @property
    def user_turns(self) -> tuple[str, ...]:
        """The user's side of the conversation, this question last."""
        return (*(message.content for message in self.messages if message.role == "user"), self.question)

    @property
    def turn(self) -> int:
        """Which user turn this question is, from 1."""
        return len(self.user_turns)

    @property
    def has_expectation(self) -> bool:
        """True when it can be said whether an answer is right."""
        return bool(self.must_include or self.must_not_include or self.clarify or not self.answerable)


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as it is searched: without regard to case, with no other flag.

    Raises:
        re.error: it does not compile.
    """
    return re.compile(pattern, re.IGNORECASE)


def load_questions(path: Path, texts: Mapping[str, str] | None = None) -> list[Question]:
    """The questions of a JSONL file in order, with gold spans checked verbatim against `texts` (by document id).

    Blank lines are skipped. Without `texts` the gold spans are not checked.

    Raises:
        QuestionSetError: with every unusable line, not only the first.
        EvaluationError: the file cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"cannot read the question set {path} as UTF-8: {error}") from error
    questions: list[Question] = []
    errors: list[tuple[int, str]] = []
    lines_by_id: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        question, problems = _read_line(line, texts)
        if question is not None:
            if question.id in lines_by_id:
                problems.append(f"id {question.id!r} already stands on line {lines_by_id[question.id]}")
            lines_by_id.setdefault(question.id, number)
            questions.append(question)
        errors.extend((number, problem) for problem in problems)
    if errors:
        raise QuestionSetError(str(path), errors)
    if not questions:
        raise QuestionSetError(str(path), [(1, "the file holds no question")])
    return questions


def _read_line(line: str, texts: Mapping[str, str] | None) -> tuple[Question | None, list[str]]:
    try:
        question = Question.model_validate_json(line)
    except ValidationError as error:
        return None, [describe(detail["loc"], detail["msg"]) for detail in error.errors()]
    problems = check_patterns(question)
    if texts is not None:
        problems += check_gold_spans(question, texts)
    return question, problems


def describe(location: Sequence[int | str], message: str) -> str:
    """One clause for a validation error: the field, then what is wrong with it."""
    field = ".".join(str(part) for part in location if part not in ("str", "Message"))
    return f"{field}: {message}" if field else message


def check_patterns(question: Question) -> list[str]:
    """What is wrong with the patterns: one that does not compile, or a reference that fails them."""
    problems: list[str] = []
    if any(not group for group in question.must_include):
        problems.append("must_include holds an empty group, which nothing can match")
    named = [("must_include", pattern) for group in question.must_include for pattern in group]
    named += [("must_not_include", pattern) for pattern in question.must_not_include]
    for field, pattern in named:
        try:
            compiled(pattern)
        except re.error as error:
            problems.append(f"{field}: {pattern!r} does not compile: {error}")
    if problems or not question.reference:
        return problems
    for group in question.must_include:
        if not any(compiled(pattern).search(question.reference) for pattern in group):
            problems.append(f"the reference fails its own pattern group {list(group)}")
    for pattern in question.must_not_include:
        if compiled(pattern).search(question.reference):
            problems.append(f"the reference contains what must_not_include forbids: {pattern!r}")
    if question.max_words is not None and len(question.reference.split()) > question.max_words:
        problems.append(f"the reference has {len(question.reference.split())} words, max_words is {question.max_words}")
    return problems


def check_gold_spans(question: Question, texts: Mapping[str, str]) -> list[str]:
    """Documents that the corpus lacks, and gold spans that stand verbatim in none of the documents named."""
    unknown = [document for document in question.documents if document not in texts]
    if unknown:
        return [f"documents names {unknown}, the corpus has {sorted(texts)}"]
    return [
        f"gold span stands in none of {list(question.documents or sorted(texts))}; "
        f"has the corpus changed since it was written? {span!r}"
        for span in question.gold_spans
        if not all(text.strip() and locate_gold(text, question.documents, texts) for text in alternatives(span))
    ]


def alternatives(span: GoldSpan) -> tuple[str, ...]:
    """The texts of which each alone is this gold span; mostly one."""
    return (span,) if isinstance(span, str) else span


def locate_gold(span: GoldSpan, documents: Sequence[str], texts: Mapping[str, str]) -> list[Span]:
    """Every place where a gold span stands in the documents named, or in all of them when none is named."""
    named = [document for document in documents if document in texts] or list(texts)
    return [
        place
        for text in alternatives(span)
        for document in named
        for place in occurrences(text, document, texts[document])
    ]


def write_questions(path: Path, questions: Sequence[Question]) -> None:
    """Write a question set that `load_questions` reads back equal; fields at their default are left out."""
    lines = [json.dumps(question.model_dump(exclude_defaults=True), ensure_ascii=False) for question in questions]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def questions_checksum(questions: Sequence[Question]) -> str:
    """Sha256 over the questions in order: two runs compare only when it is the same."""
    text = "\n".join(question.model_dump_json(exclude_defaults=True) for question in questions)
    return hashlib.sha256(text.encode()).hexdigest()
