"""Times of a working day as people say them."""

from __future__ import annotations

import pytest

from advisor.library import Entry
from advisor.operations.daytimes import at_daytime, clock, daytime, without_told_around
from advisor.operations.entries import select_entries
from advisor.requests import Request
from tests.unit.shelf import Page, library_of
from vectorstore.types import Part


@pytest.mark.parametrize(
    ("question", "hour"),
    [
        ("what happens at 10:30 AM", 10.5),
        ("what are they up to at 3 pm", 15.0),
        ("at 2:00, doing what", 14.0),
        ("at 14:00", 14.0),
        ("half past three", 15.5),
        ("half ten in the morning", 10.5),
        ("ten thirty", 10.5),
        ("what happens at two", 14.0),
        ("where would I be around nine?", 9.0),
        ("what keeps them busy at quarter past two?", 14.25),
        ("at twenty to four in the afternoon", 15 + 2 / 3),
    ],
)
def test_a_clock_time_is_the_half_hour_from_it_on(question: str, hour: float) -> None:
    assert daytime(question) == (hour, hour + 0.5)


def test_the_longest_phrase_names_the_time_of_day() -> None:
    assert daytime("what do they do mid-afternoon?") == (14.5, 16.5)


def test_a_question_of_the_whole_day_names_no_time() -> None:
    assert daytime("what does a typical day look like") is None


def test_a_number_that_counts_something_is_no_hour() -> None:
    assert daytime("do they work at two hospitals") is None


def test_noon_is_twelve_and_midnight_nought() -> None:
    assert [clock("12:00 PM"), clock("12:15 AM")] == [12.0, 0.25]


def day_of_baker() -> tuple[Entry, ...]:
    page = Page("p", "Baker")
    for number, (hour, task) in enumerate([("5:00 AM", "Knead"), ("11:30 AM", "Sell"), ("3:00 PM", "Sleep")], start=1):
        page.say("schedule", task, part=Part("hour", number, hour))
    library = library_of(page)
    return select_entries(library.catalogue.careers[0], "day", Request("?", "?"), library)


def test_of_a_schedule_only_the_hours_asked_about_are_kept() -> None:
    entries = day_of_baker()
    assert [entry.fact.value for entry in at_daytime(entries, "their morning")] == ["Knead", "Sell"]
    assert at_daytime(entries, "their day") == ()


def test_between_two_hours_goes_on_what_began_at_the_first() -> None:
    entries = day_of_baker()
    assert [entry.fact.value for entry in at_daytime(entries, "at quarter to two")] == ["Sell"]
    assert at_daytime(entries, "at 4 pm") == ()
    assert at_daytime(entries, "at 4 am") == ()


def test_minutes_around_an_hour_are_no_words_of_what_is_asked() -> None:
    assert without_told_around("at quarter past two, who bakes?") == "at , who bakes?"
    assert without_told_around("ten to fifty loaves") == "ten to fifty loaves"


@pytest.mark.parametrize("question", ["a day from morning to evening", "the evening after the morning"])
def test_two_times_of_a_day_span_what_lies_between(question: str) -> None:
    assert daytime(question) == (0, 24)
