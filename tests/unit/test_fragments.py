from __future__ import annotations

import pytest

from advisor.operations.fragments import answer_opening, indent, is_fragment, is_heading, is_label


@pytest.mark.parametrize(
    "line",
    [
        "7.",
        "~",
        "| --- |",
        "Log in to see the ovens.",
        "Leave your email and we will write.",
        "The plan below shows exactly how to bake.",
        "See the Ovens section for more.",
        "Each oven links to a dedicated guide.",
    ],
)
def test_a_mark_or_an_invitation_to_look_elsewhere_states_nothing(line: str) -> None:
    assert is_fragment(line)


@pytest.mark.parametrize(
    "line", ["- Bakes bread", "It takes 12", "Bakers log each loaf in a book.", "Check each list of loaves."]
)
def test_a_line_that_says_something_is_no_fragment(line: str) -> None:
    assert not is_fragment(line)


def test_a_few_words_without_a_figure_are_a_label() -> None:
    assert is_label("For employers")
    assert not is_label("Rye: 40%")
    assert not is_label("Bakers rise early.")


def test_a_label_that_is_no_point_of_a_list_is_a_heading() -> None:
    assert is_heading("2.2 Time")
    assert is_heading("The Numbers")
    assert not is_heading("- Sourdough")
    assert not is_heading("Recommended.")


def test_an_empty_line_is_not_indented() -> None:
    assert indent("   * rye") == 3
    assert indent("   ") == 0


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Yes, bakers rise early.", "bakers rise early."),
        ("A: No.", ""),
        ("Not necessarily – rye takes longer.", "rye takes longer."),
        ("No flour is wasted.", "No flour is wasted."),
    ],
)
def test_the_yes_or_no_of_an_answer_is_told_from_what_it_says(line: str, rest: str) -> None:
    assert line[answer_opening(line) :] == rest
