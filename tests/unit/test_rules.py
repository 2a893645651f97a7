"""Each rule that works out what a question means reads one thing off it and leaves the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.memory import Memory
from advisor.requests import Facet, Operation, PartReference, Request
from advisor.understanding.classifying import Reading, Scored
from advisor.understanding.clause import Clause
from advisor.understanding.cues import read_cues
from advisor.understanding.figuring import (
    adding_parts,
    at_end_of_series,
    at_own_place,
    from_end_to_end,
    of_one_level,
    without_conditions,
)
from advisor.understanding.leaning import lean
from advisor.understanding.leaving_out import leaving_out_parts
from advisor.understanding.links import Links
from advisor.understanding.measuring import ends_in_order
from advisor.understanding.parts_asked import of_its_parts, warning_of_level
from advisor.understanding.refining import denying, doubting_length, filtering, listing
from advisor.understanding.suiting import asking_of_prospects
from advisor.understanding.utterance import Meaning, Rule, Utterance

FIRST, LAST = PartReference("level", 1, "junior"), PartReference("level", -1, "the top")
SECOND_PHASE = PartReference("phase", 2)


def heard(text: str, *parts: PartReference, before: Request | None = None) -> Utterance:
    """A question without careers, read as nothing in particular, that names these parts."""
    reading = Reading((Scored("topic", 1.0),), (Scored("lookup", 1.0),), 0.0)
    clause = Clause(
        text=text,
        links=Links(),
        reading=reading,
        cues=read_cues(text),
        parts=parts,
        ends=ends_in_order(text.lower()),
        rest=text,
        subject=(),
        specific=(),
        topics=(),
        sought=(),
        asked_unit=None,
        uncountable=None,
    )
    leaning = lean(text, text, asks=False, operation="lookup")
    return Utterance(text, clause, leaning, Memory(request=before))


def test_a_bound_turns_a_look_up_into_a_filter() -> None:
    said = heard("which phases take more than four weeks")
    assert filtering(said, Meaning(("phase_length",), "list")).operation == "filter"


def test_what_comes_first_comes_after_nothing() -> None:
    assert at_own_place(heard("which phase comes first?"), Meaning(("roadmap",), "next")).operation == "lookup"
    assert at_own_place(heard("what comes after that?"), Meaning(("roadmap",), "next")).operation == "next"


def test_years_of_experience_filter_nothing() -> None:
    said = heard("what do people with over four years of experience earn")
    assert filtering(said, Meaning(("pay",), "lookup")).operation == "lookup"


def test_a_condition_of_years_names_no_level() -> None:
    meaning = Meaning(("ladder",), "filter", parts=(PartReference("level", None, "3 years"),))
    assert without_conditions(heard("jobs under 3 years of experience"), meaning).parts == ()


@pytest.mark.parametrize("operation", ["lookup", "list", "locate", "skip"])
def test_a_superlative_beside_figures_of_parts_asks_for_the_part_that_has_it(operation: Operation) -> None:
    said = heard("the roadmap: shortest phases?")
    assert at_end_of_series(said, Meaning(("roadmap",), operation)) == Meaning(("phase_length",), "extreme")


@pytest.mark.parametrize("facet", ["goals", "demand", "topic"])
def test_a_superlative_beside_anything_else_changes_nothing(facet: Facet) -> None:
    meaning = Meaning((facet,), "lookup")
    assert at_end_of_series(heard("what do I learn in the longest phase"), meaning) == meaning


def test_the_most_that_one_level_pays_is_looked_up() -> None:
    meaning = Meaning(("pay",), "extreme", careers=("baker",), parts=(FIRST,))
    assert of_one_level(heard("the most a junior can make", FIRST), meaning).operation == "lookup"


def test_the_most_that_a_level_pays_anywhere_is_looked_for_among_careers() -> None:
    meaning = Meaning(("pay",), "extreme", careers=("baker", "miller"), parts=(FIRST,))
    assert of_one_level(heard("who pays juniors most", FIRST), meaning) == meaning


def test_both_ends_of_a_ladder_are_all_of_it_when_levels_are_counted() -> None:
    meaning = Meaning(("ladder",), "count", parts=(FIRST, LAST))
    assert from_end_to_end(heard("how many rungs, junior to the top", FIRST, LAST), meaning).parts == ()


def test_both_ends_of_a_ladder_stay_two_levels_when_they_are_set_against_each_other() -> None:
    meaning = Meaning(("pay",), "difference", parts=(FIRST, LAST))
    assert from_end_to_end(heard("from junior to the top", FIRST, LAST), meaning) == meaning


def test_a_whole_without_some_of_its_parts_is_added_up() -> None:
    said = heard("how long is it without phase 2", SECOND_PHASE)
    assert leaving_out_parts(said, Meaning(("phase_length",), "lookup")).operation == "total"


def test_parts_joined_to_the_one_before_are_added_to_it() -> None:
    before = Request("?", "?", facets=("phase_length",), parts=(PartReference("phase", 1),))
    said = heard("and together with phase 2?", SECOND_PHASE, before=before)
    assert adding_parts(said, Meaning(("phase_length",), "lookup")).operation == "total"


def test_parts_in_order_are_listed_not_ranked() -> None:
    assert listing(heard("the stages in order"), Meaning(("roadmap",), "rank")).operation == "list"
    assert listing(heard("the stages, longest first"), Meaning(("roadmap",), "rank")).operation == "rank"


def test_parts_set_against_a_whole_are_reconciled_with_it() -> None:
    said = heard("do the phases tally with the months stated")
    assert doubting_length(said, Meaning(("phase_length",), "verify")) == Meaning(("duration",), "reconcile")


@pytest.mark.parametrize("name", ["MIMIC", "Kubernetes"])
def test_whether_a_roadmap_has_what_is_called_by_a_name_is_no_doubt_of_its_length(name: str) -> None:
    said, meaning = heard(f"does the roadmap use {name}"), Meaning(("roadmap",), "verify")
    assert doubting_length(said, meaning) == meaning.asking("reconcile", "duration")
    assert doubting_length(replace(said, clause=replace(said.clause, subject=("use", name))), meaning) == meaning


def test_whom_a_level_does_not_suit_is_set_against_the_ladder() -> None:
    meaning = Meaning(("non_fit",), "lookup", parts=(FIRST,))
    assert warning_of_level(heard("not for juniors?", FIRST), meaning) == meaning.asking("reconcile", "ladder")


def test_what_is_denied_is_verified() -> None:
    assert denying(heard("no coding is needed, right?"), Meaning(("coding",), "lookup")).operation == "verify"


def test_a_day_asked_of_a_level_is_its_duties() -> None:
    meaning = Meaning(("day",), "lookup", parts=(FIRST,))
    assert of_its_parts(heard("what does a junior do all day", FIRST), meaning).facets == ("duties",)


@pytest.mark.parametrize(
    "rule", [filtering, listing, at_end_of_series, of_one_level, from_end_to_end, leaving_out_parts, adding_parts]
)
def test_a_plain_question_keeps_its_meaning(rule: Rule) -> None:
    meaning = Meaning(("pay",), "lookup", careers=("baker",))
    assert rule(heard("what does a baker earn"), meaning) == meaning


@pytest.mark.parametrize(
    "text", ["physio, 20 years in. mad idea or not?", "I am 45, is it too late?", "dentist. feasible?"]
)
def test_who_tells_of_themselves_and_asks_whether_there_is_a_point_asks_whether_it_suits(text: str) -> None:
    assert asking_of_prospects(heard(text), Meaning(("pay",), "lookup")) == Meaning(("fit",), "fit")


@pytest.mark.parametrize(
    "text",
    [
        "It takes 12 months. Is that realistic?",
        "is it realistic?",
        "I am a nurse. what is the pay?",
        "Since nobody clears $150k, what's the point?",
    ],
)
def test_what_is_asked_of_something_else_is_not_whether_it_suits(text: str) -> None:
    assert asking_of_prospects(heard(text), Meaning(("pay",), "lookup")) == Meaning(("pay",), "lookup")
