"""Cards of other occupations among the lines of a page, whose figures are not those of its own career."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from ingest.labels import states_label
from ingest.layout import layout
from ingest.lines import Line
from ingest.name_shape import is_career_name

# The name of a card, a sign between it and its figures or its first label glued to it.
_NAMED_CARD = re.compile(
    r"(?:\d{1,3}[:.)]?\s+)?(?P<name>[A-Z][^–—|:·•,(\d]{4,60}?)"
    r"(?:\s*(?:[–—|:·•,(]|\s-\s)\s*\S|(?<=[a-z])(?=[A-Z][\w -]{2,30}:\s*\S))"
)
_FIGURE, _FARTHEST_FIGURE = re.compile(r"\s*[$£€₹~]?\d"), 90


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


def card_name(line: Line) -> str:
    """The occupation at the head of a card on one line ("AI Planner – 7/10", "AI PlannerDemand: 7/10"), or ""."""
    match = _NAMED_CARD.match(line.body) if line.shape in ("plain", "bullet") else None
    if match is not None and is_career_name(match["name"]):
        return match["name"]
    return _before_label(line) if line.shape in ("plain", "bullet") else ""


def _before_label(line: Line) -> str:
    """The occupation in front of the first label of its card ("AI Planner Demand 7/10 · Risk 39%"), or ""."""
    figure = _FIGURE.search(line.body[:_FARTHEST_FIGURE])
    words = line.body[: figure.start()].split(" ") if figure else []
    for stop in range(len(words) - 1, 1, -1):
        name = " ".join(words[:stop])
        if layout().label(" ".join(words[stop:])) is not None and is_career_name(name):
            return name
    return ""


def _names_another(line: Line, text: str) -> bool:
    """True for a line that names an occupation which the page speaks of nowhere else."""
    named = line.shape in ("plain", "bullet", "bold") and is_career_name(line.body)
    return named and _stands_alone(line, line.body, text)


def _is_card_of_another(line: Line, text: str) -> bool:
    """True for a line of figures under the name of an occupation that the page speaks of nowhere else."""
    name = card_name(line)
    return bool(name) and any(char.isdigit() for char in line.body) and _stands_alone(line, name, text)


def _stands_alone(line: Line, name: str, text: str) -> bool:
    return text[: line.start].strip(" #*\n") != "" and text.count(name) == 1
