"""Questions with what users tell of themselves before them."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.conversation import Advisor
from advisor.memory import Memory
from tests.integration.shelves import advisor_over

pytestmark = pytest.mark.slow

PAGE = """# AI Harbour Pilot Trainer

Salary range: $50,000 - $70,000
Demand score: 8.4/10
AI replacement risk: 22%

## What is it?
The AI Harbour Pilot Trainer teaches pilots to read the forecasts of tide models. AI plans the berths of a harbour and
drafts the rota of its tugs.

## Learning roadmap
### Phase 1: Tides (6 weeks)
Goals:
- Read tide tables and buoys
- Plot a course by hand
### Phase 2: Tide models (9 weeks)
Goals:
- Train a gradient boosting model in Python
- Explain a forecast with SHAP values

## Can it be done remotely?
No, pilots are trained on site.
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    return advisor_over({"ai-harbour-pilot-trainer.md": PAGE}, tmp_path_factory.mktemp("harbour"), learned)


@pytest.mark.parametrize(
    "question",
    [
        "I hate black boxes. Which values explain a forecast in the second phase?",
        "Retired baker in Oslo, bored. Which values explain a forecast in the second phase?",
    ],
)
def test_what_is_told_beside_a_question_of_its_own_words_is_not_weighed(advisor: Advisor, question: str) -> None:
    reply, _ = advisor.reply(question)
    assert "SHAP" in reply.text
    assert "black boxes" not in reply.text
    assert "Oslo" not in reply.text


def test_what_is_told_is_remembered(advisor: Advisor) -> None:
    _, memory = advisor.reply("I hate black boxes. Which values explain a forecast in the second phase?", Memory())
    assert memory.person.dislikes == ("black boxes",)


def test_that_which_the_user_does_is_no_career(advisor: Advisor) -> None:
    text = advisor.reply("I write the rota of the tugs in a harbour. Does AI touch that?")[0].text
    assert "rota" in text
    assert "22%" not in text


def test_a_phase_known_already_is_the_one_asked_about_next(advisor: Advisor) -> None:
    turn = "I know Python and gradient boosting. Which phase can I skip, and how many weeks would that spare me?"
    text = advisor.reply(turn)[0].text
    assert "9 weeks" in text
    assert "6 weeks" not in text
