"""The day on which the user says they start."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from advisor.understanding.cue_tables import cue_tables

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:20\d\d)"
_DATE = re.compile(
    rf"(?P<iso>20\d\d-\d\d?-\d\d?)|(?P<numeric>\d{{1,2}}[./]\d{{1,2}}[./]20\d\d)"
    rf"|(?P<words>(?:the )?{_DAY} (?:of )?{_MONTH}\.?,?(?: {_YEAR})?|{_MONTH}\.? {_DAY},?(?: {_YEAR})?(?!\d)"
    rf"|(?:next |this |early |mid |late )?{_MONTH}\.?,?(?: {_YEAR})?)\b"
    rf"|(?P<weekday>(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)


def start_date(text: str, today: date) -> str | None:
    """The start date named in `text` (lower case) as ISO 8601; a month alone is its first day, its next occurrence."""
    table = cue_tables().start
    for cue in table.cues:
        for match in cue.finditer(text):
            following = text[match.end() :].strip()
            if day := _relative(following, today) or _absolute(following, today):
                return day.isoformat()
    return None


def _relative(text: str, today: date) -> date | None:
    from dateutil.relativedelta import relativedelta

    table = cue_tables().start
    steps = {
        table.today: today,
        table.tomorrow: today + timedelta(days=1),
        table.next_week: today + timedelta(days=7 - today.weekday()),
        table.next_month: (today + relativedelta(months=1)).replace(day=1),
        table.next_year: date(today.year + 1, 1, 1),
    }
    for phrases, day in steps.items():
        if any(re.match(rf"{re.escape(phrase)}\b", text) for phrase in phrases):
            return day
    return None


def _absolute(text: str, today: date) -> date | None:
    """The date at the head of `text`; without a year, the next one to come."""
    from dateutil import parser

    match = _DATE.match(text)
    if match is None:
        return None
    words = re.sub(r"\b(?:the|of|next|this|early|mid|late)\b", " ", match.group())
    default = datetime(today.year, today.month, today.day) if match["weekday"] else datetime(today.year, 1, 1)
    try:
        found = parser.parse(words, default=default, dayfirst=match["iso"] is None).date()
    except (ValueError, OverflowError):
        return None
    if match["weekday"]:
        return found if found > today else found + timedelta(days=7)
    stated_year = re.search(r"20\d\d", words) is not None
    if stated_year or found >= today:
        return found
    this_month = (found.year, found.month) == (today.year, today.month) and not re.search(r"\d", words)
    return today if this_month else found.replace(year=found.year + 1)
