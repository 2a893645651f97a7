"""Which sentence states a wanted value, over token vectors in which a word is like itself and like no other."""

from __future__ import annotations

from typing import cast

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.operations.wanted import wanted
from advisor.operations.words import content_words
from advisor.passages import PassageReader
from advisor.requests import Request
from advisor.stated_values import read_figure, read_stating
from advisor.types import Finding
from advisor.understanding.counting import uncountable
from tests.unit.test_passages import Shelf, WordVectors
from vectorstore.embedding import Embedder
from vectorstore.profiles import Catalogue
from vectorstore.store import Store
from vectorstore.types import Chunk, Passage, SectionKind, Span


def told(
    question: str,
    text: str,
    *,
    kind: SectionKind = "other",
    title: str = "Notes",
    subject: tuple[str, ...] | None = None,
    restricting: tuple[str, ...] = (),
) -> list[str]:
    chunk = Chunk("c", Span("d", 0, len(text)), text, kind, title)
    embedder = WordVectors()
    reader = PassageReader(cast(Store, Shelf(embedder, (chunk,))), cast(Embedder, embedder))
    value = wanted(question) or uncountable(question)
    assert value is not None
    own = tuple(content_words(question)) if subject is None else subject
    request = Request(question, question, facets=("not_covered",), subject=own, specific=own, restricting=restricting)
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


def test_how_many_one_of_a_career_has_is_told_beside_the_career() -> None:
    text = "Ours sorts 260 loaves at night. Each baker looks after 65 loaves."
    question = "How many loaves does one baker look after?"
    assert told(question, text, subject=("loaves", "look")) == ["Each baker looks after 65 loaves."]


def test_one_in_so_many_answers_how_many() -> None:
    text = "Half of the ovens smoke. One in four posts becomes permanent after a year."
    assert told("How many posts become permanent?", text) == ["One in four posts becomes permanent after a year."]


def test_a_number_counts_nothing_in_a_place_that_is_not_named() -> None:
    text = "The guild lead supervises six coordinators."
    asked = "How many coordinators work in Alberta?"
    assert told(asked, text, subject=("work", "Alberta"), restricting=("Alberta",)) == []
    assert told(asked, f"In Alberta, {text}", subject=("work", "Alberta"), restricting=("Alberta",)) != []


def test_an_amount_of_something_else_is_no_pay() -> None:
    for text, found in (("The course book is $52.", 0), ("She is on $52,000 a year.", 1)):
        chunk, embedder = Chunk("c", Span("d", 0, len(text)), text, "other", "Notes"), WordVectors()
        reader = PassageReader(cast(Store, Shelf(embedder, (chunk,))), cast(Embedder, embedder))
        request = Request("what salary", "what salary", facets=("pay",), subject=("salary",))
        units = facet_definitions()["pay"].units
        assert len(list(read_figure(request, [Passage(chunk, 0.5)], reader, units, strict=False))) == found


def test_the_name_of_a_programming_language_says_what_it_is() -> None:
    text = "Bakers weigh flour. They build fluency in Python with pandas."
    assert told("Which programming languages are needed?", text) == ["They build fluency in Python with pandas."]
