"""The levels of ladders that a text calls by words of their titles: "the assistant", "a senior decoding lead"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from advisor.grounding.thesaurus import names_things
from advisor.operations.words import stop_words
from advisor.patterns import any_of
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import Word, words_of
from vectorstore.profiles import Career, Catalogue
from vectorstore.types import Part

# What ends the words of a title that say what somebody is: "Quality Lead, Clinical Documents", "Head of Flow".
_BEHIND_ROLE = re.compile(r"[,;:(/–—]|\s-\s|\s(?:of|for|in|with)\s", re.IGNORECASE)
_AI = frozenset({"ai"})
_JOINING = frozenset({"of", "for", "the", "in", "and", "&"})
# Words of a title that may stand before its noun, and behind it, in one name.
_REACH = 4


@dataclass(frozen=True, slots=True)
class CalledLevel:
    """A level named at `text[start:end]`; `own` for the one called as its career is, which may be meant instead.

    It is not where a word beside it is of levels: `marked` for "the analyst band".
    """

    career: str
    part: Part
    start: int
    end: int
    own: bool
    marked: bool


class Ladders:
    """Finds the levels of one catalogue by their titles and by words of these."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._ladders = {career.id: _Ladder(career) for career in catalogue.careers if career.parts("level")}

    def called(self, text: str, careers: Sequence[str] = ()) -> tuple[CalledLevel, ...]:
        """The levels called, in the order of the text: of the careers given, else of all.

        Empty where ladders of several careers have a level of such a name.
        """
        words = words_of(text)
        ladders = {career: ladder for career, ladder in self._ladders.items() if not careers or career in careers}
        found = [called for ladder in ladders.values() if (called := tuple(ladder.called(words, text)))]
        return found[0] if len(found) == 1 else ()


class _Ladder:
    """The levels of one career."""

    def __init__(self, career: Career) -> None:
        self._career = career.id
        # "Clinical Analyst / Junior Coder" is called by either.
        self._titles = [
            _Title(part, head_noun(title), _title_words(title))
            for part in career.parts("level")
            for title in bare_title(part.title).split(" / ")
        ]
        names = [_title_words(name) for name in career.names]
        self._named = frozenset[str]().union(*names)
        self._noun = head_noun(career.name)
        bearing = [title for title in self._titles if title.head == self._noun]
        named = [title for title in bearing if title.words in names] or bearing
        self._own = named[0].part if len(named) == 1 else None

    def called(self, words: Sequence[Word], text: str) -> Iterator[CalledLevel]:
        """The levels that the words call, each noun with the words of its title around it."""
        table, taken = linking_words(), 0
        for index, word in enumerate(words):
            if index < taken or not any(title.head == word.lower for title in self._titles):
                continue
            first, stop = self._run(words, text, index)
            part = self._meant(word.lower, {each.lower for each in words[first:stop]} - _JOINING - _AI)
            ranked = first > 0 and words[first - 1].raw in table.ranks
            # "Do nurses mind?" and "research scientists" name no level, and "a principal analyst" is not the analyst.
            told_apart = first > 0 and words[first - 1].lower not in stop_words() | self._named
            plural = stop - first == 1 and word.raw == f"{word.lower}s"
            known = first > 0 and words[first - 1].raw in table.acquainted
            # "A data scientist" is none of the scientists of a ladder that speaks of no data.
            another = told_apart and names_things(words[first - 1].lower)
            anyone = known or another or (plural and (told_apart or word.lower in table.bystanders))
            if part is None or ranked or anyone:
                continue
            taken = stop
            # "The analyst band" and "a plain analyst" are of the level.
            behind = stop < len(words) and words[stop].raw in {*table.parts["level"], *table.bands} - table.plural_parts
            marked = behind or (first > 0 and words[first - 1].raw in table.ordinary)
            own = part is self._own and not marked
            yield CalledLevel(self._career, part, words[first].start, words[stop - 1].end, own, marked)

    def _run(self, words: Sequence[Word], text: str, index: int) -> tuple[int, int]:
        """Where the words around a noun that stand beside it in titles begin and end: "head of the programme"."""
        beside = frozenset[str]().union(*(each.words for each in self._titles if each.head == words[index].lower))
        first, stop = index, index + 1
        while first and index - first < _REACH and words[first - 1].lower in beside:
            if text[words[first - 1].end : words[first].start].strip(" -"):
                break
            first -= 1
        if first and words[first - 1].lower in _AI:
            first -= 1
        while stop < len(words) and stop - index <= _REACH and words[stop].lower in beside | _JOINING:
            stop += 1
        while words[stop - 1].lower in _JOINING:
            stop -= 1
        return first, stop

    def _meant(self, head: str, said: set[str]) -> Part | None:
        """The one level with this noun and all these words in its title; the shortest of titles that hold each other.

        Of several that bear the career's noun alone, the one called as the career is.
        """
        fitting = [title for title in self._titles if title.head == head and said <= title.words]
        if len(fitting) > 1 and said == {self._noun}:
            return self._own
        inner = {title.part for title in fitting if all(title.words <= other.words for other in fitting)}
        return inner.pop() if len(inner) == 1 else None


@dataclass(frozen=True, slots=True)
class _Title:
    """One way a level is called: the noun that says what somebody is, and all words that tell."""

    part: Part
    head: str
    words: frozenset[str]


def _title_words(title: str) -> frozenset[str]:
    """The words of a title or name, without "AI"."""
    return frozenset(word.lower for word in words_of(title) if word.lower not in stop_words() | _AI)


def bare_title(title: str) -> str:
    """A level's title without the noun and number before it: "Level 2: Night Baker"."""
    return _numbering().sub("", title)


@cache
def _numbering() -> re.Pattern[str]:
    nouns = any_of((*linking_words().parts["level"], *linking_words().parts["step"], *linking_words().posts))
    return re.compile(rf"^(?:{nouns})\s+\w{{1,5}}\s*[:.|–—-]+\s*(?=\w)", re.IGNORECASE)


def head_noun(title: str) -> str:
    """The noun that says what somebody is: "lead" of "Quality Lead, Clinical Documents"."""
    role = words_of(_BEHIND_ROLE.split(title, maxsplit=1)[0])
    return role[-1].lower if role else ""
