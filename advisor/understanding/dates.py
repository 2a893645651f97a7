"""The days that a question names: where a plan starts, where it must end."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advisor.patterns import matcher
from advisor.understanding.cue_tables import cue_tables

# No other word that begins so: "phase 3 of decision support".
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:20\d\d)"
_WHEN = r"(?:(?:the )?(?:next|this|early|mid|middle of|late|beginning of|start of|end of)[ -])?(?:the )?"
_DATE = re.compile(
    rf"(?P<iso>20\d\d-\d\d?-\d\d?)|(?P<numeric>\d{{1,2}}[./]\d{{1,2}}[./]20\d\d)"
    rf"|(?P<words>(?:the )?{_DAY} (?:of )?{_MONTH}\.?,?(?: {_YEAR})?|{_MONTH}\.? (?:the )?{_DAY},?(?: {_YEAR})?(?!\d)"
    rf"|{_WHEN}{_MONTH}\.?,?(?: {_YEAR})?)\b"
    rf"|(?P<year>(?:the )?(?:end|close|start|beginning|middle) of (?P<of_year>{_YEAR}|the year|this year|next year))\b"
    rf"|(?P<weekday>(?:next |this )?(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
# "Monday 2 March", "Mon, 2/3/2026": the day of the week before a date says nothing more.
_LED_IN = re.compile(
    rf"^\s*(?:(?:on )?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? (?:the )?(?={_DAY}\b|{_MONTH}\b|20\d\d-))?"
)
# A date that needs no word before it to be one: "may" alone is none.
_PLAIN_DATE = re.compile(
    rf"20\d\d-\d\d?-\d\d?|\d{{1,2}}[./]\d{{1,2}}[./]20\d\d|\b{_DAY} (?:of )?{_MONTH}\b(?:,? {_YEAR})?"
    rf"|\b{_MONTH}\.? {_DAY}\b(?:,? {_YEAR})?|\b{_WHEN}{_MONTH}\.?,? {_YEAR}\b"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A day (ISO 8601), where the cue before it begins and where the date itself stands."""

    day: str
    cue: int
    at: int


def date_after(text: str, cues: Sequence[re.Pattern[str]], today: date) -> DateMention | None:
    """The date that stands behind one of the cues in `text` (lower case).

    A month alone is its first day and a date without a year its next occurrence.
    """
    for cue in cues:
        for match in cue.finditer(text):
            following = _LED_IN.sub("", text[match.end() :])
            if day := _relative(following, today) or _named(following, today) or _absolute(following, today):
                return DateMention(day.isoformat(), match.start(), len(text) - len(following))
    return None


def loose_date(text: str, today: date, *, taken: Collection[str]) -> str | None:
    """The first date of `text` that is written out, wherever it stands, and not `taken`; ISO 8601."""
    for match in _PLAIN_DATE.finditer(text):
        day = _absolute(match.group(), today)
        if day is not None and day.isoformat() not in taken:
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
        if matcher(*phrases).match(text):
            return day
    return None


def _named(text: str, today: date) -> date | None:
    """A day of the year that has a name ("Christmas"), in the year behind it or the next to come."""
    for name, day in cue_tables().start.named_days.items():
        if match := re.match(rf"(?:the )?(?:next |this )?{name}\b(?:,? (?:of )?(?P<year>{_YEAR}))?", text):
            month, number = map(int, day.split("-"))
            found = date(int(match["year"] or today.year), month, number)
            return found if match["year"] or found >= today else found.replace(year=found.year + 1)
    return None


def _absolute(text: str, today: date) -> date | None:
    """The date at the head of `text`; without a year, the next one to come."""
    from dateutil import parser

    match = _DATE.match(text)
    if match is None:
        return None
    if match["year"]:
        return _within_year(match["year"], match["of_year"], today)
    words = re.sub(r"\b(?:the|of|next|this|early|mid|middle|late|beginning|start|end)\b[ -]?", " ", match.group())
    default = datetime(today.year, today.month, today.day) if match["weekday"] else datetime(today.year, 1, 1)
    try:
        found = parser.parse(words, default=default, dayfirst=match["iso"] is None).date()
    except (ValueError, OverflowError):
        return None
    if match["weekday"]:
        return found if found > today else found + timedelta(days=7)
    found = _within_month(found, match.group())
    stated_year = re.search(r"20\d\d", words) is not None
    if stated_year or found >= today:
        return found
    this_month = (found.year, found.month) == (today.year, today.month) and not re.search(r"\d", words)
    return today if this_month else found.replace(year=found.year + 1)


def _within_year(words: str, named: str, today: date) -> date:
    """The day that "the end of 2027" or "the middle of next year" means."""
    year = int(named) if named.isdigit() else today.year + (named == "next year")
    if re.search(r"\b(?:end|close)\b", words):
        return date(year, 12, 31)
    return date(year, 7, 1) if "middle" in words else date(year, 1, 1)


def _within_month(day: date, words: str) -> date:
    """The day that "mid May" or "the end of June" means; the first of a month that is named alone."""
    if re.match(r"(?:the )?(?:mid|middle)\b", words):
        return day.replace(day=15)
    if re.match(r"(?:the )?(?:end|late)\b", words):
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day
