"""Levels called by words of their titles, and what is set apart by the ends of what they pay."""

from __future__ import annotations

import pytest

from advisor.operations.differences import subtract
from advisor.requests import Figuring
from advisor.types import Finding
from advisor.understanding.measuring import ends_in_order, names_end
from advisor.understanding.rungs import Ladders
from tests.unit.shelf import Page, level, library_of, request
from tests.unit.test_measuring import of_level
from vectorstore.profiles import Catalogue

TITLES = ("Oven Data Assistant", "AI Baker", "Senior Baker, Long Doughs", "Head of Sweet Pastry")


def ladder(career: str = "AI Baker", titles: tuple[str, ...] = TITLES) -> Catalogue:
    page = Page(career, career)
    for number, title in enumerate(titles, start=1):
        page.say("level_title", title, part=level(number, title))
    return library_of(page).catalogue


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("what does the assistant's contract say", ["Oven Data Assistant"]),
        ("the gap between an assistant and a head of pastry", ["Oven Data Assistant", "Head of Sweet Pastry"]),
        ("and the senior bakers?", ["Senior Baker, Long Doughs"]),
        ("what does a principal baker make", []),
        ("what does a miller make", []),
        ("I'm a tax assistant", []),
        ("what does an ordinary assistant make", ["Oven Data Assistant"]),
    ],
)
def test_a_level_is_called_by_the_noun_of_its_title_and_words_around_it(text: str, titles: list[str]) -> None:
    assert [called.part.title for called in Ladders(ladder()).called(text)] == titles


def test_the_noun_of_the_career_may_be_its_own_level() -> None:
    [called] = Ladders(ladder()).called("what does a baker make")
    assert (called.part.number, called.own) == (2, True)


def test_the_number_before_a_title_calls_no_level() -> None:
    numbered = ladder("AI Baker", ("Level 1: Oven Data Assistant", "Level 2: AI Baker"))
    assert Ladders(numbered).called("how long is phase 1?") == ()
    [called] = Ladders(numbered).called("what does the assistant get?")
    assert called.part.number == 1


def test_a_band_behind_the_noun_of_the_career_is_of_its_own_level() -> None:
    [called] = Ladders(ladder()).called("the top of the baker band")
    assert (called.part.number, called.own) == (2, False)


def test_people_at_large_are_no_level() -> None:
    nurses = ladder("AI Ward Coach", ("Ward Nurse", "AI Ward Coach"))
    assert Ladders(nurses).called("is it better than nurses?") == ()


def test_somebody_the_user_knows_is_no_level() -> None:
    assert not Ladders(ladder()).called("my assistant keeps talking of rye")


def test_others_of_the_same_noun_are_no_level() -> None:
    scientists = ladder("AI Ward Coach", ("Ward Scientist", "AI Ward Coach"))
    assert Ladders(scientists).called("growth for research scientists") == ()
    assert Ladders(scientists).called("what do the ward scientists earn") != ()


def test_a_noun_of_two_ladders_calls_no_level() -> None:
    both = Catalogue((*ladder().careers, *ladder("AI Miller", ("Mill Assistant", "AI Miller")).careers))
    assert Ladders(both).called("the assistant") == ()
    assert [each.part.title for each in Ladders(both).called("the assistant", ("ai-miller",))] == ["Mill Assistant"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("the bottom of what one gets and the top of the other's", ("low", "high")),
        ("how much more does a start on than b", ("low",)),
        ("by how much does the ceiling rise", ("high",)),
    ],
)
def test_ends_of_pay_are_named_by_tops_ceilings_and_starts(text: str, ends: tuple[str, ...]) -> None:
    assert ends_in_order(text) == ends


@pytest.mark.parametrize(("words", "end"), [("the top", True), ("top salaries", True), ("the top job", False)])
def test_the_top_may_be_an_end_where_the_top_job_is_a_level(words: str, end: bool) -> None:
    assert names_end(words) is end


def test_how_much_wider_one_range_is_than_another_is_told_of_their_widths() -> None:
    page = Page("AI Baker", "AI Baker")
    for number, (title, pay) in enumerate([("Clerk", "$30,000-$40,000"), ("Head", "$60,000-$85,000")], start=1):
        page.say("level_title", title, part=level(number, title)).say("pay", pay, part=level(number, title))
    asked = request("pay", "difference", "ai-baker", parts=of_level(1, 2), figuring=Figuring(spread=True))
    [finding] = [each for each in subtract(asked, library_of(page)) if isinstance(each, Finding)]
    assert finding.says == "difference.widths"
    assert finding.computed[0].low == 15_000  # 25,000 − 10,000


def test_pay_stated_of_beginners_and_of_the_experienced_is_told_apart_by_name() -> None:
    page = Page("AI Baker", "AI Baker").say("entry_pay", "$30,000").say("senior_pay", "$50,000")
    asked = request("pay", "difference", "ai-baker")
    [finding] = [each for each in subtract(asked, library_of(page)) if isinstance(each, Finding)]
    assert (finding.values["first"], finding.values["second"]) == ("senior level", "entry level")
