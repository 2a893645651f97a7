"""What a page itself calls the parts of its road and what it states of them is understood in questions."""

from __future__ import annotations

import pytest

from advisor.requests import Facet, PartReference, Request
from advisor.understanding.page_words import PageWords, facet_lacking, is_closed
from advisor.understanding.part_points import PartPoints
from advisor.understanding.utterance import Meaning
from tests.unit.shelf import Page, library_of, phase
from tests.unit.test_rules import heard
from vectorstore.types import Attribute, Fact, Span

SECOND = PartReference("phase", 2)


def page_of(*stops: str, label: str) -> Page:
    """A page whose phases stand each behind a line or mark of its own, with what closes them behind a label."""
    page = Page("bakers", "Baker")
    for number, stop in enumerate(stops, start=1):
        since, part = len(page.text), phase(number, f"Craft {number}")
        page.text += stop
        page.say("phase_title", part.title, part=part)
        page.text += label
        page.say("milestone", f"sell {number} loaves", part=part)
        page.section("phase", "Roadmap", since=since)
    return page


def words_of(*stops: str, label: str = "Sold out when ") -> PageWords:
    return PageWords(library_of(page_of(*stops, label=label)))


@pytest.mark.parametrize(
    ("question", "common"),
    [
        ("How long do the first two mileposts take?", "How long do the first two phases take?"),
        ("What comes after milepost 2?", "What comes after phase 2?"),
        ("Does the milepost about ovens take long?", "Does the phase about ovens take long?"),
        ("How long is the oven milepost?", "How long is the oven phase?"),
    ],
)
def test_a_pages_own_noun_for_its_phases_is_read_as_phase(question: str, common: str) -> None:
    assert words_of("Milepost 1\n", "Milepost 2\n").commonly(question) == common


def test_what_may_be_a_verb_is_a_noun_only_behind_what_counts_or_points_at_it() -> None:
    question = "When may I stop after the second stop?"
    assert words_of("Stop 1\n", "Stop 2\n").commonly(question) == "When may I stop after the second phase?"


def test_letters_that_number_phases_are_read_as_numbers() -> None:
    page = words_of("Block A: ", "Block B: ")
    assert page.commonly("How long are blocks A and B?") == "How long are blocks 1 and 2?"


def test_a_word_within_a_title_stays() -> None:
    question = "How long is The Last Stop?"
    assert words_of("Stop 1\n", "Stop 2\n").commonly(question, [(12, 25)]) == question


def test_months_before_a_number_call_no_phase() -> None:
    question = "How long are the first two months?"
    assert words_of("Month 1\n", "Month 2\n").commonly(question) == question


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("When am I sold out in phase 2?", "milestone"),
        ("How do I know that I am through with phase 2?", "milestone"),
        ("What do I have to hand in at the end?", "milestone"),
        ("What should I read in phase 1?", "resources"),
        ("What comes after phase 1?", None),
        ("How hard is phase 1?", None),
    ],
)
def test_what_is_asked_of_a_part_is_told_by_the_pages_label_or_by_other_words(
    question: str, facet: Facet | None
) -> None:
    assert words_of("Stop 1\n", "Stop 2\n").asked_of_part(question, ()) == facet


def test_the_headings_of_columns_are_noun_and_label_of_what_stands_below_them() -> None:
    page = Page("bakers", "Baker", text="| Rotation | Left behind |\n| --- | --- |\n")
    for number, (title, left) in enumerate((("Flour", "a sack"), ("Ovens", "a loaf")), start=1):
        start, part = len(page.text), phase(number, title)
        page.text += f"| {title} | {left} |\n"
        stated: tuple[tuple[Attribute, str], ...] = (("phase_title", title), ("milestone", left))
        for attribute, words in stated:
            at = page.text.index(words, start)
            page.facts.append(Fact(attribute, words, Span(page.id, at, at + len(words)), part))
    read = PageWords(library_of(page))
    assert read.commonly("the first rotation") == "the first phase"
    assert read.asked_of_part("What must I leave behind after the phase?", ()) == "milestone"


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("Which phase has no stated length?", "phase_length"),
        ("Which stage doesn't list any resources?", "resources"),
        ("Which phase leaves no time for Python?", None),
    ],
)
def test_what_parts_lack_is_told_by_its_noun(question: str, facet: Facet | None) -> None:
    assert facet_lacking(question) == facet


POINTS = PartPoints(lambda clause, careers: words_of("Stop 1\n", "Stop 2\n").asked_of_part(clause.text, careers))


def test_what_closes_a_part_stands_in_it() -> None:
    said = heard("What must I hand in when I finish phase 2?", SECOND)
    assert POINTS(said, Meaning(("roadmap",), "next")) == Meaning(("milestone",), "lookup")


def test_what_must_be_shown_before_a_part_closes_the_one_before() -> None:
    said = heard("What must I show before I start on phase 2?", SECOND)
    assert POINTS(said, Meaning(("milestone",), "lookup")).operation == "previous"


def test_figures_of_a_part_are_no_points_of_it() -> None:
    asked = Meaning(("phase_length",), "lookup")
    assert POINTS(heard("How long until I am done with phase 2?", SECOND), asked) == asked


def test_after_the_last_one_is_its_own_end() -> None:
    before = Request("", "", (), facets=("milestone",), parts=(SECOND,))
    said = heard("and after the last one?", before=before)
    assert POINTS(said, Meaning(("milestone",), "next")).operation == "lookup"


def test_what_is_called_done_behind_before_is_no_part_that_lies_ahead() -> None:
    assert is_closed("I may call phase 2 done?")
    assert not is_closed("I go on to phase 2?")
