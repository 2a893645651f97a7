"""Questions about all careers at once: which there are, which say yes, for which a time is enough."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.findings import facts_of
from advisor.library import Library
from advisor.operations.catalogue import answering, list_careers
from advisor.operations.planning import plan
from advisor.operations.totals import take_average
from advisor.requests import Request, Timing
from advisor.types import Finding, Listing
from tests.unit.shelf import Page, library_of
from vectorstore.types import Quantity

CODES = {"Baker": True, "Cook": False, "Miller": False, "Smith": True}


def page(name: str, *, codes: bool, months: int) -> Page:
    """A page that says what the work is, whether it takes coding and how many months it takes."""
    new = Page(name.casefold(), name)
    new.say("summary", f"A {name} works.").say("coding", "Coding" if codes else "No coding", holds=codes)
    return new.say("months_to_ready", f"{months} months")


def town() -> Library:
    """Four careers that take 3, 6, 9 and 12 months."""
    return library_of(
        *(page(name, codes=codes, months=3 * place) for place, (name, codes) in enumerate(CODES.items(), 1))
    )


def careers_told(blocks: Iterable[object]) -> list[str]:
    """The careers that the lines of the one list name."""
    [block] = blocks
    assert isinstance(block, Listing)
    return [line.values["career"] for line in block.items]


def test_all_careers_are_listed_each_with_its_own_page() -> None:
    told = list(list_careers(Request("?", "?", facets=("overview",), operation="list"), town()))
    assert careers_told(told) == list(CODES)
    assert len({fact.span.document for fact in facts_of(told)}) == len(CODES)


def test_careers_are_counted_by_the_pages_that_describe_them() -> None:
    [told] = list_careers(Request("?", "?", facets=("overview",), operation="count"), town())
    assert isinstance(told, Finding)
    assert (told.values["count"], len(told.facts)) == ("4", 4)


def test_careers_that_need_none_are_those_whose_pages_deny_it() -> None:
    asked = Request("which need no coding?", "?", facets=("coding",), operation="filter", negated=True)
    assert careers_told(answering("coding", asked, town())) == ["Cook", "Miller"]
    asked = Request("which need coding?", "?", facets=("coding",), operation="filter")
    assert careers_told(answering("coding", asked, town())) == ["Baker", "Smith"]


def test_the_mean_of_what_careers_state_is_over_all_of_them() -> None:
    [told] = take_average(Request("?", "?", facets=("duration",), operation="average"), town())
    assert isinstance(told, Finding)
    assert told.computed == (Quantity(7.5, 7.5, "month"),)


def test_a_time_frame_parts_many_careers_into_those_it_is_enough_for_and_the_rest() -> None:
    timing = Timing(available=Quantity(6, 6, "month"))
    enough, short = plan(Request("?", "?", facets=("duration",), operation="plan", timing=timing), town())
    assert isinstance(enough, Finding)
    assert isinstance(short, Finding)
    assert enough.values["careers"] == "Baker (3 months) and Cook (6 months)"
    assert short.values["careers"] == "Miller (9 months) and Smith (12 months)"
