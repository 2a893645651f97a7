"""The numbers and ordinals beside a noun of parts: "phases 1 to 3", "the first and the third phase"."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import Word


def numbers_after(words: Sequence[Word], index: int) -> tuple[list[int], int]:
    """The numbers that follow "phase" (one, a range or a list) and the index after them."""
    table = linking_words()
    numbers: list[int] = []
    stop = index
    while index < len(words) and (number := _cardinal(words[index].raw)) is not None:
        numbers.append(number)
        stop = index + 1
        joint = words[index + 1].raw if index + 1 < len(words) else ""
        following = _cardinal(words[index + 2].raw) if index + 2 < len(words) else None
        if joint in table.through and following is not None and number < following <= number + 20:
            return [*numbers, *range(number + 1, following + 1)], index + 3
        if _cardinal(joint) is not None:  # "phases 1, 2 and 3"
            index += 1
        elif joint in table.listing and following is not None:
            index += 2
        else:
            break
    return numbers, stop


def numbers_before(words: Sequence[Word], index: int) -> tuple[list[int], int]:
    """The ordinals before "phase" ("first", "first and third", "first two", "last") and where they begin."""
    ordinals, listing = linking_words().ordinals, linking_words().listing
    before = words[index - 1].raw if index else ""
    if before in ordinals:
        numbers = [ordinals[before]]
        while True:
            again = index - 3 if index > 2 and words[index - 2].raw == "the" else index - 2  # "the first or the last"
            joined = words[again].raw in listing | linking_words().through
            if again < 1 or not joined or words[again - 1].raw not in ordinals:
                return numbers, index - 1
            numbers.insert(0, ordinals[words[again - 1].raw])
            index = again
    count = _cardinal(before)
    anchor = ordinals.get(words[index - 2].raw) if index > 1 else None
    if count is not None and count <= 20 and anchor in (1, -1):
        return list(range(1, count + 1) if anchor == 1 else range(-count, 0)), index - 2
    return [], index


def ordinal_against(words: Sequence[Word], stop: int) -> tuple[int, int] | None:
    """The ordinal without a noun that a numbered part is set against ("… than the first"), and the index after it."""
    table = linking_words()
    for index in range(stop + 1, len(words)):
        before = words[index - 2 : index] if words[index - 1].raw == "the" else words[index - 1 : index]
        ends = index + 1 == len(words) or words[index + 1].raw in {"one", *table.listing}
        if words[index].raw in table.ordinals and ends and before and before[0].raw in table.listing | table.through:
            return table.ordinals[words[index].raw], index + 1
    return None


def _cardinal(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return int(word) or None
    return linking_words().cardinals.get(word)
