"""Numbers as texts write them, in digits and in words, and the tokens around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vectorstore.tables import read_table
from vectorstore.types import Unit

# Words split where a page glued two of them ("weeksGoals"); currency signs keep their country letters ("A$").
_TOKEN = re.compile(
    r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|(?:US|AU?|CA?)?\$|[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]|\S"
)
_SMALLEST_AMOUNT = 10  # that a word for thousands may stand behind
_HYPHENS = frozenset({"-", "‑"})
_ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})


@dataclass(frozen=True, slots=True)
class Token:
    """A number, word or sign of a text; `lower` is `text[start:end]` in lower case."""

    lower: str
    start: int
    end: int

    @property
    def is_digits(self) -> bool:
        """True for a number written in digits."""
        return self.lower[0].isdecimal()


@dataclass(frozen=True, slots=True)
class Number:
    """A number read from tokens `first` to `stop` (exclusive); `stated` is False for "a" and "half".

    `scale` is what it ends in: 1,000 for "95k" and "two hundred thousand".
    """

    value: float
    first: int
    stop: int
    stated: bool = True
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number at `text[start:end]`, whatever it counts."""

    value: float
    start: int
    end: int
    digits: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words and signs of `quantities.toml`."""

    numbers: dict[str, float]
    multipliers: dict[str, float]
    suffixes: dict[str, float]
    amounts: dict[str, float]
    units: dict[str, tuple[Unit, float]]
    glued_units: dict[str, tuple[Unit, float]]
    currencies: dict[str, Unit]
    currency_signs: dict[Unit, str]
    periods: dict[str, str]
    ranges: frozenset[str]
    approximate: frozenset[str]
    or_more: tuple[tuple[str, ...], ...]
    one_after: frozenset[str]
    after_bare_amount: frozenset[str]
    score_denominators: frozenset[float]


@cache
def lexicon() -> Lexicon:
    """The table that the readers of numbers and quantities work from."""
    return read_table(Lexicon, "vectorstore", "quantities.toml")


def tokenise(text: str) -> list[Token]:
    """The numbers, words and signs of `text` in order, white space left out; linear in its length."""
    return [Token(match.group().lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def adjacent(tokens: list[Token], index: int) -> bool:
    """True when no white space stands between tokens `index - 1` and `index`."""
    return 0 < index < len(tokens) and tokens[index - 1].end == tokens[index].start


def read_number(tokens: list[Token], index: int) -> Number | None:
    """The number that begins at token `index`: "70,000", "95k", "twenty-five", "two and a half", "half a"."""
    if index >= len(tokens):
        return None
    return _in_digits(tokens, index) if tokens[index].is_digits else _in_words(tokens, index)


def find_numbers(text: str) -> list[NumberMention]:
    """Every number of `text` that stands by itself, in order: not an ordinal, a clock time or part of a name."""
    tokens = tokenise(text)
    found = []
    index = 0
    while index < len(tokens):
        number = read_number(tokens, index)
        if number is None or not number.stated or glued_to_name(tokens, index):
            index += 1
            continue
        found.append(
            NumberMention(
                number.value, tokens[index].start, tokens[number.stop - 1].end, digits=tokens[index].is_digits
            )
        )
        index = number.stop
    return found


def glued_to_name(tokens: list[Token], index: int) -> bool:
    """True when the digits at `index` belong to a name or time: "ICD-10", "HL7", "GPT-4", "9:00", "510(k)", "10x10"."""
    if not tokens[index].is_digits:
        return False
    if adjacent(tokens, index):
        before = tokens[index - 1].lower
        if before.isalpha() or before in {":", "_", "#", "."}:
            return True
        if before in {"-", "/"} and adjacent(tokens, index - 1) and _is_word(tokens[index - 2].lower):
            return tokens[index - 2].lower not in lexicon().units and not _ends_number(tokens, index - 2)
    if adjacent(tokens, index + 1):
        after = tokens[index + 1].lower
        if after == "(" or (after == ":" and adjacent(tokens, index + 2) and tokens[index + 2].is_digits):
            return True
        if after == "x" and adjacent(tokens, index + 2):
            return True
    return False


def _ends_number(tokens: list[Token], index: int) -> bool:
    """True for the "k" of "58k-70k"."""
    return tokens[index].lower in lexicon().suffixes and adjacent(tokens, index) and tokens[index - 1].is_digits


def _is_word(lower: str) -> bool:
    return lower.isalpha() and lower not in lexicon().numbers


def _in_digits(tokens: list[Token], index: int) -> Number | None:
    words = lexicon()
    value = float(tokens[index].lower.replace(",", ""))
    stop = index + 1
    if stop < len(tokens) and adjacent(tokens, stop):
        glued = tokens[stop].lower
        if glued in _ORDINAL_ENDINGS:
            return None
        if glued == "½":
            return Number(value + 0.5, index, stop + 1)
        if glued in words.suffixes and not _continues_word(tokens, stop):
            return Number(value * words.suffixes[glued], index, stop + 1, scale=words.suffixes[glued])
    if stop < len(tokens) and (scale := (words.multipliers | words.amounts).get(tokens[stop].lower)):
        return Number(value * scale, index, stop + 1, scale=scale)
    return _with_half(tokens, Number(value, index, stop))


def _continues_word(tokens: list[Token], index: int) -> bool:
    return adjacent(tokens, index + 1) and tokens[index + 1].lower.isalpha()


def _in_words(tokens: list[Token], index: int) -> Number | None:
    words = lexicon()
    first = tokens[index].lower
    following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    if first == "half" and following in {"a", "an"}:
        return Number(0.5, index, index + 2, stated=False)
    if first in {"a", "an"}:
        if following == "couple":
            stop = index + 2
            return Number(2, index, stop + (stop < len(tokens) and tokens[stop].lower == "of"))
        if following == "dozen":
            return Number(12, index, index + 2)
        if following in words.multipliers:
            value, stop = _multiplied(tokens, 1.0, index + 1)
            return _as_amount(tokens, Number(value, index, stop, scale=_scale_at(tokens, stop)))
        return Number(1, index, index + 1, stated=False)
    if first not in words.numbers:
        return None
    value, stop = _tens_and_ones(tokens, index)
    value, stop = _multiplied(tokens, value, stop)
    number = _with_half(tokens, Number(value, index, stop, scale=_scale_at(tokens, stop)))
    return _as_amount(tokens, number)


def _as_amount(tokens: list[Token], number: Number) -> Number:
    """The number with a word for an amount behind it: "ninety grand"; "one grand total" has none."""
    scale = lexicon().amounts.get(tokens[number.stop].lower) if number.stop < len(tokens) else None
    if scale is None or number.value < _SMALLEST_AMOUNT or number.scale >= scale:
        return number
    return Number(number.value * scale, number.first, number.stop + 1, scale=scale)


def _scale_at(tokens: list[Token], stop: int) -> float:
    return lexicon().multipliers.get(tokens[stop - 1].lower, 1.0)


def _multiplied(tokens: list[Token], value: float, stop: int) -> tuple[float, int]:
    """A number in words continued from `stop`: "hundred and thirty-five thousand" after "one"."""
    words = lexicon()
    total = 0.0
    while (at := _past_hyphen(tokens, stop)) < len(tokens) and (size := words.multipliers.get(tokens[at].lower)):
        value, stop = value * size, at + 1
        if size > 100:
            total, value = total + value, 0.0
        rest = stop + (stop < len(tokens) and tokens[stop].lower == "and")
        if rest < len(tokens) and 0 < words.numbers.get(tokens[rest].lower, 0) < min(size, 100):
            more, after = _tens_and_ones(tokens, rest)
            # "two hundred and three weeks" is one number, "a hundred, and three more" is not.
            value, stop = value + more, after
    return total + value, stop


def _past_hyphen(tokens: list[Token], index: int) -> int:
    """The index after a hyphen that joins two words: "two-hundred"."""
    joins = index + 1 < len(tokens) and tokens[index].lower in _HYPHENS
    return index + 1 if joins and adjacent(tokens, index) and adjacent(tokens, index + 1) else index


def _tens_and_ones(tokens: list[Token], index: int) -> tuple[float, int]:
    words = lexicon().numbers
    value = words[tokens[index].lower]
    stop = index + 1
    if 20 <= value <= 90:
        ones = stop + (stop < len(tokens) and tokens[stop].lower in _HYPHENS)
        if ones < len(tokens) and 1 <= words.get(tokens[ones].lower, 0) <= 9:
            return value + words[tokens[ones].lower], ones + 1
    return value, stop


def _with_half(tokens: list[Token], number: Number) -> Number:
    following = [token.lower for token in tokens[number.stop : number.stop + 3]]
    if following == ["and", "a", "half"]:
        return Number(number.value + 0.5, number.first, number.stop + 3, scale=number.scale)
    return number
