"""What is learned of questions, with the real embedder and a page that it has not learned from."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from advisor.conversation import Advisor
from advisor.query_adapter import QueryAdapter, adapter_of, count_alike
from tests.integration.shelves import advisor_over
from vectorstore.embedding import Embedder

pytestmark = pytest.mark.slow

PAGE = """# AI Beekeeping Analyst

Salary range: $40,000 - $60,000

## What is it?
The AI Beekeeping Analyst reads the hum of hives and tells keepers when a swarm is near.

## Pay
A beginner earns $41,500 a year. Whoever passes the second inspection is raised to $47,300, and nights add $4 an hour.

## Roadmap
### Phase 1: Hives (5 weeks)
- Open a hive without harm
### Phase 2: Sound (7 weeks)
- Record a hum and clean it
"""


@pytest.fixture(scope="module")
def advisor(tmp_path_factory: pytest.TempPathFactory, learned: Path) -> Advisor:
    return advisor_over({"ai-beekeeping-analyst.md": PAGE}, tmp_path_factory.mktemp("bees"), learned)


def test_only_the_embedder_that_an_adapter_was_learned_for_has_one(embedder: Embedder) -> None:
    tokens = embedder.embed_query("Who signs off the model?").tokens
    adapt = adapter_of(embedder)
    assert isinstance(adapt, QueryAdapter)
    assert adapt(tokens).tokens.shape == tokens.shape
    assert adapter_of(cast(Embedder, SimpleNamespace(checksum="another"))) is count_alike


def test_a_sentence_that_very_likely_answers_is_told_beside_the_facts(advisor: Advisor) -> None:
    reply, _ = advisor.reply("By how much is my pay raised once I pass the second inspection?")
    assert "$47,300" in reply.text
    assert reply.citations
