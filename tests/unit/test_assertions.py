from __future__ import annotations

import pytest

from advisor.requests import Facet, PartCount
from advisor.understanding.assertions import asserted_counts, denies_facet, taken_for_granted
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


@pytest.mark.parametrize(
    ("text", "facet", "denied"),
    [
        ("no coding is needed, right?", "coding", True),
        ("I want to work from home and nothing technical", "remote", False),
        ("She can't program. Could she work from home?", "remote", False),
        ("it cannot be done from home", "remote", True),
    ],
)
def test_a_denial_counts_where_it_speaks_of_what_is_asked(text: str, facet: Facet, *, denied: bool) -> None:
    assert denies_facet(text, facet) is denied


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("Since only bakers are let in, how do I start?", "only bakers are let in"),
        ("I read here that ovens are banned. What now?", "ovens are banned"),
        ("The guide says ovens are banned, so why learn it?", "ovens are banned"),
        ("If ovens are banned, what then?", ""),
        ("I'm a nurse. Which one suits me?", ""),
        ("Since I'm a nurse, which one suits me?", ""),
        ("Since you have to have been a nurse, can I start?", "you have to have been a nurse"),
        ("why are ovens banned?", ""),
    ],
)
def test_what_is_taken_for_granted_is_told_from_who_asks_and_under_which_condition(text: str, taken: str) -> None:
    assert taken_for_granted(text) == taken
