from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.requests import Bound, Person
from advisor.understanding.cues import read_cues, tells_of_oneself
from vectorstore.types import Quantity, Unit

TODAY = date(2026, 11, 22)


def amount(value: float, unit: Unit) -> Quantity:
    return Quantity(value, value, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which phases are under six weeks?", [Bound("<", amount(6, "week"))]),
        ("levels above $150k", [Bound(">", amount(150_000, "USD"))]),
        ("levels over 200000", [Bound(">", amount(200_000, "USD"))]),
        ("pay at least 120k", [Bound(">=", amount(120_000, "USD"))]),
        ("phases of 8 weeks or more", [Bound(">=", amount(8, "week"))]),
        ("phases no longer than 5 weeks", [Bound("<=", amount(5, "week"))]),
        ("between 100 and 150 thousand", [Bound(">=", amount(100_000, "USD")), Bound("<=", amount(150_000, "USD"))]),
        ("between 100k and 150k", [Bound(">=", amount(100_000, "USD")), Bound("<=", amount(150_000, "USD"))]),
        ("does phase 2 take 6 weeks", []),
        ("the phases add up to 30 weeks, right", []),
        ("levels that never pay under 150k", [Bound(">=", amount(150_000, "USD"))]),
        ("phases that don't take more than 5 weeks", [Bound("<=", amount(5, "week"))]),
        ("levels that do not reach 100k", [Bound("<", amount(100_000, "USD"))]),
        ("Don't seniors earn over 150k?", [Bound(">", amount(150_000, "USD"))]),
    ],
)
def test_conditions_become_bounds(text: str, expected: list[Bound]) -> None:
    assert list(read_cues(text, today=TODAY).bounds) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("since it takes 3 months, can I apply", [amount(3, "month")]),
        ("is it true that juniors earn $50k?", [amount(50_000, "USD")]),
        ("the entry pay is $90,000, right?", [amount(90_000, "USD")]),
        ("salaries run from 30 to 80 thousand, right?", [Quantity(30_000, 80_000, "USD")]),
        ("levels above $150k", []),
        ("how long at 10 hours a week", []),
        ("who pays more at 6 years", []),
    ],
)
def test_asserted_figures_become_premises(text: str, expected: list[Quantity]) -> None:
    assert list(read_cues(text, today=TODAY).premises) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("beginning on Monday 2 March 2026, one phase after another", "2026-03-02"),
        ("if I start on 1 March 2027", "2027-03-01"),
        ("from January", "2027-01-01"),
        ("starting next month", "2026-12-01"),
        ("beginning 2027-04-05", "2027-04-05"),
        ("I want to start today", "2026-11-22"),
        ("if I start in November", "2026-11-22"),
        ("what can I learn from the guide", None),
        ("may I start with phase 2", None),
        ("I begin the miller path February 1st 2027", "2027-02-01"),
        ("if I start phase 3 of decorating on 4 May 2027", "2027-05-04"),
        ("how long is phase 3 of decorating", None),
        ("day one is 4 January 2027", "2027-01-04"),
        ("when must I start to be ready on 1 October 2027", None),
    ],
)
def test_a_start_date_is_read(text: str, expected: str | None) -> None:
    assert read_cues(text, today=TODAY).timing.timing.start == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ready by 1 September 2027", "2027-09-01"),
        ("before Christmas", "2026-12-25"),
        ("by the end of May 2027", "2027-05-31"),
        ("when must I start to be ready on 1 October 2027", "2027-10-01"),
        ("pay by level", None),
        ("by 2030", None),
    ],
)
def test_a_deadline_is_read(text: str, expected: str | None) -> None:
    assert read_cues(text, today=TODAY).timing.timing.finish == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two phases done, what's left?", 2),
        ("done with the first three", 3),
        ("all phases but the last are behind me", -1),
        ("when am I done with phase 2", None),
        ("two phases are longer than six weeks", None),
    ],
)
def test_phases_behind_the_user_are_counted(text: str, expected: float | None) -> None:
    assert read_cues(text, today=TODAY).timing.timing.done == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twice as fast", 2),
        ("with half the hours", 0.5),
        ("twice as slow", 0.5),
        ("half a year", 1),
        ("in half the time", 2),
    ],
)
def test_pace_is_a_multiple_of_the_one_before(text: str, expected: float) -> None:
    assert read_cues(text, today=TODAY).timing.timing.pace == expected


@pytest.mark.parametrize(
    ("text", "assumed", "own"),
    [
        ("treating each week as 15 hours; I do 30 a week", 15, 30),
        ("suppose those are full-time 40 hour weeks and I do 20", 40, 20),
        ("if one week equals 20 hours and I manage 5", 20, 5),
        ("I have 5 hours a week", None, 5),
        ("at weekends I have 6 hours", None, 6),
    ],
)
def test_hours_assumed_of_the_page_are_told_from_the_users_own(
    text: str, assumed: float | None, own: float | None
) -> None:
    cues = read_cues(text, today=TODAY)
    assert (cues.timing.timing.assumed_hours, cues.person.hours_per_week) == (assumed, own)


@pytest.mark.parametrize("text", ["is half a year enough", "can I do it in 6 months", "6 months off, is that doable"])
def test_a_time_frame_to_fit_into_is_no_asserted_figure(text: str) -> None:
    cues = read_cues(text, today=TODAY)
    assert not cues.premises
    assert cues.timing.timing.available is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("which takes the least time", "least"),
        ("rank from lowest to highest", "least"),
        ("which one pays more", "most"),
        ("phases of more than five weeks", None),
        ("tell me more", None),
    ],
)
def test_direction_is_the_end_of_the_scale_asked_for(text: str, expected: str | None) -> None:
    assert read_cues(text, today=TODAY).direction == expected


@pytest.mark.parametrize("text", ["no coding is needed, right?", "which jobs don't require coding", "without coding?"])
def test_absence_is_noticed(text: str) -> None:
    assert read_cues(text, today=TODAY).negated


@pytest.mark.parametrize(
    "text", ["it's remote, isn't it?", "I can't code, which suits me", "why not?", "I'm not a coder"]
)
def test_tags_and_the_users_own_words_are_no_absence(text: str) -> None:
    assert not read_cues(text, today=TODAY).negated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm an ICU nurse who can't code; which suits me?", Person(background=("ICU nurse",), codes=False)),
        (
            "I already know Python, pandas and SQL, what can I skip",
            Person(skills=("Python", "pandas", "SQL"), codes=True),
        ),
        ("I hate statistics and meetings", Person(dislikes=("statistics", "meetings"))),
        ("as a pharmacist, what should I choose", Person(background=("pharmacist",))),
        ("I have 6 months", Person(months=6)),
        ("I can do 10 hours a week", Person(hours_per_week=10)),
        ("if I study 2 hours a day", Person(hours_per_week=14)),
        ("I did two years of Python at my last job", Person(skills=("Python",), codes=True)),
        ("taught myself some SQL on my phone", Person(skills=("SQL",), codes=True)),
        ("I use SQL daily, was a lab tech for 6 years", Person(("lab tech",), ("SQL",), codes=True)),
        ("can't stand meetings. Which one?", Person(dislikes=("meetings",))),
        (
            "I'm a ward nurse with 10 months of savings who hates statistics",
            Person(background=("ward nurse",), dislikes=("statistics",), months=10),
        ),
        ("who can't code?", Person()),
        ("is it for nurses?", Person()),
    ],
)
def test_what_users_say_of_themselves_is_kept_in_their_words(text: str, expected: Person) -> None:
    assert read_cues(text, today=TODAY).person == expected


@given(st.text(st.characters(exclude_categories=("No", "Cs")), max_size=300))
def test_any_text_is_read(text: str) -> None:
    read_cues(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ICU nurse here, 11 yrs.", True),
        ("I'm into gardening.", True),
        ("Currently training models.", True),
        ("If I start in May,", False),
        ("The guide says doctors will vanish.", False),
        ("I have a 20-week leave.", False),
        ("Shame one must have a medical degree.", False),
    ],
)
def test_a_statement_tells_of_its_writer_or_of_something_else(text: str, told: bool) -> None:
    assert tells_of_oneself(text) is told
