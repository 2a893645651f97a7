"""What several careers have in common is told of them side by side, however a question asks for it."""

from __future__ import annotations

from advisor.operations.common_ground import asks_for_shared
from advisor.requests import TELLING
from advisor.understanding.utterance import Meaning, Utterance


def sharing(said: Utterance, meaning: Meaning) -> Meaning:
    """A list asked of what two careers share compares them: "name one thing both roadmaps teach"."""
    several = len(meaning.careers) > 1 and meaning.operation in TELLING
    return meaning.asking("compare") if several and asks_for_shared(said.clause.text) else meaning
