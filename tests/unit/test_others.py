"""People whom users ask for: told as if by themselves, and never taken for the user."""

from __future__ import annotations

import pytest

from advisor.memory import Memory
from advisor.requests import Person, Request
from advisor.understanding.cues import read_cues
from advisor.understanding.others import speaks_of_another, told_by_themselves

MIDWIFE = Person(background=("midwife",))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("my brother codes in java", "i code in java"),
        ("my sister, a midwife, hates statistics", "i am a midwife, i hate statistics"),
        ("my mum's a secretary who never coded", "i'm a secretary who never coded"),
        ("a friend of mine knows sql. would it suit him?", "i know sql. would it suit me?"),
        ("our oldest son has a degree and he teaches maths", "i have a degree and i teach maths"),
    ],
)
def test_somebody_spoken_for_speaks_themselves(text: str, told: str) -> None:
    assert told_by_themselves(text) == told


@pytest.mark.parametrize("text", ["i'm a nurse", "what does a director earn", "my job is dull"])
def test_a_text_that_speaks_for_nobody_is_left_alone(text: str) -> None:
    assert told_by_themselves(text) is None


def test_what_is_told_of_another_is_read_as_of_a_person() -> None:
    cues = read_cues("My sister, a midwife, hates statistics. Which role?")
    assert cues.of_another
    assert cues.person == Person(background=("midwife",), dislikes=("statistics",))


def test_what_users_say_of_themselves_goes_before_what_they_say_of_others() -> None:
    cues = read_cues("I'm a nurse, and my brother codes in Java.")
    assert not cues.of_another
    assert cues.person.background == ("nurse",)


def test_somebody_else_is_not_remembered_as_the_user() -> None:
    memory = Memory(person=Person(background=("teacher",)))
    known = memory.knowing(Request("?", "?", person=MIDWIFE, for_another=True))
    assert (known.person.background, known.another) == (("teacher",), MIDWIFE)


def test_a_pronoun_points_back_to_them() -> None:
    assert speaks_of_another("and documentation for her?")
    assert not speaks_of_another("and documentation for me?")
