"""What documents answer to questions of their own, over token vectors in which a word is like itself alone."""

from __future__ import annotations

from typing import cast

import pytest

from advisor.own_questions import answer_premise, read_asked
from advisor.passages import PassageReader
from advisor.requests import Request
from tests.unit.test_passages import Shelf, WordVectors
from vectorstore.embedding import Embedder
from vectorstore.store import Store
from vectorstore.types import Chunk, Passage, Span

LABELLED = "Questions\n\nQ: Can robots knead bread?\n\nA: No. Robots cannot knead bread at all."
PLAIN = "Questions\nCan robots knead bread?\nNo. Robots cannot knead bread at all."


def answer(premise: str, text: str = LABELLED) -> str:
    chunk = Chunk("c", Span("d", 0, len(text)), text, "faq", "Questions")
    embedder = WordVectors()
    read = PassageReader(cast(Store, Shelf(embedder, (chunk,))), cast(Embedder, embedder))
    return " ".join(told.values["value"] for told in answer_premise(premise, [Passage(chunk, 0.5)], read))


@pytest.mark.parametrize(
    ("premise", "told"),
    [
        ("robots can knead bread", "No. Robots cannot knead bread at all."),
        ("robots cannot knead bread", ""),
        ("robots can knead bread and drive trucks", ""),
        ("ovens are hot", ""),
    ],
)
def test_a_premise_is_held_against_the_answer_to_the_document_s_own_question(premise: str, told: str) -> None:
    assert answer(premise) == told


def test_a_question_right_below_its_heading_is_found() -> None:
    assert answer("robots can knead bread", PLAIN) == "No. Robots cannot knead bread at all."


@pytest.mark.parametrize(
    ("question", "own", "alone", "found"),
    [
        ("Can robots knead the bread by themselves?", ("robots", "knead", "bread"), True, True),
        ("Can robots knead the bread by themselves?", ("robots", "knead", "bread"), False, False),
        ("Can robots paint or sing by themselves?", ("robots", "paint", "sing"), True, False),
    ],
)
def test_where_nothing_else_answers_a_question_less_alike_will_do(
    question: str, own: tuple[str, ...], alone: bool, found: bool
) -> None:
    text = "Questions\nCan robots knead and bake bread?\nNo. Machines do that badly."
    chunk = Chunk("c", Span("d", 0, len(text)), text, "faq", "Questions")
    embedder = WordVectors()
    read = PassageReader(cast(Store, Shelf(embedder, (chunk,))), cast(Embedder, embedder))
    told = list(read_asked(Request(question, question, subject=own), [Passage(chunk, 0.5)], read, alone=alone))
    assert bool(told) is found
