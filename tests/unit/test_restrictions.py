from __future__ import annotations

import pytest

from advisor.understanding.restrictions import restricting_words


@pytest.mark.parametrize(
    ("text", "topics", "restricting", "beside"),
    [
        ("what is the salary in texas", ["texas"], ("texas",), ()),
        ("what does Philips pay for it", ["Philips"], ("Philips",), ()),
        ("what's the dough like", ["dough"], (), ()),
        ("where is blockchain taught", ["blockchain"], ("blockchain",), ()),
        ("pay for seniors in 2030", [], ("2030",), ()),
        ("the top pay here, and at google for the same?", ["google"], (), ("google",)),
    ],
)
def test_names_places_and_years_restrict(
    text: str, topics: list[str], restricting: tuple[str, ...], beside: tuple[str, ...]
) -> None:
    assert restricting_words(text, topics) == (restricting, beside)
