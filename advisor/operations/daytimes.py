"""The time of a working day that a question speaks of, and the entries of a schedule that stand at it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from advisor.library import Entry
from vectorstore.numbers import find_numbers
from vectorstore.tables import read_table

# "10:30 AM", "3.30 pm", "9 am", "14:00".
_CLOCK = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\b|\b(\d{1,2})[:.](\d{2})\b", re.IGNORECASE)
# "Quarter past ten", "twenty to nine", "five past".
_PAST = re.compile(r"\b(quarter|\w+)(?: minutes?)? (past|after|to|before|till|of) (\w+)\b", re.IGNORECASE)
_QUARTER = 15
_SPOKEN_MINUTES = (5, 10, 15, 20, 25)
# "half past three", the British "half three", and "three thirty".
_HALF = re.compile(r"\bhalf (?:past )?(\w+)\b|\b(\w+)[ -]thirty\b", re.IGNORECASE)
# "At two", "around 3": an hour with nothing behind it that it could count.
_AT = re.compile(
    r"\b(?:at|around|about) (\w+)(?= o.?clock|\s*[?.,!]|\s*$| (?:sharp|in the|on the|there|then)\b)", re.IGNORECASE
)
# A bare hour before this one is in the afternoon: nobody's schedule begins earlier.
_FIRST_HOUR = 7
_NOON = 12
_AROUND = ("before", "after")


@cache
def _daytimes() -> dict[str, tuple[float, float]]:
    return read_table(dict[str, tuple[float, float]], "advisor.operations", "daytimes.toml")


def at_daytime(entries: Sequence[Entry], question: str) -> tuple[Entry, ...]:
    """The entries whose hour lies in the time of day that the question names; empty when it names none."""
    meant = daytime(question)
    if meant is None:
        return ()
    stated = [(entry, clock(entry.part.title)) for entry in entries if entry.part is not None]
    hours = [(entry, hour) for entry, hour in stated if hour is not None]
    standing = tuple(entry for entry, hour in hours if meant[0] <= hour < meant[1])
    if standing or (at := time_named(question)) is None or at >= max((hour for _, hour in hours), default=at):
        return standing
    # Between two hours of the schedule goes on what began at the first.
    begun = max((hour for _, hour in hours if hour <= at), default=None)
    return tuple(entry for entry, hour in hours if hour == begun)


def leads_to_daytime(question: str) -> bool:
    """True where the time of day that a question names is itself what lies before or after one: "before lunch"."""
    named = _phrases(question) if time_named(question) is None else []
    return any(phrase.split()[0] in _AROUND for phrase in named)


def _phrases(question: str) -> list[str]:
    """The longest phrases of the table that a question holds."""
    words = " ".join(re.findall(r"\w+", question.casefold()))
    named = [phrase for phrase in _daytimes() if f" {phrase} " in f" {words} "]
    return [phrase for phrase in named if not any(phrase in other for other in named if other != phrase)]


def daytime(question: str) -> tuple[float, float] | None:
    """The hours a question speaks of, from the first (inclusive) to the second (exclusive); None when of none."""
    if (hour := time_named(question)) is not None:
        return hour, hour + 0.5
    meant = [_daytimes()[phrase] for phrase in _phrases(question)]
    # "From morning to evening" is all that lies between them.
    return (min(begin for begin, _ in meant), max(end for _, end in meant)) if meant else None


def time_named(question: str) -> float | None:
    """The time of day that a question names by the clock, in hours from midnight; None when it names none."""
    if (hour := clock(question)) is not None:
        return hour
    if (told := next(_told_around(question), None)) is not None:
        return _working(told[0])
    half, at = _HALF.search(question), _AT.search(question)
    for hours, beyond in ((_spoken(half[1] or half[2]) if half else None, 0.5), (_spoken(at[1]) if at else None, 0.0)):
        if hours is not None and 1 <= hours <= _NOON:
            return _working(hours + beyond)
    return None


def without_told_around(text: str) -> str:
    """The text without the times that it tells by minutes around an hour: "quarter past two"."""
    for _, start, end in reversed(list(_told_around(text))):
        text = f"{text[:start]}{text[end:]}"
    return text


def _told_around(text: str) -> Iterator[tuple[float, int, int]]:
    """The hours of the day told by minutes past or to an hour, with where they stand."""
    for past in _PAST.finditer(text):
        minutes, hours = _QUARTER if past[1].casefold() == "quarter" else _spoken(past[1]), _spoken(past[3])
        if minutes in _SPOKEN_MINUTES and hours is not None and 1 <= hours <= _NOON:
            sign = 1 if past[2].casefold() in ("past", "after") else -1
            yield hours + sign * minutes / 60, *past.span()


def _spoken(word: str) -> float | None:
    """The number that a word is."""
    numbers = find_numbers(word)
    return numbers[0].value if numbers else None


def clock(text: str) -> float | None:
    """The first time of day in a text, in hours from midnight; an hour without "am" or "pm" is a working one."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute = float(match[1] or match[4]), float(match[2] or match[5] or 0)
    if hour > 24 or minute >= 60:
        return None
    if not match[3]:
        return _working(hour + minute / 60)
    afternoon = match[3].casefold() == "p"
    return hour % _NOON + minute / 60 + (_NOON if afternoon else 0)


def _working(hour: float) -> float:
    return hour + _NOON if hour < _FIRST_HOUR else hour
