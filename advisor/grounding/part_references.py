"""The numbered parts that a text speaks of: "phase 2", "the last level", "Block B"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.grounding.lexicon import lexicon
from advisor.grounding.words import Word, read_sentence
from vectorstore.numbers import lexicon as number_words

_LETTERS = "ABCDEFGH"  # that a page may number its parts by
_HYPHENED = re.compile(r"\b([A-Za-z]+)-(\w+)\b")


def part_references(text: str) -> list[tuple[str, int | None]]:
    """The numbered parts a claim speaks of; the number is None for "the last phase"."""
    words = read_sentence(text).words
    return [part for index in range(len(words)) if (part := part_at(words, index)) is not None]


def part_at(said: Sequence[Word], index: int) -> tuple[str, int | None] | None:
    """The numbered part that the word at `index` names with the words beside it, None where it names none."""
    words = lexicon().attachment
    word = said[index]
    kind = words.part_nouns.get(word.lower)
    if kind is None:
        return None
    following = said[index + 1].lower if index + 1 < len(said) else ""
    if following and said[index + 1].start - word.start - len(word.lower) > 1:  # "level, five years"
        following = ""
    before = [other.lower for other in said[max(0, index - 2) : index]]
    number = int(following) if following.isdecimal() else number_words().numbers.get(following)
    if following and _is_letter(said[index + 1]):
        number = _LETTERS.index(said[index + 1].text) + 1  # "Block B"
    if number is not None and not word.lower.endswith("s"):
        return kind, int(number)
    ordinal = next((words.ordinals[item] for item in reversed(before) if item in words.ordinals), None)
    if ordinal is None:
        ordinal = next(
            (int(match[1]) for item in before if (match := re.fullmatch(r"(\d+)(?:st|nd|rd|th)", item))), None
        )
    if ordinal is not None:
        return kind, ordinal
    return (kind, None) if words.last & set(before) else None


def letters_part(said: Sequence[Word], index: int) -> bool:
    """True for the "B" of "Block B"."""
    return index > 0 and _is_letter(said[index]) and part_at(said, index - 1) is not None


def _is_letter(word: Word) -> bool:
    return len(word.text) == 1 and word.text in _LETTERS


def spaced_parts(text: str) -> str:
    """The text with "phase-two" and "level-3" written as "phase two" and "level 3"."""
    numbers = number_words().numbers
    return _HYPHENED.sub(
        lambda match: (
            f"{match[1]} {match[2]}"
            if match[1].lower() in lexicon().attachment.part_nouns
            and (match[2].isdecimal() or match[2].lower() in numbers)
            else match[0]
        ),
        text,
    )
