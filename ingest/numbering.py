"""The numbers of phases, levels and questions: as the text states them, or by their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.name_shape import career_in_title
from ingest.scan import PART, PLAIN, Opening


def without_diaries(openings: Sequence[Opening]) -> list[Opening]:
    """The openings, phases most of whose numbers do not follow on the one before made sections: entries of a diary."""
    phases = [each for each in openings if each.part is not None and each.part.kind == "phase"]
    numbers = sorted({each.part.number for each in phases if each.part is not None and each.part.number is not None})
    gaps = sum(later - earlier > 1 for earlier, later in pairwise(numbers))
    if len(numbers) < len(phases) or 2 * gaps <= len(numbers):
        return list(openings)
    return [replace(each, kind="other", level=PLAIN, part=None) if each in phases else each for each in openings]


def part_numbers(openings: Sequence[Opening]) -> list[int]:
    """The number of each opening's part: as stated where all of a kind state rising ones, else by order.

    Under the title of another career they begin anew.
    """
    numbers = [0] * len(openings)
    titled = [place for place, each in enumerate(openings) if each.part is None and each.level < PART]
    starts = [place for place in titled if career_in_title(openings[place].title)]
    bounds = sorted({0, *starts, len(openings)})
    for first, last in pairwise(bounds):
        numbers[first:last] = _numbers_of_career(openings[first:last])
    return numbers


def _numbers_of_career(openings: Sequence[Opening]) -> list[int]:
    numbers = [0] * len(openings)
    for kind in ("phase", "level", "question"):
        places = [place for place, opening in enumerate(openings) if opening.part and opening.part.kind == kind]
        stated = [opening.number for place in places if (opening := openings[place].part) is not None]
        rising = all(a is not None and b is not None and a < b for a, b in pairwise(stated))
        use_stated = bool(stated) and stated[0] is not None and rising
        for order, place in enumerate(places, start=1):
            number = stated[order - 1]
            numbers[place] = number if use_stated and number is not None else order
    return numbers
