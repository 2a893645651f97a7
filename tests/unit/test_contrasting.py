"""What pages set side by side list of the one thing asked for, and what is told beside figures."""

from __future__ import annotations

import pytest

from advisor.around import say_around
from advisor.library import Entry, Library
from advisor.operations.comparison import compare
from advisor.operations.narrowing import narrow
from advisor.requests import Request
from advisor.types import Evidence
from advisor.understanding.clauses import where_criteria_begin
from advisor.writing.builtin import write
from advisor.writing.rendering import render
from tests.unit.shelf import Page, library_of, phase
from vectorstore.types import Part


@pytest.fixture
def shelf() -> Library:
    pages = []
    for name, goals in (
        ("Baker", ("Knead by hand", "Bake in ovens (Rofco, Deck)", "Judge a crust", "Sell loaves")),
        ("Cook", ("Cut and peel", "Season a stew", "Clean a Rofco", "Plate a dish")),
    ):
        page, heat = Page(name, name), phase(1, "Craft")
        page.say("months_to_ready", "6 months").say("phase_title", "Craft", part=heat)
        for goal in goals:
            page.say("goal", goal, part=heat)
        pages.append(page.section("phase", "Roadmap", since=0))
    return library_of(*pages)


def side_by_side(shelf: Library, *topics: str) -> str:
    careers = tuple(career.id for career in shelf.catalogue.careers)
    asked = Request("?", "?", careers, facets=("goals",), operation="compare", topics=topics)
    return render(write(Evidence(tuple(compare(asked, shelf)))), shelf)[0]


def test_only_the_points_that_hold_the_questions_words_are_set_side_by_side(shelf: Library) -> None:
    text = side_by_side(shelf, "ovens")
    assert "Bake in ovens" in text
    assert "Knead" not in text


def test_a_page_that_has_other_words_is_told_by_what_the_first_one_names(shelf: Library) -> None:
    assert "Clean a Rofco" in side_by_side(shelf, "ovens")


def test_words_that_no_point_holds_leave_the_whole_lists(shelf: Library) -> None:
    assert "Knead by hand" in side_by_side(shelf, "wages")


def test_what_a_guide_alone_states_sets_no_pages_side_by_side() -> None:
    pages = [
        Page(name, name)
        .say("months_to_ready", "6 months")
        .say("phase_title", "Craft", part=phase(1, "Craft"))
        .say("goal", f"Master the tools of a {name}", part=phase(1, "Craft"))
        .say("goal", "Judge what was made", part=phase(1, "Craft"))
        .section("phase", "Roadmap", since=0)
        for name in ("Baker", "Cook")
    ]
    guide = Page("guide", "Catering").say("item", "A master of catering knows enough")
    asked = Request("?", "?", facets=("education",), operation="compare", topics=("master",))
    assert list(compare(asked, library_of(*pages)))
    assert not list(compare(asked, library_of(*pages, guide.section("education", "Education", since=0))))


def test_either_of_two_kinds_picks_the_points_called_so() -> None:
    page = Page("guide", "Cook")
    for line in ("Hotels: calm and rich", "Startups: fast", "Schools: long terms"):
        page.say("item", line, part=Part("item", 0, line.partition(":")[0]))
    library = library_of(page)
    career = library.catalogue["cook"]
    entries = [Entry(career, fact) for fact in career.of("item")]
    asked = Request("Startup or hotel?", "?", facets=("employers",), subject=("Startup", "hotel"))
    kept = narrow(entries, asked)
    assert [str(entry.fact.value).partition(":")[0] for entry in kept] == ["Hotels", "Startups"]
    listed = Request("Which startups or hotels?", "?", facets=("employers",), subject=("startups", "hotels"))
    assert narrow(entries, listed) == tuple(entries)


def test_the_line_of_a_figure_is_told_where_it_holds_a_word_of_the_question() -> None:
    page = Page("guide", "Cook").say("regional_pay", "$50,000 a year", part=Part("region", 1, "Asia"))
    page.text = page.text.rstrip("\n") + ". Wages vary by city. Cooks are happy.\n"
    library = library_of(page.section("pay", "Pay", since=0))
    facts = library.catalogue["cook"].of("regional_pay")
    said = list(say_around(Request("?", "?", topics=("varies",)), facts, library))
    assert [finding.values["value"] for finding in said] == ["Wages vary by city."]


def test_points_of_view_are_found_behind_what_leads_to_them() -> None:
    text = "hotel or startup, in terms of stability and growth"
    begins = where_criteria_begin(text)
    assert begins is not None
    assert text[begins:] == "stability and growth"
