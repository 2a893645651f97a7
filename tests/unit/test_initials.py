"""Names that documents give by their initials alone."""

from __future__ import annotations

import pytest

from advisor.understanding.initials import Initials

TEXTS = ("Leads dealings with the IRB.", "Builds RAG pipelines; studies natural language processing (NLP) at MIT.")
ACRONYMS = ("irb", "rag", "nlp", "mit")


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("who talks to the institutional review board?", "who talks to the IRB?"),
        ("who deals with the ethics review board here", "who deals with the IRB here"),
        ("where is retrieval-augmented generation taught", "where is RAG taught"),
    ],
)
def test_a_name_is_written_as_the_documents_write_it(asked: str, written: str) -> None:
    assert Initials(TEXTS, ACRONYMS).written(asked) == written


@pytest.mark.parametrize(
    "asked",
    [
        "where is natural language processing taught",  # the documents say the name, too
        "how would I move into this",  # words that name nothing
    ],
)
def test_other_words_stay_as_they_are(asked: str) -> None:
    assert Initials(TEXTS, ACRONYMS).written(asked) == asked


def test_a_name_stays_where_no_document_has_its_initials() -> None:
    assert Initials(("Leads audits.",), ()).written("the ethics board") == "the ethics board"
