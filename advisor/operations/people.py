"""What people are, bring, lack and live with, as they word it and as pages word it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pydantic import Field

from advisor.library import Library
from advisor.operations.words import content_words, is_everyday, mentions, stems
from advisor.patterns import Pattern, matcher
from advisor.requests import Person, Request
from vectorstore.tables import Table, read_table


class Kind(Table):
    """A kind of people: its words, the broader kinds it belongs to, what its people have learned and seldom met."""

    name: str
    words: tuple[str, ...]
    broader: tuple[str, ...] = Field(default=(), alias="is")
    brings: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Denial(Table):
    """What a person says they are not, before or behind the word that denies it; the group "x" holds it."""

    pattern: Pattern
    behind: Pattern


class Likening(Table):
    """How those of a career are taken for people of some kind, and how that is denied; the group "x" holds the kind."""

    claims: tuple[Pattern, ...]
    denies: Pattern


class Likes(Table):
    """How people speak of such as they are themselves."""

    patterns: tuple[Pattern, ...]


class Words(Table):
    """Words that count alike."""

    words: frozenset[str]


class Circumstance(Table):
    """Something of a person's life; a document that has one of `words` speaks of it."""

    noun: str
    cues: tuple[Pattern, ...]
    words: tuple[str, ...]


class People(Table):
    """The tables of `people.toml`."""

    kinds: tuple[Kind, ...]
    denial: Denial
    likening: Likening
    anybody: Words
    against: Words
    generic: Words
    own_kind: Likes
    subjects: dict[str, tuple[str, ...]]
    circumstances: tuple[Circumstance, ...]


@cache
def _people() -> People:
    return read_table(People, "advisor.operations", "people.toml")


def named_kinds(text: str) -> frozenset[str]:
    """The kinds of people whose words stand in a text."""
    return frozenset(kind.name for kind in _people().kinds if _holds(text, kind.words))


def names_someone(text: str) -> bool:
    """True when a text names one of some kind of people ("ICU nurse here"), not people of it ("only nurses")."""
    held = f" {' '.join(_words(text))} "
    return any(f" {' '.join(_words(word))} " in held for kind in _people().kinds for word in kind.words)


def kind_words(text: str) -> dict[str, str]:
    """The kinds of people that a text names, each with the longest of its words that stands there."""
    held = {kind.name: [word for word in kind.words if _holds(text, (word,))] for kind in _people().kinds}
    return {name: max(words, key=len) for name, words in held.items() if words}


def names_anybody(counted: Sequence[str]) -> bool:
    """True for the stems of a noun that may be anybody: "people"."""
    return set(counted) <= set(stems(" ".join(_people().anybody.words)))


def set_against(text: str) -> tuple[str, ...]:
    """The people that a text sets something against, as it names them: "more than a nurse makes"."""
    found = matcher(*_people().against.words).search(text)
    return tuple(kind_words(text[found.end() :]).values()) if found else ()


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of people that a person who says this of themselves belongs to, broader ones included."""
    kinds = set(named_kinds(affirmed(text)))
    for kind in _people().kinds:
        kinds |= set(kind.broader) if kind.name in kinds else set()
    return frozenset(kinds)


def kinds_asked_about(request: Request) -> frozenset[str]:
    """The kinds of people that a question names; of "people in my line of work", those that the user belongs to."""
    question = request.wording
    own = any(pattern.search(question) for pattern in _people().own_kind.patterns)
    return kinds_of(question) | (kinds_of(". ".join(request.person.background)) if own else frozenset())


def affirmed(text: str) -> str:
    """The text without what the person says they are not or have not."""
    denial = _people().denial
    return denial.pattern.sub(" ", denial.behind.sub(" ", text))


def denied(text: str) -> tuple[str, ...]:
    """What the person says they are not or have not."""
    denial = _people().denial
    found = (match["x"].strip() for each in (denial.pattern, denial.behind) for match in each.finditer(text))
    return tuple(words for words in found if words)


def likened(text: str) -> frozenset[str]:
    """The kinds of people that a question takes those of a career for: "given they count as physicians"."""
    found = (match["x"] for claim in _people().likening.claims for match in claim.finditer(text))
    return frozenset(kind for words in found for kind in named_kinds(words))


def told_apart(text: str) -> frozenset[str]:
    """The kinds of people of which a page says that those of its career are none: "is not a physician"."""
    found = (match["x"] for match in _people().likening.denies.finditer(text))
    return frozenset(kind for words in found for kind in named_kinds(words))


def brought(text: str, *, own: bool = False) -> tuple[str, ...]:
    """What people of the kinds a text names have learned, the narrower kinds first; with `own`, of these alone."""
    kinds = kinds_of(text)
    named = named_kinds(affirmed(text))
    ordered = sorted((kind for kind in _people().kinds if kind.name in kinds), key=lambda kind: kind.name not in named)
    return tuple(dict.fromkeys(word for kind in ordered if kind.name in named or not own for word in kind.brings))


def lacked(text: str) -> tuple[str, ...]:
    """A word for each subject that people of all the kinds a text names have hardly met; empty when it names none."""
    kinds = kinds_of(text)
    told = [set(kind.lacks) for kind in _people().kinds if kind.name in kinds and kind.lacks]
    subjects = set.intersection(*told) if told else set()
    return tuple(words[0] for subject, words in _people().subjects.items() if subject in subjects)


def telling_words(text: str) -> tuple[str, ...]:
    """The words of a person's own account that name something."""
    said = (word for word in content_words(affirmed(text)) if not is_everyday(word))
    return tuple(dict.fromkeys(word for word in said if not set(stems(word)) <= _generic()))


def is_generic(words: str) -> bool:
    """True for words that every page of the field shares: "AI", "medical data"."""
    return set(stems(words)) <= _generic()


def speaks_of(text: str, topic: str) -> bool:
    """True when a text mentions a topic, or the same subject in another word: "statistical" for maths."""
    return mentions(text, topic) or any(mentions(text, word) for word in subject_words(topic))


def subject_words(topic: str) -> tuple[str, ...]:
    """Every word for the subjects that a topic names."""
    return tuple(
        word for words in _people().subjects.values() if any(mentions(topic, each) for each in words) for word in words
    )


def silent_circumstances(text: str, library: Library) -> Iterator[str]:
    """What the person tells of their life that no document speaks of."""
    for circumstance in _people().circumstances:
        told = any(cue.search(text) for cue in circumstance.cues)
        if told and not any(_holds(chunk.text, circumstance.words) for chunk in library.chunks):
            yield circumstance.noun


def account_of(request: Request) -> str:
    """What the person said of themselves; the question itself where no rule saw it ("RN, 12 years on med-surg")."""
    person = request.person
    # Who only says what they shun has told nothing of what they are.
    said = person.background or (() if person.dislikes else (request.wording,))
    return ". ".join((*said, *person.skills))


def is_told_of(request: Request) -> bool:
    """True when the question or the person said what they are, so that pages may name them or not."""
    return bool(request.person.background or kinds_of(account_of(request)))


def shuns_coding(person: Person) -> bool:
    """True when the person cannot or does not want to program."""
    return person.codes is False or any(speaks_of(dislike, "programming") for dislike in person.dislikes)


def _holds(text: str, phrases: tuple[str, ...]) -> bool:
    """True when a phrase stands in a text, in singular or plural.

    Stems would not do: "physics" and "physical", "medic" and "medical" have one stem and are not one kind of people.
    """
    held = f" {' '.join(_singular(text))} "
    return any(f" {phrase} " in held for phrase in _phrases(phrases))


@cache
def _phrases(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(" ".join(_singular(phrase)) for phrase in phrases)


def _singular(text: str) -> list[str]:
    return [
        word[:-1] if len(word) > 3 and re.search(r"[^s]s$", word) and word[-3:] != "ics" else word
        for word in _words(text)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


@cache
def _generic() -> frozenset[str]:
    return frozenset(stem for word in _people().generic.words for stem in stems(word))
