from __future__ import annotations

import pytest

from advisor.silences import named_in_full, subject_of
from advisor.types import Request


@pytest.mark.parametrize(
    ("question", "subject", "named"),
    [
        ("do dental practices hire for it", ("dental", "practices", "hire"), "dental practices"),
        ("do I have to buy malpractice insurance", ("buy", "malpractice", "insurance"), "malpractice insurance"),
        ("maximum penalty for a hospital", ("maximum", "penalty", "hospital"), "maximum penalty for a hospital"),
    ],
)
def test_what_is_not_covered_is_called_by_nouns(question: str, subject: tuple[str, ...], named: str) -> None:
    assert subject_of(Request(question, question, subject=subject)) == named


def test_a_missing_word_is_named_with_the_nouns_around_it() -> None:
    request = Request("?", "?", searched="is there a baker union", subject=("baker", "union"))
    assert named_in_full(("union",), request) == ("baker union",)


def test_a_missing_word_that_names_nothing_is_quoted() -> None:
    request = Request("?", "?", searched="which one is friendlier", subject=("friendlier",))
    assert named_in_full(("friendlier",), request) == ("“friendlier”",)
