from __future__ import annotations

import pytest

from advisor.silences import named_in_full, subject_of
from advisor.sufficiency import Sufficiency
from advisor.types import Finding, PartReference, Request, Wanted
from tests.unit.shelf import request, two_careers


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
    asked = Request("?", "?", searched="is there a baker union", subject=("baker", "union"))
    assert named_in_full(("union",), asked) == ("baker union",)


def test_a_missing_word_that_names_nothing_is_quoted() -> None:
    asked = Request("?", "?", searched="which one is friendlier", subject=("friendlier",))
    assert named_in_full(("friendlier",), asked) == ("“friendlier”",)


def test_a_level_that_one_of_two_careers_has_is_missing_on_the_other_alone() -> None:
    library = two_careers()
    asked = request("pay", "lookup", "baker", "miller", parts=(PartReference("level", None, "Head Baker"),))
    silent = list(Sufficiency(library, None, 0.0).unstated(asked))  # type: ignore[arg-type]
    assert silent == ["a level called “Head Baker” of the Miller"]


def test_how_many_phases_there_are_answers_how_long_one_beyond_them_takes() -> None:
    asked = request("phase_length", "lookup", "baker", wanted=Wanted("the length of time asked for", "duration"))
    count = Finding("count.roadmap", {"count": "3"})
    assert Sufficiency(two_careers(), None, 0.0).lacking(asked, [count]) is None  # type: ignore[arg-type]
