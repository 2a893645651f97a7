"""Whether a career is worth it, what speaks for it and what against, and who only says what they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation import Advisor
from advisor.memory import Memory
from advisor.types import Abstention
from tests.integration.shelves import advisor_over

pytestmark = pytest.mark.slow

PAGE = """# AI Lighthouse Data Keeper

Salary range: $50,000 - $70,000
Demand score: 8.4/10
AI replacement risk: 22%
Difficulty: Intermediate level
Entry barrier: Low

## Great fit for
- Nurses who like quiet nights
- Former sailors

## May not be right if
- You need people around you
- You cannot stand fog
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    return advisor_over({"ai-lighthouse-data-keeper.md": PAGE}, tmp_path_factory.mktemp("lighthouse"), learned)


@pytest.mark.parametrize("question", ["what's the catch?", "And the disadvantages?", "any drawbacks to this job?"])
def test_what_speaks_against_a_career_is_what_its_page_warns_of(advisor: Advisor, question: str) -> None:
    text = advisor.reply(question)[0].text
    assert "cannot stand fog" in text
    assert "Former sailors" not in text


@pytest.mark.parametrize("question", ["What are the advantages?", "what's so good about it"])
def test_what_speaks_for_a_career_leaves_out_whom_it_does_not_suit(advisor: Advisor, question: str) -> None:
    text = advisor.reply(question)[0].text
    assert "8.4" in text
    assert "Former sailors" in text
    assert "fog" not in text


@pytest.mark.parametrize("question", ["Is it worth it?", "pros and cons please", "would you recommend this career"])
def test_both_sides_are_told_and_the_choice_is_left_to_the_reader(advisor: Advisor, question: str) -> None:
    text = advisor.reply(question)[0].text
    assert "$50,000" in text
    assert "cannot stand fog" in text


def test_who_says_what_they_are_is_told_what_speaks_of_them(advisor: Advisor) -> None:
    reply, memory = advisor.reply("I'm a ward nurse", Memory())
    assert "quiet nights" in reply.text
    reply, _ = advisor.reply("so is it worth it for me?", memory)
    assert "quiet nights" in reply.text
    assert not isinstance(reply, Abstention)
