"""Checks the question sets beside it against the corpus: `python -m tests.quality.check_sets`.

A `gold_spans` entry stands verbatim in one of the question's documents. An answer cites well when it cites a
passage that overlaps one of them; where `tags` holds `all-spans`, each of them is part of the evidence. An answer is
right when every group of `must_include` has a pattern found in it, no pattern of `must_not_include` is, and it has at
most `max_words` words. Patterns are searched without regard to case, with no other flag.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from advisor.evaluation.questions import GoldSpan, alternatives

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
WORDINGS = 5


class Line(BaseModel):
    """What the lines of every set share."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    gold_spans: tuple[GoldSpan, ...]
    documents: tuple[str, ...]


L = TypeVar("L", bound=Line)


class RetrievalQuestion(Line):
    """A single question and the passages that a search for it should find."""

    question: str
    paraphrased: bool


class Message(BaseModel):
    """An earlier turn with its speaker, where the assistant's own words matter."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role: str = Field(pattern="^(user|assistant)$")
    content: str


class Question(Line):
    """A question after an earlier conversation, and how an answer to it is judged."""

    family: str
    type: str
    conversation: tuple[str | Message, ...]
    question: str
    must_include: tuple[tuple[str, ...], ...]
    must_not_include: tuple[str, ...]
    answerable: bool
    clarify: bool
    reference: str
    tags: tuple[str, ...]
    max_words: int = Field(gt=0)


class Paraphrase(Line):
    """One fact asked for in several wordings that deserve the same figures."""

    split: str = Field(pattern="^(tune|report)$")
    wordings: tuple[str, ...] = Field(min_length=WORDINGS, max_length=WORDINGS)
    must_include: tuple[tuple[str, ...], ...]


def judge(question: Question, answer: str) -> list[str]:
    """Return what is wrong with an answer's text, nothing when it is right."""
    faults = [f"misses {list(group)}" for group in question.must_include if not any(_found(p, answer) for p in group)]
    faults += [f"has {pattern!r}" for pattern in question.must_not_include if _found(pattern, answer)]
    if (words := len(answer.split())) > question.max_words:
        faults.append(f"has {words} words, at most {question.max_words} wanted")
    return faults


def read_set(path: Path, kind: type[L]) -> list[L]:
    """Return a file's lines in order.

    Raises:
        ValueError: A line is not of the kind; the message names the file and the line.
    """
    lines: list[L] = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            lines.append(kind.model_validate(json.loads(text)))
        except (json.JSONDecodeError, ValidationError) as error:
            raise ValueError(f"{path.name} line {number}: {error}") from error
    return lines


def find_faults() -> list[str]:
    """Return every fault of the four sets, each as one sentence."""
    corpus = {path.stem: path.read_text(encoding="utf-8") for path in CORPUS.glob("*.txt")}
    tune, report = _questions("tune"), _questions("report")
    paraphrases = read_set(HERE / "paraphrases.jsonl", Paraphrase)
    searches = read_set(HERE / "retrieval.jsonl", RetrievalQuestion)
    faults = [*_repeated("retrieval.jsonl", searches), *_repeated("paraphrases.jsonl", paraphrases)]
    faults += _repeated("questions_*.jsonl", [*tune, *report])
    for line in (*searches, *paraphrases, *tune, *report):
        faults += _misplaced_spans(line, corpus)
    for paraphrase in paraphrases:
        faults += _broken_patterns(paraphrase.id, [p for group in paraphrase.must_include for p in group])
    for question in (*tune, *report):
        broken = _broken_patterns(
            question.id, [*(p for group in question.must_include for p in group), *question.must_not_include]
        )
        faults += broken or [f"{question.id}: its reference {fault}" for fault in judge(question, question.reference)]
    families = {q.family for q in tune} & {q.family for q in report}
    faults += [f"family {family!r} is in both parts" for family in sorted(families)]
    one_sided = {q.type for q in tune} ^ {q.type for q in report}
    return faults + [f"type {name!r} is in one part only" for name in sorted(one_sided)]


def summarise() -> Iterator[str]:
    """Yield the number of questions by type and part, one line each, then the totals."""
    parts = {name: _questions(name) for name in ("tune", "report")}
    counts = {name: Counter(q.type for q in questions) for name, questions in parts.items()}
    yield f"{'type':16}{'tune':>6}{'report':>8}"
    for name in sorted(counts["tune"] | counts["report"]):
        yield f"{name:16}{counts['tune'][name]:6}{counts['report'][name]:8}"
    totals: dict[str, Callable[[Question], bool]] = {
        "all": lambda q: True,
        "multi-turn": lambda q: bool(q.conversation),
        "not answerable": lambda q: not q.answerable,
        "clarify": lambda q: q.clarify,
    }
    for label, chosen in totals.items():
        yield f"{label:16}{sum(map(chosen, parts['tune'])):6}{sum(map(chosen, parts['report'])):8}"


def _questions(part: str) -> list[Question]:
    return read_set(HERE / f"questions_{part}.jsonl", Question)


def _found(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _repeated(name: str, lines: Sequence[Line]) -> list[str]:
    return [f"{name}: id {id_!r} is used {n} times" for id_, n in Counter(x.id for x in lines).items() if n > 1]


def _misplaced_spans(line: Line, corpus: dict[str, str]) -> list[str]:
    unknown = [name for name in line.documents if name not in corpus]
    if unknown:
        return [f"{line.id}: the corpus has no document {unknown[0]!r}"]
    texts = [corpus[name] for name in line.documents]
    gold = [text for span in line.gold_spans for text in alternatives(span)]
    lost = [span for span in gold if not any(span in text for text in texts)]
    idle = [name for name, text in zip(line.documents, texts, strict=True) if not any(span in text for span in gold)]
    return [f"{line.id}: {span!r} stands in none of its documents" for span in lost] + [
        f"{line.id}: {name!r} holds none of its gold spans" for name in idle
    ]


def _broken_patterns(id_: str, patterns: Iterable[str]) -> list[str]:
    faults = []
    for pattern in patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            faults.append(f"{id_}: pattern {pattern!r} does not compile: {error}")
    return faults


if __name__ == "__main__":
    found = find_faults()
    sys.stdout.writelines(f"{line}\n" for line in (*summarise(), *found))
    sys.exit(1 if found else 0)
