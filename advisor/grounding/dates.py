"""Dates: every calendar date of a claim was derived by code, stands in what it cites, or comes from the question."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import date
from functools import cache

from advisor.grounding.evidence import Evidence
from advisor.grounding.words import blanked
from advisor.types import Check, Claim


def check_dates(claim: Claim, evidence: Evidence, *, question: str) -> Check:
    """Fails on the first date ("4 January 2027", "January 4, 2027", "2027-01-04") that nothing accounts for."""
    known = set(claim.dates)
    for text in (question, *(source.text for source in evidence.cited)):
        known |= {day for day, _, _ in find_dates(text)}
    for day, start, end in find_dates(claim.text):
        if day not in known:
            return Check("figures", False, f"says {claim.text[start:end]}, which the cited spans do not")
    return Check("figures", True)


def without_dates(text: str) -> str:
    """The text with its dates blanked out, every other character in its place."""
    return blanked(text, ((start, end) for _, start, end in find_dates(text)))


def find_dates(text: str) -> Iterator[tuple[date, int, int]]:
    """The full calendar dates of a text with where they stand; what is no day of the calendar is left out."""
    for match in _pattern().finditer(text):
        parts = match.groupdict()
        month = parts["month_a"] or parts["month_b"]
        number = _months()[month.lower()] if month else int(parts["month_c"])
        day = parts["day_a"] or parts["day_b"] or parts["day_c"]
        year = parts["year_a"] or parts["year_b"] or parts["year_c"]
        try:
            yield date(int(year), number, int(day)), match.start(), match.end()
        except ValueError:
            continue


@cache
def _months() -> dict[str, int]:
    return {name.lower(): number for number, name in enumerate(month_name) if name}


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(name for name in month_name if name)
    return re.compile(
        rf"\b(?P<day_a>\d{{1,2}}) (?P<month_a>{months}) (?P<year_a>\d{{4}})\b"
        rf"|\b(?P<month_b>{months}) (?P<day_b>\d{{1,2}}),? (?P<year_b>\d{{4}})\b"
        r"|\b(?P<year_c>\d{4})-(?P<month_c>\d{2})-(?P<day_c>\d{2})\b",
        re.I | re.A,
    )
