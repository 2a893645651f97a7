"""Whether a piece of text asks, by the words that it opens with."""

from __future__ import annotations

import re
from functools import cache

from advisor.patterns import Pattern
from vectorstore.tables import Table, read_table

SENTENCE_END = re.compile(
    r"(?<=[?!;])\s+|(?<=[a-z]{4}\.)\s+"
    r"|(?:(?<=[a-z)]\.)|(?<=[A-Z]{2}\.)|(?<=\d\d\.))\s+(?=[A-Z\"']|and |also |what|how|which)|\n+"
)
SENTENCE_BREAK = re.compile(r"[.!?;]\s")

_NAMED = 6  # words of a piece that only names something


class QuestionWords(Table):
    """The lists of `question_words.toml`."""

    openers: frozenset[str]
    asking: frozenset[str]
    before_asking: tuple[str, ...]
    pointing: frozenset[str]
    naming: frozenset[str]
    subordinate: frozenset[str]
    tags: frozenset[str]
    picking: Pattern


@cache
def question_words() -> QuestionWords:
    """The table, read once."""
    return read_table(QuestionWords, "advisor.understanding", "question_words.toml")


def asks_within(sentence: str) -> bool:
    """True for a sentence that ends as a question does, or asks behind where it does: "in the afternoon which …"."""
    words, known = [word.strip(",") for word in sentence.lower().split()], question_words()
    placed = bool(words) and words[0] in known.before_asking and not known.asking.isdisjoint(words)
    return "?" in sentence or placed


def asks_nothing(text: str) -> bool:
    """True when no sentence of `text` opens or ends as a question does."""
    return not any(opens_question(sentence) for sentence in SENTENCE_END.split(text) if sentence.split())


def asks_of_named(text: str) -> bool:
    """True for a question that points back at what was just named: "how long does that run?"."""
    return begins_question(text) and not set(re.findall(r"\w+", text.lower())).isdisjoint(question_words().pointing)


def names_alone(text: str) -> bool:
    """True for a piece that only names what the question before it points ahead at: "all the books together"."""
    words = text.lower().split()
    named = 1 < len(words) <= _NAMED and words[0] in question_words().naming
    return named and question_words().openers.isdisjoint(words)


def is_tag(piece: str) -> bool:
    """True for what only asks whether the rest is so, which it is, or for how many: "right?", "rank the top 3"."""
    bare = " ".join(word.strip("?.!,") for word in piece.lower().split())
    return bare in question_words().tags or question_words().picking.fullmatch(bare) is not None


def asks(sentence: str) -> bool:
    """True for a sentence that ends in a question mark or begins as a question does; "six years' experience." tells."""
    words = sentence.lower().split()
    brief = len(words) <= 3 and words[0].strip(",.;") not in question_words().subordinate and not sentence.endswith(".")
    return brief or opens_question(sentence)


def opens_question(sentence: str) -> bool:
    """True for a sentence that begins as a question does, or holds a question mark."""
    words = [word.strip(",.;") for word in sentence.lower().replace("’", "'").split()]
    known = question_words()
    return "?" in sentence or words[0] in known.openers or not known.asking.isdisjoint(words[:2])


def begins_question(text: str) -> bool:
    """True when a text begins with a word of asking, whatever stands behind it."""
    first = SENTENCE_BREAK.split(text, maxsplit=1)[0]
    words = [word.strip(",.;?!:") for word in first.lower().replace("’", "'").split()]
    return bool(words) and (words[0] in question_words().openers or not question_words().asking.isdisjoint(words[:2]))
