"""What an assistant's message offers."""

from __future__ import annotations

import pytest

from advisor.understanding.hearing import alternatives


@pytest.mark.parametrize(
    ("offer", "things"),
    [
        ("to hear what it pays, or how long it takes?", ("to hear what it pays", "how long it takes")),
        ("the phases or the levels?", ("the phases", "the levels")),
        ("the phases, the levels or the pay, or none of it?", ()),
        ("to see the phases?", ()),
    ],
)
def test_an_offer_may_leave_a_choice_of_two(offer: str, things: tuple[str, ...]) -> None:
    assert alternatives(offer) == things
