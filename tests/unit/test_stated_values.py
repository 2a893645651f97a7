"""Which sentence states a wanted value, over token vectors in which a word is like itself and like no other."""

from __future__ import annotations

from typing import cast

from advisor.library import Library
from advisor.operations.wanted import wanted
from advisor.operations.words import content_words
from advisor.passages import PassageReader
from advisor.stated_values import read_stating
from advisor.types import Finding, Request
from tests.unit.test_passages import Shelf, WordVectors
from vectorstore.embedding import Embedder
from vectorstore.profiles import Catalogue
from vectorstore.store import Store
from vectorstore.types import Chunk, Passage, SectionKind, Span


def told(question: str, text: str, *, kind: SectionKind = "other", title: str = "Notes") -> list[str]:
    chunk = Chunk("c", Span("d", 0, len(text)), text, kind, title)
    embedder = WordVectors()
    reader = PassageReader(cast(Store, Shelf(embedder, (chunk,))), cast(Embedder, embedder))
    value = wanted(question)
    assert value is not None
    request = Request(question, question, facets=("not_covered",), subject=tuple(content_words(question)))
    library = Library(Catalogue(()), {}, (chunk,))
    found = read_stating(request, value, [Passage(chunk, 0.1)], reader, library)
    return [finding.values["value"] for finding in found if isinstance(finding, Finding)]


def test_the_amount_told_is_that_of_the_thing_asked_about() -> None:
    text = "The oven costs $900. The exam costs $75."
    assert told("What does the exam cost?", text) == ["The exam costs $75."]
    assert told("What does the scale cost?", text) == []


def test_what_an_answer_leaves_unsaid_stands_in_its_question() -> None:
    text = "What does the training set me back?\nAbout $1,150 and an apron."
    assert told("How much does the training cost?", text, kind="faq") == ["About $1,150 and an apron."]


def test_what_a_sentence_leaves_unsaid_stands_in_the_one_before_it() -> None:
    text = "There is an evening course. It runs in March and costs $40. A loaf costs $3."
    assert told("What does the evening course cost?", text) == ["It runs in March and costs $40."]


def test_a_question_without_a_word_of_its_own_is_answered_by_a_word_for_the_value() -> None:
    text = "We give $500 to the best baker. The fee is $20."
    assert told("What are the fees?", text) == ["The fee is $20."]


def test_a_deadline_is_a_date_until_which_something_is_open() -> None:
    text = "The bakery opened in March. Applications close on January 15."
    assert told("When is the deadline?", text) == ["Applications close on January 15."]


def test_what_is_named_must_stand_in_what_states_the_value() -> None:
    assert told("How much does the Kneadwell oven licence cost?", "The oven licence costs $30 in Rome.") == []
