"""Lines of Markdown as a reader sees them."""

from __future__ import annotations

import pytest

from advisor.operations.marks import without_marks


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("**Small numbers:** A plant has no big data.", "Small numbers: A plant has no big data."),
        ("Small numbers:** A plant has no big data.", "Small numbers: A plant has no big data."),
        ("Learn `pandas`, *slowly*", "Learn pandas, slowly"),
        ("Read [the guide](https://example.org/guide) twice", "Read the guide twice"),
        ("| Lead | 2–5 | £39,000–£52,500 |", "Lead; 2–5; £39,000–£52,500"),
        ("2 * 3 weeks, snake_case and a|b", "2 * 3 weeks, snake_case and a|b"),
        ("pays $70,000-$95,000 [1]", "pays $70,000-$95,000 [1]"),
    ],
)
def test_marks_are_not_shown(line: str, shown: str) -> None:
    assert without_marks(line) == shown
