"""What the user says of themselves: background, skills, dislikes, whether they code, the time they have."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence

from advisor.operations.people import speaks_of
from advisor.patterns import any_of
from advisor.requests import Person
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.vocabulary import linking_words
from vectorstore.quantities import QuantityMention

_IN_MONTHS = {"day": 12 / 365.25, "week": 12 * 7 / 365.25, "month": 1.0, "year": 12.0}
_IN_HOURS = {"minute": 1 / 60, "hour": 1.0}
_EVERY = r"(?:(?:a|per|each|every|/)\s*(?:(?:single|one of (?:the|its|those))\s+)?)?"
_LONGEST = 80
_LIST = re.compile(r"\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+|\s*/\s*")


def person_facts(
    text: str, *, original: str, speaks: bool, months: float | None, hours_per_week: float | None
) -> Person:
    """The facts that `text` (`original` in lower case, of the same length) states, as the user wrote them.

    `speaks` tells that it speaks of the user: that others cannot code says nothing of them.
    """
    table = cue_tables().person
    found: dict[str, list[str]] = {"background": [], "skills": [], "dislikes": []}
    codes: bool | None = None
    for rule in table.rules:
        for match in rule.pattern.finditer(text):
            if rule.field == "code":
                codes = True if codes is None else codes
            elif rule.field == "no_code":
                codes = False if speaks else codes
            else:
                start = match.start("x")
                kept = original[start : match.end("x")] if len(original) == len(text) else match["x"]
                found[rule.field].extend(_pieces(kept, rule.field))
    skills = _distinct(found["skills"])
    if codes is None and any(speaks_of(skill, "programming") for skill in skills):
        codes = True
    return Person(
        background=_distinct(found["background"]),
        skills=skills,
        dislikes=_distinct(found["dislikes"]),
        codes=codes,
        months=months,
        hours_per_week=hours_per_week,
    )


def time_available(
    text: str, mentions: Sequence[QuantityMention], *, assumed: tuple[int, int] | None
) -> tuple[float | None, float | None, list[QuantityMention]]:
    """The months and the hours a week the user has, and the mentions that say so.

    What stands at `assumed` are the hours that the documents are taken to mean; beside them a bare number ("I do
    20") is the user's own.
    """
    table = cue_tables().time
    months: float | None = None
    hours: float | None = None
    used: list[QuantityMention] = []
    for mention in mentions:
        quantity, after = mention.quantity, text[mention.end :]
        if assumed and mention.start < assumed[1] and assumed[0] < mention.end:
            used.append(mention)
        elif quantity.unit in _IN_HOURS and (times := _times_a_week(quantity.per, after, text)):
            hours = quantity.low * _IN_HOURS[quantity.unit] * times
            used.append(mention)
        elif (
            quantity.unit in _IN_MONTHS
            and any(pattern.search(text[: mention.start]) for pattern in table.months)
            and not table.not_months_after.match(after)
        ):
            months = quantity.high * _IN_MONTHS[quantity.unit]
            used.append(mention)
    if hours is None:
        hours = _bare_hours(text, assumed)
    if hours is None and search_any(table.full_time, text) and not assumed:
        hours = table.full_time_hours
    return months, hours, used


def _times_a_week(per: str | None, after: str, text: str) -> float | None:
    """How often in a week the period of a number of hours comes round; None when it has none."""
    periods = cue_tables().time.periods
    if per is None:
        words = "|".join(sorted(periods, key=len, reverse=True))
        match = re.match(rf"\s*(?:of \w+\s*)?(?:(?:on|in|into|for)\s+)?{_EVERY}({words})s?\b", after)
        per = match[1] if match else None
    if per is None and search_any(cue_tables().time.weekly, text):
        per = "week"
    days = days_a_week(text)
    if days is not None and (periods.get(per, 0) > 1 if per else _ON_DAYS.match(after)):
        return days
    return periods.get(per) if per else None


def days_a_week(text: str) -> float | None:
    """On how many days of a week text in lower case says that one learns: 5 for "five study days a week"."""
    found = cue_tables().time.days_a_week.search(text)
    said = found and (found["n"] or found["of_week"])
    if not said:
        return _days_named(text)
    return float(said) if said.isdigit() else float(linking_words().cardinals[said])


def _days_named(text: str) -> float | None:
    """How many days of the week a text names: 5 for "mon to fri", 2 for "Tuesday and Thursday"; None for one."""
    if (span := _DAYS.search(text)) is not None:
        first, last = (_DAY_NAMES.index(span[end]) for end in ("first", "last"))
        return float((last - first) % len(_DAY_NAMES) + 1)
    named = set(_DAY.findall(text))
    return float(len(named)) if len(named) > 1 else None


# Python's names are English unless a locale is set, which the advisor never does.
_DAY_NAMES = [name.lower() for name in calendar.day_abbr]
_ENDING = r"(?:r?s|\w*days?)?"
_DAY = re.compile(rf"\b({any_of(_DAY_NAMES)}){_ENDING}\b")
_ON_DAYS = re.compile(rf"\s*(?:each\b|(?:on\s+|from\s+)?(?:{any_of(_DAY_NAMES)}){_ENDING}\b)")
_DAYS = re.compile(
    rf"\b(?P<first>{any_of(_DAY_NAMES)}){_ENDING}\s*(?:to|till?|until|through|thru|-|–)"
    rf"\s*(?P<last>{any_of(_DAY_NAMES)}){_ENDING}\b"
)


def _bare_hours(text: str, assumed: tuple[int, int] | None) -> float | None:
    """The hours a week that a number without its unit stands for; `assumed` is where the documents' own hours stand."""
    table = cue_tables().time
    for pattern in (*table.hours_a_week, *(table.bare_hours if assumed else ())):
        for match in pattern.finditer(text):
            if assumed is None or not (match.start("hours") < assumed[1] and assumed[0] < match.end("hours")):
                return float(match["hours"])
    return None


def _cut(words: str) -> str:
    return cue_tables().person.stop.sub("", f" {words}", count=1).strip(" .,;:!?'\"")


def _pieces(words: str, field: str) -> list[str]:
    """One background, or the skills and dislikes of a list, each of at most 80 characters."""
    if field == "background":
        kept = _cut(words)
        return [kept] if kept and len(kept) <= _LONGEST and not _says_nothing(kept.lower()) else []
    pieces: list[str] = []
    for piece in _LIST.split(re.split(r"[.;:?!(]", words, maxsplit=1)[0]):
        kept = _cut(piece)
        if not kept or kept.lower().split()[0] in cue_tables().person.not_listed or len(kept) > _LONGEST:
            break
        pieces.append(re.sub(r"^(?:some|a bit of|a little|basic)\s+", "", kept))
    return pieces


def _says_nothing(words: str) -> bool:
    first = words.split()[0]
    return first in cue_tables().person.no_background or words in cue_tables().person.no_background


def _distinct(values: Sequence[str]) -> tuple[str, ...]:
    """The values in order; one that another holds as well is left out."""
    unique = list(dict.fromkeys(values))
    return tuple(
        value for value in unique if not any(value != other and value.lower() in other.lower() for other in unique)
    )
