"""Phases, points and questions called by their own titles."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.library import Library
from advisor.operations.entries import select_entries
from advisor.operations.naming import label_of, tell_named
from advisor.operations.narrowing import narrow
from advisor.requests import Operation, PartReference, Request
from advisor.types import Finding
from advisor.understanding.parts import PartFinder
from advisor.understanding.titles import TitleIndex
from tests.unit.shelf import Page, library_of, phase, two_careers
from vectorstore.profiles import Catalogue
from vectorstore.types import Part


def guide() -> Library:
    page = Page("guide", "Baker")
    page.say("item", "Ovens are hot. Mind the door.", part=Part("item", 1, "Heat & Safety"))
    page.say("item", "Mills are loud.", part=Part("item", 2, "Noise"))
    page.say("faq", "No. Bread stays.", part=Part("question", 1, "Is toast replacing bread?"))
    return library_of(page.section("other", "Hazards", since=0))


def told(question: str, operation: Operation = "lookup") -> list[str]:
    found = tell_named(Request(question, question, operation=operation, searched=question), guide())
    return [finding.values["value"] for finding in found]


def test_a_point_called_by_its_label_is_told_whole() -> None:
    assert told("tell me about heat and safety") == ["Ovens are hot.", "Mind the door."]


def test_a_question_asked_word_for_word_is_answered() -> None:
    assert told("I was wondering: is toast replacing bread?") == ["No.", "Bread stays."]


def test_a_resource_is_told_by_its_title_whichever_career_is_spoken_of() -> None:
    page = Page("mill", "Miller")
    page.say("resource", "Book: 'The Grain and the Stone' by A. Grinder", part=phase(1, "Stones"))
    shelf = library_of(
        page.section("phase", "Roadmap", since=0), Page("bakery", "Baker").section("other", "x", since=0)
    )
    question = "who wrote grain and the stone?"
    [finding] = tell_named(Request(question, question, ("bakery",), searched=question), shelf)
    assert finding.values["value"] == "Book: 'The Grain and the Stone' by A. Grinder"


def test_a_label_of_one_word_names_nothing() -> None:
    assert told("how much noise is there") == []


def test_what_is_counted_is_not_told() -> None:
    assert told("how many points are there on heat & safety", "count") == []


def titles_of(*titles: str) -> TitleIndex:
    page = Page("p", "Baker")
    for number, title in enumerate(titles, start=1):
        page.say("phase_title", title, part=phase(number, title))
    return TitleIndex(Catalogue(library_of(page).catalogue.careers))


def test_a_phase_title_is_masked_without_moving_the_words_behind_it() -> None:
    question = "How long is Baking, Selling & Deployment for a Baker?"
    masked = titles_of("Baking, Selling & Deployment").masked(question)
    assert masked.split() == ["How", "long", "is", "the", "phase", "for", "a", "Baker?"]
    assert masked.index("Baker?") == question.index("Baker?")


def test_of_two_titles_the_longer_one_is_masked() -> None:
    masked = titles_of("Baking Bread", "Baking Bread at Home").masked("what is baking bread at home")
    assert masked.split() == ["what", "is", "the", "phase"]


def test_everyday_words_do_not_pick_points_by_their_text() -> None:
    shelf = two_careers()
    asked = Request("?", "?", facets=("goals",), subject=("learn", "time"), specific=("time",))
    entries = select_entries(shelf.catalogue.careers[0], "goals", asked, shelf)
    assert narrow(entries, asked) == entries


def test_a_region_of_two_parts_is_the_one_in_brackets() -> None:
    page = Page("p", "Baker")
    for number, (place, amount) in enumerate([("UK", "£20,000"), ("EU", "€30,000")], start=1):
        page.say("regional_pay", amount, part=Part("region", number, f"United Kingdom & Western Europe ({place})"))
    finder = PartFinder(library_of(page).catalogue.careers[0])
    assert [each.reference.number for each in finder.find("pay in the EU")] == [2]
    assert [each.reference.number for each in finder.find("pay in the UK")] == [1]


def test_findings_name_the_line_they_quote() -> None:
    request = Request("?", "tell me about heat and safety", searched="tell me about heat and safety")
    library = guide()
    for finding in tell_named(request, library):
        assert isinstance(finding, Finding)
        assert library.text(finding.facts[0].span) == finding.values["value"]


def test_an_everyday_word_is_no_beginning_of_a_label() -> None:
    page = Page("p", "Baker")
    page.say("skill", "Sells", part=Part("item", 1, "Workflow")).say("skill", "Kneads", part=Part("item", 2, "Dough"))
    shelf = library_of(page)
    asked = Request("?", "?", facets=("skills",), subject=("work",), specific=("work",))
    entries = select_entries(shelf.catalogue.careers[0], "skills", asked, shelf)
    assert narrow(entries, asked) == entries


@pytest.mark.parametrize(
    ("question", "word", "kept"),
    [
        ("the technical skills", "technical", ["Kneading", "Scales"]),
        ("the non-technical skills", "non-technical", ["Manners", "Talking of technical things"]),
        ("the people skills", "people", ["Manners", "Talking of technical things"]),
    ],
)
def test_the_title_of_a_section_tells_its_points_apart(question: str, word: str, kept: list[str]) -> None:
    page = Page("p", "Baker")
    for section, skills in (
        ("Technical skills", ("Kneading", "Scales")),
        ("People skills", ("Manners", "Talking of technical things")),
    ):
        for skill in skills:
            page.say("skill", skill)
            page.facts[-1] = replace(page.facts[-1], section=section)
    shelf = library_of(page)
    asked = Request("?", question, facets=("skills",), subject=(word, "skills"), specific=(word,), searched=question)
    entries = select_entries(shelf.catalogue.careers[0], "skills", asked, shelf)
    assert [entry.fact.value for entry in narrow(entries, asked)] == kept


@pytest.mark.parametrize(("question", "kept"), [("Which book?", 1), ("Which courses or books?", 2)])
def test_words_for_a_facet_joined_by_or_pick_none_of_its_points(question: str, kept: int) -> None:
    page = Page("p", "Baker").say("resource", "Book: Bread").say("resource", "The oven museum")
    shelf = library_of(page)
    asked = Request("?", "?", facets=("resources",), subject=("courses", "books"), searched=question)
    assert len(narrow(select_entries(shelf.catalogue.careers[0], "resources", asked, shelf), asked)) == kept


def test_a_word_of_one_title_alone_tells_its_phase() -> None:
    titles = titles_of("Dough and Yeast", "Ovens and Heat")
    assert titles.spoken("the share of yeast") == ("baker", (PartReference("phase", 1, "Dough and Yeast"),))
    assert titles.spoken("salt and pepper") is None


def test_a_resource_is_called_by_its_title_and_not_by_what_kind_it_is() -> None:
    page = Page("bakers", "Baker")
    page.say("resource", "Book: 'Bread and Salt' by Ann Oven")
    page.say("resource", "Oven visits")
    first, second = page.facts
    assert (label_of(first), label_of(second)) == ("Bread and Salt", "Oven visits")
