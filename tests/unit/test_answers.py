"""What the answers of an FAQ state besides themselves: what is asked for, and the list that is asked for."""

from __future__ import annotations

import pytest

from ingest.listed import listed_items
from ingest.statements import holds
from tests.unit.test_careers import stated
from vectorstore.types import Attribute, Quantity

HEAD = "Gait Analyst\n\nA Gait Analyst films how people walk.\n\nQuestions we are asked\n\n"


@pytest.mark.parametrize(
    ("attribute", "pair", "items"),
    [
        (
            "skill",
            "Which skills matter most?\nPatience, exact wording and a calm voice.",
            ["Patience", "exact wording", "a calm voice"],
        ),
        (
            "tool",
            "Which software will I meet?\nExcel, R (if you like, Python), and two cameras.",
            ["Excel", "R (if you like, Python)", "two cameras"],
        ),
        (
            "related_role",
            "Which jobs are related?\nFalls nurse, sports scientist and data clerk.",
            ["Falls nurse", "sports scientist", "data clerk"],
        ),
        (
            "non_fit",
            "Who should not apply?\nPeople who hate cameras. Those who cannot wait. Nobody else.",
            ["People who hate cameras.", "Those who cannot wait."],
        ),
    ],
)
def test_an_answer_gives_the_list_that_is_asked_for(attribute: Attribute, pair: str, items: list[str]) -> None:
    text = f"{HEAD}Is it hard?\nIt is.\n\n{pair}\n\nWhat if I fail?\nYou try again.\n"
    assert [fact.value for fact in stated(text, attribute)] == items


@pytest.mark.parametrize(
    "answer",
    [
        "Tap an ability for courses, books and people to follow.",
        "Yes, a little Excel, and some R.",
        "Patience helps a lot here, they say, and so does time.",
        "Patience, which can be learned, and time.",
        "Patience and time.",
    ],
)
def test_a_sentence_is_no_list(answer: str) -> None:
    assert listed_items(answer) == []


def test_of_what_is_asked_the_beginning_of_the_answer_tells() -> None:
    text = (
        f"{HEAD}Do I need to write code?\nYou need to read HTML. You will not write production code.\n\n"
        "Is it a job for the kitchen table?\nThree days in five. Nobody works fully remote.\n\n"
        "Will artificial intelligence make the job disappear?\n"
        "Scoring has gone already. We put the risk for the job itself at 25% over ten years.\n"
    )
    assert [(fact.value, fact.holds) for fact in stated(text, "coding")] == [("You need to read HTML.", True)]
    assert [(fact.value, fact.holds) for fact in stated(text, "remote")] == [("Three days in five.", True)]
    assert [fact.value for fact in stated(text, "ai_risk")] == [Quantity(25, 25, "percent")]


@pytest.mark.parametrize(
    ("words", "required"),
    [
        ("Optional, scripts only", False),
        ("Programming is optional.", False),
        ("Low-code tools", False),
        ("SQL yes, everything else optional", True),
        ("No longer optional", True),
    ],
)
def test_what_is_optional_is_not_required(words: str, required: bool) -> None:
    assert holds("coding", words) is required


def test_an_answer_on_another_occupation_says_nothing_of_this_one() -> None:
    answer = "A controller earns $78,000 to $104,000 a year and studies for three years."
    text = f"{HEAD}Is it hard?\nIt is.\n\n{{}}\n{answer}\n\nWhat if I fail?\nYou try again.\n"
    asked = text.format("How does it differ from a controller?")
    assert not stated(asked, "salary_range")
    assert not stated(asked, "months_to_ready")
    assert [fact.value for fact in stated(asked, "faq")] == ["It is.", answer, "You try again."]


def test_a_section_on_tools_may_list_them_in_a_sentence() -> None:
    text = "# Gait Analyst\n\nIt films people.\n\n## Tools\n\nI used ARX, a notebook and two pens. They last.\n"
    assert [fact.value for fact in stated(text, "tool")] == ["ARX", "a notebook", "two pens"]
