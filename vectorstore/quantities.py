"""Quantities as texts state them: amounts, durations, percentages and scores, with their ranges and periods."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from vectorstore.numbers import Number, Token, adjacent, glued_to_name, lexicon, read_number, tokenise
from vectorstore.quantity_units import and_a_half, bare_amount, period_after, plus_after, skip_code, unit_after
from vectorstore.types import DURATIONS, Quantity, Unit

_WIDEST = 5  # times its lower end that an amount may be whose lower end bears no currency


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity and where it stands: `text[start:end]`, approximating words left out."""

    quantity: Quantity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a range, or a single value: a number with what stands on it."""

    number: Number
    unit: Unit | None
    size: float  # of the unit: a decade is 10 years
    per: str | None
    plus: bool
    stop: int


def find_quantities(text: str) -> list[QuantityMention]:
    """The quantities that `text` states, in order and without overlap; linear in its length.

    A number counts only with a unit or currency: years ("2022"), clock times, ordinals, versions and names
    that hold digits ("ICD-10", "510(k)", "24/7") are left out.
    """
    return list(_mentions(text))


@lru_cache(maxsize=2048)  # a reader asks for the quantities of one line again and again
def _mentions(text: str) -> tuple[QuantityMention, ...]:
    tokens = tokenise(text)
    found: list[QuantityMention] = []
    index, begins = 0, _beginnings()
    while index < len(tokens):
        if tokens[index].lower not in begins and not tokens[index].is_digits:
            index += 1
            continue
        mention, stop = _read_at(tokens, index)
        if mention is not None:
            found.append(mention)
        index = max(stop, index + 1)
    return tuple(found)


@lru_cache(maxsize=1)
def _beginnings() -> frozenset[str]:
    """The words and signs with which a quantity begins that no digit begins."""
    return frozenset({*lexicon().currencies, *lexicon().numbers, "a", "an", "half"})


def format_quantity(quantity: Quantity) -> str:
    """The quantity worded for a reader: "$70,000–$95,000", "12+ years", "9.0/10", "15%"; yearly pay has no period."""
    if quantity.unit == "score":
        ends = [_decimal(value) for value in dict.fromkeys((quantity.low, quantity.high))]
        words = "–".join(ends) + (f"/{quantity.per}" if quantity.per else "")
    elif quantity.unit == "count":
        words = "–".join(_plain(value) for value in dict.fromkeys((quantity.low, quantity.high)))
    elif quantity.unit == "percent":
        words = "–".join(_plain(value) for value in dict.fromkeys((quantity.low, quantity.high)))
        words += "+%" if quantity.open_ended else "%"
    elif quantity.unit in DURATIONS:
        words = "–".join(_plain(value) for value in dict.fromkeys((quantity.low, quantity.high)))
        singular = quantity.high == 1 and not quantity.open_ended
        words += ("+" if quantity.open_ended else "") + f" {quantity.unit}" + ("" if singular else "s")
        words += f" per {quantity.per}" if quantity.per else ""
    else:
        sign = lexicon().currency_signs[quantity.unit]
        words = "–".join(sign + _plain(value) for value in dict.fromkeys((quantity.low, quantity.high)))
        words += "+" if quantity.open_ended else ""
        words += f" per {quantity.per}" if quantity.per and quantity.per != "year" else ""
    return ("~" if quantity.approximate else "") + words


def _plain(value: float) -> str:
    return f"{round(value, 2):,.12g}"


def _decimal(value: float) -> str:
    return f"{value:.1f}" if round(value, 1) == round(value, 4) else _plain(value)


def _read_at(tokens: list[Token], index: int) -> tuple[QuantityMention | None, int]:
    """The quantity that begins at token `index` and the token to go on from."""
    first = tokens[index]
    if not (first.is_digits or first.lower in lexicon().currencies or read_number(tokens, index)):
        return None, index + 1
    score = _read_score(tokens, index)
    if score is not None:
        return score
    low = _read_end(tokens, index)
    if low is None:
        return None, index + 1
    high = _read_high(tokens, index, low)
    if high is None and low.unit is None:
        return None, index + 1  # a later token may begin a quantity: "10-8 weeks"
    quantity = _combine(low, high or low)
    if quantity is None:
        return None, index + 1
    last = high or low
    quantity = _marked(tokens, index, quantity)
    start = tokens[index - 1].start if index and tokens[index - 1].lower in {"~", "≈"} else first.start
    return QuantityMention(quantity, start, tokens[last.stop - 1].end), last.stop


def _read_score(tokens: list[Token], index: int) -> tuple[QuantityMention, int] | None:
    """A score such as "9.0/10", "8.7 / 10", "9 out of 10", "8.1 of 10"; not "8 of 10 hospitals"."""
    value = read_number(tokens, index)
    if value is None or not value.stated:
        return None
    glued = glued_to_name(tokens, index)
    after = [token.lower for token in tokens[value.stop : value.stop + 2]]
    skip = 1 if after[:1] in (["/"], ["of"]) else 2 if after == ["out", "of"] else 0
    best = read_number(tokens, value.stop + skip) if skip else None
    follows = tokens[best.stop : best.stop + 1] if best is not None else []
    if after[:1] == ["of"] and any(token.lower.isalpha() for token in follows):
        return None
    if best is None or best.value not in lexicon().score_denominators or value.value > best.value:
        return None
    if glued and not ((skip == 2 or after[:1] == ["/"]) and _glued_to_label(tokens, index)):
        return None
    if best.stop < len(tokens) and tokens[best.stop].lower == "/":  # a date: 5/10/2022
        return None
    quantity = Quantity(value.value, value.value, "score", per=_plain(best.value))
    return QuantityMention(quantity, tokens[index].start, tokens[best.stop - 1].end), best.stop


def _read_end(tokens: list[Token], index: int) -> _End | None:
    """A number with the currency before it and the unit, period and "+" after it."""
    currency = lexicon().currencies.get(tokens[index].lower)
    at = index + 1 if currency is not None else index
    number = read_number(tokens, at)
    if number is None or (currency is not None and not tokens[at].is_digits):
        return None
    number = _with_thousands_points(tokens, number, currency)
    stop, plus = plus_after(tokens, number.stop)
    unit, size, stop = unit_after(tokens, stop, number) if currency is None else (currency, 1.0, stop)
    if unit is None:
        unit, stop = bare_amount(tokens, number, stop)
    if currency is None and not _stands_alone(tokens, at, number, unit):
        return None
    per: str | None = None
    if unit is not None:
        stop = skip_code(tokens, stop, currency)
        stop, late_plus = plus_after(tokens, stop)
        per, stop = period_after(tokens, stop)
        stop, last_plus = plus_after(tokens, stop)
        plus = plus or late_plus or last_plus
        if unit == "year" and size == 1 and not number.stated and (half := and_a_half(tokens, stop)):
            number, stop = Number(number.value + 0.5, number.first, number.stop), half
        elif unit in DURATIONS and number.value == 1 and (half := and_a_half(tokens, stop)):
            number, stop = Number(1.5, number.first, number.stop), half
    return _End(number, unit, size, per, plus, stop)


def _stands_alone(tokens: list[Token], at: int, number: Number, unit: Unit | None) -> bool:
    if not number.stated:  # "a year", "half a year"
        half = number.value == 0.5
        led_in = at > 0 and tokens[at - 1].lower in lexicon().one_after
        return unit in DURATIONS and (half or led_in or and_a_half(tokens, number.stop + 1) is not None)
    if not glued_to_name(tokens, at):
        return True
    # A label glued to its value ("Duration8 weeks") still states it; "HL7" and "ICD-10" have no unit.
    return unit is not None and _glued_to_label(tokens, at)


def _glued_to_label(tokens: list[Token], at: int) -> bool:
    """True when a word of three letters or more stands right before the number at `at`."""
    return adjacent(tokens, at) and len(tokens[at - 1].lower) > 2 and tokens[at - 1].lower.isalpha()


def _with_thousands_points(tokens: list[Token], number: Number, currency: Unit | None) -> Number:
    """Read "€60.000" as sixty thousand: three decimals never follow a currency sign otherwise."""
    written = tokens[number.first].lower
    if currency is not None and "." in written and len(written.rpartition(".")[2]) == 3 and number.scale == 1:
        return Number(float(written.replace(".", "").replace(",", "")), number.first, number.stop)
    return number


def _read_high(tokens: list[Token], index: int, low: _End) -> _End | None:
    """The upper end of a range whose lower end has been read, or None when no range follows."""
    at = low.stop
    if at >= len(tokens) or low.plus or not low.number.stated:
        return None
    joint = tokens[at].lower
    between = index > 0 and tokens[index - 1].lower == "between"
    if not (joint in lexicon().ranges or (joint == "and" and between)) or at + 1 >= len(tokens):
        return None
    if joint == "or" and low.unit is not None:  # "$70k or $95k" offers a choice, "two or three weeks" a range
        return None
    high = _read_end(tokens, at + 1)
    if high is None or not high.number.stated or not (high.unit or low.unit in lexicon().currency_signs):
        return None
    if low.number.first and (currency := lexicon().currencies.get(tokens[low.number.first - 1].lower)):
        high = replace(high, number=_with_thousands_points(tokens, high.number, currency))  # "€60.000-75.000"
        if _is_bare(tokens, high):
            high = replace(high, unit=low.unit)  # "£58k-70k a year"
    if None not in (low.unit, high.unit) and (low.unit, low.size) != (high.unit, high.size):
        return None
    if low.unit is None and lexicon().currencies.get(tokens[at + 1].lower) and _far_apart(low.number, high.number):
        return None  # "years 2 to 6 – £39,000": the number before the sign counts something else
    # In "$95,000 - 3 years" the second number is another matter; in "$90,000–120,000" it is the upper end.
    if high.unit is not None:
        return high
    if high.number.value < low.number.value:
        return None
    per, stop = period_after(tokens, high.stop)
    return replace(high, per=per, stop=stop)


def _is_bare(tokens: list[Token], end: _End) -> bool:
    """True for an amount that no sign or code of a currency marks: that it is one, its thousands or period tell."""
    marks = tokens[end.number.first - 1], *tokens[end.number.stop : end.stop]
    return end.unit in lexicon().currency_signs and not any(mark.lower in lexicon().currencies for mark in marks)


def _far_apart(low: Number, high: Number) -> bool:
    """True when no one range of pay can hold both numbers."""
    scaled = low.value * (high.scale if low.scale < high.scale and low.value < 1000 else 1)
    return scaled * _WIDEST < high.value


def _combine(low: _End, high: _End) -> Quantity | None:
    unit = high.unit or low.unit
    if unit is None:
        return None
    first, last = low.number.value, high.number.value
    if high is not low and low.number.scale < high.number.scale and first < 1000:  # "70-95k"
        first *= high.number.scale
    size = high.size
    if first > last:
        return None
    return Quantity(first * size, last * size, unit, open_ended=high.plus, per=high.per or low.per)


def _marked(tokens: list[Token], index: int, quantity: Quantity) -> Quantity:
    """The quantity with `approximate` set where "~", "about" or "a couple of" stands before it."""
    before = tokens[index - 1].lower if index else ""
    couple = index + 1 < len(tokens) and tokens[index + 1].lower == "couple"
    if not (before in {"~", "≈"} or before in lexicon().approximate or couple):
        return quantity
    return Quantity(quantity.low, quantity.high, quantity.unit, quantity.open_ended, True, quantity.per)
