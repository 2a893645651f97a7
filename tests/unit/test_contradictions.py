"""What a page says of itself or another page says otherwise: numbers promised, things of one name."""

from __future__ import annotations

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.namesakes import note_namesakes
from advisor.operations.promises import note_promised
from tests.unit.shelf import Page, library_of


def _with_course(id: str, career: str, source: str) -> Page:
    page = Page(id, career)
    page.say("resource", f"Course: 'Milling for All' ({source})")
    page.say("interview_question", "Why do you bake?")
    page.say("item", "Practice with 40+ role-specific interview questions.")
    page.section("practice", "Practice", since=0)
    return page


def _shelf() -> Library:
    return library_of(_with_course("bakers", "Baker", "Leeds"), _with_course("millers", "Miller", "York"))


def test_a_thing_of_the_same_name_elsewhere_is_told_with_its_other_source() -> None:
    shelf = _shelf()
    [baker, _] = shelf.catalogue.careers
    [note] = note_namesakes(baker.of("resource"), shelf)
    assert "York" in note.values["value"]


def test_what_two_pages_ascribe_alike_is_told_once() -> None:
    shelf = library_of(_with_course("bakers", "Baker", "Leeds"), _with_course("millers", "Miller", "Leeds"))
    assert not list(note_namesakes(shelf.catalogue.careers[0].of("resource"), shelf))


def test_a_number_promised_beyond_what_is_listed_is_told_in_the_pages_words() -> None:
    shelf = _shelf()
    [note] = note_promised(shelf.catalogue.careers[0], facet_definitions()["interview"], 1, shelf)
    assert note.values["value"] == "Practice with 40+ role-specific interview questions."


def test_a_promise_that_is_kept_needs_no_note() -> None:
    shelf = _shelf()
    assert not list(note_promised(shelf.catalogue.careers[0], facet_definitions()["interview"], 40, shelf))
