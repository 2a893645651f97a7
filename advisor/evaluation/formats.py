"""Question sets in other forms read into ours: exported feedback, questions in several wordings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from advisor.evaluation.errors import EvaluationError, QuestionSetError
from advisor.evaluation.questions import Message, Question, describe, write_questions
from vectorstore.profiles import career_id

Line = TypeVar("Line")


class OutsideForm(BaseModel):
    """A line that others wrote: what it holds besides the fields named is passed over."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class _Paraphrase(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str = Field(min_length=1)
    wordings: tuple[str, ...] = Field(min_length=2)
    must_include: tuple[tuple[str, ...], ...] = Field(min_length=1)
    must_not_include: tuple[str, ...] = ()
    gold_spans: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    split: str = ""


def read_paraphrases(path: Path) -> list[Question]:
    """One question for each wording of a JSONL file of questions in several wordings; a question's are one family.

    A line is `{"id", "wordings": […], "must_include"}` with `must_not_include`, `gold_spans`, `documents` and `split`
    (which becomes a tag) where wanted.

    Raises:
        EvaluationError: a line is not in this format; it is named.
    """
    return [
        Question(
            id=f"{line.id}-{number}",
            question=wording,
            type="paraphrase",
            family=line.id,
            tags=(line.split,) if line.split else (),
            must_include=line.must_include,
            must_not_include=line.must_not_include,
            gold_spans=line.gold_spans,
            documents=line.documents,
        )
        for line in read_lines(path, TypeAdapter(_Paraphrase))
        for number, wording in enumerate(line.wordings, start=1)
    ]


class _Feedback(OutsideForm):
    question: str = Field(min_length=1)
    answer: str = ""
    conversation: tuple[str | Message, ...] = ()
    rating: str | int | bool | None = None
    comment: str | None = ""


def read_feedback(path: Path) -> list[Question]:
    """A draft question set from feedback exported as JSONL.

    A line is `{"question", "conversation", "answer", "rating", "comment"}`, all but the question optional. It becomes a
    question without patterns, tagged with its rating; the comment stands in `reference` for the author to replace.

    Raises:
        EvaluationError: a line is not in this format; it is named.
    """
    return [
        Question(
            id=f"feedback-{number:03}",
            question=line.question,
            conversation=line.conversation,
            type="feedback",
            tags=("draft", *((f"rated {line.rating}",) if line.rating not in (None, "") else ())),
            reference=line.comment or line.answer,
            draft=True,
        )
        for number, line in enumerate(read_lines(path, TypeAdapter(_Feedback)), start=1)
    ]


def read_lines(path: Path, form: TypeAdapter[Line]) -> list[Line]:
    """Each line of a JSONL file in the form; `json` reads it, as these files hold NaN."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"cannot read {path} as UTF-8: {error}") from error
    found: list[Line] = []
    errors: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(form.validate_python(json.loads(line)))
        except json.JSONDecodeError as error:
            errors.append((number, f"not JSON: {error}"))
        except ValidationError as error:
            errors.extend((number, describe(detail["loc"], detail["msg"])) for detail in error.errors())
    if errors:
        raise QuestionSetError(str(path), errors)
    return found


def write_out(folder: Path, questions: Sequence[Question], texts: Mapping[str, str]) -> tuple[Path, Path]:
    """Write a converted set as `questions.jsonl` and its documents as `corpus/*.txt`; returns both paths.

    Documents are renamed to what ingestion will call them: the words of their id joined by hyphens, made distinct.
    """
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for stale in corpus.glob("*.txt"):
        stale.unlink()
    names: dict[str, str] = {}
    for document in texts:
        name = stem = career_id(document) or "document"
        while name in names.values():
            name = f"{stem}-{len(names) + 1}"
        names[document] = name
        (corpus / f"{name}.txt").write_text(texts[document], encoding="utf-8", newline="")
    path = folder / "questions.jsonl"
    write_questions(
        path,
        [
            question.model_copy(update={"documents": tuple(names[document] for document in question.documents)})
            for question in questions
        ],
    )
    return path, corpus
