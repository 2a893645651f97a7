from __future__ import annotations

import pytest

from advisor.types import PartCount
from advisor.understanding.assertions import asserted_counts
from advisor.understanding.cues import direction_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("as the roadmap has five phases, what is in the fifth?", [PartCount("phase", 5)]),
        ("does it have 3 levels?", [PartCount("level", 3)]),
        ("what does the four-phase roadmap teach", [PartCount("phase", 4)]),
        ("tell me all six learning phases", [PartCount("phase", 6, at_least=True)]),
        ("which of the first two phases is longer", []),
        ("how many phases take 10 weeks", []),
        ("compare phases 1 and 2", []),
    ],
)
def test_numbers_of_parts_taken_for_granted_are_read(text: str, expected: list[PartCount]) -> None:
    assert list(asserted_counts(text)) == expected


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("is it more accessible", "least"),
        ("is it less secure", "most"),
        ("is it harder", "most"),
        ("does it take less time", "least"),
    ],
)
def test_a_word_of_degree_turns_round_before_what_is_the_opposite(text: str, end: str) -> None:
    assert direction_of(text) == end
