"""Lines that lead to those whom a job suits and to those whom it does not, whatever precedes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from ingest.layout import layout
from ingest.lines import Line
from vectorstore.types import SectionKind

_LONGEST, _FARTHEST = 8, 12  # words; lines that hold text from one lead to the other
_FEWEST_POINTS = 2


def find_leads(lines: Sequence[Line]) -> Mapping[int, SectionKind]:
    """The lines that end in "if" or "when" above lists of their own, one of either kind near each other."""
    filled = [index for index, line in enumerate(lines) if line.shape != "blank"]
    places = [place for place in range(len(filled)) if _leads(lines, filled, place)]
    found: dict[int, SectionKind] = {}
    for one, other in pairwise(places):
        first, second = (_kind(lines[filled[place]]) for place in (one, other))
        if first == second or not _FEWEST_POINTS < other - one <= _FARTHEST or filled[one] in found:
            continue
        found |= {filled[one]: first, filled[other]: second}
    return found


def _kind(line: Line) -> SectionKind:
    return "non_fit" if layout().likely_kind(line.body) == "non_fit" else "fit"


def _leads(lines: Sequence[Line], filled: Sequence[int], place: int) -> bool:
    line = lines[filled[place]]
    below = [lines[index] for index in filled[place + 1 : place + 1 + _FEWEST_POINTS]]
    if line.shape not in ("plain", "bold") or len(line.body.split()) > _LONGEST or len(below) < _FEWEST_POINTS:
        return False
    if not line.body[0].isupper() or layout().expressions["leads_if"].search(line.body) is None:
        return False
    return (
        layout().known_kind(line.body) is None
        and layout().part_label(line.body) is None
        and all(each.shape == "bullet" or (each.shape == "plain" and each.body[-1] not in ".:?!") for each in below)
    )
