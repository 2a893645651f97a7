"""Retrieval measures on spans, computed by ir-measures: R@k, nDCG@k and the reciprocal rank.

A ranked passage is relevant when it is the first to cover a gold span that no earlier passage covered; later copies
of the same text gain nothing. How the judgements are laid out for ir-measures is `judged`'s docstring.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from advisor.evaluation.spans import covers
from vectorstore.types import Span

CUTOFFS = (1, 3, 5, 10)


@dataclass(frozen=True, slots=True)
class Judged:
    """One question's judgements in TREC form: `qrels` and `run` map ids to gains and scores."""

    qrels: dict[str, int]
    run: dict[str, float]


def first_ranks(ranking: Sequence[Span | None], gold: Sequence[Sequence[Span]]) -> list[int | None]:
    """For each gold span (given as all its places) the rank, from 1, of the first passage that covers it."""
    return [
        next(
            (
                rank
                for rank, passage in enumerate(ranking, start=1)
                if passage is not None and any(covers(passage, place) for place in places)
            ),
            None,
        )
        for places in gold
    ]


def judged(ranks: Sequence[int | None], depth: int) -> Judged:
    """The TREC judgements of a ranking of `depth` passages in which gold span i is first covered at `ranks[i]`.

    The passage at rank r is named `r` and scored `-r`. Its gain is the number of gold spans first covered there; a
    gold span never covered is a relevant id `gold-i` that the run lacks.
    """
    qrels: dict[str, int] = {}
    for index, rank in enumerate(ranks):
        name = f"gold-{index}" if rank is None else str(rank)
        qrels[name] = qrels.get(name, 0) + 1
    return Judged(qrels, {str(rank): float(-rank) for rank in range(1, depth + 1)})


def ranking_scores(ranks: Sequence[int | None], depth: int) -> dict[str, float]:
    """R@k, nDCG@k for every cut-off and RR of one question, each in [0, 1]; empty without gold spans.

    - `R@k`: share of the gold spans covered by the first k passages. Each gold span is a TREC query of its own
      whose only relevant passage is the first that covers it; the question's score is their mean, so that a passage
      which covers three gold spans counts for all three.
    - `nDCG@k`: discounted gain with log2(rank + 1), over the best order of the same gains (Järvelin and
      Kekäläinen 2002, "Cumulated gain-based evaluation of IR techniques", TOIS).
    - `RR`: 1 / rank of the first passage that covers a gold span, 0 when none does (Kantor and Voorhees 2000, "The
      TREC-5 confusion track"); its mean over questions is MRR.
    """
    if not ranks:
        return {}
    import ir_measures
    from ir_measures import RR, R, nDCG

    single = [judged([rank], depth) for rank in ranks]
    recall = ir_measures.calc_aggregate(
        [R @ k for k in CUTOFFS],
        {str(index): judgement.qrels for index, judgement in enumerate(single)},
        {str(index): judgement.run or {"nothing": 0.0} for index, judgement in enumerate(single)},
    )
    whole = judged(ranks, depth)
    ordered = ir_measures.calc_aggregate(
        [*(nDCG @ k for k in CUTOFFS), RR], {"q": whole.qrels}, {"q": whole.run or {"nothing": 0.0}}
    )
    return {str(measure): float(value) for measure, value in (*recall.items(), *ordered.items())}
