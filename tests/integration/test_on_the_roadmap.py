"""What a roadmap holds and when: whether a thing is in it, which week is in which phase, what is left and next."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation import Advisor
from tests.integration.shelves import advisor_over, said

pytestmark = pytest.mark.slow

PAGE = """# AI Lighthouse Analyst

An AI Lighthouse Analyst predicts fog from the logs of keepers, which are kept in a Postgres database.

**Time to job-ready:** 5 months

## Roadmap

### Phase 1: Lamps and Lenses (4 weeks)

**Goals**
- Explain how a Fresnel lens bends light
- Read a keeper's log

**Resources**
- Book: 'Lamps' by Wick Brass

### Phase 2: Fog Models (6 weeks)

**Goals**
- Train a fog model with XGBoost
- Weigh the ethics of false alarms

### Phase 3: Harbours (10 weeks)

**Goals**
- Deploy the model with Docker

## Career Ladder

### Level 1: Lamp Clerk
- Experience: 0-2 years
- Salary: $30,000 - $40,000

### Level 2: AI Lighthouse Analyst
- Experience: 2-5 years
- Salary: $50,000 - $60,000

### Level 3: Head of Coasts
- Experience: 8+ years
- Salary: $90,000 - $110,000

## Pay by Region

- **United Kingdom**: £31,000–£52,000
- **Asia**: $21,000–$44,000
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    return advisor_over({"lighthouse.md": PAGE}, tmp_path_factory.mktemp("coast"), learned)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ("is Docker on the roadmap?", "Docker"),
        ("does any phase use XGBoost", "XGBoost"),
        ("so is ethics covered in the roadmap?", "ethics of false alarms"),
        ("does the roadmap include a book by Wick Brass?", "'Lamps'"),
    ],
)
def test_what_a_roadmap_holds_is_shown_where_it_stands(advisor: Advisor, asked: str, held: str) -> None:
    reply = said(advisor, asked)
    assert held in reply
    assert "Fresnel" not in reply


def test_a_name_on_the_roadmap_is_affirmed(advisor: Advisor) -> None:
    assert said(advisor, "is Docker on the roadmap?").startswith("Yes.")


@pytest.mark.parametrize("asked", ["does any phase cover Postgres?", "is Postgres taught anywhere?"])
def test_what_stands_beside_the_roadmap_is_in_none_of_its_phases(advisor: Advisor, asked: str) -> None:
    reply = said(advisor, asked)
    assert reply.startswith("No phase of the AI Lighthouse Analyst roadmap names Postgres.")
    assert "logs of keepers" in reply


@pytest.mark.parametrize(
    ("asked", "phase"),
    [
        ("what happens in week 4 of the roadmap?", "Lamps and Lenses"),
        ("what would I be learning in week 5?", "Fog Models"),
        ("which phase is week 20 in?", "Harbours"),
        ("what do I learn in the second month?", "Fog Models"),
    ],
)
def test_a_week_is_told_with_its_phase(advisor: Advisor, asked: str, phase: str) -> None:
    reply = said(advisor, asked)
    others = {"Lamps and Lenses", "Fog Models", "Harbours"} - {phase}
    assert f"{phase}: week" in reply
    assert not any(f"{other}: week" in reply for other in others)


def test_a_week_behind_the_last_one_is_in_no_phase(advisor: Advisor) -> None:
    assert "through the AI Lighthouse Analyst roadmap" in said(advisor, "what's in week 25 of the roadmap?")


def test_the_weeks_before_what_is_learned_are_counted(advisor: Advisor) -> None:
    assert "10 weeks together" in said(advisor, "how many weeks until I get to the harbours?")


def test_what_comes_after_what_is_done_is_the_next_phase(advisor: Advisor) -> None:
    first = "I've finished phase 1 already. what's next?"
    assert "phase 2: Fog Models" in said(advisor, first)
    assert "6 weeks" in said(advisor, first, "how long is that")
    assert "16 weeks are left" in said(advisor, first, "and how much is left")


def test_a_plan_without_its_first_phase_ends_earlier(advisor: Advisor) -> None:
    started = "If I start on 4 January 2027, when do I finish?"
    assert "23 May 2027" in said(advisor, started)
    assert "25 April 2027" in said(advisor, started, "and if I skip phase 1?")
    assert "14 weeks together" in said(advisor, started, "and without phase 2?")


def test_the_time_without_what_is_known_is_that_of_the_rest(advisor: Advisor) -> None:
    first = "I already know how to read a log of a keeper. Which phases can I skip?"
    assert "phase 1" in said(advisor, first).lower()
    assert "16 weeks" in said(advisor, first, "and how long would it take then?")


@pytest.mark.parametrize(
    ("talk", "told"),
    [
        (("How long is phase 1?", "and phase 3?", "which is longer?"), "Harbours is longer"),
        (("What does the clerk earn?", "and the head of coasts?", "which earns more?"), "Head of Coasts pays more"),
        (("pay in the UK?", "and in Asia?", "so which is higher?"), "£31,000–£52,000; Asia: $21,000–$44,000"),
        (("which pays more, the UK or Asia?",), "£31,000–£52,000; Asia: $21,000–$44,000"),
    ],
)
def test_two_parts_told_are_set_against_each_other(advisor: Advisor, talk: tuple[str, ...], told: str) -> None:
    assert told in said(advisor, *talk)


def test_a_bare_number_after_hours_is_one_of_hours(advisor: Advisor) -> None:
    talk = ("I have 10 hours a week, how long does it take?", "ok and if I could do 16")
    assert "16 hours per week" in said(advisor, *talk)
