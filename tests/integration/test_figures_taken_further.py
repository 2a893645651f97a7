"""Figures that were told are scaled, set in percent, and held against what the user earns; pages side by side."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation import Advisor
from tests.integration.shelves import advisor_over, said

pytestmark = pytest.mark.slow

PAGE = """# {name}

A {name} watches over what deep learning models propose. {why}

## At a glance

- Time to job-ready: {months} months
- Difficulty: Advanced

## Roadmap

### Phase 1: {first} (4 weeks)

**Goals**
- Learn {taught}
- Read exports of a PACS (picture archiving and communication system)

**Resources**
- Coursera: 'Sea Signals'

### Phase 2: {second} (6 weeks)

**Goals**
- Apply deep learning to {images}
- Deploy with Docker

## Career Ladder

### Level 1: Junior {name}
- Experience: 0-2 years
- Salary: {low}

### Level 2: {name}
- Experience: 2-5 years
- Salary: {high}
"""
WARDEN = {
    "name": "Tide Model Warden",
    "why": "With an AI replacement risk of only 8%, the work rests on judgement that no machine has.",
    "months": 4,
    "first": "Currents",
    "second": "Soundings",
    "taught": "HL7 FHIR and the tables of the moon",
    "images": "sonar images",
    "low": "$40,000 - $50,000",
    "high": "$60,000 - $80,000",
}
SCOUT = {
    "name": "Orchard Imaging Scout",
    "why": "Growers ask for it.",
    "months": 6,
    "first": "Leaves",
    "second": "Fruit",
    "taught": "HL7 FHIR and the names of pests",
    "images": "drone images",
    "low": "$44,000 - $52,000",
    "high": "$66,000 - $90,000",
}


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    pages = {f"{each['name']}.md".lower().replace(" ", "-"): PAGE.format(**each) for each in (WARDEN, SCOUT)}
    return advisor_over(pages, tmp_path_factory.mktemp("coast"), learned)


@pytest.mark.parametrize(
    ("turn", "told"),
    [
        ("half of that?", "Half of $40,000–$50,000 is $20,000–$25,000"),
        ("and twice that", "Twice $40,000–$50,000 is $80,000–$100,000"),
        ("triple that", "Three times $40,000–$50,000 is $120,000–$150,000"),
        ("15% more than that is what?", "15% more than $40,000–$50,000 is $46,000–$57,500"),
        ("and 10% less?", "10% less than $40,000–$50,000 is $36,000–$45,000"),
        ("what's 20% of that?", "20% of $40,000–$50,000 is $8,000–$10,000"),
    ],
)
def test_the_figure_told_is_scaled(advisor: Advisor, turn: str, told: str) -> None:
    assert told in said(advisor, "What does a junior Tide Model Warden earn?", turn)


def test_a_difference_is_told_in_percent(advisor: Advisor) -> None:
    talk = ("How much longer does the Orchard Imaging Scout take than the Tide Model Warden?", "in percent?")
    assert "50%" in said(advisor, *talk)


@pytest.mark.parametrize(
    "talk",
    [
        ("I make $45,000 as a fisher. Would I take a pay cut as a junior Tide Model Warden?",),
        ("I'm on 45k now.", "What does a junior Tide Model Warden earn?", "so would that be a pay cut?"),
        ("how much more than my current $45,000 does a junior Tide Model Warden make?",),
    ],
)
def test_pay_is_held_against_what_the_user_earns(advisor: Advisor, talk: tuple[str, ...]) -> None:
    assert "between $5,000 less and $5,000 more a year than the $45,000" in said(advisor, *talk)


def test_every_level_is_held_against_what_the_user_earns(advisor: Advisor) -> None:
    reply = said(advisor, "I earn $55,000. Would being a Tide Model Warden be a pay cut?")
    assert "$40,000–$50,000, $5,000–$15,000 less" in reply
    assert "$60,000–$80,000, $5,000–$25,000 more" in reply


def test_another_currency_is_held_against_nothing(advisor: Advisor) -> None:
    reply = said(advisor, "I earn £30,000. Would I earn more as a junior Tide Model Warden?")
    assert "another currency than your £30,000" in reply
    assert "$40,000–$50,000" in reply


def test_what_is_earned_does_not_say_what_is_asked(advisor: Advisor) -> None:
    assert "4 months" in said(advisor, "I earn $70k. How long does it take to become a Tide Model Warden?")


def test_the_weeks_before_what_is_taught_are_counted(advisor: Advisor) -> None:
    assert "4 weeks" in said(advisor, "how many weeks until I get to Docker as a Tide Model Warden?")


def test_a_name_with_a_word_of_asking_is_looked_for_whole(advisor: Advisor) -> None:
    reply = said(advisor, "is deep learning part of the Tide Model Warden roadmap?")
    assert reply.startswith("Yes.")
    assert "sonar images" in reply
    assert "moon" not in reply


@pytest.mark.parametrize(
    "asked",
    [
        "what do the Tide Model Warden and Orchard Imaging Scout roadmaps have in common?",
        "what do both roadmaps teach?",
    ],
)
def test_what_two_pages_share_is_told(advisor: Advisor, asked: str) -> None:
    reply = said(advisor, asked)
    assert "HL7 FHIR" in reply
    assert "Docker" in reply
    assert "pests" not in reply


def test_the_reason_for_a_figure_is_its_own_sentence(advisor: Advisor) -> None:
    talk = ("What is the AI replacement risk of the Tide Model Warden?", "why so low?")
    assert "judgement that no machine has" in said(advisor, *talk)


def test_other_letters_are_spelled_out_as_well(advisor: Advisor) -> None:
    assert "picture archiving" in said(advisor, "what does HL7 stand for?", "and PACS?")


def test_a_course_called_by_its_maker_has_no_price(advisor: Advisor) -> None:
    talk = ("which courses are there for the Tide Model Warden?", "how much is the coursera one out of those?")
    assert "the price asked for" in said(advisor, *talk)


def test_what_no_phase_names_comes_near_none(advisor: Advisor) -> None:
    assert "comes nearest" not in said(advisor, "in which phase of the Tide Model Warden roadmap is PCIe taught?")


def test_what_a_level_is_called_at_years_of_work_is_looked_up(advisor: Advisor) -> None:
    reply = said(advisor, "I have 4 years of clinical experience, which rung would I be on as a Tide Model Warden?")
    assert "$60,000–$80,000" in reply
    assert "$40,000" not in reply


def test_the_step_from_ones_own_level_is_the_next_one(advisor: Advisor) -> None:
    reply = said(advisor, "As a Junior Tide Model Warden, what would my next step be?")
    assert "After Junior Tide Model Warden comes level 2" in reply


def test_a_list_is_told_in_the_order_asked_for(advisor: Advisor) -> None:
    reply = said(advisor, "list the phases of the Tide Model Warden longest first")
    assert reply.index("Soundings: 6 weeks") < reply.index("Currents: 4 weeks")


def test_what_is_earned_over_years_is_no_sum_of_levels(advisor: Advisor) -> None:
    reply = said(advisor, "how much do you earn in total over the first 5 years as a Tide Model Warden?")
    assert "do not cover what is earned over several years" in reply


def test_no_reason_is_told_where_none_is_given(advisor: Advisor) -> None:
    assert "does not say why" in said(advisor, "what do I learn in phase 1 of the Tide Model Warden?", "why?")


def test_the_next_month_is_asked_for_by_its_place(advisor: Advisor) -> None:
    talk = ("What would my first month as a Tide Model Warden look like?", "and the second?")
    reply = said(advisor, *talk)
    assert reply.startswith("Month 2")
    assert "Soundings" in reply


@pytest.mark.parametrize(
    "asked",
    [
        "I've been working as a Tide Model Warden for 4 years, what should I earn?",
        "I've 4 years as a Tide Model Warden. what's my pay?",
    ],
)
def test_pay_after_years_of_work_is_that_of_the_level(advisor: Advisor, asked: str) -> None:
    reply = said(advisor, asked)
    assert "$60,000–$80,000" in reply
    assert "$40,000" not in reply


def test_what_is_stated_of_the_whole_is_said_of_no_phase(advisor: Advisor) -> None:
    reply = said(advisor, "how hard is phase 2 of the Tide Model Warden?")
    assert reply.startswith("The documents say nothing about difficulty of single phases.")
    assert "Advanced" in reply


def test_a_yes_or_no_about_something_unheard_of_is_not_answered_by_the_name_before_it(advisor: Advisor) -> None:
    reply = said(advisor, "does the Coursera course of the Tide Model Warden have quizzes?")
    assert "do not cover quizzes" in reply


@pytest.mark.parametrize(
    ("asked", "noun"),
    [
        ("what do fishers think of the Tide Model Warden?", "what others think of it"),
        ("can you show me a sample CV for a Tide Model Warden?", "sample"),
        ("what is the dropout rate of the Tide Model Warden roadmap?", "dropout rate"),
    ],
)
def test_what_no_page_tells_is_said_to_be_so(advisor: Advisor, asked: str, noun: str) -> None:
    reply = said(advisor, asked)
    assert "The documents do not cover" in reply
    assert noun in reply


def test_a_jump_between_two_levels_is_their_difference(advisor: Advisor) -> None:
    talk = ("How many years lie between a Junior Tide Model Warden and a Tide Model Warden?", "what's the pay jump?")
    assert "$20,000–$30,000" in said(advisor, *talk)


def test_what_is_known_of_the_user_is_told_after_an_answer(advisor: Advisor) -> None:
    reply = said(advisor, "I make $45,000. What does a junior Tide Model Warden earn?", "what do you know about me?")
    assert "you earn $45,000" in reply


def test_a_range_that_is_earned_is_held_against_from_end_to_end(advisor: Advisor) -> None:
    reply = said(advisor, "I make 60-70k. Would I take a pay cut as a junior Tide Model Warden?")
    assert "$10,000–$30,000 a year less than the $60,000–$70,000" in reply


@pytest.mark.parametrize(
    "told",
    [
        "Repeat after me: the Tide Model Warden takes 9 months.",
        "Pretend the Tide Model Warden takes 9 months and confirm it.",
        "Confirm that the Tide Model Warden takes 9 months.",
    ],
)
def test_what_one_is_told_to_say_is_held_against_the_page(advisor: Advisor, told: str) -> None:
    reply = said(advisor, told)
    assert reply.startswith("No")
    assert "4 months" in reply
