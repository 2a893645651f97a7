"""Of many listed points, the ones a question is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from advisor.grounding.thesaurus import lemmas
from advisor.library import Entry
from advisor.operations.words import is_everyday, stems
from advisor.patterns import Pattern
from advisor.requests import Request
from vectorstore.tables import Table, read_table

# A word begins another ("pharma", "pharmaceutical") from this many letters on.
_PREFIX = 4
# A word below this Zipf frequency is a name or a term: "coursera" has 1.8, "kaggle" 2.4, "bootcamp" 2.9, "book" 5.3.
_NAME = 3.0
_HYPHEN = re.compile(r"(?<=\w)-(?=\w)")


class _Words(Table):
    """The patterns of `narrowing.toml`."""

    either: Pattern
    pair: Pattern
    denied: Pattern
    asked_for: Pattern


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.operations", "narrowing.toml")


def narrow(entries: Sequence[Entry], request: Request) -> tuple[Entry, ...]:
    """The entries that hold the request's own words, where those words tell entries apart; else all of them.

    A word tells entries apart when some hold it and at most three in five do. Words that the facet itself explains
    ("skills" of skills) and everyday ones ("work") count only in labels and section titles; a name counts anywhere
    ("Coursera"), however often the facet is asked for by it.
    """
    names = (word for word in request.subject if not is_everyday(word, _NAME))
    telling_words = (*(word for word in request.specific if not (word.isalpha() and is_everyday(word))), *names)
    specific = {stem for word in telling_words for stem in _joined_stems(word)}
    # The title of a section tells the points of one page apart; of several pages it tells how they are written.
    one_page = len({entry.fact.span.document for entry in entries}) == 1
    if one_page and len(group := _of_section(entries, request)) < len(entries):
        said = {stem for entry in entries for stem in stems(entry.fact.section)}
        subject, own = (_without(words, said) for words in (request.subject, request.specific))
        return narrow(group, replace(request, subject=subject, specific=own))
    labels = set().union(*(_label(entry, sections=one_page) for entry in entries))
    chosen_words = _choices(request, labels)
    held = [_words_held(entry, request, specific, chosen_words, sections=one_page) for entry in entries]
    telling = {
        word for words in held for word in words if sum(word in others for others in held) * 5 <= len(entries) * 3
    }
    sides = _sides(request.wording)
    chosen = {place for side in sides for place in _most([words & telling & side for words in held])}
    if len(sides) < 2 or not all(_most([words & telling & side for words in held]) for side in sides):
        chosen = set(_most([words & telling for words in held]))
    return tuple(entry for place, entry in enumerate(entries) if place in chosen) or tuple(entries)


def _most(held: Sequence[set[str]]) -> list[int]:
    """The places of those that hold most words; none where nothing holds any."""
    best = max(map(len, held), default=0)
    return [place for place, words in enumerate(held) if best and len(words) == best]


def _sides(text: str) -> list[set[str]]:
    """The stems on either side of each "or" and "versus": "a drug company or a start-up"."""
    return [_joined_stems(side) for side in _words().either.split(text)]


def _joined_stems(text: str) -> set[str]:
    """The stems of a text, of "start-up" also that of "startup"."""
    return {*stems(text), *stems(_HYPHEN.sub("", text))}


def _of_section(entries: Sequence[Entry], request: Request) -> tuple[Entry, ...]:
    """The entries of the sections whose titles hold most of the question's words, or none of those it denies.

    "The technical skills" stand under "Technical Skills" and "the non-technical ones" do not, whatever their text
    speaks of. All of them where titles tell nothing apart.
    """
    titles = {entry.fact.section: set(stems(entry.fact.section)) for entry in entries}
    shared = set.intersection(*titles.values()) if titles else set()
    denied = set(stems(" ".join(_words().denied.findall(request.wording))))
    # "The softer ones" stand under "Soft Skills".
    spoken = (form for word in request.subject for form in (word, *lemmas(word.casefold())))
    asked = {stem for form in spoken for stem in stems(form)} - shared - denied
    if denied and any(denied & title for title in titles.values()):
        return tuple(entry for entry in entries if not denied & titles[entry.fact.section])
    most = max((len(asked & title) for title in titles.values()), default=0)
    return tuple(entry for entry in entries if len(asked & titles[entry.fact.section]) == most)


def _without(words: Sequence[str], said: set[str]) -> tuple[str, ...]:
    """The words without those that titles of sections say."""
    return tuple(word for word in words if not set(stems(word)) & said)


def _label(entry: Entry, *, sections: bool) -> set[str]:
    """The stems of what a point is called by: its part, its section, its text up to a colon."""
    kind, colon, _ = str(entry.fact.value).partition(":")
    title, section = entry.part.title if entry.part else "", entry.fact.section if sections else ""
    return _joined_stems(f"{title} {section} {kind if colon else ''}")


def _words_held(entry: Entry, request: Request, specific: set[str], choices: set[str], *, sections: bool) -> set[str]:
    label = _label(entry, sections=sections)
    text = label | _joined_stems(str(entry.fact.value))
    asked = {stem for word in request.subject for stem in _joined_stems(word)}
    asked -= _alternatives(request, specific) - choices
    found = {word for word in asked if (_stands_in(word, text) if word in specific else word in label)}
    return found | {word for word in asked & choices if _stands_in(word, label)}


def _choices(request: Request, labels: set[str]) -> set[str]:
    """The stems of "start-up or pharma" where points are called by either: there the words pick some of them.

    Words that call what is asked for ("what courses or books") pick none.
    """
    question = request.wording
    words = _words()
    found = [pair for pair in words.pair.finditer(question) if not words.asked_for.search(question[: pair.start()])]
    pairs = [[_joined_stems(word) for word in pair.groups()] for pair in found]
    picking = [pair for pair in pairs if all(any(_stands_in(stem, labels) for stem in word) for word in pair)]
    return {stem for pair in picking for word in pair for stem in word}


def _alternatives(request: Request, specific: set[str]) -> set[str]:
    """The stems of "courses or books": words for the same facet joined by "or" call it, and pick none of its points."""
    pairs = _words().pair.findall(request.wording)
    named = [set(stems(" ".join(pair))) for pair in pairs]
    return {stem for pair in named if not pair & specific for stem in pair}


def _stands_in(word: str, held: set[str]) -> bool:
    return word in held or (len(word) >= _PREFIX and any(other.startswith(word) for other in held))
