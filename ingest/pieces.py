"""The pieces of a line that each may be a label with its value: the cards of a row, parted by signs or run together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ingest.layout import layout
from ingest.lines import Line
from vectorstore.quantities import find_quantities

LONGEST_LABELLED = 240  # characters of a label with its value
LONGEST_BARE = 6  # words of a label that no sign parts from its value
_LONGEST_HINT = 40
_SEPARATOR = re.compile(r"\s+[|•·‖]\s+|\s*[|•·‖]\s*(?=[A-Z])|\t+|\s{3,}|[.;]\s+(?=[A-Z][\w -]{2,30}:\s)")
# Where the cards of a row have run together ("6.9/10AI risk: 38%Pay: $49K"), and where a figure and its label have.
_SEAM = re.compile(r"(?<=\d)(?=[A-Z][a-z])|(?<=\d)(?=AI )|(?<=%)(?=[A-Z])|(?<=\d[kK])(?=[A-Z][a-z])|(?<=/yr)(?=[A-Z])")
_GLUED = re.compile(r"(?<=\d)(\s?(?:month|week|year)(?:s|(?!s)))(?=[a-z])")
# A label in lower case glued to the figure in front of it, and the seam between two such cards.
_GLUED_FIGURE = re.compile(r"\d(?:[%kK]|\s?(?:months?|weeks?|years?))?(?<![a-z]s)(?=[a-z]{3})")
_CARD_SEAM = re.compile(r"(?<=[a-z’'])(?=\d|[$£€₹~]\s?\d|[A-Z][a-z])")
_FEWEST_GLUED, _SHORTEST_ROW = 3, 40  # cards, characters
_GLUED_LABEL = re.compile(r"(?<=\d)(?=[a-z]{4})(?!months|weeks|years)|(?<=\d%)(?=[a-z]{3})")
_MARKS = re.compile(r"^[^\w$£€₹~(]+|^(?:19|20)\d\d (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line between separators: "Demand: 8.7 / 10"."""

    text: str
    start: int
    glued: bool = False  # cut out of a row of cards whose values have run into their labels

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@lru_cache(maxsize=512)  # the readers of labels and of cards ask for those of the same line
def read_pieces(line: Line) -> tuple[Piece, ...]:
    """The pieces of a line, in order; a label and its value on either side of a sign are one."""
    return tuple(_pieces(line))


def _pieces(line: Line) -> Iterator[Piece]:
    for mark in ("\t", "|"):
        label, parted, value = line.body.partition(mark)
        if parted and mark not in value.strip() and layout().label(label):
            yield Piece(line.body, line.body_start)
            return
    start = 0
    seams = _values_first(line.body)
    for match in [*seams, None] if seams else ():
        end = match.start() if match else len(line.body)
        yield Piece(line.body[start:end], line.body_start + start, glued=True)
        start = end
    if start:
        return
    for match in [*sorted([*_SEPARATOR.finditer(line.body), *_seams(line.body)], key=re.Match.start), None]:
        end = match.start() if match else len(line.body)
        piece = line.body[start:end]
        stripped = _MARKS.sub("", piece.rstrip(" *_"))
        if stripped:
            yield Piece(stripped, line.body_start + start + piece.index(stripped))
        start = match.end() if match else end


def _values_first(text: str) -> list[re.Match[str]]:
    """Where one card ends and the next begins in a row that glues values to the labels behind; else empty.

    "$50k to $90kyearly pay6 monthsto be employable7.8/10interest".
    """
    if len(text) < _SHORTEST_ROW or len(_GLUED_FIGURE.findall(text)) < _FEWEST_GLUED:
        return []
    return list(_CARD_SEAM.finditer(text))


def _seams(text: str) -> list[re.Match[str]]:
    """The seams of a row of cards; none in a line that glues a single figure to its label."""
    found = list(_SEAM.finditer(text))
    return found if found and len(find_quantities(_SEAM.sub(" ", text))) > len(found) else []


def without_marks(text: str) -> str:
    """The text without the signs and the year in front of a label."""
    return _MARKS.sub("", text)


@lru_cache(maxsize=512)  # every reader of a piece asks for it
def unglued(text: str) -> str:
    """The text with a space between a figure and the label that has run into it ("10 monthsuntil hireable")."""
    return _GLUED_LABEL.sub(" ", _GLUED.sub(r"\1 ", text))


def may_be_hint(words: str) -> bool:
    """True for words that may be the label of a figure: few, no sentence, no figure themselves."""
    return len(words) <= _LONGEST_HINT and not any(char.isdigit() or char in ".:?!" for char in words)
