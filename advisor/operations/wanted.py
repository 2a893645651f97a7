"""Values so narrow that only what holds one answers a question for it: a share, a date, a name, a number of things."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from collections.abc import Sequence, Set
from functools import cache
from itertools import pairwise

from advisor.grounding.thesaurus import is_person
from advisor.operations.people import names_anybody
from advisor.operations.words import stems, stop_words
from advisor.patterns import Pattern
from advisor.requests import Wanted
from vectorstore.numbers import find_numbers
from vectorstore.quantities import find_quantities
from vectorstore.tables import Table, read_table
from vectorstore.types import DURATIONS, MONEY, Unit

# Values that nearly every sentence states, whatever it speaks of.
LOOSE = frozenset({"name", "number"})
# Words between a number and what it counts: "50+ role-specific interview questions".
BETWEEN = 2
_SHARE = re.compile(r"\b(?:half|thirds?|quarters?|majority|for every)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\s+(?:in|out of)\s+(?:every\s+)?", re.IGNORECASE)  # between the numbers of "one in four"
_LABEL = re.compile(r"^\W*[^.:]{1,60}:\s")
# A word written as a name where no sentence begins.
_NAME = re.compile(
    r"(?<=[\w,(‘'\"“&] )[‘'\"“(]?([A-Z][a-z]{2,})|(?<=[‘'\"“(])([A-Z][a-z]{2,})|(?<=\bthe )([A-Z]{3,})\b"
)


class Value(Table):
    """One table of `wanted.toml`, which explains the fields."""

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
        asked = next(filter(None, (each.search(text) for each in value.asked)), None)
        if asked is not None and not any(each.search(text) for each in value.unless):
            letters = asked.groupdict().get("letters") or ""
            return Wanted(value.noun.format(letters=letters), value.stated, letters, value.words)
    return None


def states(text: str, value: Wanted, known: Set[str] = frozenset()) -> bool:
    """True when a text holds a value of the kind wanted; a word of `known` stems is no name asked for."""
    match value.stated:
        case "count":
            return bool(numbers_of(text, stems(value.counted)))
        case "part":
            return _states_part(text)
        case "number":
            return any(number.digits for number in find_numbers(text))
        case "amount":
            return bool(_units(text) & MONEY)
        case "duration":
            return bool(_units(text) & DURATIONS)
        case "minute" | "hour" | "day" | "week" | "month" | "year" as unit:
            return unit in _units(text) or bool(numbers_of(text, stems(unit)))  # "two fixed days"
        case "share":
            return "percent" in _units(text) or _states_part(text)
        case "expansion":
            return spells_out(text, value.counted)
        case "name":
            names = (" ".join(filter(None, found.groups())) for found in _NAME.finditer(_LABEL.sub("", text)))
            return any(not set(stems(name)) <= known | _calendar() for name in names)
        case pattern:
            return re.search(pattern, text) is not None


def numbers_of(sentence: str, counted: Sequence[str]) -> list[int]:
    """The numbers that stand right before all words of what is counted, given by their stems, few words between.

    Of people any noun for them is counted: "three analysts". The number of a clause ("6.2 No baker is …") counts none.
    """
    found: list[int] = []
    for number in find_numbers(sentence):
        behind = re.split(r"[.,;:()]\s", sentence[number.end :])[0]
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", behind)[: BETWEEN + len(counted)]
        near = set(stems(" ".join(words)))
        people = names_anybody(counted) and any(map(is_person, words))
        heads = not sentence[: number.start].strip() and words[:1] and words[0][0].isupper()
        if (set(counted) <= near or people) and not (heads and not set(counted) <= set(stems(words[0]))):
            found.append(int(number.value))
    return found


def spells_out(text: str, letters: str) -> bool:
    """True where a text says what letters are short for: "named-entity recognition", "Explainable AI (XAI)"."""
    short = "".join(filter(str.isalpha, letters)).removesuffix("s").casefold()
    words = re.findall(r"[^\W\d_]+", text)
    telling = [word for word in words if word.casefold() not in stop_words()]
    # Of words in lower case chance has many that begin so; beside the letters themselves it has not.
    folded = {word.casefold().removesuffix("s") for word in words}
    for written in (words, telling):
        runs = (written[at : at + len(short)] for at in range(len(written) - len(short) + 1))
        spelled = [run for run in runs if len(short) > 1 and _initials(run) == short]
        if any(short in folded or all(word[0].isupper() for word in run) for run in spelled):
            return True
    before = re.search(rf"((?:[\w'’-]+ ){{1,{len(short) + 1}}})\({short}s?\)", text, re.IGNORECASE)
    behind = re.search(rf"\b{short}s?\s*\(([^()]+ [^()]+)\)", text, re.IGNORECASE)
    return any(found is not None and _in_order(short, found[1]) for found in (before, behind))


def _states_part(text: str) -> bool:
    """True for a text that says how many of all: "a third of them", "one in four"."""
    parts = pairwise(find_numbers(text))
    told = any(few.value < all_.value and _OF_ALL.fullmatch(text[few.end : all_.start]) for few, all_ in parts)
    return told or _SHARE.search(text) is not None


@cache
def _calendar() -> frozenset[str]:
    """The stems of months and days, which are written as names and name nobody."""
    return frozenset(stems(" ".join((*month_name, *day_name))))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words).casefold()


def _in_order(letters: str, text: str) -> bool:
    """True when the letters stand in the text one behind another, whatever lies between."""
    rest = iter(text.casefold())
    return all(letter in rest for letter in letters)


def _units(text: str) -> frozenset[Unit]:
    return frozenset(mention.quantity.unit for mention in find_quantities(text))
