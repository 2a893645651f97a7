"""Arithmetic on stated quantities: every result is computed here and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from vectorstore.types import Quantity


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


def average(quantities: Sequence[Quantity]) -> Quantity | None:
    """The mean, end by end; None for no quantities, several units, or an open end, whose mean is unknown."""
    whole = total(quantities)
    if whole is None or whole.open_ended:
        return None
    count = len(quantities)
    return Quantity(whole.low / count, whole.high / count, whole.unit, approximate=whole.approximate, per=whole.per)


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
