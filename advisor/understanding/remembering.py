"""What is kept of the user over a conversation: added to, corrected, taken back, asked for."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import cache

from advisor.operations.words import stems
from advisor.requests import Person
from advisor.understanding.following import holds, plain_words
from vectorstore.tables import Table, read_table


class _Cues(Table):
    """The lists of `remembering.toml`."""

    forget: tuple[str, ...]
    recall: tuple[str, ...]
    replacing: tuple[str, ...]
    adding: tuple[str, ...]
    denying: tuple[re.Pattern[str], ...]


@cache
def _cues() -> _Cues:
    return read_table(_Cues, "advisor.understanding", "remembering.toml")


def remember_person(earlier: Person, later: Person, text: str) -> Person:
    """What is known of the user after `text`, which states `later`: corrections replace, denials take away."""
    lowered = text.casefold().replace("’", "'")
    if forgets_person(text):
        return Person()
    denied = [stems(found["x"]) for pattern in _cues().denying for found in pattern.finditer(lowered)]
    bare = plain_words(lowered)
    corrects = holds(bare, _cues().replacing) and not holds(bare, _cues().adding)
    if corrects and later.background:
        earlier = replace(earlier, background=())
    return _without(join_people(earlier, later), denied)


def forgets_person(text: str) -> bool:
    """True when the user takes back what they said of themselves."""
    return holds(plain_words(text.replace("’", "'")), _cues().forget)


def recalls_person(text: str) -> bool:
    """True when the user asks what they said of themselves."""
    return holds(plain_words(text.replace("’", "'")), _cues().recall)


def join_people(earlier: Person, later: Person) -> Person:
    """What was said of the user so far with what was just said; a later figure or yes/no replaces the earlier."""

    def united(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*one, *other)))

    return Person(
        background=united(earlier.background, later.background),
        skills=united(earlier.skills, later.skills),
        dislikes=united(earlier.dislikes, later.dislikes),
        codes=earlier.codes if later.codes is None else later.codes,
        months=earlier.months if later.months is None else later.months,
        hours_per_week=earlier.hours_per_week if later.hours_per_week is None else later.hours_per_week,
        pay=earlier.pay if later.pay is None else later.pay,
    )


def _without(person: Person, denied: Collection[list[str]]) -> Person:
    """The person without what one of the denials names: all its words stand in what was kept."""

    def kept(said: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(item for item in said if not any(words and set(words) <= set(stems(item)) for words in denied))

    return replace(
        person, background=kept(person.background), skills=kept(person.skills), dislikes=kept(person.dislikes)
    )
