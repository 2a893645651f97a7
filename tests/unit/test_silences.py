from __future__ import annotations

import pytest

from advisor.operations.words import content_words
from advisor.replies import abstain, answer
from advisor.requests import PartReference, Request, Wanted
from advisor.silences import named_in_full, subject_of, uncovered
from advisor.sufficiency import Sufficiency
from advisor.types import Draft, Evidence, Finding
from tests.unit.shelf import Page, library_of, request, two_careers


@pytest.mark.parametrize(
    ("question", "subject", "named"),
    [
        ("do dental practices hire for it", ("dental", "practices", "hire"), "dental practices"),
        ("do I have to buy malpractice insurance", ("buy", "malpractice", "insurance"), "malpractice insurance"),
        ("maximum penalty for a hospital", ("maximum", "penalty", "hospital"), "maximum penalty for a hospital"),
    ],
)
def test_what_is_not_covered_is_called_by_nouns(question: str, subject: tuple[str, ...], named: str) -> None:
    assert subject_of(Request(question, question, subject=subject)) == named


def test_a_missing_word_is_named_with_the_nouns_around_it() -> None:
    asked = Request("?", "?", searched="is there a baker union", subject=("baker", "union"))
    assert named_in_full(("union",), asked) == ("baker union",)


def test_a_missing_word_that_names_nothing_is_quoted() -> None:
    asked = Request("?", "?", searched="which one is friendlier", subject=("friendlier",))
    assert named_in_full(("friendlier",), asked) == ("“friendlier”",)


def test_a_level_that_one_of_two_careers_has_is_missing_on_the_other_alone() -> None:
    library = two_careers()
    asked = request("pay", "lookup", "baker", "miller", parts=(PartReference("level", None, "Head Baker"),))
    silent = list(Sufficiency(library, None, 0.0).unstated(asked))  # type: ignore[arg-type]
    assert silent == ["a level called “Head Baker” of the Miller"]


def test_how_many_phases_there_are_answers_how_long_one_beyond_them_takes() -> None:
    asked = request("phase_length", "lookup", "baker", wanted=Wanted("the length of time asked for", "duration"))
    count = Finding("count.roadmap", {"count": "3"})
    assert Sufficiency(two_careers(), None, 0.0).lacking(asked, [count]) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("specific", "silent"),
    [(("Gluten10", "run"), ("Gluten10",)), (("Sourdough10", "run"), ()), (("Kneadomat", "run"), ()), (("run",), ())],
)
def test_a_figure_is_of_the_thing_that_the_question_names(specific: tuple[str, ...], silent: tuple[str, ...]) -> None:
    page = (
        Page("bakers", "Baker")
        .say("resource", "Gluten10 course by the guild")
        .say("phase_weeks", "Sourdough10: 6 weeks")
    )
    library = library_of(page.section("phase", "Roadmap", since=0))
    [weeks] = library.catalogue["baker"].of("phase_weeks")
    asked = request("phase_length", "lookup", specific=specific)
    found = [Finding("state.phase_length", {}, (weeks,))]
    assert Sufficiency(library, None, 0.0).restrictions(asked, found) == (silent, ())  # type: ignore[arg-type]


def test_nothing_that_documents_speak_of_is_called_uncovered() -> None:
    library = two_careers()
    words = {word for chunk in library.chunks for word in content_words(f"{chunk.title} {chunk.text}")}
    assert words
    for word in words:
        asked = Request(f"who pays the {word}?", f"who pays the {word}?", subject=(word,))
        assert uncovered((word,), asked, library) == ()
        assert word not in abstain(asked, Evidence(missing=(word,)), library).text.partition(" They do cover")[0]


def test_what_documents_nowhere_speak_of_is_called_uncovered_and_a_value_by_its_kind() -> None:
    library = two_careers()
    asked = Request("is there a visa?", "is there a visa?", subject=("visa",))
    assert uncovered(("visa", "the price asked for"), asked, library) == ("visa", "the price asked for")


def test_a_place_that_documents_speak_of_elsewhere_limits_an_answer() -> None:
    library = two_careers()
    word = content_words(library.chunks[0].text)[0]
    asked = Request(f"the pay in {word}?", f"the pay in {word}?", subject=(word,), restricting=(word,))
    told = answer(asked, Evidence(missing=(word,)), Draft(()), (), library, writer="it")
    assert f"do not state this of {word}" in told.text
