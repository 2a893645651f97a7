"""Which career a turn goes back to without naming it: "the other one", "the career I opened with"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from advisor.memory import Memory
from advisor.patterns import any_of
from advisor.understanding.following import (
    goes_back,
    holds,
    plain_words,
    points_at_both,
    points_at_one,
    turns_to_another,
)
from vectorstore.tables import Table, read_table


class _Words(Table):
    """The lists of `returning.toml`."""

    the_first: tuple[str, ...]
    the_second: tuple[str, ...]
    nouns: tuple[str, ...]
    speakers: tuple[str, ...]
    opening: tuple[str, ...]
    asked: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]
    last: tuple[str, ...]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "returning.toml")


def career_nouns() -> tuple[str, ...]:
    """The nouns that a career is called by: "one", "job"."""
    return _words().nouns


def careers_in_focus(text: str, memory: Memory) -> tuple[str, ...] | None:
    """The careers a turn points back to without naming one; None when it points to none in particular."""
    bare, spoken = plain_words(text), memory.careers
    if turns_to_another(text):
        others = [career for career in spoken if career not in memory.singled]
        return tuple(others[-1:]) or None
    first, second = holds(bare, _words().the_first), holds(bare, _words().the_second) and len(spoken) > 1
    if first and second:
        return spoken[-2:]
    if first and spoken:
        return spoken[:1]
    if second:
        return spoken[1:2]
    if goes_back(text) and points_at_one(text):
        return tuple(career for career in spoken if career not in memory.told)[-1:] or None
    if points_at_both(text) and len(spoken) > 1 and len(memory.singled) < 2:
        return spoken[-2:]
    return None


def with_career_spoken_of(text: str, memory: Memory, names: Mapping[str, str]) -> str:
    """A turn with the name of the career that it calls by who spoke of it and when; `names` by career id.

    "The one I asked about first" is the first spoken of, "the role we looked at" the one before that in focus.
    """
    found = _clause_pattern().search(text)
    career = _spoken_of(found, memory) if found is not None else None
    if found is None or career is None or career not in names:
        return text
    return f"{text[: found.start()]}{names[career]}{text[found.end() :]}"


def _spoken_of(found: re.Match[str], memory: Memory) -> str | None:
    """The career that a clause on what was spoken of means; None when nothing was."""
    words, spoken = _words(), memory.careers
    said = {(found[group] or "").casefold() for group in ("place", "before", "behind")}
    if spoken and (found["opening"] or not said.isdisjoint(words.first)):
        return spoken[0]
    if len(spoken) > 1 and not said.isdisjoint(words.second):
        return spoken[1]
    earlier = spoken if len(spoken) < 2 else [career for career in spoken if career not in memory.singled]
    in_focus = not said.isdisjoint(words.last)
    return next(reversed(memory.singled if in_focus else earlier), None)


@cache
def _clause_pattern() -> re.Pattern[str]:
    """A noun, who spoke of it and when: "one I asked about first", "second career that we began with"."""
    words = _words()
    nouns, speakers, opening, asked, places = (
        any_of(each)
        for each in (
            words.nouns,
            words.speakers,
            words.opening,
            words.asked,
            (*words.first, *words.second, *words.last),
        )
    )
    spoke = rf"(?:(?P<opening>{opening})|{asked})\b(?:\s+(?P<behind>{places})\b)?"
    return re.compile(
        rf"\b(?:(?P<place>{places})\s+)?(?:{nouns})(?:\s+that|\s+which)?\s+"
        rf"(?:{speakers})\s+(?:(?P<before>{places})\s+)?{spoke}",
        re.IGNORECASE,
    )
