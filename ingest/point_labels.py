"""Labels that stand in front of every point of a phase ("- Pack: a manual"), told by coming back phase by phase."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.layout import layout, normalise
from ingest.lines import Line

_FEWEST_BLOCKS, _FEWEST_LABELS, _MOST_LABELS = 2, 2, 4
_LONGEST_LABEL, _LONGEST_LINE = 4, 400  # words, characters


@dataclass(frozen=True, slots=True)
class PointLabel:
    """The label of a point: its line's index, its words, where its value begins; whether it `lists` several points.

    `first` is the first of its words in the phase.
    """

    index: int
    words: str
    value_at: int
    lists: bool
    first: bool


def point_labels(lines: Sequence[Line]) -> list[PointLabel]:
    """The labels of the points of blocks that bear the same labels in the same order, in line order."""
    blocks = list(_blocks(lines))
    often = Counter(_order(block) for block in blocks)
    phased = [block for block in blocks if often[_order(block)] >= _FEWEST_BLOCKS]
    several = {words for block in phased for words, count in Counter(each[1] for each in block).items() if count > 1}
    found: list[PointLabel] = []
    for block in phased if several else ():
        seen: set[str] = set()
        for index, words, value_at in block:
            found.append(PointLabel(index, words, value_at, words in several, words not in seen))
            seen.add(words)
    return found


def _order(block: Sequence[tuple[int, str, int]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for _, words, _ in block))


def _blocks(lines: Sequence[Line]) -> Iterator[list[tuple[int, str, int]]]:
    """Runs of points each of which bears a label of its own that is none of a career, a level or a known list."""
    block: list[tuple[int, str, int]] = []
    whole = True
    for index, line in enumerate([*lines, None]):
        if line is not None and line.shape == "blank":
            continue
        if line is not None and line.shape == "bullet":
            label = _label(line)
            whole = whole and label is not None
            block += [(index, *label)] if label else []
            continue
        if whole and _FEWEST_LABELS <= len(_order(block)) <= _MOST_LABELS:
            yield block
        led = line is not None and layout().part_label(line.body) is not None
        block, whole = [], not led


def _label(line: Line) -> tuple[str, int] | None:
    match = layout().expressions["bullet_label"].fullmatch(line.body[:_LONGEST_LINE])
    words = normalise(match["label"]) if match else ""
    if match is None or len(words.split()) > _LONGEST_LABEL or words in layout().level_labels:
        return None
    return None if layout().label(words) is not None else (words, match.start("text"))
