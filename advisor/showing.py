"""Which of the points and sentences found are shown, and how they are quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from advisor.operations.fragments import answer_opening
from advisor.operations.sentences import is_question, split_sentences
from advisor.operations.telling import quote
from advisor.operations.words import mentions
from advisor.passages import Point, Sentence
from advisor.requests import Request
from advisor.types import Finding
from vectorstore.types import Span

# Points shown, and how close to the best a further one must come.
SHOWN = 3
NEAR_BEST = 0.9
# A prose answer stays under about this many words; list points are counted instead.
WORDS = 90
# Sentences shown of the answer to a question that the document itself asks.
ANSWER = 2
# Sentences of so few words ("Absolutely.", "Yes, it is.") only open one.
OPENING = 3


def tell_points(points: Sequence[Point], request: Request, words: int = WORDS) -> Iterator[Finding]:
    """The points quoted, as far as they stay short."""
    yield from placed(within([sentence for point in points for sentence in _saying(point, request)], words))


def _saying(point: Point, request: Request) -> Iterator[Sentence]:
    """The sentences of a point; the "yes" or "no" of an answer to another question than the one asked is left out.

    It answers the one asked where the point holds all that tells it.
    """
    words = request.specific or request.subject
    text = " ".join(sentence.text for sentence in point.sentences)
    answers = bool(words) and all(mentions(text, word) for word in words)
    for sentence in point.sentences:
        start = 0 if answers else answer_opening(sentence.text)
        if rest := sentence.text[start:].strip():
            yield replace(sentence, text=rest, span=sentence.span.part(start, start + len(rest)))


def answer_to(asked: Sentence) -> list[Sentence]:
    """The sentences that follow a question within its passage, up to the next question."""
    chunk = asked.chunk
    following: list[Sentence] = []
    for start, end in split_sentences(chunk.text):
        text, begin = chunk.text[start:end], chunk.span.start + start
        if begin <= asked.span.start:
            continue
        # "Absolutely." opens an answer and is none.
        if is_question(text) or sum(len(told.text.split()) > OPENING for told in following) == ANSWER:
            break
        following.append(Sentence(text, Span(chunk.span.document, begin, chunk.span.start + end), chunk, asked.score))
    return following


def answer_around(sentence: Sentence) -> list[Sentence]:
    """The answer that a sentence is part of; empty where no question stands before it in its passage."""
    chunk = sentence.chunk
    asked = [
        Sentence(chunk.text[start:end], Span(chunk.span.document, begin, chunk.span.start + end), chunk, sentence.score)
        for start, end in split_sentences(chunk.text)
        if (begin := chunk.span.start + start) < sentence.span.start and is_question(chunk.text[start:end])
    ]
    return answer_to(asked[-1]) if asked and chunk.kind == "faq" else []


def placed(sentences: Iterable[Sentence]) -> Iterator[Finding]:
    """The sentences quoted, the first of each chunk with the phase or level it stands in."""
    shown: set[str] = set()
    for sentence in sentences:
        yield quote(sentence.text, sentence.span, sentence.chunk, placed=sentence.chunk.id not in shown)
        shown.add(sentence.chunk.id)


def near_best(points: Sequence[Point]) -> list[Point]:
    """The best point and those nearly as good, those of one chunk in document order."""
    near = [point for point in points[:SHOWN] if point.score >= points[0].score * NEAR_BEST]
    return sorted(near, key=lambda point: (point.chunk.id != near[0].chunk.id, point.sentences[0].span))


def within(sentences: Sequence[Sentence], words: int) -> Iterator[Sentence]:
    """The first sentences up to a number of words, each once; the first one whatever its length."""
    spent = 0
    once = {sentence.text: sentence for sentence in reversed(sentences)}
    for position, sentence in enumerate(each for each in sentences if each is once[each.text]):
        spent += len(sentence.text.split())
        if position and spent > words:
            return
        yield sentence
