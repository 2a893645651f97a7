from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.lexical import LEXICAL_SCHEMA, match_expression


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(LEXICAL_SCHEMA)
    connection.execute("INSERT INTO words (head, body) VALUES ('Pay', 'Nurses near Zürich earn more')")
    return connection


def found(index: sqlite3.Connection, question: str) -> int:
    expression = match_expression(question)
    statement = "SELECT count(*) FROM words WHERE words MATCH ?"
    return int(index.execute(statement, (expression,)).fetchone()[0]) if expression else 0


@pytest.mark.parametrize("question", ["nursing", "EARNED?", "zurich", 'a "NEAR" b', "pay"])
def test_words_match_by_stem_case_and_accent(index: sqlite3.Connection, question: str) -> None:
    assert found(index, question) == 1


def test_a_question_without_words_matches_nothing() -> None:
    assert match_expression(' "?" * ^ - :') == ""


@given(st.text(max_size=200))
def test_no_text_is_a_syntax_error(text: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(LEXICAL_SCHEMA)
    found(connection, text)
    connection.close()
