"""An optional language model as judge: a rubric, both positions, repeated; and how far it agrees with the patterns.

It is never on by default, and its verdicts stand beside the patterns', never in their place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from advisor.evaluation.answers import plain
from advisor.evaluation.errors import EvaluationError
from advisor.evaluation.questions import Question, alternatives
from advisor.evaluation.responses import Response
from advisor.evaluation.results import Agreement, SystemResult

Judge = Callable[[str], str]
"""A prompt to the judge's whole reply."""

REPEATS = 2

RUBRIC = """You grade two answers to one question. The sources below are the only truth.
An answer is RIGHT when it says what the question asks for, every figure agrees with the sources, and nothing in it
contradicts them. Style, length and order do not matter. If the sources do not hold what is asked, an answer is RIGHT
when it says so, and WRONG when it makes something up.

Conversation and question:
{question}

Sources:
{sources}

Answer 1:
{first}

Answer 2:
{second}

Reply with exactly two lines:
1: RIGHT or WRONG
2: RIGHT or WRONG"""

_VERDICT = re.compile(r"^\W*([12])\W+(right|wrong)\b", re.IGNORECASE | re.MULTILINE)


def judge_system(name: str, judge: Judge, questions: Sequence[Question], result: SystemResult) -> Agreement:
    """The judge's verdicts on one system beside the patterns'; only questions with a reference are judged.

    Each answer is shown beside the reference in both positions, `REPEATS` times each, because judges favour a position
    (Zheng et al. 2023, "Judging LLM-as-a-Judge with MT-Bench", NeurIPS). Verdicts that disagree count as none.

    Raises:
        EvaluationError: the judge does not keep to the form.
    """
    verdicts: dict[str, bool | None] = {}
    for question, response in zip(questions, result.responses, strict=True):
        if question.reference and not question.draft:
            verdicts[question.id] = judge_answer(judge, question, response)
    patterns = {one.id: one.right for one in result.scores}
    pairs = [
        (verdict, right)
        for identity, verdict in verdicts.items()
        if verdict is not None and (right := patterns[identity]) is not None
    ]
    unstable = sum(verdict is None for verdict in verdicts.values())
    agreement = sum(left == right for left, right in pairs) / len(pairs) if pairs else None
    return Agreement(name, verdicts, agreement, cohens_kappa(pairs), unstable)


def judge_answer(judge: Judge, question: Question, response: Response) -> bool | None:
    """True or False when every repetition in both positions says so, None when they disagree."""
    answer, reference = plain(response.answer), question.reference
    seen: set[bool] = set()
    for _ in range(REPEATS):
        for place, (first, second) in ((1, (answer, reference)), (2, (reference, answer))):
            seen.add(_ask(judge, question, first, second)[place])
    return seen.pop() if len(seen) == 1 else None


def _ask(judge: Judge, question: Question, first: str, second: str) -> Mapping[int, bool]:
    sources = [f"- {' / '.join(alternatives(span))}" for span in question.gold_spans]
    prompt = RUBRIC.format(
        question="\n".join([*(f"{m.role}: {m.content}" for m in question.messages), f"user: {question.question}"]),
        sources="\n".join(sources) or "(none: the documents do not cover this)",
        first=first or "(empty)",
        second=second or "(empty)",
    )
    reply = judge(prompt)
    verdicts = {int(match[1]): match[2].casefold() == "right" for match in _VERDICT.finditer(reply)}
    if set(verdicts) != {1, 2}:
        raise EvaluationError(f"the judge was to reply `1: RIGHT or WRONG` and `2: …`, but said {reply[:200]!r}")
    return verdicts


def cohens_kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Agreement beyond chance, in [-1, 1] (Cohen 1960); None when there is no pair or neither side ever varies."""
    if not pairs:
        return None
    n = len(pairs)
    observed = sum(left == right for left, right in pairs) / n
    left_yes, right_yes = sum(left for left, _ in pairs) / n, sum(right for _, right in pairs) / n
    expected = left_yes * right_yes + (1 - left_yes) * (1 - right_yes)
    return None if expected == 1 else (observed - expected) / (1 - expected)


def connect_judge(model: str) -> Judge:
    """A judge from a model name, as in `openai:gpt-4o-mini`, at temperature 0.

    Raises:
        EvaluationError: the model or its provider's package cannot be loaded.
    """
    from langchain.chat_models import init_chat_model

    try:
        chat = init_chat_model(model, temperature=0)
    except (ImportError, ValueError) as error:
        raise EvaluationError(f"cannot connect the judge {model!r} (wanted is provider:name): {error}") from error
    return lambda prompt: str(chat.invoke(prompt).text)
