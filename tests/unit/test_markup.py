from __future__ import annotations

import pytest

from advisor.understanding.markup import without_markup


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("<b>How long</b> does it take?", "How long does it take?"),
        ("What does it pay?<script>alert(1)</script>", "What does it pay?"),
        ("<img src=x onerror=alert(1)>And the pay?", "And the pay?"),
    ],
)
def test_markup_in_a_message_is_not_read(message: str, said: str) -> None:
    assert " ".join(without_markup(message).split()) == said


@pytest.mark.parametrize("message", ["levels < $100k & > 5 years?", "a<b", "2 < 3 > 1"])
def test_signs_that_open_no_tag_stay(message: str) -> None:
    assert without_markup(message) == message
