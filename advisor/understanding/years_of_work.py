"""The years of experience that a text names, by which a level is meant: "at 6 years", "in my sixth year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from advisor.patterns import any_of
from advisor.understanding.vocabulary import linking_words
from vectorstore.quantities import find_quantities


def years_of_work(text: str) -> Iterator[tuple[str, int, int]]:
    """The years of experience named, as words, each with where it starts and ends; at most one."""
    lowered = text.lower()
    for mention in find_quantities(text):
        if mention.quantity.unit != "year":
            continue
        around = f"{lowered[max(0, mention.start - 14) : mention.start]}|{lowered[mention.end : mention.end + 30]}"
        if any(re.search(pattern, around) for pattern in linking_words().experience):
            yield text[mention.start : mention.end], mention.start, mention.end
            return
    if numbered := _year_numbered().search(lowered):
        years = numbered["ordinal"] or numbered["cardinal"]
        number = {**linking_words().ordinals, **linking_words().cardinals}.get(years) or int(years)
        yield f"{number} years", numbered.start(), numbered.end()


@cache
def _year_numbered() -> re.Pattern[str]:
    """A year of working life by its number: "by year six", "in the third year"."""
    words = linking_words()
    places = "|".join(word for word, place in words.ordinals.items() if place > 0)
    led = any_of(words.year_led)
    return re.compile(
        rf"\b(?:year[- ](?P<cardinal>{'|'.join(words.cardinals)}|\d\d?)"
        rf"|(?:{led}) (?:\w+ )?(?P<ordinal>{places}) year)\b(?! (?:of|in) (?:the )?(?:study|college|roadmap))"
    )
