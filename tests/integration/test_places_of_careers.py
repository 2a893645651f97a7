"""Careers that an answer names one after the other are called by their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation import Advisor
from tests.integration.shelves import advisor_over

pytestmark = pytest.mark.slow

PAGE = """# {name}

A {name} watches over what a model proposes.

Salary range: {pay}
Time to job-ready: {months} months
Remote friendly: Yes
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    told = [("Tide Model Warden", "$40,000 - $50,000", 5), ("Orchard Imaging Scout", "$60,000 - $70,000", 9)]
    pages = {
        f"{name.lower().replace(' ', '-')}.md": PAGE.format(name=name, pay=pay, months=months)
        for name, pay, months in told
    }
    return advisor_over(pages, tmp_path_factory.mktemp("places"), learned)


@pytest.mark.parametrize("first", ["what can you do?", "which careers are there?"])
def test_the_second_of_the_careers_named_is_meant(advisor: Advisor, first: str) -> None:
    told, memory = advisor.reply(first)
    names = sorted(("Tide Model Warden", "Orchard Imaging Scout"), key=told.text.find)
    reply, _ = advisor.reply("how long does the second take?", memory)
    months = {"Tide Model Warden": "5 months", "Orchard Imaging Scout": "9 months"}
    assert months[names[1]] in reply.text
    assert months[names[0]] not in reply.text


def test_a_career_named_alone_is_asked_the_same(advisor: Advisor) -> None:
    _, memory = advisor.reply("How long does it take to become a Tide Model Warden?")
    reply, _ = advisor.reply("and of the Orchard Imaging Scout?", memory)
    assert "9 months" in reply.text
    assert "speaks for" not in reply.text


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        ("so which is shorter", "takes less time"),
        ("so neither is better than the other?", "No. The Orchard Imaging Scout takes longer"),
        ("which one wins and by how much", "4 months"),
        ("hm how far apart are those", "4 months"),
    ],
)
def test_what_was_told_of_two_careers_is_set_against_each_other(advisor: Advisor, turn: str, told: str) -> None:
    _, memory = advisor.reply("How long does it take to become a Tide Model Warden?")
    _, memory = advisor.reply("and the Orchard Imaging Scout?", memory)
    reply, _ = advisor.reply(turn, memory)
    assert told in reply.text


@pytest.mark.parametrize("turn", ["is the other one quicker?", "is the other longer or shorter?"])
def test_the_side_on_which_the_other_career_lies_is_told(advisor: Advisor, turn: str) -> None:
    _, memory = advisor.reply("How long does it take to become a Tide Model Warden?")
    reply, _ = advisor.reply(turn, memory)
    assert "The difference is 4 months" in reply.text


def test_that_two_careers_do_not_differ_is_told_of_both(advisor: Advisor) -> None:
    _, memory = advisor.reply("Can I work from home as a Tide Model Warden?")
    _, memory = advisor.reply("and the Orchard Imaging Scout?", memory)
    reply, _ = advisor.reply("so no difference there?", memory)
    assert reply.text.startswith("Both can be done remotely")
