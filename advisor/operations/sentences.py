"""Sentences of a passage as exact spans."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from advisor.facets import facet_definitions

if TYPE_CHECKING:
    import pysbd

# Lines whose sentences are kept: those of some hundred pages.
REMEMBERED = 16_384
_WRAPPED = re.compile(r"(?<=[\w,;’'])\n(?=[a-z])")


@cache
def _segmenter() -> pysbd.Segmenter:
    import pysbd

    return pysbd.Segmenter(language="en", clean=False, char_span=True)


def is_question(text: str) -> bool:
    """True for a text that ends in a question mark."""
    return text.rstrip().endswith("?")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence, stripped of white space, in order; lines never run into each other.

    Abbreviations ("U.S.", "e.g.") do not end a sentence (Sadvilkar and Neumann, NLP-OSS 2020).
    """
    # A line that goes on in lower case is wrapped prose: its break is a space, which keeps every offset.
    text = _WRAPPED.sub(" ", text)
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            spans.extend((offset + start, offset + end) for start, end in _sentences_of_line(line))
        offset += len(line)
    return spans


def split_points(text: str) -> list[tuple[int, int]]:
    """Start and end of each line (a listed point, a paragraph), stripped of white space; wrapped prose is one line."""
    spans: list[tuple[int, int]] = []
    offset = 0
    for line in _WRAPPED.sub(" ", text).splitlines(keepends=True):
        if line.strip():
            start = offset + len(line) - len(line.lstrip())
            spans.append((start, start + len(line.strip())))
        offset += len(line)
    return spans


@lru_cache(maxsize=REMEMBERED)
def _sentences_of_line(line: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each sentence of one line; the lines of passages are read again with every question."""
    found = []
    for piece in _segmenter().segment(line):
        start = piece.start + len(piece.sent) - len(piece.sent.lstrip())
        end = piece.start + len(piece.sent.rstrip())
        if end > start:
            found.append((start, end))
    return tuple(found)


# The mark of a list, or of the answer to a question.
_MARK = re.compile(r"^(?:[-*•◦▪●○■□·‣⁃–—~>+✓✔→►»☐☑ ]+|\d{1,2}[.)]\s+(?=[A-Z])|A(?:nswer)?:\s+)")


@cache
def _glued() -> re.Pattern[str]:
    """A label of what is stated of phases and levels that a page runs into the words beside it: "MilestoneYou can"."""
    labels = "|".join(
        attribute.capitalize()
        for definition in facet_definitions().values()
        if definition.part in ("phase", "level")
        for attribute in definition.attributes
    )
    return re.compile(rf"^(?:{labels})s?(?=[A-Z])|(?<=[a-z\d)])(?:{labels})s?$")


def bare_text(text: str) -> tuple[int, int]:
    """Where the words of a sentence begin and end without the mark of its list and labels that were run into them."""
    start = found.end() if (found := _MARK.match(text)) else 0
    glued = list(_glued().finditer(text[start:]))
    end = start + glued[-1].start() if glued and glued[-1].start() else len(text)
    return start + (glued[0].end() if glued and not glued[0].start() else 0), end
