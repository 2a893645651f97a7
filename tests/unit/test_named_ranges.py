"""What the ranges of named levels, careers and regions share, how far their ends and middles lie apart."""

from __future__ import annotations

import pytest

from advisor.library import Library
from advisor.operations.course import course_of
from advisor.operations.deadlines import date_phases
from advisor.operations.differences import subtract
from advisor.operations.figures import shared
from advisor.operations.gaps import tell_joints
from advisor.operations.places import parts_around
from advisor.operations.ranking import rank
from advisor.requests import Figuring, PartReference, Timing
from advisor.types import Finding, Listing
from advisor.understanding.cues import read_cues
from advisor.understanding.figuring import settle, without_ends
from advisor.understanding.outstanding import outstanding_kind
from advisor.understanding.parts import PartFinder
from advisor.understanding.utterance import Meaning
from tests.unit.shelf import Page, career_page, library_of, request, said, two_careers
from vectorstore.types import Part, Quantity


@pytest.fixture
def shelf() -> Library:
    return two_careers()


def dollars(low: float, high: float, *, more: bool = False) -> Quantity:
    return Quantity(low, high, "USD", more, per="year")


def levels(*numbers: int) -> tuple[PartReference, ...]:
    return tuple(PartReference("level", number) for number in numbers)


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        (dollars(20, 40), dollars(30, 60), dollars(30, 40)),
        (dollars(20, 40), dollars(40, 60), dollars(40, 40)),
        (dollars(20, 40), dollars(50, 60), None),
        (dollars(20, 40, more=True), dollars(30, 60), dollars(30, 40, more=True)),
    ],
)
def test_two_ranges_share_what_lies_in_both(one: Quantity, other: Quantity, common: Quantity | None) -> None:
    assert shared(one, other) == shared(other, one) == common


def test_only_the_two_levels_named_are_held_against_each_other() -> None:
    pay = [("Junior", "0-2 years", "$20,000-$30,000"), ("Senior", "2-5 years", "$25,000-$45,000")]
    pay.append(("Head", "5+ years", "$40,000-$60,000"))
    ladder = library_of(career_page("cooks", "Cook", weeks=[4], pay=pay, months=1, difficulty="Easy"))
    text = said(
        tell_joints(request("pay", "reconcile", "cook", parts=levels(2, 3), figuring=Figuring(joints=True)), ladder),
        ladder,
    )
    assert "overlap in pay, over $40,000–$45,000" in text
    assert "Junior" not in text


def test_levels_that_lie_apart_do_not_overlap(shelf: Library) -> None:
    text = said(
        tell_joints(request("pay", "reconcile", "baker", parts=levels(1, 3), figuring=Figuring(joints=True)), shelf),
        shelf,
    )
    assert "do not overlap in pay: Junior Baker has $20,000–$30,000, Head Baker $50,000–$80,000+" in text


def test_two_careers_share_what_lies_in_both_ladders(shelf: Library) -> None:
    text = said(
        tell_joints(request("pay", "reconcile", "baker", "miller", figuring=Figuring(joints=True)), shelf), shelf
    )
    assert "over $25,000–$60,000: Baker has $20,000–$80,000+, Miller $25,000–$60,000" in text


def test_the_middles_of_two_ranges_are_set_against_each_other(shelf: Library) -> None:
    [finding] = subtract(
        request("pay", "difference", "baker", parts=levels(1, 2), figuring=Figuring(end="middle")), shelf
    )
    assert isinstance(finding, Finding)
    assert finding.values["result"] == "$12,500"


def test_levels_are_ranked_by_the_end_of_their_ranges_that_is_asked_for() -> None:
    pay = [("Wide", "0-2 years", "$20,000-$90,000"), ("Narrow", "2-5 years", "$30,000-$40,000")]
    ladder = library_of(career_page("cooks", "Cook", weeks=[4], pay=pay, months=1, difficulty="Easy"))
    [listing] = rank(request("pay", "rank", "cook", figuring=Figuring(end="low")), ladder)
    assert isinstance(listing, Listing)
    assert [item.values["part"] for item in listing.items] == ["Narrow", "Wide"]


def test_a_phase_that_is_asked_when_it_starts_is_given_no_end(shelf: Library) -> None:
    asked = read_cues("if I begin on 4 January 2027, on which date does phase 2 start?").timing.asks
    assert "begin" in asked
    plan = request(
        "phase_length",
        "plan",
        "baker",
        parts=(PartReference("phase", 2),),
        timing=Timing(start="2027-01-04"),
        timing_asked=asked,
    )
    course = course_of(shelf.catalogue["baker"], plan, shelf)
    assert course is not None
    assert "would begin on 15 February 2027." in said(date_phases(course, shelf), shelf)


def test_a_date_of_the_end_is_no_beginning() -> None:
    assert "begin" not in read_cues("when would I finish if I start on 4 January?").timing.asks


def test_the_start_of_a_range_names_no_level(shelf: Library) -> None:
    assert PartFinder(shelf.catalogue["baker"]).find("best paid at the start of the range first") == ()


def test_the_top_of_a_band_leaves_its_level_named() -> None:
    cues = read_cues("how far does the top of the junior documentation band exceed the bottom").measuring
    named = (PartReference("level", 1, "junior"),)
    assert without_ends(Meaning(("pay",), "difference", parts=named), cues).parts == named


def test_a_share_of_the_longest_phase_is_one_of_the_whole() -> None:
    cues = read_cues("what percentage of the weeks goes on its longest phase?").measuring
    assert outstanding_kind("its longest phase") == "phase"
    assert settle(Meaning(("phase_length",), "extreme"), cues, {"phase"}, ()) == Meaning(("phase_length",), "total")


def test_a_region_is_called_by_its_people() -> None:
    asia = Part("region", 1, "Asia")
    page = Page("guide", "Cook").say("regional_pay", "$50,000-$150,000", part=asia)
    [mention] = PartFinder(library_of(page).catalogue["cook"]).find("the Asian pay range")
    assert parts_around(mention.reference.words, (asia,)) == (asia,)
