"""The lexical index: stemmed BM25 (Robertson and Zaragoza 2009) in SQLite's FTS5, asked for a question's words."""

from __future__ import annotations

import re

LEXICAL_SCHEMA = """
CREATE VIRTUAL TABLE IF NOT EXISTS words
USING fts5(head, body, about, tokenize = "porter unicode61 remove_diacritics 2");
"""

# FTS5 refuses expressions nested deeper than 256.
_MOST_WORDS = 64
_WORD = re.compile(r"[^\W_]+")


def match_expression(question: str) -> str:
    """An FTS5 expression that matches any word of `question`; empty when it has no word.

    Quotes, operators and column names in the question are data: every word is quoted. Only the first 64 different
    words count.
    """
    words = dict.fromkeys(word.casefold() for word in _WORD.findall(question))
    return " OR ".join(f'"{word}"' for word in list(words)[:_MOST_WORDS])
