"""What kind of section the lines under a title show, for titles whose words leave it open or mislead."""

from __future__ import annotations

from itertools import pairwise

from ingest.layout import layout
from ingest.lines import Line
from ingest.parts import Lines
from vectorstore.quantities import find_quantities
from vectorstore.types import Attribute, SectionKind

_LOOKED_AT = 7  # lines under the title
_CARDS: frozenset[Attribute] = frozenset({"demand", "ai_risk", "salary_range"})
# Kinds that the words of a title give only until its lines show another.
_OPEN: frozenset[SectionKind] = frozenset({"other", "practice", "faq", "responsibilities", "steps"})
_ASKING: frozenset[SectionKind] = frozenset({"other", "practice", "faq"})


def kind_shown(kind: SectionKind, lines: Lines, last: int) -> SectionKind:
    """The kind of a section whose title's words say `kind`, `last` being the title's last line.

    Hours make a day; questions in a row make practice, questions with answers an FAQ; labels with their values make
    metrics where they are those of header cards, else requirements.
    """
    near = list(lines.ahead(last, _LOOKED_AT))
    if kind in _OPEN and _begins_with_hours(near):
        return "day"
    if kind in _ASKING and (asking := _asking(near)):
        return asking
    if kind in _ASKING and (labels := _labels(near)):
        return "metrics" if len(labels & _CARDS) > 1 else "requirements"
    return kind


def states_label(line: Line) -> bool:
    """True for a line that is a label with its value ("Coding: none", "How wanted it is: 8/10")."""
    mark = "?" if "? " in line.body and ":" not in line.body else ":"
    head, colon, value = line.body.partition(mark)
    if not (colon and value.strip()) or line.shape not in ("plain", "bullet"):
        return False
    mention = next(iter(find_quantities(value)), None)
    return (mark == ":" and layout().label(head) is not None) or (
        mention is not None and layout().hinted(head, mention.quantity.unit) is not None
    )


def _begins_with_hours(near: list[Line]) -> bool:
    timed = [layout().expressions["hour"].fullmatch(line.body[:300]) is not None for line in near[:3]]
    return any(first and second for first, second in pairwise(timed))


def _asking(near: list[Line]) -> SectionKind | None:
    """What questions among the first lines make: "practice" in a row, "faq" one by one with answers between."""
    asks = [line.shape in ("plain", "bullet", "bold") and line.body.rstrip("*_\"'”’").endswith("?") for line in near]
    first = asks[:2].index(True) if any(asks[:2]) else None
    if first is None:
        return None
    rest = asks[first + 1 : first + 3]
    if rest[:1] == [True]:
        return "practice"
    answered = rest == [False, True] and near[first].shape == "plain" and near[first + 1].shape == "plain"
    return "faq" if answered else None


def _labels(near: list[Line]) -> frozenset[Attribute]:
    """The attributes of the labels that the first two lines bear, when both do."""
    found = []
    for line in near[:3]:
        head, colon, value = line.body.partition(":")
        label = layout().label(head) if colon and value.strip() and line.shape in ("plain", "bullet") else None
        if label is not None:
            found.append(label.attribute)
    return frozenset(found) if len(found) > 1 else frozenset()
