"""Turns about what was just told: what they report of it, and where it stands."""

from __future__ import annotations

import pytest

from advisor.continuing import tell_again
from advisor.library import Library
from advisor.requests import Again, Following, Request
from advisor.types import Finding
from advisor.understanding.following import asks_heights_alone, asks_how_far, points_at_person
from advisor.understanding.recalling import form_of, told_before
from advisor.understanding.replying import corrects
from advisor.understanding.which_part import means_all
from advisor.understanding.writing_out import with_number, with_other
from tests.unit.shelf import Page, library_of


def _shelf() -> Library:
    page = Page("bakers", "Baker")
    page.say("coding", "Coding is not required.")
    page.section("requirements", "This asks for", since=0)
    return library_of(page)


def _asked(shelf: Library, again: Again) -> Request:
    [fact] = shelf.catalogue.careers[0].of("coding")
    return Request("?", "?", ("baker",), facets=("coding",), following=Following(shown=(fact.span,), again=again))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("You said it is easy", "it is easy"),
        ("But you told me that both are Medium, which is your source?", "both are Medium"),
        ("your earlier answer was that anyone can bake. Shall I go?", "anyone can bake"),
        ("who told you that?", ""),
        ("what does it pay?", ""),
    ],
)
def test_what_the_advisor_is_said_to_have_told_is_read_off(text: str, told: str) -> None:
    assert told_before(text) == told


def test_where_an_answer_stands_is_told_by_its_sentence_and_section() -> None:
    shelf = _shelf()
    [place] = tell_again(_asked(shelf, "where"), (), shelf)
    assert isinstance(place, Finding)
    assert place.values["value"] == "Coding is not required."
    assert place.values["section"] == "This asks for"


def test_a_doubted_answer_is_told_again_behind_a_word_on_it() -> None:
    shelf = _shelf()
    found = Finding("state.coding", {}, shelf.catalogue.careers[0].of("coding"))
    first, second = tell_again(_asked(shelf, "doubted"), (found,), shelf)
    assert isinstance(first, Finding)
    assert (first.says, second) == ("note.again", found)


def test_nothing_is_told_again_where_nothing_is_found() -> None:
    shelf = _shelf()
    assert tell_again(_asked(shelf, "doubted"), (), shelf) == ()


def test_a_number_in_words_stands_in_the_question_before() -> None:
    assert with_number("And after nine?", "who earns more after six years?") == "who earns more after nine years?"
    assert with_number("what about 8 years?", "what do I earn with 4 years?") == "what do I earn with 8 years?"


def test_the_number_of_a_phase_is_not_replaced() -> None:
    assert with_number("and with 20?", "how long is phase 2?") == "and with 20?"


def test_the_other_roadmap_is_asked_the_question_that_spoke_of_one() -> None:
    assert with_other("And the other plan?", "is SQL in the baking plan?") == "And the other one?"
    assert with_other("show me the other plan", "what does a baker earn?") == "show me the other plan"


def test_a_correction_may_stand_at_the_end() -> None:
    assert corrects("sorry, the other one")
    assert corrects("the bakery I mean")
    assert not corrects("what does that mean?")


def test_all_of_a_series_is_meant_by_its_whole() -> None:
    assert means_all("and how long is the whole programme?")
    assert not means_all("how long is it?")


def test_words_that_only_say_which_lies_higher_ask_for_nothing_else() -> None:
    assert asks_heights_alone(["higher"])
    assert not asks_heights_alone(["higher", "demand"])
    assert not asks_heights_alone([])


def test_a_turn_points_back_at_somebody_by_a_pronoun_for_persons() -> None:
    assert points_at_person("would baking suit him?")
    assert not points_at_person("would baking suit a nurse?")


def test_how_far_apart_is_asked_by_words_of_degree() -> None:
    assert asks_how_far("how much longer is it?")
    assert not asks_how_far("which is longer?")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Bit long for me. One short sentence please.", "brief"),
        ("in bullet points please", "points"),
        ("could you put that in plain english", "plain"),
        ("how long?", None),
        ("how long is the roadmap", None),
        ("so which is shorter", None),
    ],
)
def test_the_form_of_an_answer_is_told_from_a_length_asked_for(text: str, form: str | None) -> None:
    assert form_of(text) == form
