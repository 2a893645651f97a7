"""What has the form of an answer, and what only comes near the question's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from advisor.aptness import (
    adds_something,
    is_of_degree,
    is_of_thing,
    names_one,
    names_somebody,
    says_something,
    tells_earnings,
)
from advisor.requests import Following, Request
from advisor.types import Finding
from tests.unit.shelf import Page, library_of, request
from vectorstore.types import Fact, Span


def quoted(text: str) -> Finding:
    return Finding("quote", {"value": text}, (Fact("item", text, Span("bakers", 0, len(text))),))


@pytest.mark.parametrize(
    ("question", "told", "holds"),
    [
        ("who checks the ovens", "What can an oven not tell you?", False),
        ("what does a sugar artist do", "Sugar Artist", False),
        ("what does a sugar artist do", "A sugar artist spins threads", True),
    ],
)
def test_a_question_and_the_words_of_the_question_answer_nothing(question: str, told: str, holds: bool) -> None:
    asked = Request(question, question, facets=("topic",))
    assert says_something(asked, [quoted(told)]) is holds


def test_questions_are_what_an_interview_consists_of() -> None:
    asked = Request("what will they ask me", "what will they ask me", facets=("interview",))
    assert says_something(asked, [quoted("What can an oven not tell you?")])


@pytest.mark.parametrize(
    ("question", "specific", "holds"),
    [
        ("what marks do I need before the six months", ("marks",), False),
        ("what training do the six months take", ("training",), True),
        ("how long does it take", (), True),
        ("how much yeast do the six months take", ("yeast",), False),
    ],
)
def test_a_value_of_another_thing_is_no_answer(question: str, specific: tuple[str, ...], holds: bool) -> None:
    page = Page("bakers", "Baker").say("months_to_ready", "Training takes 6 months")
    library = library_of(page.section("metrics", "At a glance", since=0))
    [career] = library.catalogue.careers
    [fact] = career.of("months_to_ready")
    asked = replace(request("duration", "lookup", career.id), question=question, specific=specific)
    assert is_of_thing(asked, [Finding("state.duration", {}, (fact,))], library) is holds


@pytest.mark.parametrize(
    ("told", "holds"), [("The dough proves in cloth", False), ("The dough proves in baskets", True)]
)
def test_which_of_two_is_answered_by_what_names_one(told: str, holds: bool) -> None:
    question = "does it prove in baskets or bowls?"
    asked = Request(question, question, facets=("topic",), specific=("prove", "baskets", "bowls"))
    assert names_one(asked, [quoted(told)]) is holds


@pytest.mark.parametrize(
    ("question", "certainty", "negated", "holds"),
    [
        ("who reports to them", 0.1, False, False),
        ("what are their duties again", 0.9, False, True),
        ("you sure? I read 3 hours somewhere", 0.1, False, True),
        ("could I do without any", 0.1, True, True),
    ],
)
def test_what_was_told_last_does_not_answer_a_question_for_something_else(
    question: str, certainty: float, negated: bool, holds: bool
) -> None:
    page = Page("bakers", "Baker").say("months_to_ready", "Training takes 6 months")
    library = library_of(page.section("metrics", "At a glance", since=0))
    [fact] = library.catalogue.careers[0].of("months_to_ready")
    asked = replace(
        request("duration", "lookup", "baker"),
        question=question,
        specific=("reports",),
        certainty=certainty,
        negated=negated,
        following=Following(shown=(fact.span,)),
    )
    assert adds_something(asked, [Finding("state.duration", {}, (fact,))], library) is holds


@pytest.mark.parametrize(
    ("question", "told", "holds"),
    [
        ("What do the two bakers at the castle earn?", "Two work at the castle", False),
        ("What do the two bakers at the castle earn?", "Two work at the castle for £30,000 a year", True),
        ("What does what bakers earn depend on?", "On the town", True),
    ],
)
def test_what_somebody_earns_is_an_amount(question: str, told: str, holds: bool) -> None:
    assert tells_earnings(Request(question, question, facets=("topic",)), [quoted(told)]) is holds


def test_what_matters_most_is_answered_by_what_matters() -> None:
    question = "What is the most important skill?"
    asked = Request(question, question, facets=("skills",), operation="extreme", specific=("important",))
    assert is_of_degree(asked, [quoted("Kneading")])


@pytest.mark.parametrize(
    ("specific", "told", "holds"),
    [
        ((), "Brush and thermometer", True),
        (("accurate",), "Brush and thermometer", False),
        (("accurate",), "The steel thermometer errs least", True),
    ],
)
def test_what_is_the_most_of_its_kind_is_said_to_be(specific: tuple[str, ...], told: str, holds: bool) -> None:
    question = "Which thermometer is the most accurate?"
    asked = Request(question, question, facets=("tools",), operation="extreme", specific=specific)
    assert is_of_degree(asked, [quoted(told)]) is holds


def test_a_figure_names_nobody() -> None:
    asked = Request("Who sets the scores?", "Who sets the scores?", facets=("demand",))
    figure = Finding("state.demand", {"value": "8/10"})
    assert not names_somebody(asked, [figure])
    assert names_somebody(asked, [figure, quoted("A panel of bakers sets them")])
