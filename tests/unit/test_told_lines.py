"""Turns that ask about the lines just told."""

from __future__ import annotations

import pytest

from advisor.memory import Memory
from advisor.operations.wanted import wanted
from advisor.understanding.counting import asked_unit
from advisor.understanding.described_careers import DescribedCareers
from advisor.understanding.elsewhere import names_told
from advisor.understanding.told_lines import asks_bare
from advisor.understanding.which_part import asks_in_which_part
from tests.unit.shelf import Page, library_of


@pytest.mark.parametrize("text", ["with whom mostly?", "and for what exactly?", "who by?", "So, from which ones?"])
def test_a_preposition_and_a_word_of_asking_ask_of_what_was_told(text: str) -> None:
    assert asks_bare(text)


@pytest.mark.parametrize(
    "text", ["what for a career is it?", "with whom do I talk about pay?", "who?", "in which phase?"]
)
def test_with_words_of_its_own_a_turn_asks_for_these(text: str) -> None:
    assert not asks_bare(text)


def test_in_which_phase_asks_where_something_stands_and_not_for_all_of_them() -> None:
    assert asks_in_which_part("and in which phase?")
    assert not asks_in_which_part("which phases are there?")


def test_what_something_costs_in_time_is_no_price() -> None:
    assert asked_unit("so what does it cost in time?") is None
    assert wanted("what will the roadmap cost me in months?") is None
    assert asked_unit("what does the course cost?") == "USD"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Learn cloud services (AWS Lake, Azure Health).", ("AWS Lake", "Azure Health")),
        ("Book: 'Bread and Salt' by Ann Oven", ("Bread and Salt",)),
        ("Learn ICD-10 and the oven at home", ("ICD-10",)),
    ],
)
def test_what_was_told_names_what_it_lists_or_writes_as_a_name(text: str, names: tuple[str, ...]) -> None:
    page = Page("bakers", "Baker")
    page.say("goal", text)
    page.section("phase", "Goals", since=0)
    shelf = library_of(page)
    [fact] = shelf.catalogue.careers[0].of("goal")
    assert names_told((fact.span,), shelf) == names


def test_the_one_with_something_is_the_career_whose_page_speaks_of_it() -> None:
    pages = [Page("bakers", "Baker"), Page("millers", "Miller")]
    for page, text in zip(pages, ("Ovens and loaves.", "Stones and sacks."), strict=True):
        page.say("summary", text)
        page.section("summary", "What it is", since=0)
    described = DescribedCareers(library_of(*pages))
    both = Memory(told=("baker", "miller"))
    assert described("the one with the sacks", both) == "the Miller"
    assert described("the one with the sacks", Memory(told=("baker",))) == "the one with the sacks"
    assert described("the one with the horses", both) == "the one with the horses"
