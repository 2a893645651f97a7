"""How a turn leans on the conversation, and whom it is then about; over a library made by hand."""

from __future__ import annotations

import pytest

from advisor.memory import Memory
from advisor.requests import Operation, Request
from advisor.understanding.following import asks_of_other, replace_pronoun, turns_to_another
from advisor.understanding.leaning import lean
from advisor.understanding.placing import ordinal_alone
from advisor.understanding.replying import without_turning
from advisor.understanding.returning import careers_in_focus, with_career_spoken_of


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
        ("what's next for me then?", "next"),
        ("why though", "why"),
        ("why is the pay so low", None),
        ("what about the other one", None),
    ],
)
def test_a_turn_that_only_asks_for_an_operation_is_told(text: str, whole: str | None) -> None:
    leaning = lean(text, text, asks=False, operation="lookup")
    assert leaning.whole == whole
    assert leaning.elliptical or whole is None


@pytest.mark.parametrize(
    ("text", "disputes"),
    [
        ("doesn't the baker's page say otherwise?", True),
        ("does the guide say something different, though?", True),
        ("what's the difference?", False),
        ("does the guide say how long it takes?", False),
    ],
)
def test_a_source_set_against_the_last_answer_disputes_it(text: str, disputes: bool) -> None:
    assert lean(text, text, asks=False, operation="lookup").disputes is disputes


@pytest.mark.parametrize("text", ["oh wait, and there?", "hmm ok", "what about that one", "ok cool, and the other"])
def test_what_is_said_in_passing_asks_for_nothing(text: str) -> None:
    assert lean(text, text, asks=False, operation="lookup").elliptical


def test_a_degree_asks_for_nothing_beside_why() -> None:
    assert lean("why so long?", "why so long?", asks=False, operation="why").elliptical
    assert not lean("how long?", "how long?", asks=False, operation="lookup").elliptical


@pytest.mark.parametrize("text", ["why's that?", "On what grounds do you say that?", "so what's the reason then?"])
def test_a_reason_is_asked_for_in_other_words_than_why(text: str) -> None:
    assert lean(text, text, asks=False, operation="lookup").whole == "why"


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


NAMES = {"baker": "Baker", "miller": "Miller", "guide": "Guide"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("back to the career I opened with: the pay?", "back to the Baker: the pay?"),
        ("how steep is it for the one I asked about first?", "how steep is it for the Baker?"),
        ("now the first job we talked about", "now the Baker"),
        ("and the second one that you mentioned", "and the Miller"),
        ("in the role we looked at before the exam", "in the Miller before the exam"),
        ("and for the one I just asked about?", "and for the Guide?"),
        ("the phase I started with", "the phase I started with"),
        ("I started with nursing", "I started with nursing"),
    ],
)
def test_who_spoke_of_a_career_and_when_names_it(text: str, named: str) -> None:
    memory = Memory(request=asked("guide"), careers=("baker", "miller", "guide"), told=("guide",))
    assert with_career_spoken_of(text, memory, NAMES) == named


def test_a_clause_on_what_was_spoken_of_names_nothing_at_the_start() -> None:
    assert with_career_spoken_of("the one I asked about first", Memory(), NAMES) == "the one I asked about first"


@pytest.mark.parametrize(
    ("text", "replaced"),
    [
        ("what does it pay?", "what does the Baker pay?"),
        ("and its phases", "and the Baker's phases"),
        ("is the job hard, and is it safe?", "is the Baker hard, and is it safe?"),
        ("half of that?", None),
        ("the last one takes longer, doesn't it?", None),
        ("in their first year on the job", None),
        ("which of them plug into it here", "which of them plug into the Baker here"),
    ],
)
def test_only_what_stands_for_a_career_is_replaced_by_its_name(text: str, replaced: str | None) -> None:
    assert replace_pronoun(text, "Baker") == replaced


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("and the pay of the other one?", True),
        ("what are the drawbacks for the other", True),
        ("is it longer than the other one?", False),
        ("on the other hand, what does it pay?", False),
    ],
)
def test_what_is_asked_of_the_other_one_sets_nothing_against_it(text: str, asks: bool) -> None:
    assert asks_of_other(text) is asks
