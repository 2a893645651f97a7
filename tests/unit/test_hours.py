"""A working day entry by entry: what stands beside one, and how far apart two of them begin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.library import Library
from advisor.operations.differences import subtract
from advisor.operations.sequence import follow
from advisor.requests import Following, Operation, Request
from tests.unit.shelf import Page, library_of, said
from vectorstore.types import Part

DAY = [("5:00 AM", "Knead the rye dough"), ("8:30 AM", "Count the loaves"), ("1:00 PM", "Audit the flour")]


@pytest.fixture
def bakery() -> Library:
    page = Page("baker", "Baker")
    for number, (hour, task) in enumerate(DAY, start=1):
        page.say("schedule", task, part=Part("hour", number, hour))
    return library_of(page.section("day", "A Typical Day", since=0))


def ask(question: str, operation: Operation, *specific: str) -> Request:
    return Request(question, question, ("baker",), facets=("day",), operation=operation, specific=specific)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (ask("what comes after counting loaves?", "next", "counting", "loaves"), "Audit the flour"),
        (ask("what comes before counting loaves?", "previous", "counting", "loaves"), "Knead the rye dough"),
        (ask("what is right before lunch?", "previous"), "Count the loaves"),
        (ask("what comes straight after 8:30?", "next"), "Audit the flour"),
        (ask("what comes after the audit?", "next", "audit"), "already ends the day"),
    ],
)
def test_an_entry_is_told_by_the_one_beside_it(bakery: Library, asked: Request, told: str) -> None:
    text = said(follow(asked, bakery), bakery)
    assert told in text
    assert sum(task in text for _, task in DAY) == 1


def test_what_was_told_last_is_what_the_next_stands_behind(bakery: Library) -> None:
    [first, *_] = bakery.catalogue.careers[0].of("schedule")
    asked = replace(ask("and then?", "next"), following=Following(shown=(first.span,)))
    assert "Count the loaves" in said(follow(asked, bakery), bakery)


@pytest.mark.parametrize(
    ("question", "hours"),
    [
        ("how many hours apart do the first and the last thing start?", "8 hours"),
        ("how many hours lie between the dough and the loaves?", "3.5 hours"),
    ],
)
def test_two_entries_lie_so_many_hours_apart(bakery: Library, question: str, hours: str) -> None:
    assert hours in said(subtract(ask(question, "difference"), bakery), bakery)
