"""Tables that hold a phase, a label with what it leads to in each row → lines as a list under its labels has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.layout import layout
from ingest.lines import Line, Shape, cells
from ingest.part_labels import length_line, ordered_kinds

_PAIR = 2  # cells of a row: the label, and what it leads to; a row without a label goes on with the one above


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A label of a phase, the points that it leads to, and whether it says how long the phase takes."""

    label: Line
    points: tuple[Line, ...]
    timed: bool


def without_tables(lines: Sequence[Line]) -> list[Line]:
    """The lines of a phase, each table of labels among them turned into its labels with their points."""
    found: list[Line] = []
    for shape, run in groupby(lines, key=lambda line: line.shape):
        among = list(run)
        found += _listed(among) if shape == "table" else among
    return found


def _listed(rows: Sequence[Line]) -> list[Line]:
    """The rows of one table as labels and points; as they are where no label tells that it holds a phase."""
    labelled = _labelled(rows)
    if not any(layout().part_label(each.label.body) for each in labelled):
        return list(rows)
    untimed = [each for each in labelled if not each.timed]
    kinds = ordered_kinds([(each.label.body, len(each.points) > 1) for each in untimed])
    announced = {each.label.start: kind for each, kind in zip(untimed, kinds, strict=True) if kind}
    listed: list[Line] = []
    for each in labelled:
        if each.timed:
            listed.append(replace(each.points[0], shape="plain"))
        elif kind := announced.get(each.label.start):
            listed += [replace(each.label, announces=kind, value_at=len(each.label.body)), *each.points]
    return listed


def _labelled(rows: Sequence[Line]) -> list[_Labelled]:
    """The labels of a table of two columns with their points; none of any other table."""
    found: list[_Labelled] = []
    for row in rows:
        pair = cells(row)
        if not pair:
            continue
        if len(pair) != _PAIR or not (pair[0][0] or found):
            return []
        above = found.pop() if not pair[0][0] else None
        label = above.label if above else _cell(row, *pair[0], "plain")
        points = [*(above.points if above else ()), *([_cell(row, *pair[1], "bullet")] if pair[1][0] else ())]
        timed = layout().columns["length"].search(label.body) is not None and any(map(length_line, points[:1]))
        found.append(_Labelled(label, tuple(points), timed))
    return found


def _cell(row: Line, text: str, start: int, shape: Shape) -> Line:
    """A cell of a row as a line of its own."""
    return replace(row, text=text, body=text, shape=shape, start=start, end=start + len(text), body_start=start)
