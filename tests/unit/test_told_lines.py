"""Turns that ask about the lines just told."""

from __future__ import annotations

import pytest

from advisor.operations.wanted import wanted
from advisor.understanding.counting import asked_unit
from advisor.understanding.placing import asks_in_which_part
from advisor.understanding.told_lines import asks_bare


@pytest.mark.parametrize("text", ["with whom mostly?", "and for what exactly?", "who by?", "So, from which ones?"])
def test_a_preposition_and_a_word_of_asking_ask_of_what_was_told(text: str) -> None:
    assert asks_bare(text)


@pytest.mark.parametrize(
    "text", ["what for a career is it?", "with whom do I talk about pay?", "who?", "in which phase?"]
)
def test_with_words_of_its_own_a_turn_asks_for_these(text: str) -> None:
    assert not asks_bare(text)


def test_in_which_phase_asks_where_something_stands_and_not_for_all_of_them() -> None:
    assert asks_in_which_part("and in which phase?")
    assert not asks_in_which_part("which phases are there?")


def test_what_something_costs_in_time_is_no_price() -> None:
    assert asked_unit("so what does it cost in time?") is None
    assert wanted("what will the roadmap cost me in months?") is None
    assert asked_unit("what does the course cost?") == "USD"
