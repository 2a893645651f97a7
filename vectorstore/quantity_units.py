"""What stands on a number: its unit, a currency behind it, a "+", the period it is paid for."""

from __future__ import annotations

from vectorstore.numbers import Number, Token, adjacent, lexicon
from vectorstore.types import DURATIONS, Unit


def skip_code(tokens: list[Token], index: int, currency: Unit | None) -> int:
    """Past a currency code that repeats the sign before the amount: "$70,000 USD"."""
    repeats = currency is not None and index < len(tokens) and lexicon().currencies.get(tokens[index].lower) is not None
    return index + 1 if repeats and not _opens_amount(tokens, index) else index


def unit_after(tokens: list[Token], index: int, number: Number) -> tuple[Unit | None, float, int]:
    """The unit of a number that ends before token `index`, how much of it one is, and the token behind it.

    No unit, and `index` itself, where none stands there: a decade is ten of the unit year.
    """
    words = lexicon()
    at = index
    if at < len(tokens) and tokens[at].lower in {"-", "‑"} and adjacent(tokens, at) and adjacent(tokens, at + 1):
        at += 1  # "12-week"
    if at >= len(tokens):
        return None, 1.0, index
    word = tokens[at].lower
    if word == "per" and at + 1 < len(tokens) and tokens[at + 1].lower == "cent":
        return "percent", 1.0, at + 2
    if word in words.units:
        unit, size = words.units[word]
        return unit, size, at + 1
    if word in words.glued_units and at == index and adjacent(tokens, at) and tokens[number.first].is_digits:
        unit, size = words.glued_units[word]
        return unit, size, at + 1
    if word in words.currencies and not _opens_amount(tokens, at):
        return words.currencies[word], 1.0, at + 1
    if word == "us" and at + 1 < len(tokens) and tokens[at + 1].lower in words.currencies:
        return words.currencies[tokens[at + 1].lower], 1.0, at + 2
    return None, 1.0, index


def _opens_amount(tokens: list[Token], index: int) -> bool:
    """True when the currency at `index` belongs to the amount after it: "level 3 $95,000"."""
    return index + 1 < len(tokens) and tokens[index + 1].is_digits


def bare_amount(tokens: list[Token], number: Number, stop: int) -> tuple[Unit | None, int]:
    """Dollars for "95k" and "95 grand" with no currency, when nothing countable follows it."""
    scaled = tokens[number.stop - 1].lower in {"k", *lexicon().amounts}
    if not (number.scale > 1 and scaled and number.value >= 10_000):
        return None, stop
    following = tokens[stop].lower if stop < len(tokens) else ""
    if following.isalpha() and following not in lexicon().after_bare_amount:
        return None, stop
    return "USD", stop


def plus_after(tokens: list[Token], index: int) -> tuple[int, bool]:
    """The token behind "+" or "or more" at `index`, and whether either stands there."""
    if index < len(tokens) and tokens[index].lower == "+":
        return index + 1, True
    for words in lexicon().or_more:
        if tuple(token.lower for token in tokens[index : index + len(words)]) == words:
            return index + len(words), True
    return index, False


def period_after(tokens: list[Token], index: int) -> tuple[str | None, int]:
    """The period that follows an amount: "/yr", "per year", "a year", "annually", "p.a."."""
    words = lexicon()
    following = [token.lower for token in tokens[index : index + 4]]
    if following[:1] and following[0] in words.periods:
        return words.periods[following[0]], index + 1
    if following[:3] == ["p", ".", "a"]:
        return "year", index + 3 + (following[3:] == ["."])
    if following[:1] and following[0] in {"/", "per", "a", "an", "each", "every"} and len(following) > 1:
        if following[1] in words.periods:
            return words.periods[following[1]], index + 2
        unit, size = words.units.get(following[1], (None, 0.0))
        if unit in DURATIONS and size == 1:
            return unit, index + 2
    return None, index


def and_a_half(tokens: list[Token], index: int) -> int | None:
    """The token behind "and a half" at `index`; None where it does not stand there."""
    following = [token.lower for token in tokens[index : index + 5] if token.lower not in {"-", "‑"}]
    if following[:3] == ["and", "a", "half"]:
        hyphens = sum(token.lower in {"-", "‑"} for token in tokens[index : index + 5])
        return index + 3 + hyphens
    return None
