"""The sentences of ranked passages that answer a question, and how well each word of it is covered.

Token vectors are those stored at ingest, cut at sentence ends: nothing is encoded at answer time but the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from advisor.operations.sentences import is_question, split_sentences
from advisor.operations.words import content_words, stems
from advisor.points import may_answer, points_of
from vectorstore.types import Chunk, Passage, Span

if TYPE_CHECKING:
    from vectorstore.embedding import Embedder
    from vectorstore.store import Store

Vectors = npt.NDArray[np.float32]

# A word stands in a sentence "in meaning" from this cosine of token vectors on: "doctors" for physicians lies above
# it, "holidays" and "cost" beside pay below.
COVERED = 0.7
# Share of the passage's own score in that of a text of it: with it a sentence of the best passage wins near ties.
PASSAGE_SHARE = 0.35
# What the other tokens of a question count beside those of its telling words: over 59 prose questions of the tuning
# sets the gold point comes first in .68 with 1, in .75 from .5 down to .2.
UNTELLING = 0.5
# Chunks whose token offsets are kept, some 15 kB each.
REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence (or list line) of a passage; a higher score answers the question better."""

    text: str
    span: Span
    chunk: Chunk
    score: float


@dataclass(frozen=True, slots=True)
class Point:
    """A line of a list, a paragraph, or the answer of an FAQ: its sentences in order, scored as a whole."""

    sentences: tuple[Sentence, ...]
    score: float

    @property
    def chunk(self) -> Chunk:
        """The chunk it stands in."""
        return self.sentences[0].chunk


@dataclass(frozen=True, slots=True)
class _Query:
    """The token vectors of a question, (tokens, dimension), and what each token counts."""

    tokens: Vectors
    weights: Vectors

    def mean(self, similarities: Vectors) -> float:
        """The weighted mean of one similarity for each token."""
        return float(self.weights @ similarities / self.weights.sum())


@dataclass(frozen=True, slots=True)
class Coverage:
    """How well each content word of a question is covered by some evidence, in [0, 1]; 1 when it stands there."""

    words: tuple[tuple[str, float], ...]

    @property
    def mean(self) -> float:
        """The mean over the words; 1 for a question without content words."""
        return sum(score for _, score in self.words) / len(self.words) if self.words else 1.0


class PassageReader:
    """Reads ranked passages for a question."""

    def __init__(self, store: Store, embedder: Embedder) -> None:
        self._store = store
        self._embedder = embedder
        # The passages of one question are read again for the next.
        self._token_offsets = lru_cache(maxsize=REMEMBERED)(embedder.token_offsets)

    def sentences(self, question: str, passages: Sequence[Passage], *, telling: Sequence[str] = ()) -> list[Sentence]:
        """Every sentence of the passages, best first; ties go to the earlier one.

        The words of the question in `telling` count more than its others; with none, all count alike.
        """
        query = self._weighed(question, telling)
        vectors = self._store.token_vectors([passage.chunk.id for passage in passages])
        found: list[Sentence] = []
        for passage in passages:
            found.extend(self._read(passage, query, vectors[passage.chunk.id]))
        return sorted(found, key=lambda sentence: -sentence.score)

    def points(self, question: str, passages: Sequence[Passage], *, telling: Sequence[str] = ()) -> list[Point]:
        """Every point of the passages, best first; ties go to the earlier one, and words in `telling` count more.

        A point is chosen as a whole: over 63 prose questions the gold one came first in .76, the gold sentence in .54
        when sentences competed one by one.
        """
        query = self._weighed(question, telling)
        vectors = self._store.token_vectors([passage.chunk.id for passage in passages])
        found: list[Point] = []
        for passage in passages:
            tokens = vectors[passage.chunk.id]
            sentences = self._read(passage, query, tokens)
            spans = points_of(passage.chunk)
            for (start, end), score in zip(spans, self._scores(passage, query, tokens, spans), strict=True):
                first, last = passage.chunk.span.start + start, passage.chunk.span.start + end
                held = tuple(s for s in sentences if first <= s.span.start < last)
                # An answer need not repeat its question; one asked amid a text ("who is liable?") is part of it.
                told = tuple(sentence for sentence in held if not _asks_alone(sentence))
                if held and (told or passage.chunk.kind != "faq"):
                    found.append(Point(told or held, score))
        return sorted(found, key=lambda point: -point.score)

    def likeness(self, question: str, other: str) -> float:
        """How nearly two questions ask the same, in [-1, 1]: their cosine and MaxSim both ways, averaged."""
        first, second = self._embedder.embed_query(question), self._embedder.embed_query(other)
        similarities = first.tokens @ second.tokens.T
        words = (similarities.max(axis=1).mean() + similarities.max(axis=0).mean()) / 2
        return float(words + first.vector @ second.vector) / 2

    def score_of(
        self, question: str, spans: Sequence[tuple[Chunk, Span]], passages: Sequence[Passage], *, telling: Sequence[str]
    ) -> float:
        """The best score of spans of chunks, on the scale of `points`; 0 for none.

        A chunk that is none of the passages counts as the last of them.
        """
        query = self._weighed(question, telling)
        vectors = self._store.token_vectors(list({chunk.id for chunk, _ in spans}))
        scores = {passage.chunk.id: passage.score for passage in passages}
        lowest = min(scores.values(), default=0.0)
        found = [0.0]
        for chunk, span in spans:
            inside = (span.start - chunk.span.start, min(span.end, chunk.span.end) - chunk.span.start)
            passage = Passage(chunk, scores.get(chunk.id, lowest))
            found.extend(self._scores(passage, query, vectors[chunk.id], [inside]))
        return max(found)

    def _weighed(self, question: str, telling: Sequence[str]) -> _Query:
        """The question's token vectors, each with what it counts."""
        tokens = self._embedder.embed_query(question).tokens
        offsets = self._embedder.token_offsets(question)[: len(tokens)]
        rows = {row for word in telling for row in _rows_of(word, question, offsets)}
        weights = np.array([1.0 if row in rows or not rows else UNTELLING for row in range(len(tokens))], np.float32)
        return _Query(tokens, weights)

    def _read(self, passage: Passage, query: _Query, tokens: Vectors) -> list[Sentence]:
        """The sentences of a passage, in order."""
        chunk = passage.chunk
        # The question of an FAQ answers nothing, over however many lines it runs.
        asked = chunk.text.find("?") if chunk.kind == "faq" else -1
        spans = [(a, b) for a, b in split_sentences(chunk.text) if b > asked and may_answer(chunk, a, b)]
        return [
            Sentence(
                chunk.text[start:end],
                chunk.span.part(start, end),
                chunk,
                score,
            )
            for (start, end), score in zip(spans, self._scores(passage, query, tokens, spans), strict=True)
        ]

    def _scores(
        self, passage: Passage, query: _Query, tokens: Vectors, spans: Sequence[tuple[int, int]]
    ) -> list[float]:
        """How well each span of a passage's text answers the query."""
        chunk = passage.chunk
        head = len(chunk.head) + 1
        offsets = self._offsets(chunk)[: len(tokens)]
        starts = np.array([start for start, _ in offsets])
        similarities = query.tokens @ tokens[: len(offsets)].T
        # The head names career and section for every span of the chunk.
        in_head = similarities[:, starts < head].max(axis=1, initial=-1.0)
        scores = []
        for start, end in spans:
            inside = similarities[:, (starts >= start + head) & (starts < end + head)].max(axis=1, initial=-1.0)
            own = (query.mean(np.maximum(inside, in_head)) + query.mean(inside)) * 0.5
            scores.append((1 - PASSAGE_SHARE) * own + PASSAGE_SHARE * passage.score)
        return scores

    def covers(self, words: Sequence[str], question: str, sentence: Sentence) -> bool:
        """True when every one of the question's words stands in the sentence in some form, or nearly so in meaning."""
        return all(covered >= COVERED for covered in self.covered(words, question, sentence, sentence.text))

    def weakest(self, question: str, sentence: Sentence) -> float:
        """How well a sentence and the titles above it cover the question's content word that they cover least."""
        chunk = sentence.chunk
        held = f"{chunk.title} {chunk.part.title if chunk.part else ''} {sentence.text}"
        return min(self.covered(content_words(question), question, sentence, held), default=0.0)

    def covered(self, words: Sequence[str], question: str, sentence: Sentence, held: str) -> list[float]:
        """How well a sentence covers each word, in order, in [0, 1].

        1 when it stands in some form in `held`, the sentence with what it stands under; else its best cosine with a
        token of the sentence.
        """
        stored = self._store.token_vectors([sentence.chunk.id])[sentence.chunk.id]
        start = sentence.span.start - sentence.chunk.span.start + len(sentence.chunk.head) + 1
        end = start + len(sentence.text)
        inside = [
            row for row, (a, b) in enumerate(self._offsets(sentence.chunk)[: len(stored)]) if a >= start and b <= end
        ]
        query = self._embedder.embed_query(question).tokens
        best = (query @ stored[np.array(inside, dtype=int)].T).max(axis=1, initial=0.0)
        offsets = self._embedder.token_offsets(question)[: len(query)]
        known = set(stems(held))
        covered: list[float] = []
        for word in words:
            rows = _rows_of(word, question, offsets)
            covered.append(1.0 if set(stems(word)) <= known else float(best[rows].mean()) if rows else 0.0)
        return covered

    def _offsets(self, chunk: Chunk) -> list[tuple[int, int]]:
        """Where the tokens of head and text stand; further stored tokens are words that the index adds behind them."""
        return self._token_offsets(f"{chunk.head}\n{chunk.text}")

    def coverage(self, question: str, chunks: Sequence[Chunk]) -> Coverage:
        """How well the chunks, taken together, cover each content word of the question."""
        held = {stem for chunk in chunks for stem in stems(f"{chunk.head} {chunk.text}")}
        stored = self._store.token_vectors([chunk.id for chunk in chunks])
        tokens = [stored[chunk.id][: len(self._offsets(chunk))] for chunk in chunks if chunk.id in stored]
        evidence = np.concatenate(tokens) if tokens else np.zeros((0, self._embedder.dimension), np.float32)
        query = self._embedder.embed_query(question).tokens
        offsets = self._embedder.token_offsets(question)[: len(query)]
        best = (query @ evidence.T).max(axis=1, initial=0.0)
        words: list[tuple[str, float]] = []
        position = 0
        for word in content_words(question):
            start = question.find(word, position)
            position = start + len(word)
            if set(stems(word)) <= held:
                words.append((word, 1.0))
                continue
            rows = [row for row, (begin, end) in enumerate(offsets) if begin < position and end > start]
            words.append((word, float(best[rows].mean()) if rows else 0.0))
        return Coverage(tuple(words))


def _rows_of(word: str, question: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """The tokens of a question that a word of it is made of; none when it does not stand there."""
    begin = question.find(word)
    return [row for row, (a, b) in enumerate(offsets) if a < begin + len(word) and b > begin] if begin >= 0 else []


def _asks_alone(sentence: Sentence) -> bool:
    """True for a question with which its line ends."""
    text = sentence.chunk.text[sentence.span.start - sentence.chunk.span.start :]
    line = text.partition("\n")[0]
    return is_question(sentence.text) and len(line.rstrip()) <= len(sentence.text)
