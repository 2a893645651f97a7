"""How much a text asks: which of its lines are questions that stand apart as headings do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ingest.layout import layout
from ingest.page import Lines

LONGEST = 110  # characters of a heading
_FEWEST = 3  # headings that ask, for each to be a question that its text answers


@dataclass(frozen=True, slots=True)
class Asking:
    """What a text asks: `often` enough for its headings to be questions that their texts answer, or `throughout`.

    `levels` are those of marked headings half of which ask at least: there a question is one more of them.
    """

    often: bool = False
    throughout: bool = False
    levels: frozenset[int] = frozenset()


def read_asking(lines: Lines) -> Asking:
    """What the headings of a text ask, taken together."""
    asking = sum(_asks_apart(lines, index) for index in range(len(lines)))
    return Asking(asking >= _FEWEST, asking >= _FEWEST and _hardly_tells(lines, asking), _asking_levels(lines))


def _asks_apart(lines: Lines, index: int) -> bool:
    """True for a question that stands apart as a heading does, a number in front of it or not."""
    line = lines[index]
    if line.shape == "blank" or line.body[-1:] != "?" or len(line.body) > LONGEST:
        return False
    if line.shape == "bullet":
        return is_numbered_heading(lines, index)
    apart = index == 0 or lines[index - 1].shape == "blank"
    following = lines.after(index)
    answered = following is not None and following.body[-1:] != "?"
    return line.shape in ("heading", "bold") or (line.shape == "plain" and apart and answered)


def _hardly_tells(lines: Lines, asking: int) -> bool:
    """True when questions are nearly all the headings that stand apart, `asking` of them: a list of pairs."""
    other = sum(
        line.shape in ("heading", "bold")
        or (line.shape == "plain" and line.body[-1] not in ".?!:;," and lines.spaced and len(line.body) < LONGEST // 2)
        for line in lines.lines
        if line.body and line.body[-1] != "?"
    )
    return other <= 0.4 * asking


def _asking_levels(lines: Lines) -> frozenset[int]:
    marked = [line for line in lines.lines if line.shape == "heading"]
    asking = Counter(line.level for line in marked if line.body[-1] == "?")
    levels = Counter(line.level for line in marked)
    return frozenset(level for level, count in asking.items() if 2 * count >= levels[level])


def is_numbered_heading(lines: Lines, index: int) -> bool:
    """True for "1. Overview" before running text: a numbered line that is no item of a list."""
    line, following, previous = lines[index], lines.after(index), lines.before(index)
    if index in lines.numbered_titles:
        return True
    if not line.numbered or following is None or (following.shape == "bullet" and following.numbered):
        return False
    apart = previous is None or not (previous.shape == "bullet" and previous.numbered)
    isolated = lines.spaced and index > 0 and lines[index - 1].shape != "blank"
    isolated = isolated and layout().likely_kind(line.body) == "other"
    return (
        apart
        and not isolated
        and len(line.body) < 70
        and line.body[-1] not in ".;,:"
        and (
            layout().is_title_case(line.body)
            or layout().likely_kind(line.body) != "other"
            or (lines.spaced and lines[index + 1].shape == "blank")
        )
    )
