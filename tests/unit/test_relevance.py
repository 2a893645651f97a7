"""How likely a point answers: what more and less of each signal comes to."""

from __future__ import annotations

from dataclasses import replace

from advisor.passages import Point, Sentence
from advisor.relevance import UNRIVALLED, Signals, _probability, signals_of
from advisor.requests import Request, Wanted
from vectorstore.types import Chunk, Passage, Span

PLAIN = Signals(margin=0.05, weakest=0.4, passage=0.6, narrow=0.0, words=8.0)


def test_a_point_that_stands_out_and_leaves_no_word_uncovered_is_likelier() -> None:
    likely = _probability(PLAIN)
    assert 0 < likely < 1
    assert _probability(replace(PLAIN, margin=0.2)) > likely
    assert _probability(replace(PLAIN, weakest=0.7)) > likely
    assert _probability(replace(PLAIN, narrow=1.0)) < likely


def test_signals_are_those_of_the_best_point() -> None:
    text = "The auditor signs. The baker waits."
    chunk = Chunk("c", Span("d", 0, len(text)), text, "other", "Notes")
    points = [
        Point((Sentence(text[:18], Span("d", 0, 18), chunk, 0.7),), 0.7, 0.5),
        Point((Sentence(text[19:], Span("d", 19, len(text)), chunk, 0.4),), 0.4, 0.1),
    ]
    question = "how many auditors sign it"
    request = Request(question, question, wanted=Wanted("number", "number", "", ()))
    signals = signals_of(request, points, [Passage(chunk, 0.6)])
    assert signals == Signals(margin=0.7 - 0.4, weakest=0.5, passage=0.6, narrow=1.0, words=5.0)
    assert signals_of(replace(request, wanted=None), points[:1], [Passage(chunk, 0.6)]).margin == UNRIVALLED
