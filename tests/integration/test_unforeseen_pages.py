"""Answers from a page whose statements no layout foresees: quoted where a sentence speaks of all that is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation import Advisor
from advisor.types import Abstention
from tests.integration.shelves import advisor_over, said

pytestmark = pytest.mark.slow

PAGE = """How to Become a Hospital Drone Dispatcher

A Hospital Drone Dispatcher plans the flights that carry blood samples between clinics.

Dispatchers are on duty one weekend in four. The flying permit costs $240 and is renewed every second year.

Do I need good eyesight?
Yes, glasses are fine. Colour blindness is not.
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    return advisor_over({"hospital-drone-dispatcher.txt": PAGE}, tmp_path_factory.mktemp("drones"), learned)


def test_a_price_is_quoted_from_the_sentence_that_states_it(advisor: Advisor) -> None:
    assert "$240" in said(advisor, "What does the flying permit cost?")


def test_how_often_is_answered_by_the_sentence_that_tells(advisor: Advisor) -> None:
    assert "one weekend in four" in said(advisor, "How often do dispatchers have weekend duty?")


def test_a_question_that_the_page_itself_asks_gets_the_page_s_answer(advisor: Advisor) -> None:
    assert "glasses are fine" in said(advisor, "Is good eyesight needed?")


@pytest.mark.parametrize(
    "question",
    [
        "What does the uniform cost?",
        "Does the employer sponsor visas?",
        "How much does a helicopter pilot earn?",
    ],
)
def test_what_no_sentence_speaks_of_is_declined(advisor: Advisor, question: str) -> None:
    assert isinstance(advisor.reply(question)[0], Abstention)
