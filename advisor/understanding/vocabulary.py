"""The names of the catalogue's careers, as forms that a question's words can be held against."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from advisor.operations.words import is_everyday
from advisor.patterns import Pattern
from advisor.understanding.words import Corrector, Word, singular, words_of
from vectorstore.profiles import Career, Catalogue
from vectorstore.tables import Table, read_table
from vectorstore.types import PartKind


class LevelWord(Table):
    """What a level may be called in titles, and its place on a ladder whose titles do not say (from the top if < 0)."""

    titles: tuple[str, ...]
    place: int | None = None


class LevelPlace(Table):
    """Words that name a level, by its place on the ladder, before a noun."""

    level: str
    words: tuple[str, ...]
    nouns: tuple[str, ...]


class LinkingWords(Table):
    """The tables of `linking.toml`."""

    naming: frozenset[str]
    filler: frozenset[str]
    joiners: frozenset[str]
    role_words: frozenset[str]
    holders: frozenset[str]
    occupations: frozenset[str]
    occupation_endings: tuple[str, ...]
    interchangeable: frozenset[str]
    bystanders: frozenset[str]
    acquainted: frozenset[str]
    background: tuple[str, ...]
    career_words: frozenset[str]
    facet_words: frozenset[str]
    topic_words: tuple[str, ...]
    topic_after: frozenset[str]
    definite: frozenset[str]
    studies: frozenset[str]
    roads: frozenset[str]
    moments: frozenset[str]
    subject_before: tuple[str, ...]
    plural_parts: frozenset[str]
    belonging: frozenset[str]
    owned: frozenset[str]
    comparators: frozenset[str]
    weighing: frozenset[str]
    choosing: frozenset[str]
    asked_before: tuple[str, ...]
    not_asked_before: tuple[str, ...]
    not_modifiers: frozenset[str]
    ranks: frozenset[str]
    guides: tuple[str, ...]
    pages: tuple[str, ...]
    both: tuple[str, ...]
    all: tuple[str, ...]
    determiners: frozenset[str]
    each: frozenset[str]
    bands: frozenset[str]
    posts: tuple[str, ...]
    loose_parts: frozenset[str]
    spelled: dict[str, str]
    concerning: frozenset[str]
    relative: frozenset[str]
    belonging_to: frozenset[str]
    ordinary: frozenset[str]
    no_topic: frozenset[str]
    denying: frozenset[str]
    of_ranges: frozenset[str]
    through: frozenset[str]
    listing: frozenset[str]
    experience: tuple[str, ...]
    worked: tuple[Pattern, ...]
    year_led: tuple[str, ...]
    parts: dict[PartKind, tuple[str, ...]]
    ordinals: dict[str, int]
    pair: dict[str, int]
    cardinals: dict[str, int]
    level_places: tuple[LevelPlace, ...]
    levels: dict[str, str]
    level_synonyms: dict[str, LevelWord]


# Letters of a name's word that stand for it before "role" or "vs.".
_BEGINNING = 3
_AI = frozenset({"ai", "artificial", "intelligence"})


@cache
def linking_words() -> LinkingWords:
    """The words that careers, parts and occupations are recognised by."""
    return read_table(LinkingWords, "advisor.understanding", "linking.toml")


def is_occupation(word: str) -> bool:
    """True for a lower-case noun for people by what they do for a living: "plumber", "biomechanist"."""
    return word in linking_words().occupations or word.endswith(linking_words().occupation_endings)


def place_of(word: str) -> int | None:
    """The place that a number, a numeral word or a single letter stands for: 2 for "2", "two" and "b"."""
    if word.isascii() and word.isdigit():
        return int(word)
    if word in linking_words().cardinals:
        return linking_words().cardinals[word]
    return ord(word) - ord("a") + 1 if len(word) == 1 and "a" <= word <= "z" else None


@cache
def level_phrases() -> dict[str, str]:
    """What names a level, the longest phrases first, with the level that it names."""
    table = linking_words()
    placed = {
        f"{word} {noun}": place.level for place in table.level_places for word in place.words for noun in place.nouns
    }
    return dict(sorted((placed | table.levels).items(), key=lambda item: -len(item[0].split())))


@dataclass(frozen=True, slots=True)
class Form:
    """A way to name a career: its words, and whether a document states it ("CDS") or it was derived."""

    words: tuple[str, ...]
    stated: bool


class NameIndex:
    """Which careers a run of words may name."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.careers = catalogue.careers
        self._words: dict[str, set[int]] = defaultdict(set)
        self._forms: dict[tuple[str, ...], dict[int, bool]] = defaultdict(dict)
        self._own: list[frozenset[str]] = []
        for index, career in enumerate(catalogue.careers):
            forms = _forms(career)
            for form in forms:
                stated = form.stated or self._forms[form.words].get(index, False)
                self._forms[form.words][index] = stated
            own = frozenset(word for form in forms if form.stated or len(form.words) > 1 for word in form.words)
            self._own.append(own - linking_words().joiners)
            for word in self._own[-1] | {form.words[0] for form in forms if len(form.words) == 1}:
                self._words[word].add(index)
        self.correct = Corrector(self._words)
        plain_names = [own - linking_words().filler - linking_words().occupations for own in self._own]
        # Where nothing else tells a career ("AI Health Coach Designer"), the occupation that no other has does.
        self._telling = frozenset(
            word
            for own, telling in zip(self._own, plain_names, strict=True)
            for word in own & linking_words().occupations
            if not telling and len(self._words[word]) == 1
        )

    def __contains__(self, word: str) -> bool:
        return word in self._words

    def begun_by(self, beginning: str) -> str | None:
        """The one word that tells a career apart and begins so; None for several, and for common words."""
        beginning = singular(beginning)
        if beginning in self._words or len(beginning) < _BEGINNING or is_everyday(beginning):
            return None
        telling = self.informative(frozenset(word for word in self._words if word.startswith(beginning)))
        return next(iter(telling)) if len(telling) == 1 else None

    def named(self, words: tuple[str, ...]) -> list[int]:
        """The careers with exactly this form; those for which a document states it, if any, else all."""
        found = self._forms.get(words, {})
        return [index for index, stated in found.items() if stated] or list(found)

    def named_without_ai(self, words: tuple[str, ...]) -> list[int]:
        """The careers of a form that says "AI" in another place: "healthcare AI specialist"."""
        rest = tuple(word for word in words if word not in _AI)
        return self.named(rest) if 1 < len(rest) < len(words) else []

    def containing(self, words: frozenset[str]) -> list[int]:
        """The careers whose names hold all these words, in catalogue order."""
        sets = [self._words.get(word, set()) for word in words]
        return sorted(set.intersection(*sets)) if sets else []

    def informative(self, words: frozenset[str]) -> frozenset[str]:
        """The words that tell careers apart: neither filler nor, but where nothing else does, an occupation's noun."""
        return words - linking_words().filler - (linking_words().occupations - self._telling)

    def head(self, career: int) -> str:
        """The first informative word of the career's main name: "decision" of "AI Clinical Decision Support …"."""
        words = [word.lower for word in words_of(self.careers[career].name)]
        informative = self.informative(frozenset(words))
        return next((word for word in words if word in informative), "")

    def covers(self, words: frozenset[str], career: int) -> bool:
        """True when `words` hold every informative word of the career's main name."""
        main = frozenset(word.lower for word in words_of(self.careers[career].name))
        return self.informative(main) <= words


def _forms(career: Career) -> list[Form]:
    """The names and aliases as stated, then without "AI", without the words after a bracket, and as initials."""
    forms: dict[tuple[str, ...], bool] = {}
    for name in career.names:
        words = _name_words(name)
        if words:
            forms[words] = True
        short = tuple(word for word in words if word not in _AI)
        if len(short) > 1:
            forms.setdefault(short, False)
        if initials := _initials(short):
            forms.setdefault((initials,), False)
    return [Form(words, stated) for words, stated in forms.items()]


def _name_words(name: str) -> tuple[str, ...]:
    return tuple(word.lower for word in words_of(name) if word.lower not in linking_words().joiners)


def _initials(words: tuple[str, ...]) -> str | None:
    """The initials of a name's words without the noun of its occupation: at least three letters."""
    body = words[:-1] if words and words[-1] in linking_words().occupations else words
    initials = "".join(word[0] for word in body)
    return initials if len(body) >= 3 else None


def plain(words: list[Word]) -> tuple[str, ...]:
    """The words of a run as forms hold them: singular, joiners left out."""
    return tuple(singular(word.lower) for word in words if word.lower not in linking_words().joiners)


@cache
def part_nouns() -> frozenset[str]:
    """The nouns that phases, levels and steps are called by, in singular and plural."""
    return frozenset(noun for nouns in linking_words().parts.values() for noun in nouns)
