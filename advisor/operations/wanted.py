"""Values so narrow that only what holds one answers a question for it: a share, a date, a name, a number of things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from advisor.operations.words import stems
from advisor.types import Wanted
from vectorstore.numbers import find_numbers
from vectorstore.quantities import find_quantities
from vectorstore.tables import read_table
from vectorstore.types import Unit

Pattern = Annotated[re.Pattern[str], BeforeValidator(lambda pattern: re.compile(pattern, re.IGNORECASE))]

# Words between a number and what it counts: "50+ role-specific interview questions".
BETWEEN = 2
_MONEY: frozenset[Unit] = frozenset({"USD", "GBP", "EUR", "INR", "AUD", "CAD"})
_TIME: frozenset[Unit] = frozenset({"minute", "hour", "day", "week", "month", "year"})
_SHARE = re.compile(
    r"\b(?:half|thirds?|quarters?|majority|for every|\w+ (?:in|out of) (?:\d+|ten|hundred))\b", re.IGNORECASE
)
_LABEL = re.compile(r"^\W*[^.:]{1,60}:\s")
# A word written as a name where no sentence begins.
_NAME = re.compile(r"(?<=[\w,(‘'\"“&] )[‘'\"“(]?[A-Z][a-z]+|(?<=[‘'\"“(])[A-Z][a-z]+")


class Value(BaseModel):
    """One table of `wanted.toml`, which explains the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    asked: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    stated: str
    noun: str
    words: tuple[str, ...] = ()


@cache
def _values() -> dict[str, Value]:
    return read_table(dict[str, Value], "advisor.operations", "wanted.toml")


def wanted(text: str) -> Wanted | None:
    """The value that a question wants; None where it may be answered in any words."""
    for value in _values().values():
        if any(each.search(text) for each in value.asked) and not any(each.search(text) for each in value.unless):
            return Wanted(value.noun, value.stated, words=value.words)
    return None


def states(text: str, value: Wanted) -> bool:
    """True when a text holds a value of the kind wanted."""
    match value.stated:
        case "count":
            return bool(numbers_of(text, stems(value.counted)))
        case "number":
            return any(number.digits for number in find_numbers(text))
        case "amount":
            return bool(_units(text) & _MONEY)
        case "duration":
            return bool(_units(text) & _TIME)
        case "minute" | "hour" | "day" | "week" | "month" | "year" as unit:
            return unit in _units(text) or bool(numbers_of(text, stems(unit)))  # "two fixed days"
        case "share":
            return "percent" in _units(text) or _SHARE.search(text) is not None
        case "name":
            return _NAME.search(_LABEL.sub("", text)) is not None
        case pattern:
            return re.search(pattern, text) is not None


def numbers_of(sentence: str, counted: Sequence[str]) -> list[int]:
    """The numbers that stand right before all words of what is counted, given by their stems, few words between."""
    found: list[int] = []
    for number in find_numbers(sentence):
        behind = re.split(r"[.,;:()]\s", sentence[number.end :])[0]
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", behind)
        if set(counted) <= set(stems(" ".join(words[: BETWEEN + len(counted)]))):
            found.append(int(number.value))
    return found


def _units(text: str) -> frozenset[Unit]:
    return frozenset(mention.quantity.unit for mention in find_quantities(text))
