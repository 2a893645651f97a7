"""What people say they are, lack and live with, against what pages say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from advisor.operations.fit import match_person
from advisor.operations.learning import find_known, find_missing
from advisor.operations.likeness import name_people
from advisor.operations.likening import deny_likeness
from advisor.operations.outsiders import answer_outsiders
from advisor.operations.people import (
    brought,
    denied,
    kind_words,
    kinds_of,
    lacked,
    likened,
    named_kinds,
    names_someone,
    set_against,
    silent_circumstances,
    speaks_of,
)
from advisor.requests import PartReference, Person, Request
from advisor.types import Finding, Listing
from tests.unit.shelf import Page, library_of, phase, two_careers
from vectorstore.types import Fact


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("RN, 12 years on med-surg", "nurse"),
        ("I'm an anaesthetist", "physician"),
        ("a midwife", "clinician"),
        ("third year med student", "physician"),
        ("backend dev, Java", "computer scientist"),
    ],
)
def test_a_person_belongs_to_the_kind_named_and_to_broader_ones(said: str, kind: str) -> None:
    assert kind in kinds_of(said)


@pytest.mark.parametrize("said", ["I'm a developer, not a nurse", "no nursing background", "never worked as a nurse"])
def test_what_a_person_denies_is_no_kind_of_theirs(said: str) -> None:
    assert "nurse" not in kinds_of(said)


def test_a_bracket_behind_a_denial_belongs_to_it() -> None:
    assert "physician" not in kinds_of("for those without a clinical background (e.g., MD, RN)")


def test_the_words_that_name_people_are_the_longest_of_their_kind() -> None:
    assert kind_words("a nurse practitioner") == {"nurse": "nurse practitioner"}


def test_words_that_share_a_stem_name_no_kind() -> None:
    assert "physicist" not in kinds_of("physical therapist")
    assert "physician" not in kinds_of("medical coder")


def test_a_page_that_names_a_kind_names_no_broader_one() -> None:
    assert "clinician" not in named_kinds("Clinical Informatics (with MD/DO or nursing background)")


def test_what_a_kind_has_learned_comes_before_what_all_of_its_like_have() -> None:
    assert brought("medical coder") == ("ICD-10", "CPT")


def test_a_subject_is_recognised_in_another_word() -> None:
    assert speaks_of("rigorous statistical skills", "maths")
    assert not speaks_of("Design prompt templates", "maths")


def test_circumstances_that_no_page_speaks_of_are_told() -> None:
    assert list(silent_circumstances("I'm 52 with two kids, would it suit me?", two_careers())) == [
        "age",
        "family circumstances",
    ]


def test_a_circumstance_that_a_page_speaks_of_is_not_called_silent() -> None:
    page = Page("bakers", "Baker").say("item", "Night shifts are common")
    library = library_of(page.section("day", "Day", since=0))
    assert list(silent_circumstances("I hate night shifts", library)) == []


def roadmap() -> Page:
    page = Page("bakers", "Baker").say("coding", "Coding: required").say("fit", "Nursing background")
    for number, goals in enumerate(
        (("Learn Python and pandas", "Learn Docker"), ("Learn medical terminology",)), start=1
    ):
        part = phase(number, f"Part {number}")
        page.say("phase_title", part.title, part=part)
        for goal in goals:
            page.say("goal", goal, part=part)
    return page.section("phase", "Roadmap", since=0)


def asked(question: str, **person: tuple[str, ...]) -> Request:
    return Request(question, question, ("baker",), facets=("fit",), operation="skip", person=Person(**person))  # type: ignore[arg-type]  # tuples alone


def test_what_can_be_skipped_is_the_goal_that_names_a_skill_with_what_remains_of_its_phase() -> None:
    known, rest = find_known(asked("what can I skip", skills=("pandas",)), library_of(roadmap()))
    assert isinstance(known, Finding)
    assert isinstance(rest, Finding)
    assert (known.values["number"], known.values["values"]) == ("1", "Learn Python and pandas")
    assert rest.values["values"] == "Learn Docker"


def test_a_skill_that_no_goal_names_is_said_to_save_nothing() -> None:
    [finding] = find_known(asked("what can I skip", skills=("Kubernetes",)), library_of(roadmap()))
    assert isinstance(finding, Finding)
    assert finding.says == "skip.none"


def test_what_is_missing_begins_with_the_gap_that_was_told() -> None:
    [listing] = find_missing(asked("no medical background, what am I missing"), library_of(roadmap()))
    assert isinstance(listing, Listing)
    assert "Learn medical terminology" in [item.values.get("value") for item in listing.items]
    assert "Learn Docker" not in [item.values.get("value") for item in listing.items]


def test_every_open_goal_of_a_phase_asked_about_is_missing() -> None:
    request = replace(asked("what is left", skills=("pandas",)), parts=(PartReference("phase", 1),))
    page = roadmap()
    since = len(page.text)
    page.say("goal", "Learn Git", part=phase(1, "Part 1")).section("phase", "More", since=since)
    [listing] = find_missing(request, library_of(page))
    assert isinstance(listing, Listing)
    assert [item.values["value"] for item in listing.items if item.says == "skip.goal"] == ["Learn Docker", "Learn Git"]


def unlike(phrase: str, texts: Sequence[str]) -> list[float]:
    return [0.0] * len(texts)


def test_a_level_asked_about_is_held_against_the_lines_that_warn_of_it() -> None:
    page = (
        Page("bakers", "Baker")
        .say("non_fit", "You want an entry-level starting point")
        .say("coding", "Coding: required")
    )
    parts = (PartReference("level", 1, "first job"),)
    request = replace(asked("my first job, is it for me"), parts=parts)
    lines = [
        item.says
        for block in match_person(request, library_of(page.section("non_fit", "Not for you", since=0)), unlike)
        if isinstance(block, Listing)
        for item in block.items
    ]
    assert "fit.against" in lines


def test_who_is_named_by_one_page_of_two_hears_which_line_names_them() -> None:
    pages = [
        Page(name, name.title()).say("fit", line).say("coding", "Coding: required").section("fit", "Fit", since=0)
        for name, line in (("baker", "Nursing background"), ("miller", "Linguistics background"))
    ]
    request = Request("a midwife, which suits me", "", facets=("fit",), operation="fit")
    first = next(iter(match_person(request, library_of(*pages), unlike)))
    assert isinstance(first, Finding)
    assert (first.says, first.values["value"]) == ("fit.closest", "Nursing background")


def test_a_line_that_names_the_kind_beats_likeness() -> None:
    def alike(phrase: str, texts: object) -> list[float]:
        raise AssertionError("likeness was asked")

    library = library_of(roadmap())
    [named] = name_people(asked("I'm a midwife"), library.catalogue.careers, alike)
    assert [fact.value for fact in named] == ["Nursing background"]


def test_who_shuns_coding_hears_first_that_no_career_goes_without() -> None:
    request = Request("which suits me", "which suits me", facets=("fit",), operation="fit", person=Person(codes=False))
    first: object = next(iter(match_person(request, two_careers(), unlike)))
    assert isinstance(first, Finding)
    assert first.says == "fit.all_code"
    assert all(isinstance(fact, Fact) for fact in first.facts)


@pytest.mark.parametrize(("said", "subject"), [("an ICU nurse", "code"), ("a backend dev", "health")])
def test_people_of_a_kind_have_hardly_met_its_subjects(said: str, subject: str) -> None:
    assert lacked(said) == (subject,)


def test_who_has_both_sides_of_a_field_lacks_neither() -> None:
    assert lacked("a nurse and software engineer") == ()


@pytest.mark.parametrize(("text", "one"), [("ICU nurse here", True), ("only nurses get in", False)])
def test_one_person_is_named_and_not_many(text: str, one: bool) -> None:
    assert names_someone(text) is one


def liking(line: str, score: float) -> Callable[[str, Sequence[str]], list[float]]:
    return lambda phrase, texts: [score if text == line else 0.1 for text in texts]


@pytest.mark.parametrize(("score", "says"), [(0.7, "fit.closest"), (0.5, "fit.nearest"), (0.3, "fit.none")])
def test_a_line_is_named_or_called_nearest_as_far_as_it_is_alike(score: float, says: str) -> None:
    pages = [
        Page(name, name.title()).say("fit", line).section("fit", "Fit", since=0)
        for name, line in (("baker", "Millers who bake"), ("miller", "Farmers who mill"))
    ]
    request = Request("?", "?", facets=("fit",), operation="fit", person=Person(background=("grinding corn",)))
    first = next(iter(match_person(request, library_of(*pages), liking("Farmers who mill", score))))
    assert isinstance(first, Finding)
    assert first.says == says


def test_a_warning_of_a_want_is_held_against_dislikes_alone() -> None:
    page = Page("baker", "Baker").say("fit", "Early risers").say("non_fit", "You're not interested in bread")
    library = library_of(page.section("fit", "Fit", since=0))

    def lines(person: Person) -> list[str]:
        request = Request("?", "?", facets=("fit",), operation="fit", person=person)
        blocks = match_person(request, library, liking("You're not interested in bread", 0.9))
        return [item.says for block in blocks if isinstance(block, Listing) for item in block.items]

    assert "fit.against" in lines(Person(dislikes=("bread",)))
    assert "fit.against" not in lines(Person(background=("lover of bread",)))


def test_what_is_denied_behind_its_name_is_lacked() -> None:
    assert "Clinical background" in denied("Six years at a bank. Clinical background: nil.")


def test_who_lacks_what_most_bring_hears_the_answer_to_that_question() -> None:
    page = Page("guide", "Baker")
    page.say("item", "Q: Can non-medical people bake?").say("item", "Absolutely.").say(
        "item", "Many come from physics."
    )
    library = library_of(page.section("faq", "Questions", since=0))
    told = answer_outsiders(asked("no health background, can I bake?"), library)
    assert [finding.values["value"] for finding in told] == ["Absolutely.", "Many come from physics."]
    assert answer_outsiders(asked("I'm a nurse, can I bake?"), library) == []


@pytest.mark.parametrize(
    ("question", "taken"),
    [
        ("Given the baker counts as a physician, which licence do they hold?", True),
        ("is the baker a doctor?", True),
        ("is a physician happy as a baker?", False),
        ("what is a physician to do here", False),
    ],
)
def test_a_question_takes_those_of_a_career_for_somebody_else(question: str, taken: bool) -> None:
    assert bool(likened(question)) is taken


def test_who_takes_a_career_for_another_hears_the_sentence_that_denies_it() -> None:
    page = Page("p", "Baker")
    page.say("summary", "A baker is not a physician and bakes for them.")
    library = library_of(page.section("summary", "About", since=0))
    [career] = library.catalogue.careers
    asked = Request("is the baker a doctor?", "is the baker a doctor?", careers=(career.id,))
    [told] = deny_likeness(asked, library)
    assert "not a physician" in told.values["value"]
    of_other = "is the baker a lawyer?"
    assert list(deny_likeness(Request(of_other, of_other, careers=(career.id,)), library)) == []


@pytest.mark.parametrize(
    ("question", "others"),
    [
        ("does a baker earn more than a nurse?", ("nurse",)),
        ("is baking better paid than nursing", ("nursing",)),
        ("does a nurse earn more than a baker?", ()),
        ("what does a nurse earn?", ()),
    ],
)
def test_those_whom_something_is_set_against_stand_behind_the_comparison(
    question: str, others: tuple[str, ...]
) -> None:
    assert set_against(question) == others
