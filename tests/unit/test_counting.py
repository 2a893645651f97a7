"""How many points are of one kind, or stand in the section that a question calls by its title."""

from __future__ import annotations

import pytest

from advisor.library import Library
from advisor.operations.counting import count, count_labelled
from advisor.operations.ranking import find_extreme
from advisor.outline import count_called
from advisor.requests import Request, Wanted
from advisor.types import Finding, Grid, Listing
from advisor.understanding.counting import uncountable
from tests.unit.shelf import Page, library_of, phase, request, said

RISKS = "Legal & Ethical Risks"


@pytest.fixture
def kitchen() -> Library:
    knives = phase(1, "Knives")
    page = Page("cooks", "Cook").say("phase_title", "Knives", part=knives)
    page.say("resource", "Book: 'Cuts' by A. Chef", part=knives).say("resource", "Book: 'Fires'", part=knives)
    page.say("resource", "Papers: 'On salt'", part=knives).say("resource", "A week in a canteen", part=knives)
    page.section("phase", "Roadmap", since=0)
    since = len(page.text)
    for line in ("Burns: they hurt", "Cuts: they bleed", "Guests: they sue"):
        page.say("item", line)
    return library_of(page.section("other", RISKS, since=since))


@pytest.mark.parametrize(("direction", "told"), [("most", "Knives"), ("least", "Pans")])
def test_the_part_with_most_points_is_told_with_their_number(direction: str, told: str) -> None:
    knives, pans = phase(1, "Knives"), phase(2, "Pans")
    page = Page("cooks", "Cook").say("resource", "Cuts", part=knives).say("resource", "Fires", part=knives)
    library = library_of(page.say("resource", "Salt", part=pans))
    asked = request("resources", "extreme", "cook", which="phase", direction=direction)
    assert told in said(find_extreme(asked, library), library)


def test_where_all_parts_list_as_many_no_part_has_most() -> None:
    page = Page("cooks", "Cook")
    for number in (1, 2):
        for line in ("Cuts", "Fires"):
            page.say("resource", f"{line} {number}", part=phase(number, f"Stage {number}"))
    library = library_of(page)
    asked = request("resources", "extreme", "cook", which="phase")
    assert "4 learning resources, 2 in each of 2 phases" in said(find_extreme(asked, library), library)


def ask(question: str, facet: str, wanted: str = "") -> Request:
    subject = tuple(question.rstrip("?").split())
    counted = Wanted(f"the number of {wanted}", "count", wanted) if wanted else None
    return Request(question, question, ("cook",), facets=(facet,), operation="count", subject=subject, wanted=counted)  # type: ignore[arg-type]


def lead(blocks: list[Finding | Listing | Grid] | list[Listing]) -> dict[str, str]:
    told = blocks[0].lead if isinstance(blocks[0], Listing) else blocks[0]
    assert isinstance(told, Finding)
    return dict(told.values)


def test_of_a_list_only_the_kind_that_is_named_is_counted(kitchen: Library) -> None:
    assert lead(list(count(ask("how many books?", "resources"), kitchen)))["count"] == "2"


def test_all_points_are_counted_where_no_word_tells_them_apart(kitchen: Library) -> None:
    assert lead(list(count(ask("how many resources?", "resources"), kitchen)))["count"] == "4"


def test_what_no_facet_counts_is_counted_by_the_label_of_its_points(kitchen: Library) -> None:
    assert lead([*count_labelled(ask("how many papers?", "resources", "papers"), kitchen)])["count"] == "1"


def test_the_points_of_the_section_called_by_its_title_are_counted(kitchen: Library) -> None:
    told = lead([*count_called(ask("how many legal and ethical risks are listed?", "topic"), kitchen)])
    assert (told["value"], told["count"]) == (RISKS, "3")


def test_a_section_whose_title_does_not_say_what_is_counted_answers_nothing(kitchen: Library) -> None:
    assert not list(count_called(ask("how many legal victims are there?", "topic", "victims"), kitchen))


def test_what_is_counted_stands_behind_all_its_adjectives() -> None:
    value = uncountable("how many tired, rude and hungry guests come?")
    assert value is not None
    assert value.counted == "guests"
