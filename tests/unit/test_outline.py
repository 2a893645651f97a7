"""Questions for all that a section lists."""

from __future__ import annotations

import pytest

from advisor.outline import points_asked
from advisor.requests import Operation, Request
from tests.unit.shelf import Page, library_of


def sections(*titles: str) -> Page:
    """A page of sections with a line each."""
    page = Page("p", "Baker")
    for title in titles:
        since = len(page.text)
        page.say("summary", f"What is said of it {since}.").section("other", title, since=since)
    return page


@pytest.mark.parametrize(("operation", "told"), [("list", 3), ("count", 3), ("lookup", 0)])
def test_sections_that_begin_alike_are_listed_behind_the_one_that_leads_to_them(
    operation: Operation, told: int
) -> None:
    page = sections("Where bread is baked", "Bread in Ovens", "Bread in Pans", "Bread in Ashes", "History")
    library = library_of(page)
    listed = points_asked(Request("?", "?", operation=operation), library.chunks[0], library)
    assert [finding.values["value"] for finding in listed] == ["Bread in Ovens", "Bread in Pans", "Bread in Ashes"][
        :told
    ]


def test_a_section_elsewhere_on_the_page_leads_to_no_others() -> None:
    library = library_of(sections("Bread in Ovens", "Bread in Pans", "Bread in Ashes", "History"))
    assert not points_asked(Request("?", "?", operation="list"), library.chunks[-1], library)


def test_the_points_of_a_section_are_told_whichever_chunks_it_was_cut_into() -> None:
    page = Page("p", "Baker")
    for point in ("Burns happen", "Flour costs", "Ovens break"):
        since = len(page.text)
        page.say("item", point).section("other", "Risky and costly sides", since=since)
    library = library_of(page)
    asked = Request("?", "?", subject=("risky", "costly", "sides"))
    assert len(points_asked(asked, library.chunks[0], library)) == 3
    assert not points_asked(Request("?", "?", subject=("risky", "ovens")), library.chunks[0], library)
