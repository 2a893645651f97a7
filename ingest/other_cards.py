"""Cards of other occupations among the lines of a page, whose figures are not those of its own career."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from ingest.labels import states_label
from ingest.lines import Line
from ingest.names import is_career_name

_NAMED_CARD = re.compile(r"(?P<name>[A-Z][^–—|:·•,\d]{4,60}?)\s*(?:[–—|:·•,]|\s-\s)\s*\S")


def without_cards_of_others(lines: Sequence[Line], text: str) -> list[Line]:
    """The lines without the cards of other occupations, on one line or under a name; `text` is the whole page."""
    kept: list[Line] = []
    others = False
    for line, following in zip_longest(lines, lines[1:]):
        others = others and states_label(line)
        if following is not None and states_label(following) and _names_another(line, text):
            others = True
        if not others and not _is_card_of_another(line, text):
            kept.append(line)
    return kept


def _names_another(line: Line, text: str) -> bool:
    """True for a line that names an occupation which the page speaks of nowhere else."""
    named = line.shape in ("plain", "bullet", "bold") and is_career_name(line.body)
    return named and _stands_alone(line, line.body, text)


def _is_card_of_another(line: Line, text: str) -> bool:
    """True for a line of figures under the name of an occupation that the page speaks of nowhere else."""
    match = _NAMED_CARD.match(line.body) if line.shape in ("plain", "bullet") else None
    if match is None or not any(char.isdigit() for char in line.body) or not is_career_name(match["name"]):
        return False
    return _stands_alone(line, match["name"], text)


def _stands_alone(line: Line, name: str, text: str) -> bool:
    return text[: line.start].strip(" #*\n") != "" and text.count(name) == 1
