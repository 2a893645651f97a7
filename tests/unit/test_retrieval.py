from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.retrieval import fuse
from vectorstore.types import Chunk, Passage, Span


def ranking(**scores: float) -> list[Passage]:
    passages = [Passage(Chunk(name, Span("d", 0, 1), "x", "other", "T"), score) for name, score in scores.items()]
    return sorted(passages, key=lambda passage: -passage.score)


def test_fused_scores_are_weighted_sums_of_scaled_ones() -> None:
    fused = fuse(ranking(a=0.9, b=0.7, c=0.5), ranking(c=12.0, b=3.0, z=0.0), weight=0.75)
    assert [(passage.chunk.id, round(passage.score, 4)) for passage in fused] == [
        ("a", 0.75),
        ("b", 0.4375),  # 0.75 * 0.5 + 0.25 * 0.25
        ("c", 0.25),
        ("z", 0.0),
    ]


def test_fusing_with_an_empty_ranking_keeps_the_order_of_the_other() -> None:
    assert [passage.chunk.id for passage in fuse(ranking(a=0.9, b=0.7), [], weight=0.7)] == ["a", "b"]
    assert [passage.chunk.id for passage in fuse([], ranking(a=9, b=7), weight=0.7)] == ["a", "b"]


names = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(-50, 50), max_size=8)


@given(names, names, st.floats(0, 1))
def test_a_fused_ranking_holds_every_passage_once_best_first(
    first: dict[str, float], second: dict[str, float], weight: float
) -> None:
    fused = fuse(ranking(**first), ranking(**second), weight=weight)
    assert sorted(passage.chunk.id for passage in fused) == sorted(first.keys() | second.keys())
    scores = [passage.score for passage in fused]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 + 1e-9 for score in scores)
