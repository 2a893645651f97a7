"""How a turn leans on the conversation, and whom it is then about; over a library made by hand."""

from __future__ import annotations

import pytest

from advisor.memory import Memory
from advisor.types import Operation, Request
from advisor.understanding.following import (
    careers_in_focus,
    lean,
    turns_to_another,
    without_turning,
)
from advisor.understanding.placing import ordinal_alone


def asked(*careers: str, operation: Operation = "lookup") -> Request:
    return Request("?", "?", careers, facets=("duration",), operation=operation)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("2", 2),
        ("and 3?", 3),
        ("number 4?", 4),
        ("no. 2", 2),
        ("the second one", 2),
        ("the third: which books?", 3),
        ("and the last?", -1),
        ("2 years", None),
        ("at 15?", None),
        ("the second career", None),
    ],
)
def test_a_place_is_read_only_where_nothing_else_is_counted(text: str, place: int | None) -> None:
    assert ordinal_alone(text) == place


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("why?", "why"),
        ("and why not?", "why"),
        ("by how much?", "difference"),
        ("so what's the difference", "difference"),
        ("altogether?", "total"),
        ("tell me more", "more"),
        ("why is the pay so low", None),
    ],
)
def test_a_turn_that_only_asks_for_an_operation_is_told(text: str, whole: str | None) -> None:
    leaning = lean(text, text, asks=False, operation="lookup")
    assert leaning.whole == whole
    assert leaning.elliptical or whole is None


@pytest.mark.parametrize("text", ["oh wait, and there?", "hmm ok", "what about that one", "ok cool, and the other"])
def test_what_is_said_in_passing_asks_for_nothing(text: str) -> None:
    assert lean(text, text, asks=False, operation="lookup").elliptical


def test_a_degree_asks_for_nothing_beside_why() -> None:
    assert lean("why so long?", "why so long?", asks=False, operation="why").elliptical
    assert not lean("how long?", "how long?", asks=False, operation="lookup").elliptical


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("and the other one?", True),
        ("is the other any safer", True),
        ("shall I see the other levels", False),
        ("both, one after the other", False),
        ("on the other hand, is it hard?", False),
    ],
)
def test_only_another_career_is_turned_to(text: str, other: bool) -> None:
    assert turns_to_another(text) is other


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Unrelated: is it raining?", "is it raining?"),
        ("ok, never mind that. what does it pay", "what does it pay"),
        ("what does it pay", None),
        ("never mind", None),
    ],
)
def test_leaving_the_subject_is_told_from_what_is_asked_next(text: str, rest: str | None) -> None:
    assert without_turning(text) == rest


def test_one_of_several_compared_is_the_one_the_answer_put_first() -> None:
    memory = Memory(request=asked(operation="extreme"), careers=("miller", "baker"), told=("baker", "miller"))
    assert memory.singled == ("baker",)
    assert careers_in_focus("and the other one?", memory) == ("miller",)


def test_the_lower_of_two_compared_is_named_last() -> None:
    request = Request("?", "?", ("baker", "miller"), operation="compare", direction="least")
    assert Memory(request=request, told=("baker", "miller")).singled == ("miller",)


def test_a_career_named_alone_stays_in_focus() -> None:
    memory = Memory(request=asked("baker"), careers=("miller", "baker"), told=("baker",))
    assert memory.singled == memory.current == ("baker",)


def test_going_back_passes_over_what_was_just_told() -> None:
    memory = Memory(request=asked(), careers=("baker", "guide"), told=("guide",))
    assert careers_in_focus("ok back to that career", memory) == ("baker",)
