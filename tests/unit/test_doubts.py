"""What other evidence on a page contradicts is not read."""

from __future__ import annotations

import pytest

from ingest.doubts import without_doubtful
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, Fact, Part, SectionKind, Span

_BEGIN = iter(range(0, 100_000, 10))


def fact(
    attribute: Attribute, words: str, part: Part | None = None, kind: SectionKind = "other"
) -> tuple[SectionKind, Fact]:
    mention = next(iter(find_quantities(words)), None)
    start = next(_BEGIN)
    return kind, Fact(attribute, mention.quantity if mention else words, Span("page", start, start + 5), part)


def level(number: int) -> Part:
    return Part("level", number, f"Level {number}")


@pytest.mark.parametrize(
    ("attribute", "words"),
    [
        ("salary_range", "$12–$900"),
        ("entry_pay", "£150"),
        ("months_to_ready", "30 years"),
        ("ai_risk", "140%"),
        ("pay", "$9,000–$400,000"),
    ],
)
def test_a_figure_that_no_career_has_is_dropped(attribute: Attribute, words: str) -> None:
    assert without_doubtful([fact(attribute, words)]) == []


@pytest.mark.parametrize(
    ("attribute", "words"),
    [("salary_range", "₹3.6–28 LPA"), ("months_to_ready", "10 weeks"), ("entry_pay", "€24 an hour"), ("pay", "$82k+")],
)
def test_a_figure_that_careers_have_is_kept(attribute: Attribute, words: str) -> None:
    assert len(without_doubtful([fact(attribute, words)])) == 1


def test_pay_that_falls_from_level_to_level_is_dropped() -> None:
    levels = [fact("pay", "$90,000–$99,000", level(1)), fact("pay", "$40,000–$60,000", level(2))]
    assert without_doubtful(levels) == []


def test_entry_pay_above_senior_pay_is_dropped_with_it() -> None:
    assert without_doubtful([fact("entry_pay", "$90,000"), fact("senior_pay", "$50,000")]) == []


def test_a_range_that_no_level_comes_near_is_dropped() -> None:
    ladder = [fact("pay", "$50,000–$60,000", level(1)), fact("pay", "$60,000–$70,000", level(2))]
    kept = without_doubtful([fact("salary_range", "$150,000–$190,000"), *ladder])
    assert [each.attribute for each in kept] == ["pay", "pay"]


def test_a_phase_many_times_as_long_as_the_others_loses_its_length() -> None:
    lengths = ["4 weeks", "5 weeks", "90 weeks"]
    phases = [fact("phase_weeks", words, Part("phase", n, "")) for n, words in enumerate(lengths, start=1)]
    assert len(without_doubtful(phases)) == 2


def test_an_aside_of_the_summary_yields_to_the_section_on_whom_the_job_suits() -> None:
    aside = fact("fit", "The work suits people who like order.", kind="summary")
    listed = fact("fit", "You like order", kind="fit")
    assert without_doubtful([aside, listed]) == [listed[1]]
    assert without_doubtful([aside]) == [aside[1]]


def test_a_label_that_titles_many_levels_names_none() -> None:
    levels = [fact("pay", "$50,000", Part("level", number, "In")) for number in (2, 4, 6)]
    assert without_doubtful(levels) == []


def test_the_minutes_of_a_recording_are_no_schedule() -> None:
    marks = [
        fact("schedule", "Cold open", Part("hour", 1, "00:00")),
        fact("schedule", "Credits", Part("hour", 2, "37:30")),
    ]
    assert without_doubtful(marks) == []


def texts(*facts: tuple[SectionKind, Fact]) -> list[str]:
    return [str(each.value) for each in without_doubtful(list(facts))]


@pytest.mark.parametrize(
    ("attribute", "words"),
    [
        ("skill", "Is it hard?"),
        ("non_fit", "How would you find out?"),
        ("interview_question", "Do I need a degree?"),
        ("interview_question", "What else one might ask"),
    ],
)
def test_a_question_of_another_kind_is_no_point(attribute: Attribute, words: str) -> None:
    assert texts(fact(attribute, words)) == []


def test_pay_among_tools_is_no_tool() -> None:
    pay = Fact("tool", "$45,000 – $71,000 in the first post", Span("page", 0, 5))
    assert texts(fact("tool", "Excel"), ("tools", pay)) == ["Excel"]


def test_software_behind_skills_is_dropped_where_the_page_has_no_tools() -> None:
    skills = [fact("skill", words) for words in ("Listening", "Plain writing", "REDCap", "ImageJ")]
    assert texts(*skills) == ["Listening", "Plain writing"]


def test_dislikes_behind_whom_the_job_suits_are_dropped_where_the_page_has_no_list_of_them() -> None:
    points = ("You were a nurse", "You count twice", "You need quick results", "You hate lists")
    assert texts(*[fact("fit", words) for words in points]) == ["You were a nurse", "You count twice"]


def test_goals_of_the_only_phase_without_resources_are_kept_as_far_as_the_others_go() -> None:
    first, second, third = (Part("phase", number, f"Phase {number}") for number in (1, 2, 3))
    whole = [fact("goal", "Learn", part) for part in (first, second)]
    whole += [fact("resource", "Book", part) for part in (first, second)]
    assert texts(*whole, fact("goal", "Draw", third), fact("goal", "A book", third)).count("A book") == 0


def phase(number: int) -> Part:
    return Part("phase", number, f"Phase {number}")


def values(facts: list[tuple[SectionKind, Fact]]) -> list[str]:
    return [str(each.value) for each in without_doubtful(facts)]


def test_a_label_that_two_phases_repeat_ends_their_points() -> None:
    points = [("Count beds", "Dip into", "A handbook"), ("Name burns", "Dip into", "A ward")]
    facts = [fact("goal", words, phase(n)) for n, each in enumerate(points, start=1) for words in each]

    assert values(facts) == ["Count beds", "Name burns"]


def test_points_that_begin_alike_in_two_phases_are_sentences_of_a_label() -> None:
    proofs = ["You are done when you count beds", "You are done when you name burns"]
    facts = [
        fact("resource", words, phase(n)) for n, proof in enumerate(proofs, start=1) for words in (f"Book {n}", proof)
    ]

    assert values(facts) == ["Book 1", "Book 2"]


def test_the_list_of_a_phase_is_hardly_longer_than_those_of_the_others() -> None:
    counts = {1: 2, 2: 2, 3: 9}
    facts = [fact("resource", f"Book {n}.{at}", phase(n)) for n, count in counts.items() for at in range(count)]

    assert len(values(facts)) == 6


def test_what_stands_before_the_resources_proves_nothing_where_a_proof_stands_behind() -> None:
    facts = [fact("milestone", "Map a ward", phase(1)), fact("resource", "A book", phase(1))]
    facts.append(fact("milestone", "Passes the test", phase(1)))

    assert values(facts) == ["A book", "Passes the test"]


def test_tools_are_not_told_in_whole_sentences() -> None:
    told = ["Sort the claims of the night by harm and by speed", "Check one claim to the bottom with open sources"]

    assert values([fact("tool", words) for words in told]) == []
