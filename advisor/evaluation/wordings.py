"""One question in several wordings: does it get the same figures each time?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from advisor.evaluation.answers import split_claims
from advisor.evaluation.figures import find_figures
from advisor.evaluation.questions import Question
from advisor.evaluation.responses import Response
from advisor.evaluation.scoring import Score
from advisor.evaluation.statistics import Estimate, estimate


@dataclass(frozen=True, slots=True)
class Differing:
    """A question whose wordings do not all get the same figures: for each, its id and its figures."""

    family: str
    figures: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """How a system takes rewording, over the questions asked in more than one; both estimates lie in [0, 1]."""

    agreement: Estimate  # share of wordings whose answer states the figures that most of the same question state
    all_right: Estimate  # share of questions of which every wording is right
    differing: tuple[Differing, ...]


def compare_wordings(
    questions: Sequence[Question], responses: Sequence[Response], scores: Sequence[Score]
) -> Wordings | None:
    """How the wordings of each question fare; None when none is asked twice. The sequences run in parallel.

    Wordings of one question are first turns of one family with the same patterns. A reply that declines or asks back
    agrees with no other. Where no figures are in a majority, the most frequent count, the first of equals.
    """
    groups: dict[tuple[str, tuple[tuple[str, ...], ...]], list[tuple[Response, Score]]] = {}
    for question, response, one in zip(questions, responses, scores, strict=True):
        if question.family and question.must_include and question.turn == 1:
            groups.setdefault((question.family, question.must_include), []).append((response, one))
    agreeing: list[tuple[float, str]] = []
    right: list[tuple[float, str]] = []
    differing: list[Differing] = []
    for (family, _), members in groups.items():
        if len(members) < 2:
            continue
        stated = [_figures(response) for response, _ in members]
        counted = Counter(frozenset(figures) for figures in stated if figures is not None)
        usual = counted.most_common(1)[0][0] if counted else None
        agrees = [figures is not None and frozenset(figures) == usual for figures in stated]
        agreeing += [(float(one), family) for one in agrees]
        right.append((float(all(one.right for _, one in members)), family))
        if not all(agrees):
            written = [tuple(f"{figure:,.12g}" for figure in figures or ()) for figures in stated]
            ids = [response.id for response, _ in members]
            differing.append(Differing(family, tuple(zip(ids, written, strict=True))))
    if not right:
        return None
    return Wordings(_estimate(agreeing), _estimate(right), tuple(differing))


def _figures(response: Response) -> list[float] | None:
    """The figures of an answer in order, each once; None when it does not answer."""
    if response.error or response.declined or response.kind == "clarification":
        return None
    claims = split_claims(response.answer)
    return list(dict.fromkeys(figure.value for claim in claims for figure in find_figures(claim.text)))


def _estimate(pairs: Sequence[tuple[float, str]]) -> Estimate:
    values, families = zip(*pairs, strict=True)
    return estimate(values, families)
