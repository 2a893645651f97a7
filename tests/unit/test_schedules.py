"""The days and stretches of a user's own schedule."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.requests import Timing
from advisor.understanding.cues import read_cues
from advisor.understanding.timing import carry_on

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("question", "finish"),
    [
        ("can i be done by the end of 2027?", "2027-12-31"),
        ("can i be done by the end of the year?", "2026-12-31"),
        ("must it be over by the middle of next year?", "2027-07-01"),
    ],
)
def test_a_year_has_an_end_and_a_middle(question: str, finish: str) -> None:
    assert read_cues(question, today=TODAY).timing.timing.finish == finish


def test_a_day_without_a_year_lies_behind_the_start() -> None:
    said = read_cues("i start on 1 june 2027, where am i on 1 march?", today=TODAY).timing
    elapsed = carry_on(Timing(), said, ()).elapsed
    assert elapsed is not None
    assert elapsed.high == (date(2028, 3, 1) - date(2027, 6, 1)).days


def test_hours_that_one_has_are_no_hours_asked_for() -> None:
    assert "hours_needed" not in read_cues("at 10 hours a week how long does it take?").timing.asks
    assert "hours_needed" in read_cues("how many hours a week does it take?").timing.asks


def test_wishing_to_be_done_tells_of_nothing_done() -> None:
    assert not read_cues("i want to be done with baking by june").timing.behind
    assert read_cues("i am already done with phase 2").timing.behind
