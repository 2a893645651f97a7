"""Arithmetic on stated quantities: every result is computed here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from advisor.requests import RangeEnd
from vectorstore.types import Quantity, Unit


def same_unit(quantities: Sequence[Quantity]) -> bool:
    """True when the quantities can be added or compared as they are: one unit, one period."""
    return len({(quantity.unit, quantity.per) for quantity in quantities}) <= 1


def covering(quantities: Sequence[Quantity]) -> Quantity:
    """The smallest range that holds every quantity; open-ended when its upper end is.

    Raises:
        ValueError: no quantities, or several units.
    """
    if not quantities or not same_unit(quantities):
        raise ValueError(f"a range needs quantities of one unit, got {list(quantities)}")
    top = max(quantities, key=lambda quantity: quantity.high)
    return Quantity(
        min(quantity.low for quantity in quantities),
        top.high,
        top.unit,
        open_ended=any(quantity.open_ended and quantity.high == top.high for quantity in quantities),
        per=top.per,
    )


def total(quantities: Sequence[Quantity]) -> Quantity | None:
    """The sum, end by end; None for no quantities or several units."""
    if not quantities or not same_unit(quantities):
        return None
    return Quantity(
        sum(quantity.low for quantity in quantities),
        sum(quantity.high for quantity in quantities),
        quantities[0].unit,
        open_ended=any(quantity.open_ended for quantity in quantities),
        approximate=any(quantity.approximate for quantity in quantities),
        per=quantities[0].per,
    )


def scaled(quantity: Quantity, factor: float) -> Quantity:
    """A quantity so many times, end by end, to two decimals."""
    return replace(quantity, low=round(quantity.low * factor, 2), high=round(quantity.high * factor, 2))


def average(quantities: Sequence[Quantity]) -> Quantity | None:
    """The mean, end by end, to two decimals, as it is told; None for no quantities or several units.

    Of ranges of which one is open the mean of the upper ends is a least one, and open itself.
    """
    whole = total(quantities)
    if whole is None:
        return None
    count = len(quantities)
    return replace(whole, low=round(whole.low / count, 2), high=round(whole.high / count, 2))


def median(quantities: Sequence[Quantity]) -> Quantity | None:
    """The figure in the middle of an odd number of them by size, else the mean of the two beside it; None as above."""
    if not quantities or not same_unit(quantities):
        return None
    ordered = sorted(quantities, key=rank_key)
    half = len(ordered) // 2
    return average(ordered[half - 1 + len(ordered) % 2 : half + 1])


def times(one: Quantity, other: Quantity) -> Quantity | None:
    """How many times `other` `one` is, end by end, to a tenth; None for different units or nothing to divide by."""
    if not same_unit([one, other]) or not other.low or not other.high:
        return None
    low, high = sorted((round(one.low / other.low, 1), round(one.high / other.high, 1)))
    return Quantity(low, high, "count", open_ended=one.open_ended)


def shared(one: Quantity, other: Quantity) -> Quantity | None:
    """The range that two of one unit have in common, a single figure where they only meet; None for no such."""
    low, ends_first = max(one.low, other.low), min(one, other, key=lambda each: each.high)
    if low > ends_first.high:
        return None
    return Quantity(low, ends_first.high, one.unit, ends_first.open_ended, per=one.per)


def width(quantity: Quantity) -> Quantity:
    """How far the two ends of a range lie apart."""
    span = quantity.high - quantity.low
    return Quantity(span, span, quantity.unit, quantity.open_ended, per=quantity.per)


def difference(one: Quantity, other: Quantity) -> Quantity | None:
    """How far `one` lies above `other`, end by end and without sign; None for different units.

    The two ends of ranges may differ by different amounts: the result is the range of the two differences.
    """
    if not same_unit([one, other]):
        return None
    low, high = sorted((abs(one.low - other.low), abs(one.high - other.high)))
    return Quantity(low, high, one.unit, open_ended=one.open_ended != other.open_ended, per=one.per)


def rank_key(quantity: Quantity) -> tuple[float, float, bool]:
    """What quantities are ordered by: the middle of the range, then its upper end, then an open end."""
    return ((quantity.low + quantity.high) / 2, quantity.high, quantity.open_ended)


def at_end(quantity: Quantity, end: RangeEnd | None) -> Quantity:
    """One end of a range, or its middle, as a figure of its own; the quantity as it is when none is asked for."""
    if end is None or end == "both":
        return quantity
    if end == "middle":
        half = (quantity.low + quantity.high) / 2
        return Quantity(half, half, quantity.unit, quantity.open_ended, per=quantity.per)
    value = quantity.low if end == "low" else quantity.high
    return Quantity(value, value, quantity.unit, quantity.open_ended and end == "high", per=quantity.per)


# Durations that convert to each other; a month has 52 / 12 weeks.
WEEKS_PER_MONTH = 52 / 12
IN_WEEKS: dict[Unit, float] = {"day": 1 / 7, "week": 1.0, "month": WEEKS_PER_MONTH, "year": 12 * WEEKS_PER_MONTH}


def converted(quantity: Quantity, unit: Unit) -> Quantity | None:
    """The quantity in another unit of duration, or as it is in its own; None when the units do not convert.

    Years are left alone: documents state them of experience, which is no time of study.
    """
    if quantity.unit == unit:
        return quantity
    if {quantity.unit, unit} - {"day", "week", "month"}:
        return None
    factor = IN_WEEKS[quantity.unit] / IN_WEEKS[unit]
    return Quantity(quantity.low * factor, quantity.high * factor, unit, quantity.open_ended, per=quantity.per)


def share_of(part: Quantity, whole: Quantity) -> Quantity | None:
    """What percentage `part` is of `whole`, end by end, to a tenth; None for different units or a whole of nothing."""
    if not same_unit([part, whole]) or not whole.low:
        return None
    low, high = sorted(round(100 * a / b, 1) for a, b in ((part.low, whole.low), (part.high, whole.high)))
    return Quantity(low, high, "percent", open_ended=part.open_ended)
