"""Lists that say of both sides whom a job suits and whom it does not: which points stand on which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout import layout
from ingest.lines import Line
from vectorstore.types import Attribute

_FOR, _AGAINST = "+✓✔✅☑", "-–−✗✘×❌☒"  # signs in front of points
_LONGEST_LEAD = 6  # words
_PIECE = re.compile(r"[^;\s][^;]*")


def sided_points(title: str, lines: Sequence[Line]) -> list[tuple[Attribute, Line]] | None:
    """The points below `title`, each with the side it stands on; None where all are on the side that the title tells.

    Lines that lead to points ("For:", "Not for:") tell the sides, else the signs in front of them ("+", "-"), else what
    stands before each line's own points ("Yes if: you …; you …"). Where a title names both and nothing tells the points
    apart, there are none to believe.
    """
    told = _led(lines) or _signed(lines) or _led_inline(lines)
    both = len({attribute for attribute, _ in told}) > 1
    return told if both or _names_both(title) else None


def _led(lines: Sequence[Line]) -> list[tuple[Attribute, Line]]:
    found: list[tuple[Attribute, Line]] = []
    side: Attribute | None = None
    for line in lines:
        if line.shape != "bullet":
            side = side_of(line.body) if line.shape in ("plain", "bold") else None
        elif side is not None:
            found.append((side, line))
    return found


def _led_inline(lines: Sequence[Line]) -> list[tuple[Attribute, Line]]:
    """The points of lines each of which leads to its own, parted by semicolons; empty where one does not."""
    found: list[tuple[Attribute, Line]] = []
    for line in lines:
        lead, colon, _ = line.body.partition(":")
        side = side_of(lead) if colon and line.shape in ("plain", "bullet") else None
        if side is None:
            return []
        for piece in _PIECE.finditer(line.body, len(lead) + 1):
            found.append((side, replace(line, body=piece[0], body_start=line.body_start + piece.start())))
    return found


def _signed(lines: Sequence[Line]) -> list[tuple[Attribute, Line]]:
    points = [line for line in lines if line.shape == "bullet"]
    signs = [point.text[0] for point in points]
    told = all(sign in _FOR + _AGAINST for sign in signs) and len({point.level for point in points}) == 1
    if not (told and any(sign in _FOR for sign in signs) and any(sign in _AGAINST for sign in signs)):
        return []
    return [("fit" if sign in _FOR else "non_fit", point) for sign, point in zip(signs, points, strict=True)]


def side_of(lead: str) -> Attribute | None:
    """The side to which a few words lead, "fit" or "non_fit", or None."""
    known, words = layout(), lead.strip("*_ :.…")
    if not words or len(words.split()) > _LONGEST_LEAD:
        return None
    if known.expressions["side_against"].fullmatch(words):
        return "non_fit"
    if known.expressions["side_for"].fullmatch(words):
        return "fit"
    kind = known.likely_kind(words)
    return "fit" if kind == "fit" else "non_fit" if kind == "non_fit" else None


def _names_both(title: str) -> bool:
    sides = {side_of(part) for part in layout().expressions["side_parts"].split(title) if part}
    return {"fit", "non_fit"} <= sides
