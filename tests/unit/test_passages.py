"""Points of passages, over token vectors in which a word is like itself and like no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import pytest

from advisor.operations.sentences import bare_text
from advisor.passages import PassageReader, Point, Vectors
from advisor.points import WHOLE
from vectorstore.embedding import Embedder
from vectorstore.store import Store
from vectorstore.types import Chunk, Passage, Span

WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class Embedded:
    tokens: Vectors

    @property
    def vector(self) -> Vectors:
        """The mean direction of the words."""
        mean = self.tokens.mean(axis=0)
        return cast(Vectors, mean / np.linalg.norm(mean))


class WordVectors:
    """Each word has a direction of its own."""

    dimension = 200

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def embed_query(self, text: str) -> Embedded:
        rows = [self._known.setdefault(word.casefold(), len(self._known)) for word in WORDS.findall(text)]
        return Embedded(np.eye(self.dimension, dtype=np.float32)[rows])

    def token_offsets(self, text: str) -> list[tuple[int, int]]:
        return [match.span() for match in WORDS.finditer(text)]


@dataclass(frozen=True)
class Shelf:
    """The token vectors of chunks, as a store keeps them."""

    embedder: WordVectors
    chunks: tuple[Chunk, ...]

    def token_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        return {c.id: self.embedder.embed_query(f"{c.head}\n{c.text}").tokens for c in self.chunks if c.id in ids}


def points(question: str, text: str, *, telling: Sequence[str] = ()) -> list[Point]:
    chunk = Chunk("c", Span("d", 0, len(text)), text, "other", "Notes")
    embedder = WordVectors()
    reader = PassageReader(cast(Store, Shelf(embedder, (chunk,))), cast(Embedder, embedder))
    return reader.points(question, [Passage(chunk, 0.5)], telling=telling)


def told(point: Point) -> list[str]:
    return [sentence.text for sentence in point.sentences]


def test_a_telling_word_outweighs_another() -> None:
    text = "- bread from the oven\n- a scale"
    assert told(points("bread or scale", text)[0]) == ["- bread from the oven"]
    assert told(points("bread or scale", text, telling=["scale"])[0]) == ["- a scale"]


def test_a_question_asked_amid_a_paragraph_is_part_of_what_it_says() -> None:
    [point] = points("who pays for burnt bread", "Burnt bread: who pays? The baker or the mill. It is not settled.")
    assert told(point) == ["Burnt bread: who pays?", "The baker or the mill.", "It is not settled."]


def test_a_question_on_a_line_of_its_own_is_not_repeated_with_its_answer() -> None:
    [point] = points("who pays for burnt bread", "Who pays for burnt bread?\nThe baker pays.")
    assert told(point) == ["The baker pays."]


def test_a_long_paragraph_under_a_question_is_told_sentence_by_sentence() -> None:
    long = " ".join(f"Loaf {number} is sold to the inn." for number in range(WHOLE // 7 + 1))
    best = points("who burns the rye", f"What does a baker do?\n{long} The oven burns the rye.")[0]
    assert told(best) == ["The oven burns the rye."]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("MilestoneYou can read a note.", "You can read a note."),
        ("8 weeksGoals", "8 weeks"),
        ("- Goals are set early", "Goals are set early"),
        ("A: Yes, it is.", "Yes, it is."),
    ],
)
def test_marks_of_lists_and_labels_run_into_a_line_are_no_words_of_it(line: str, words: str) -> None:
    assert line[slice(*bare_text(line))] == words


def test_what_only_leads_to_points_indented_below_it_answers_nothing() -> None:
    text = "* who hates it here\n   * people who sleep until ten"
    assert told(points("who hates it here", text)[0]) == ["* people who sleep until ten"]


def test_a_short_line_above_prose_is_a_heading_and_answers_nothing() -> None:
    assert told(points("the oven", "The oven\nIt is hot by four.")[0]) == ["It is hot by four."]
