"""Published question sets read into ours: SQuAD 2.0 and MTRAG."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import AliasChoices, Field, TypeAdapter, ValidationError

from advisor.evaluation.errors import EvaluationError, QuestionSetError
from advisor.evaluation.formats import OutsideForm, read_lines
from advisor.evaluation.questions import Message, Question


class _SquadAnswer(OutsideForm):
    text: str
    answer_start: int


class _SquadQuestion(OutsideForm):
    id: str
    question: str
    answers: tuple[_SquadAnswer, ...] = ()
    is_impossible: bool = False


class _SquadParagraph(OutsideForm):
    context: str
    qas: tuple[_SquadQuestion, ...]


class _SquadArticle(OutsideForm):
    title: str
    paragraphs: tuple[_SquadParagraph, ...]


class _Squad(OutsideForm):
    data: tuple[_SquadArticle, ...]


def read_squad(path: Path) -> tuple[list[Question], dict[str, str]]:
    """The questions and documents (one per article) of a SQuAD 2.0 file (Rajpurkar, Jia and Liang 2018, ACL).

    An accepted answer is one alternative; the gold span is the sentence the first accepted answer stands in;
    `is_impossible` questions are unanswerable.

    Raises:
        EvaluationError: the file is not in this format.
    """
    try:
        squad = _Squad.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EvaluationError(f"{path} is not a SQuAD 2.0 file: {error}") from error
    texts = {article.title: "\n\n".join(part.context for part in article.paragraphs) for article in squad.data}
    questions = [
        Question(
            id=asked.id,
            question=asked.question,
            type="unanswerable" if asked.is_impossible else "extractive",
            family=article.title,
            must_include=(_alternatives(asked.answers),) if asked.answers and not asked.is_impossible else (),
            gold_spans=(_sentence_around(part.context, asked.answers[0]),)
            if asked.answers and not asked.is_impossible
            else (),
            documents=(article.title,),
            answerable=not asked.is_impossible,
            reference=asked.answers[0].text if asked.answers and not asked.is_impossible else "",
        )
        for article in squad.data
        for part in article.paragraphs
        for asked in part.qas
    ]
    return questions, texts


def _alternatives(answers: Sequence[_SquadAnswer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r"\s+".join(re.escape(word) for word in answer.text.split()) for answer in answers))


def _sentence_around(context: str, answer: _SquadAnswer) -> str:
    end = answer.answer_start + len(answer.text)
    before = [match.end() for match in re.finditer(r"[.!?]\s+|\n+", context) if match.end() <= answer.answer_start]
    after = re.search(r"[.!?](?=\s|$)|\n", context[end:])
    return context[max(before, default=0) : end + after.end() if after else len(context)].strip()


class _Utterance(OutsideForm):
    speaker: str
    text: str


class _MtragContext(OutsideForm):
    document_id: str
    text: str = ""


class _MtragTask(OutsideForm):
    task_id: str
    conversation_id: str
    input: tuple[_Utterance, ...] = Field(min_length=1)
    targets: tuple[_Utterance, ...] = ()
    contexts: tuple[_MtragContext, ...] = ()
    answerability: tuple[str, ...] = Field(default=(), validation_alias=AliasChoices("answerability", "Answerability"))
    question_type: tuple[str, ...] | float | None = Field(
        default=(), validation_alias=AliasChoices("Question Type", "question_type")
    )
    multi_turn: tuple[str, ...] | float | None = Field(
        default=(), validation_alias=AliasChoices("Multi-Turn", "multi_turn")
    )


class _MtragPassage(OutsideForm):
    id: str = Field(validation_alias=AliasChoices("_id", "id", "document_id"))
    text: str
    title: str = ""


def read_mtrag(
    tasks: Path, qrels: Path | None = None, passages: Path | None = None
) -> tuple[list[Question], dict[str, str]]:
    """The questions and passages of MTRAG generation tasks (Katsis et al. 2025, "MTRAG", TACL).

    `tasks` is JSONL with `input` (the conversation) and `contexts`; `qrels` a TSV of query-id, corpus-id, score and
    `passages` the passage-level corpus as JSONL. Without qrels the passages that come with a task are its gold. Each
    passage is one document and its whole text one gold span. UNDERSPECIFIED questions call for clarification.

    Raises:
        EvaluationError: a file is not in this format; the line is named.
    """
    read = read_lines(tasks, TypeAdapter(_MtragTask))
    texts = {p.id: p.text for p in read_lines(passages, TypeAdapter(_MtragPassage))} if passages else {}
    if qrels is None:
        for task in read:
            texts |= {context.document_id: context.text for context in task.contexts}
        relevant = {task.task_id: [context.document_id for context in task.contexts] for task in read}
    else:
        relevant = _read_qrels(qrels)
    return [_mtrag_question(task, relevant.get(task.task_id, []), texts) for task in read], texts


def _mtrag_question(task: _MtragTask, relevant: Sequence[str], texts: Mapping[str, str]) -> Question:
    *earlier, last = task.input
    known = tuple(document for document in relevant if texts.get(document, "").strip())
    answerability = {label.upper() for label in task.answerability}
    kind = task.question_type if isinstance(task.question_type, tuple) else ()
    tags = [*sorted(answerability), *(task.multi_turn if isinstance(task.multi_turn, tuple) else ())]
    return Question(
        id=task.task_id,
        question=last.text,
        conversation=tuple(
            Message(role="user" if turn.speaker == "user" else "assistant", content=turn.text) for turn in earlier
        ),
        type=kind[0] if kind else "question",
        family=task.conversation_id,
        tags=tuple(dict.fromkeys(tags)),
        gold_spans=tuple(texts[document] for document in known),
        documents=known,
        answerable="UNANSWERABLE" not in answerability,
        clarify="UNDERSPECIFIED" in answerability,
        reference=task.targets[0].text if task.targets else "",
    )


def _read_qrels(path: Path) -> dict[str, list[str]]:
    relevant: dict[str, list[str]] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.reader(file, delimiter="\t"), start=1):
                if number == 1 and row[-1:] and not row[-1].lstrip("-").isdigit():
                    continue
                if len(row) != 3 or not row[2].lstrip("-").isdigit():
                    raise QuestionSetError(str(path), [(number, f"wanted query-id, corpus-id, score; seen {row}")])
                if int(row[2]) > 0:
                    relevant.setdefault(row[0], []).append(row[1])
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"cannot read the judgements {path}: {error}") from error
    return relevant
