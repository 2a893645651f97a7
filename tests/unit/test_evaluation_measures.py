import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.evaluation.ranking import first_ranks, judged, ranking_scores
from advisor.evaluation.spans import context, covers, occurrences
from advisor.evaluation.statistics import estimate, mcnemar, one_sided_upper, paired_difference
from vectorstore.types import Span


def test_a_passage_that_holds_half_of_a_gold_span_covers_it() -> None:
    gold = Span("d", 100, 120)
    assert covers(Span("d", 0, 110), gold)
    assert not covers(Span("d", 0, 109), gold)
    assert not covers(Span("e", 0, 200), gold)


def test_a_quotation_inside_a_long_gold_span_covers_it() -> None:
    assert covers(Span("d", 30, 40), Span("d", 0, 1000))


def test_occurrences_finds_every_place() -> None:
    assert occurrences("aa", "d", "aaa") == [Span("d", 0, 2), Span("d", 1, 3)]
    assert occurrences("", "d", "aaa") == []


def test_context_is_cut_at_words() -> None:
    text = "one two three four five"
    assert context(text, 8, 13, around=6) == ("…two ", "three", " four…")


def test_first_ranks_takes_any_place_of_a_gold_span() -> None:
    ranking = [Span("d", 0, 10), None, Span("d", 50, 60), Span("e", 0, 10)]
    gold = [[Span("e", 2, 4), Span("d", 55, 57)], [Span("d", 90, 95)], [Span("d", 0, 3)]]
    assert first_ranks(ranking, gold) == [3, None, 1]


def test_measures_agree_with_values_worked_out_by_hand() -> None:
    # Three gold spans: one in passage 2, two together in passage 4; five passages.
    scores = ranking_scores([2, 4, 4], 5)
    assert scores["R@1"] == 0
    assert scores["R@3"] == pytest.approx(1 / 3)
    assert scores["R@5"] == 1
    assert scores["RR"] == 0.5
    # Gains 0, 1, 0, 2, 0; ideally 2, 1.
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    assert scores["nDCG@3"] == pytest.approx((1 / math.log2(3)) / ideal)
    assert scores["nDCG@5"] == pytest.approx((1 / math.log2(3) + 2 / math.log2(5)) / ideal)


def test_a_gold_span_never_retrieved_lowers_recall_and_gain() -> None:
    scores = ranking_scores([1, None], 3)
    assert scores["R@5"] == 0.5
    assert scores["RR"] == 1
    assert scores["nDCG@5"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_an_empty_ranking_scores_zero_and_no_gold_scores_nothing() -> None:
    assert set(ranking_scores([None], 0).values()) == {0.0}
    assert ranking_scores([], 5) == {}


def test_measures_agree_with_the_command_line_of_ir_measures(tmp_path: Path) -> None:
    samples: dict[str, list[int | None]] = {"q1": [2, 4, 4], "q2": [1, None], "q3": [None], "q4": [3]}
    trec = {name: judged(ranks, 5) for name, ranks in samples.items()}
    (tmp_path / "qrels").write_text(
        "".join(f"{name} 0 {doc} {gain}\n" for name, one in trec.items() for doc, gain in one.qrels.items())
    )
    (tmp_path / "run").write_text(
        "".join(f"{name} Q0 {doc} {doc} {score} x\n" for name, one in trec.items() for doc, score in one.run.items())
    )
    command = [sys.executable, "-m", "ir_measures", "qrels", "run", "nDCG@5 nDCG@10 RR", "-p", "6"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    printed = {name: float(value) for name, value in (line.split() for line in done.stdout.splitlines())}
    scores = [ranking_scores(ranks, 5) for ranks in samples.values()]
    for name, value in printed.items():
        assert sum(score[name] for score in scores) / len(scores) == pytest.approx(value, abs=1e-6)


def test_mcnemar_is_the_exact_binomial() -> None:
    assert mcnemar(0, 0) == 1
    assert mcnemar(0, 5) == pytest.approx(2 * 0.5**5)
    # 1 lost, 7 won: 2 * (1 + 8) / 256
    assert mcnemar(1, 7) == pytest.approx(18 / 256)
    assert mcnemar(4, 4) == pytest.approx(1)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30), st.data())
def test_an_interval_holds_its_mean(values: list[float], data: st.DataObject) -> None:
    clusters = data.draw(st.lists(st.sampled_from("abc"), min_size=len(values), max_size=len(values)))
    found = estimate(values, clusters, resamples=50)
    assert found.low <= found.mean <= found.high
    assert found.n == len(values)
    assert found.mean == pytest.approx(sum(values) / len(values))


def test_an_interval_narrows_with_more_questions() -> None:
    few = estimate([0.0, 1.0] * 5, [str(index) for index in range(10)])
    many = estimate([0.0, 1.0] * 100, [str(index) for index in range(200)])
    assert many.high - many.low < few.high - few.low


def test_questions_of_one_family_are_resampled_together() -> None:
    values = [1.0] * 10 + [0.0] * 10
    singly = estimate(values, [str(index) for index in range(20)])
    together = estimate(values, ["a"] * 10 + ["b"] * 10)
    assert (together.low, together.high) == (0, 1)
    assert singly.high - singly.low < 1


def test_intervals_repeat_exactly() -> None:
    assert estimate([0.0, 1.0, 1.0], ["a", "b", "c"]) == estimate([0.0, 1.0, 1.0], ["a", "b", "c"])


def test_a_paired_difference_is_signed_after_minus_before() -> None:
    found = paired_difference([1, 1, 0, 0], [1, 1, 1, 1], list("abcd"))
    assert found.mean == 0.5
    assert found.low >= 0


def test_two_lost_questions_are_noise_and_five_are_not() -> None:
    names = [str(index) for index in range(100)]
    assert one_sided_upper([1.0] * 100, [0.0] * 2 + [1.0] * 98, names) == 0
    assert one_sided_upper([1.0] * 100, [0.0] * 5 + [1.0] * 95, names) < 0


def test_estimating_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="0 values"):
        estimate([], [])
