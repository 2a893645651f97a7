"""The hours a week that pages reckon with, and what else running text states of learning."""

from __future__ import annotations

import pytest

from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.cues import read_cues
from tests.unit.test_careers import profiles, stated
from vectorstore.types import Quantity

HEAD = "# Gait Analyst\n\nA Gait Analyst measures how people walk.\n\n## Roadmap\n\n"


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("The plan assumes about 8 hours a week next to a job.", 8, 8),
        ("The hours assume eight to ten a week next to a job.", 8, 10),
        ("Reckon with seven hours a week, school holidays excepted.", 7, 7),
        ("Job-ready after 14 months, provided you can give it fifteen hours a week.", 15, 15),
        ("Ten hours a week over 10 months will do.", 10, 10),
        ("For beginners · 9 hours a week · revised in May", 9, 9),
        ("Workload: 6 hours per week", 6, 6),
    ],
)
def test_the_hours_a_week_that_a_page_reckons_with_are_a_fact(sentence: str, low: float, high: float) -> None:
    (fact,) = stated(f"{HEAD}{sentence}\n", "study_hours")
    assert isinstance(fact.value, Quantity)
    assert (fact.value.low, fact.value.high, fact.value.unit, fact.value.per) == (low, high, "hour", "week")


@pytest.mark.parametrize(
    "sentence",
    [
        "You will work 37 hours a week in shifts.",
        "Plan for six hours a week of meetings.",
        "Forms eat about thirteen staff hours per physician each week.",
        "Taught hours: 16 a week",
        "A contract of 20 hours a week is usual.",
    ],
)
def test_hours_that_are_worked_or_taught_are_not(sentence: str) -> None:
    facts = [fact for profile in profiles(f"{HEAD}{sentence}\n") for fact in profile.facts]
    assert not [fact for fact in facts if fact.attribute == "study_hours"]


def test_a_question_on_hours_tells_learning_from_work() -> None:
    assert "study_week" in read_cues("how much time per week do i need to study?").timing.asks
    assert "study_week" in read_cues("hours per week?").timing.asks
    assert "study_week" not in read_cues("how many weeks does phase 2 take?").timing.asks
    assert cue_tables().time.worked.search("how many hours a week does an analyst work?")
    assert not cue_tables().time.worked.search("what weekly workload should i plan for?")


def test_a_task_that_closes_a_phase_may_open_it() -> None:
    leg = "### Leg {0}: Part {0}\n\nTo close this leg: walk {0} miles.\n\n{0} weeks\n\n- Count steps\n- Tell pace\n\n"
    text = HEAD + "".join(leg.format(number) for number in (4, 6))
    assert [fact.value for fact in stated(text, "milestone")] == ["walk 4 miles.", "walk 6 miles."]
    assert [fact.value for fact in stated(text, "goal")] == ["Count steps", "Tell pace"] * 2


def test_a_checkpoint_may_bear_the_number_of_its_phase() -> None:
    phase = "### Quarter {0} (months {0}–{0}): Part {0}\n\n- Count steps\n\n**Checkpoint {0}:** A stranger agrees.\n\n"
    text = HEAD + "".join(phase.format(number) for number in (1, 2))
    assert [fact.value for fact in stated(text, "milestone")] == ["A stranger agrees."] * 2


def test_a_term_told_in_a_paragraph_closes_with_what_proves_it() -> None:
    term = "**The {0} term, {1} weeks, is called {2}.** You learn to count. It closes with a walk of {1} miles.\n\n"
    terms = (("first", "ten", "Steps"), ("second", "nine", "Paces"), ("third", "six", "Strides"))
    text = HEAD + "".join(term.format(*each) for each in terms)
    assert [fact.value for fact in stated(text, "phase_title")] == ["Steps", "Paces", "Strides"]
    assert next(fact.value for fact in stated(text, "milestone")) == "It closes with a walk of ten miles."
    assert len(stated(text, "phase_weeks")) == 3


@pytest.mark.parametrize(
    "sentence",
    [
        "Data scientists may skip phase 2, but not the visits.",
        "Skip stage one if you already hold a credential.",
        "With a certificate in your pocket you can skip the first block.",
        "Sprint 3 may be skipped with a degree in statistics.",
    ],
)
def test_who_may_leave_out_which_part_is_a_fact(sentence: str) -> None:
    assert [fact.value for fact in stated(f"{HEAD}{sentence}\n", "exemption")] == [sentence]


@pytest.mark.parametrize("sentence", ["Start anywhere, but do not skip the second block.", "You may skip the queue."])
def test_what_nobody_may_leave_out_is_not(sentence: str) -> None:
    assert not stated(f"{HEAD}You need 9 months to be job-ready. {sentence}\n", "exemption")


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("Total study time 10 months at seven hours a week.", 10),
        ("A clerk can do the job alone after seven months.", 7),
        ("The course and a supervised clinic add up to 7 months.", 7),
        ("Expect 14 months until you may sign a report.", 14),
    ],
)
def test_the_time_that_learning_takes_is_told_in_many_ways(sentence: str, months: float) -> None:
    (fact,) = stated(f"{HEAD}{sentence}\n", "months_to_ready")
    assert fact.value == Quantity(months, months, "month")
