"""Regions, careers and ends of series that questions name, and sentences that lack none of what they speak of."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from advisor.facets import facet_definitions
from advisor.findings import single_findings
from advisor.operations.differences import subtract
from advisor.operations.planning import plan
from advisor.operations.stating import look_up
from advisor.operations.totals import add_up, take_average
from advisor.requests import Facet, Figuring, Request, Timing, TimingQuestion
from advisor.understanding.measuring import end_outdone
from advisor.understanding.own_nouns import OwnNouns
from advisor.understanding.page_words import PageWords
from advisor.understanding.region_titles import RegionTitles
from advisor.understanding.words import singular, words_of
from advisor.writing.templates import template
from tests.unit.shelf import Page, library_of, request, said, two_careers
from vectorstore.types import Part, Quantity

REGIONS = ("Texas and Florida", "North West", "remote contracts anywhere in the US", "interior")


def paid_by_region() -> Page:
    page = Page("bakers", "Baker")
    for number, title in enumerate(REGIONS, start=1):
        page.say("regional_pay", f"${20 + number},000-${30 + number},000", part=Part("region", number, title))
    return page


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("and in Texas?", [1]),
        ("how much more than in the north west", [2]),
        ("than the top of a remote contract", [3]),
        ("what do they get in the interior?", [4]),
        ("interior design", []),
        ("a remote job", []),
    ],
)
def test_a_region_is_named_by_what_its_page_calls_it(text: str, numbers: list[int]) -> None:
    library = library_of(paid_by_region())
    found = RegionTitles(library.catalogue).find(text, library.catalogue.careers[0])
    assert [mention.reference.number for mention in found] == numbers


def test_a_career_is_called_by_the_noun_that_only_it_has() -> None:
    nouns = OwnNouns(two_careers().catalogue)
    called = [mention.career_id for mention in nouns.find(words_of("longer for the miller"), set(), beside=False)]
    assert called == ["miller"]
    assert nouns.find(words_of("a miller"), set(), beside=False) == []


def test_a_noun_that_two_careers_share_calls_neither() -> None:
    nouns = OwnNouns(library_of(Page("a", "Rye Baker"), Page("b", "Cake Baker")).catalogue)
    assert nouns.find(words_of("and the baker?"), set(), beside=True) == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("how much longer than the shortest is it", "least"),
        ("by how many weeks does it beat the shortest one", "least"),
        ("how far does it fall below the longest", None),
        ("longer than the oven phase", None),
    ],
)
def test_the_end_of_a_series_is_what_something_is_set_against(text: str, end: str | None) -> None:
    assert end_outdone(text) == end


def test_no_week_is_said_to_take_more_hours_than_it_has() -> None:
    library = two_careers()
    hours: frozenset[TimingQuestion] = frozenset({"hours_needed"})
    soon, own = Timing(available=Quantity(1, 1, "week")), Timing(available=Quantity(20, 20, "week"))
    asked = request("duration", "plan", "baker", timing_asked=hours, timing=soon)
    assert "fit into" not in said(plan(asked, library), library)
    # The roadmap takes 20 weeks, which is no frame to fit it into.
    asked = request("duration", "plan", "baker", timing_asked=hours, timing=own)
    assert "fit into" not in said(plan(asked, library), library)


# Behind one of these a sentence names something: "the range of {part}".
_GOVERNED = re.compile(r"\b(?:of|for|the|in|at|than|spans|takes|pays) \{(\w+)\}")


@pytest.mark.parametrize("facet", [name for name, each in facet_definitions().items() if each.shape == "figure"])
def test_no_sentence_lacks_what_it_speaks_of(facet: Facet) -> None:
    bare = Page("cooks", "Cook").say("pay", "$30,000-$40,000").say("experience", "4+ years")
    library = library_of(bare, *(Page(p.id, p.career, p.text, p.facts, p.chunks) for p in (paid_by_region(),)))
    careers = [career.id for career in library.catalogue.careers]
    for career in careers:
        asked = Request("?", "?", (career,), facets=(facet,))
        for operate in (look_up, subtract, take_average):
            for finding in single_findings(tuple(operate(asked, library))):
                governed = _GOVERNED.findall(template(finding.says))
                assert all(finding.values.get(name) for name in governed), finding.says


def test_a_figure_of_the_whole_stands_before_those_of_its_levels() -> None:
    page = Page("cooks", "Cook").say("experience", "4+ years")
    for number, years in enumerate(("0-1 years", "1-6 years"), start=1):
        page.say("experience", years, part=Part("level", number, f"Cook {number}"))
    library = library_of(page)
    told = said(look_up(request("experience", "lookup", "cook"), library), library)
    assert told.startswith("The Cook page gives years of experience as 4+ years.")
    assert "- :" not in told


def test_prices_of_resources_are_added_up() -> None:
    page = Page("cooks", "Cook")
    part = Part("phase", 1, "Soups")
    page.say("phase_title", part.title, part=part)
    for resource in ("A soup book, $20", "Evening class, $160", "Free recipes", "Knives, €30 a month"):
        page.say("resource", resource, part=part)
    library = library_of(page)
    told = said(add_up(request("resources", "total", "cook"), library), library)
    assert told.startswith("The 2 learning resources of the Cook with a price come to $180: A soup book")


def test_the_noun_with_which_all_titles_begin_calls_the_phases() -> None:
    page = Page("cooks", "Cook")
    for number, title in enumerate(("Season of Soups", "Season of Bread"), start=1):
        page.say("phase_title", title, part=Part("phase", number, title))
    assert PageWords(library_of(page)).commonly("which seasons are long?") == "which phases are long?"


@pytest.mark.parametrize(("word", "one"), [("stretches", "stretch"), ("phases", "phase"), ("taxes", "tax")])
def test_a_plural_in_es_has_its_singular(word: str, one: str) -> None:
    assert singular(word) == one


@pytest.mark.parametrize(
    "line", ["Demand: 8.6 out of 10, up from 8.1 a year ago.", "8.6/10; a year ago it was 8.1/10."]
)
def test_what_a_figure_was_before_is_set_against_what_it_is(line: str) -> None:
    page = Page("cooks", "Cook").say("demand", line)
    library = library_of(page.section("metrics", "Demand", since=0))
    asked = replace(
        request("demand", "difference", "cook", figuring=Figuring(stepwise=True)),
        question="By how much did demand rise?",
    )
    assert said(subtract(asked, library), library).startswith("That is a difference of 0.5/10")
