"""Generated coverage: every typed fact of a corpus asked for in several wordings; which of them cannot be reached?

It needs no written questions, so it finds what a new document broke on the day it is added.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from advisor.evaluation.answers import plain
from advisor.evaluation.figures import find_figures
from advisor.evaluation.questions import Question
from advisor.evaluation.responses import Response
from advisor.evaluation.spans import overlap
from advisor.evaluation.support import content_words
from vectorstore.profiles import Career, Catalogue
from vectorstore.tables import read_table
from vectorstore.types import Fact, PartKind, Quantity

REACHED = 0.6
"""Share of a stated text's content words that the answer must hold. Lists shorten their items and prose is quoted in
part; a different item of the same list shares less than half of its words."""
_LONG_WORDS = 40  # longer texts count as reached when their beginning does: an answer is not a dump of the document
_LABEL_WORDS = 8
_LABELLING: frozenset[PartKind] = frozenset({"item", "role", "step"})  # parts whose title labels a point
WORDINGS = 3


@dataclass(frozen=True, slots=True)
class Probe:
    """One fact with the questions that ask for it, one for each wording."""

    career: str
    fact: Fact
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact that a wording did not reach, with what was answered instead."""

    attribute: str
    document: str
    start: int
    stated: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the facts were reached, by wording and by attribute; shares in [0, 1]."""

    facts: int
    reached: Mapping[str, float]  # "wording 1" … and "all wordings" (facts that every wording reaches)
    by_attribute: Mapping[str, tuple[int, float]]  # facts asked for, share reached by all wordings
    misses: tuple[Miss, ...]
    unasked: tuple[str, ...]  # attributes without wordings: extend coverage.toml


@cache
def wordings() -> Mapping[str, tuple[str, ...]]:
    """The wordings of coverage.toml by attribute, or attribute and part kind."""
    return read_table(dict[str, dict[str, tuple[str, ...]]], "advisor.evaluation", "coverage.toml")["wordings"]


def make_probes(catalogue: Catalogue) -> tuple[list[Probe], list[str]]:
    """A probe for every fact of every career, and the attributes for which fewer than three wordings can be filled."""
    probes: list[Probe] = []
    unasked: dict[str, None] = {}
    for career in catalogue.careers:
        for fact in (fact for profile in career.profiles for fact in profile.facts):
            questions = _fill(career, fact)
            if len(questions) < WORDINGS:
                unasked.setdefault(fact.attribute)
            else:
                probes.append(Probe(career.id, fact, questions))
    return probes, list(unasked)


def make_questions(probes: Iterable[Probe]) -> list[Question]:
    """The questions of the probes, each once however many facts it asks for; the id is its place."""
    texts = dict.fromkeys(question for probe in probes for question in probe.questions)
    return [Question(id=f"coverage-{index:04}", question=text, type="coverage") for index, text in enumerate(texts, 1)]


def measure_coverage(
    probes: Sequence[Probe], unasked: Sequence[str], answers: Mapping[str, Response], texts: Mapping[str, str]
) -> Coverage:
    """How many facts the answers (by question text) reach."""
    outcomes = [[is_reached(probe.fact, answers[text], texts) for text in probe.questions] for probe in probes]
    columns = list(zip(*outcomes, strict=True))
    reached = {f"wording {index}": sum(column) / len(column) for index, column in enumerate(columns, start=1)}
    by_attribute: dict[str, list[bool]] = {}
    misses: list[Miss] = []
    for probe, outcome in zip(probes, outcomes, strict=True):
        by_attribute.setdefault(probe.fact.attribute, []).append(all(outcome))
        misses += [
            Miss(
                probe.fact.attribute,
                probe.fact.span.document,
                probe.fact.span.start,
                _stated(probe.fact, texts),
                text,
                answers[text].answer or answers[text].error,
            )
            for text, went_well in zip(probe.questions, outcome, strict=True)
            if not went_well
        ]
    every = [all(outcome) for outcome in outcomes]
    return Coverage(
        len(probes),
        {**reached, "all wordings": sum(every) / len(every)} if every else {},
        {name: (len(flags), sum(flags) / len(flags)) for name, flags in by_attribute.items()},
        tuple(misses),
        tuple(unasked),
    )


def is_reached(fact: Fact, response: Response, texts: Mapping[str, str]) -> bool:
    """True when the answer states the fact: all its figures, or `REACHED` of the words of its text.

    A labelled point ("Cloud: …") is reached by its label, which is what a list shows. A text longer than 40 words is
    reached by its first 40, or by citing its place with half as large a share of its words said.
    """
    if response.declined:
        return False
    answer = plain(response.answer)
    if isinstance(fact.value, Quantity):
        said = {figure.value for figure in find_figures(answer, words=True)}
        return {fact.value.low, fact.value.high} <= said
    written, colon, _ = fact.value.partition(":")
    label = written if colon else fact.part.title if fact.part and fact.part.kind in _LABELLING else ""
    if label and len(label.split()) <= _LABEL_WORDS and label.casefold() in answer.casefold():
        return True
    stated = fact.value.split()
    wanted = content_words(" ".join(stated[:_LONG_WORDS])) or content_words(_stated(fact, texts))
    share = len(wanted & content_words(answer)) / len(wanted) if wanted else 1.0
    if share >= REACHED:
        return True
    cited = any(quote.span and overlap(quote.span, fact.span) for quote in response.citations)
    return len(stated) > _LONG_WORDS and cited and share >= REACHED / 2


def _stated(fact: Fact, texts: Mapping[str, str]) -> str:
    return texts.get(fact.span.document, "")[fact.span.start : fact.span.end]


def _fill(career: Career, fact: Fact) -> tuple[str, ...]:
    """The first three wordings whose placeholders this fact fills."""
    known = wordings()
    kind = f"{fact.attribute}.{fact.part.kind}" if fact.part else fact.attribute
    values = {
        "career": career.name,
        "alias": next(iter(career.aliases), career.name),
        "section": fact.section,
        "number": str(fact.part.number) if fact.part else "",
        "part": fact.part.title if fact.part else "",
    }
    filled: list[str] = []
    for template in known.get(kind, known.get(fact.attribute, ())):
        names = [name for _, name, _, _ in string.Formatter().parse(template) if name]
        # A career among its own relatives, or a level called as its career: the question asks of the career itself.
        is_itself = "part" in names and values["part"] == career.name
        if all(values.get(name) for name in names) and not is_itself:
            filled.append(template.format_map(values))
    return tuple(dict.fromkeys(filled))[:WORDINGS]
