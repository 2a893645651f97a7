"""Stated figures in the unit or period that a question asks for: 10 weeks in days, yearly pay by the month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.findings import Block, facts_of
from advisor.operations.entries import quantity_of
from advisor.operations.figures import converted, scaled
from advisor.requests import Period, Request
from advisor.types import Finding, Grid
from vectorstore.quantities import format_quantity
from vectorstore.types import MONEY, Quantity

# How often a period comes round in a paid year: 52 weeks of five days and forty hours.
_A_YEAR: dict[Period, float] = {"hour": 2080, "day": 260, "week": 52, "month": 12, "year": 1}
# What these figures assume, which the answer says.
_PAID_YEAR = (Quantity(52, 52, "week"), Quantity(5, 5, "day"), Quantity(40, 40, "hour"))


def convert(request: Request, found: Sequence[Block]) -> Iterator[Finding]:
    """The figures found, in the unit or period asked for; nothing where none converts or one has it already."""
    told = [block if isinstance(block, Finding) else block.lead for block in found if not isinstance(block, Grid)]
    stated = [(finding, quantity) for finding in told if finding and (quantity := _figure_of(finding))]
    if any(quantity.unit == request.asked_unit for fact in facts_of(found) if (quantity := quantity_of(fact))):
        return
    # A total may be told once more as the lead of what it adds up.
    once = {quantity: finding for finding, quantity in reversed(stated)}
    several = len({finding.values.get("career") for finding in once.values()}) > 1
    for quantity, finding in reversed(once.items()):
        of = f" for the {finding.values['career']}" if several and "career" in finding.values else ""
        for converted_figure in _converted(quantity, finding, request):
            yield replace(converted_figure, values={**converted_figure.values, "of": of})


def _converted(quantity: Quantity, finding: Finding, request: Request) -> Iterator[Finding]:
    """The figure that a finding tells, in the unit or period asked for; nothing where it does not convert."""
    if (scaling := request.figuring.scaling) is not None:
        scaled_figure = scaled(quantity, scaling.factor)
        values = {"stated": format_quantity(quantity), "result": format_quantity(scaled_figure)}
        values |= {"scaled": scaling.words}
        named = (
            Quantity(scaling.percent, scaling.percent, "percent"),
            Quantity(scaling.factor, scaling.factor, "count"),
        )
        yield Finding("convert.scaled", values, finding.facts, (scaled_figure, quantity, *named))
    elif (learned := _in_learning_days(quantity, request)) is not None:
        days, a_week = learned
        values = {"stated": format_quantity(quantity), "result": format_quantity(days), "days": format_quantity(a_week)}
        yield Finding("convert.days", values, finding.facts, (days, quantity, a_week))
    elif (result := in_period(quantity, request.figuring.asked_per) or _in_unit(quantity, request)) is not None:
        says = "convert.time" if result.per is None else f"convert.pay_{_shorter(result.per, quantity.per)}"
        values = {"stated": format_quantity(quantity), "result": format_quantity(result)}
        values |= {"of_year": _of_year(quantity), "a_year": _of_year(result)}
        yield Finding(says, values, finding.facts, (result, quantity, *_PAID_YEAR))


def _shorter(one: str, other: str | None) -> str:
    """The shorter of two periods of pay, upon which it hangs how many there are in a year."""
    return max((each for each in _A_YEAR if each in (one, other or "year")), key=_A_YEAR.__getitem__)


def _of_year(pay: Quantity) -> str:
    """What makes of a figure that names no period one of a year."""
    return " a year" if pay.per in (None, "year") else ""


def _figure_of(finding: Finding) -> Quantity | None:
    """The one figure that a finding tells: what was computed, else what is stated."""
    if finding.computed:
        return finding.computed[0]
    # The years of a level are told beside its pay.
    told = [fact for fact in finding.facts if fact.attribute != "experience"] or finding.facts
    figures = {quantity for fact in told if (quantity := quantity_of(fact))}
    return figures.pop() if len(figures) == 1 else None


def in_period(stated: Quantity, period: Period | None) -> Quantity | None:
    """Pay by the period asked for; None where it is stated so."""
    known = next((each for each in _A_YEAR if each == (stated.per or "year")), None)
    if period is None or known is None or known == period or stated.unit not in MONEY:
        return None
    exact = [end * _A_YEAR[known] / _A_YEAR[period] for end in (stated.low, stated.high)]
    low, high = (round(value, 2 if period == "hour" else 0) for value in exact)
    return Quantity(low, high, stated.unit, stated.open_ended, approximate=[low, high] != exact, per=period)


def _in_learning_days(stated: Quantity, request: Request) -> tuple[Quantity, Quantity] | None:
    """The days that weeks or months come to when one learns on so many of each week, and those of a week."""
    weeks = converted(stated, "week")
    if request.days_a_week is None or request.asked_unit != "day" or stated.unit == "day" or weeks is None:
        return None
    a_week = Quantity(request.days_a_week, request.days_a_week, "day", per="week")
    low, high = (round(end * request.days_a_week, 1) for end in (weeks.low, weeks.high))
    return Quantity(low, high, "day", stated.open_ended, approximate=stated.unit == "month"), a_week


def _in_unit(stated: Quantity, request: Request) -> Quantity | None:
    if request.asked_unit not in ("day", "week", "month") or stated.unit not in ("day", "week", "month"):
        return None
    result = converted(stated, request.asked_unit)
    if result is None:
        return None
    low, high = round(result.low, 1), round(result.high, 1)
    return Quantity(low, high, result.unit, result.open_ended, approximate=(low, high) != (result.low, result.high))
