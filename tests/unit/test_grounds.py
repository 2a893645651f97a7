"""What questions take as their ground, and what speaks of the opposite of a statement."""

from __future__ import annotations

import pytest

from advisor.facets import facet_definitions
from advisor.operations.series import scale_words
from advisor.understanding.clauses import introduction, is_condition, opens_ground, pairs_of


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("seeing as it is for beginners, can I start?", True),
        ("Given that it is on site, where is it?", True),
        ("if I start in May, when am I done?", False),
        ("once I finish, what do I earn?", False),
    ],
)
def test_a_ground_is_told_from_a_condition(text: str, ground: bool) -> None:
    said, _ = introduction(text)
    assert said
    assert opens_ground(said) == ground
    assert ground or is_condition(said)


def test_the_words_of_a_scale_are_found_in_any_form() -> None:
    assert scale_words("graded for beginners", facet_definitions()["difficulty"].scale) == ["beginner"]


@pytest.mark.parametrize(
    ("text", "opposed"),
    [("is it all on site?", True), ("remote or on site?", False), ("can I work remotely?", False)],
)
def test_only_the_opposite_of_a_statement_opposes_it(text: str, opposed: bool) -> None:
    assert facet_definitions()["remote"].is_opposed(text) == opposed


def test_what_is_set_between_two_is_one_pair() -> None:
    text = "the gap between the lowest and the highest, and how long it takes"
    [(start, end)] = pairs_of(text)
    assert text[start:end].startswith("between the lowest and")
    assert "how long" not in text[start:end]
