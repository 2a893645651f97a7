"""What a question tells of somebody else, as if told by them: "my sister, a midwife" is "I am a midwife".

What is read off people who speak of themselves is then read off those whom they ask for.
"""

from __future__ import annotations

import re
from functools import cache

from advisor.patterns import any_of
from vectorstore.tables import Table, read_table


class _Words(Table):
    """The lists of `others.toml`."""

    owners: tuple[str, ...]
    people: tuple[str, ...]
    anyone: tuple[str, ...]
    subjects: tuple[str, ...]
    possessives: tuple[str, ...]
    objects: tuple[str, ...]
    adverbs: tuple[str, ...]
    verbs: dict[str, str]


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "others.toml")


def told_by_themselves(text: str) -> str | None:
    """The lower-case text with the one person whom it speaks for as its writer; None where it speaks for nobody."""
    if not _person().search(text):
        return None
    named = _subject().sub(_as_writer, _person().sub(_as_writer, text))
    named = _described().sub(_in_first_person, named)
    return re.sub(rf"\b(?:{any_of(_words().objects)})\b", "me", _possessive().sub("my", named))


def speaks_of_another(text: str) -> bool:
    """True when a turn asks for somebody spoken of before: "and would documentation suit her?"."""
    words = _words()
    pronouns = any_of((*words.subjects, *words.possessives, *words.objects))
    return re.search(rf"\b(?:{pronouns})\b", text.lower()) is not None


def _as_writer(found: re.Match[str]) -> str:
    """The first person, with its form of the verb where one follows: "codes" is "I code"."""
    if found["called"]:
        return "i am "
    verb = found["verb"]
    if verb is None:
        return "i'm" if found["short"] else "i"
    return f"i {found['adverb'] or ''}{_first_person(verb)}"


def _in_first_person(found: re.Match[str]) -> str:
    return f"{found['described']} i {found['adverb']}{_first_person(found['verb'])}"


def _first_person(verb: str) -> str:
    """The form of a verb behind "I"."""
    loses_s = re.fullmatch(r"[a-z]+[^sui]s", verb) is not None
    return _words().verbs.get(verb) or (verb[:-1] if loses_s else verb)


@cache
def _person() -> re.Pattern[str]:
    words = _words()
    owned = rf"(?:{any_of(words.owners)}) (?:[\w-]+ ){{0,2}}?(?:{any_of(words.people)})"
    return re.compile(rf"\b(?:{owned}|{any_of(words.anyone)})\b{_going_on()}")


@cache
def _subject() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_words().subjects)})\b{_going_on()}")


@cache
def _described() -> re.Pattern[str]:
    """What a person is, and the verb behind it: "i am a midwife, hates statistics"."""
    return re.compile(rf"(?P<described>\bi am (?:an?|the) [^,.?!;]+,){_verb()}")


def _going_on() -> str:
    """A pattern of what follows a person: the comma before what they are, "'s" before it, or a verb."""
    called = r"(?P<called>,?\s+(?=an?\s|the\s))"
    short = r"(?P<short>['’]s)(?=\s+(?:an?|been|in|not|just|only|good|working|trained|never)\b)"
    return rf"(?:{called}|{short}|,?{_verb()})?"


def _verb() -> str:
    """A pattern of a verb with the adverbs before it."""
    adverbs = rf"(?:(?:{any_of(_words().adverbs)})\s+)*"
    return rf"\s+(?:who\s+|that\s+)?(?P<adverb>{adverbs})(?P<verb>[a-z]+(?:['’]t)?)\b"


@cache
def _possessive() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(_words().possessives)})\b(?=\s+\w)")
