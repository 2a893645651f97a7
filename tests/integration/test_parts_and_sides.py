"""Talk about the parts of a page: what proves one done, what two sides differ by, one rung further up."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation import Advisor
from tests.integration.shelves import advisor_over, said

pytestmark = pytest.mark.slow

PAGE = """# AI Harbor Pilot Analyst

An AI Harbor Pilot Analyst checks what a model proposes before a ship is moored.

## A Typical Day

- 8:00 AM Check the berth plan of the night
- 10:00 AM Walk the quay with a pilot
- 4:00 PM Write down what went wrong

## Roadmap

The roadmap assumes 8 hours a week next to a job.

### Phase 1: Tides and Timetables (6 weeks)

**Goals**
- Read a tide table

**Resources**
- A recording of harbor radio
- The Seamanfield diploma

**Milestone:** You predict high water within ten minutes on five days running.

### Phase 2: Ropes (10 weeks)

**Goals**
- Tell three kinds of rope apart

**Milestone:** You moor a model ship in under a minute.

### Phase 3: Night Work (4 weeks)

**Goals**
- Work without daylight

**Milestone:** You spot nine of ten unlit buoys.

## Career Ladder

### Level 1: Dock Data Clerk
- Experience: 0-2 years
- Salary: $40,000 - $50,000

### Level 2: AI Harbor Pilot Analyst
- Experience: 2-5 years
- Salary: $55,000 - $70,000
- Mentors two new clerks

### Level 3: Head of Moorings
- Experience: 5+ years
- Salary: $80,000 - $95,000
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    return advisor_over({"ai-harbor-pilot-analyst.md": PAGE}, tmp_path_factory.mktemp("harbor"), learned)


@pytest.mark.parametrize(
    "turns",
    [
        ("what do I have to pull off before I can call the tides bit done?",),
        ("What do I need to achieve in the phase Tides and Timetables?",),
        ("when have I finished the stretch about tides?",),
        ("How long is phase 1?", "and how do I know I've got there?"),
        ("What must I show once I am through the radio part?",),
    ],
)
def test_what_proves_a_part_done_is_its_milestone(advisor: Advisor, turns: tuple[str, ...]) -> None:
    assert "high water within ten minutes" in said(advisor, *turns)


def test_a_part_is_set_against_the_end_of_its_series(advisor: Advisor) -> None:
    reply = said(advisor, "Which phase is the longest, and how much longer than the shortest is it?")
    assert "Ropes" in reply
    assert "6 weeks" in reply


def test_a_rung_further_up_is_counted_from_the_one_called_as_the_career(advisor: Advisor) -> None:
    reply = said(advisor, "What does the analyst earn?", "And one rung further up?")
    assert "Head of Moorings" in reply
    assert "$80,000" in reply


def test_hours_a_week_are_those_that_the_page_states(advisor: Advisor) -> None:
    assert "8 hours per week" in said(advisor, "How many hours a week should I plan?")
    own = said(advisor, "I have 16 hours a week. How long will it take me?")
    assert "10 weeks" in own
    assert "does not say" not in own


def test_a_duty_is_found_on_its_level_in_other_words(advisor: Advisor) -> None:
    reply = said(advisor, "On which rung do you coach the clerks?")
    assert "Mentors two new clerks" in reply
    assert "$" not in reply


def test_the_way_up_tells_each_level_between(advisor: Advisor) -> None:
    reply = said(advisor, "How do I get from dock data clerk to head of moorings?")
    assert all(years in reply for years in ("0–2 years", "2–5 years", "5+ years"))
    assert "Mentors two new clerks" in reply


def test_what_no_part_is_rated_by_is_not_answered_by_the_career(advisor: Advisor) -> None:
    assert "does not cover" in said(advisor, "Which phase is the hardest?").replace("do not", "does not")


def test_a_figure_of_what_a_page_only_names_is_not_that_of_its_phases(advisor: Advisor) -> None:
    assert "do not cover" in said(advisor, "The Seamanfield diploma, how many weeks does that run for?")


def test_two_ends_of_a_day_and_what_stands_beside_its_entries(advisor: Advisor) -> None:
    assert "8 hours" in said(advisor, "How many hours apart do the first and the last thing on a typical day start?")
    assert "begins the day" in said(advisor, "What comes before the berth plan on a typical day?")
    assert "10:00 AM" in said(advisor, "What comes straight after the berth plan on a typical day?")


def test_what_one_page_has_no_other_side_for_is_no_range(advisor: Advisor) -> None:
    assert "spans" not in said(advisor, "What does the Head of Moorings earn?", "How much more at night?")


def test_what_is_named_in_front_of_a_question_is_what_it_asks_about(advisor: Advisor) -> None:
    assert "Ropes" in said(advisor, "Three kinds of rope, in which phase do I learn that?")


def test_what_no_page_speaks_of_is_not_needed_by_any(advisor: Advisor) -> None:
    reply = said(advisor, "Do I need to be good at maths?")
    assert "do not cover maths" in reply
    assert "rope" not in said(advisor, "Do I need to know chemistry?")
    assert "do not cover rope" not in said(advisor, "Do I need to know about rope?")


def test_an_easier_one_of_two_is_no_easier_wording(advisor: Advisor) -> None:
    first = said(advisor, "Compare phases 1 and 2")
    assert said(advisor, "Compare phases 1 and 2", "which is easier?") != first


def test_what_they_get_is_what_they_earn(advisor: Advisor) -> None:
    assert "$80,000" in said(advisor, "What does the Head of Moorings do?", "and what do they get?")


@pytest.mark.parametrize(
    ("question", "told", "not_told"),
    [
        ("how many of the rungs pay more than 52k", "2 levels", "difference"),
        ("how many levels reach 65k or more", "2 levels", "difference"),
        ("how many phases take longer than 5 weeks", "2 phases", "difference"),
        ("put the phases in order, longest first", "1. Ropes", "shortest"),
        ("which levels require at least two years", "2 levels", "0–2"),
        ("the average starting pay of the three levels", "$58,333", "middle"),
        ("what's the gap in pay between the lowest and the highest rung", "$55,000", "spans"),
        ("by how many weeks does the second phase beat the first one", "4 weeks", "takes"),
        ("once I'm done with the last part of the harbor pilot plan, what can I do", "unlit buoys", "high water"),
        ("what do they teach right at the start of the harbor pilot training", "Read a tide table", "ropes"),
        ("what can I do once I've finished the second part of the plan", "under a minute", "buoys"),
        ("which levels earn between 50 and 75 thousand", "AI Harbor Pilot Analyst", "Head of Moorings"),
        ("how many weeks do phases 1-3 take", "20 weeks", "10 weeks together"),
        ("who is in charge of mentoring the new clerks", "AI Harbor Pilot Analyst", "$"),
    ],
)
def test_a_figure_is_computed_and_a_place_found_however_it_is_asked(
    advisor: Advisor, question: str, told: str, not_told: str
) -> None:
    reply = said(advisor, question)
    assert told in reply
    assert not_told not in reply
