"""Points of lists that bear no bullets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.figures import is_figures_line
from ingest.layout import layout
from ingest.lines import Line
from ingest.part_labels import length_line, split_label

_MOST_POINTS = 8  # of a list inside a phase
_FEWEST_POINTS, _LONGEST_POINT = 2, 110  # lines, characters
_FEWEST_MARKED = 4


def with_points(lines: Sequence[Line]) -> list[Line]:
    """The lines, those marked as bullets that are points of lists: between two labels of a phase, or under a title.

    Under a title they are told only where the titles of a page bear mark-up: elsewhere they may be titles themselves.
    """
    return _under_titles(_of_phases(list(lines)))


def marks_titles(lines: Sequence[Line]) -> bool:
    """True when the titles of a page bear mark-up."""
    return sum(line.shape == "heading" for line in lines) >= _FEWEST_MARKED


def _under_titles(lines: list[Line]) -> list[Line]:
    first = next((index for index, line in enumerate(lines) if line.shape == "heading"), len(lines))
    for run in _runs(lines) if marks_titles(lines) else ():
        for index in run if len(run) >= _FEWEST_POINTS and run[0] > first else ():
            lines[index] = replace(lines[index], shape="bullet")
    return lines


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """The indices of lines that stand together, none of which ends a sentence or belongs to a phase or level."""
    run: list[int] = []
    for index, line in enumerate(lines):
        brief = line.shape == "plain" and line.body[-1] not in ".:!?;," and len(line.body) <= _LONGEST_POINT
        if brief and ": " not in line.body and line.body[0].isupper() and not split_label(line)[0]:
            run.append(index)
        elif line.shape != "blank":
            yield [] if _measures(line) else run  # the title of a part stands above its length, pay or years
            run = []
    yield run


def _measures(line: Line) -> bool:
    """True for a line that says how long the phase above it takes, or what the level above it earns."""
    return line.shape == "plain" and (length_line(line) is not None or is_figures_line(line))


def _of_phases(lines: list[Line]) -> list[Line]:
    """The lines, those of a list without bullets between two labels of one phase marked as its points."""
    filled = [index for index, line in enumerate(lines) if line.shape != "blank"]
    leads: int | None = None
    for place, index in enumerate(filled):
        line = lines[index]
        kind, value, _ = split_label(line)
        if leads is not None and kind and place - leads > 1:
            for at in filled[leads + 1 : place]:
                lines[at] = replace(lines[at], shape="bullet")
        glued = length_line(line)
        opens = bool(kind and not value) or bool(glued and glued.groupdict().get("rest"))
        if opens and not (glued is None and kind == "milestone"):
            leads = place
        elif kind or leads is None or place - leads > _MOST_POINTS or not _may_be_point(line):
            leads = None
    return lines


def _may_be_point(line: Line) -> bool:
    """True for a line that may be a point without a bullet: no sentence, no title of a phase."""
    plain = line.shape == "plain" and length_line(line) is None and line.body[-1] not in ".!?:"
    known = layout()
    openings = [*known.openings, known.expressions["numbered_title"]]
    return plain and not any(pattern.fullmatch(line.body) for pattern in openings)
