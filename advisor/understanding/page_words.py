"""What pages call the parts of their road ("Milepost 2") and what they state of each ("You can move on once …")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from advisor.facets import facet_definitions
from advisor.grounding.thesaurus import is_verb
from advisor.library import Library
from advisor.operations.words import stems
from advisor.patterns import Pattern, any_of
from advisor.requests import Facet
from advisor.understanding.cue_tables import search_any
from advisor.understanding.vocabulary import linking_words, place_of
from advisor.understanding.words import Word, singular, words_of
from vectorstore.numbers import lexicon
from vectorstore.profiles import Career
from vectorstore.quantities import find_quantities
from vectorstore.tables import Table, read_table
from vectorstore.types import Fact, Span


class _Lacks(Table):
    """The table `lacks`."""

    before: tuple[str, ...]
    named: dict[Facet, tuple[str, ...]]


class _Words(Table):
    """The tables of `page_words.toml`."""

    idle: frozenset[str]
    joints: frozenset[str]
    plain_headings: frozenset[str]
    ahead: tuple[str, ...]
    closing: tuple[str, ...]
    asked: dict[Facet, tuple[Pattern, ...]]
    lacks: _Lacks


@cache
def _words() -> _Words:
    return read_table(_Words, "advisor.understanding", "page_words.toml")


# Characters before a title or point in which its number or label may stand, and words of a label at most.
_BEFORE, _LONGEST = 90, 8
# The facets that a page states of a part under labels of its own.
_LABELLED: tuple[Facet, ...] = ("milestone", "resources", "goals")


@dataclass(frozen=True, slots=True)
class _Label:
    """The telling words of a page's label, as stems, and what it announces."""

    career: str
    facet: Facet
    words: frozenset[str]


class PageWords:
    """The nouns and labels that the pages of one library use for the parts of their roads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        careers = library.catalogue.careers
        nouns = {noun: place for career in careers for noun, place in self._own_nouns(career)}
        self._nouns = nouns.keys() - set(linking_words().parts["phase"])
        self._lettered = frozenset(noun for noun, place in nouns.items() if place.isalpha() and len(place) == 1)
        self._labels = tuple(label for career in careers for label in self._own_labels(career))

    def commonly(self, text: str, kept: Sequence[tuple[int, int]] = ()) -> str:
        """The text with a page's own noun for the parts of its road written as "phase": "the first two mileposts".

        Words in the `kept` spans, which are titles, stay; so does what may be a verb ("I stop") where nothing counts or
        points at it. Of "block B" the letter is written as a number.
        """
        pieces, position = [], 0
        words = words_of(text)
        for index, word in enumerate(words):
            inside = any(start < word.end and word.start < end for start, end in kept)
            if word.lower not in self._nouns | self._lettered or inside:
                continue
            if word.lower in self._lettered:
                for letter in _letters_behind(words, index):
                    pieces += [text[position : letter.start], str(place_of(letter.raw))]
                    position = letter.end
            if word.lower not in self._nouns:
                continue
            before = words[index - 1].raw if index else ""
            behind = words[index + 1].raw if index + 1 < len(words) else ""
            if before in _leading() or place_of(behind) is not None or not is_verb(word.lower):
                pieces += [text[position : word.start], "phases" if word.raw != word.lower else "phase"]
                position = word.end
        return "".join([*pieces, text[position:]])

    def asked_of_part(self, text: str, careers: Sequence[str]) -> Facet | None:
        """What a question asks of a part by the label that its page has for it, else in other words; None for neither.

        "What is the badge of …" asks for the milestone where a page has "Badge:" before each.
        """
        said = set(stems(text))
        held = [each for each in self._labels if each.words <= said and (not careers or each.career in careers)]
        longest = max((len(each.words) for each in held), default=0)
        facets = {each.facet for each in held if len(each.words) == longest}
        if len(facets) == 1:
            return facets.pop()
        lowered = text.casefold()
        return next((facet for facet, patterns in _words().asked.items() if search_any(patterns, lowered)), None)

    def _own_nouns(self, career: Career) -> Iterator[tuple[str, str]]:
        """The nouns before the numbers of all phases of a career, or over the column of their titles, with a number.

        Or that with which all their titles begin: "Season of Nights", "Season of Rows".
        """
        titles = career.of("phase_title")
        found = [dict(self._nouns_at(fact)) for fact in titles]
        numbered = {fact.part.number for fact in titles if fact.part is not None}
        for noun, count in Counter(noun for nouns in found for noun in nouns).items():
            if count >= max(2, len(numbered)):
                yield noun, next(nouns[noun] for nouns in found if noun in nouns)
        kinds = {opened["noun"].casefold() if (opened := _OF.match(str(fact.value))) else "" for fact in titles}
        if len(titles) > 1 and len(kinds) == 1 and (noun := kinds.pop()):
            yield noun, ""

    def _nouns_at(self, fact: Fact) -> Iterator[tuple[str, str]]:
        """The nouns that may call the phase at whose title a fact stands, each with the number behind it, if any."""
        if fact.part is None:
            return
        headings = self._headings(fact.span)
        own = (heading for heading in headings if " " not in heading and heading not in _words().plain_headings)
        yield from ((singular(heading), "") for heading in own if heading.isalpha())
        lead, title = self._before(fact.span), self._library.text(fact.span)
        for found in _NUMBERED.finditer(f"{lead}{title}"):
            noun = singular(found["noun"])
            if place_of(found["place"].casefold()) == fact.part.number and noun not in lexicon().units:
                yield noun, found["place"]

    def _own_labels(self, career: Career) -> Iterator[_Label]:
        """The labels before what several phases of a career state."""
        for facet in _LABELLED:
            attributes = facet_definitions()[facet].attributes
            parts = {fact.part: fact for fact in reversed(career.of(*attributes)) if fact.part is not None}
            counts = Counter(words for fact in parts.values() if (words := _telling(self._label_of(fact))))
            for words, count in counts.items():
                if count >= min(2, len(parts)):
                    yield _Label(career.id, facet, words)

    def _label_of(self, fact: Fact) -> str:
        """The words that announce a fact: the heading of its column, what its line begins with, else the line above."""
        headings = self._headings(fact.span)
        if headings:
            return headings[-1]
        lines = [_MARKS.sub("", line) for line in self._before(fact.span).split("\n")]
        label = next((line for line in reversed(lines) if line.strip()), "")
        return label[max((found.end for found in find_quantities(label)), default=0) :]

    def _before(self, span: Span) -> str:
        start = max(0, span.start - _BEFORE)
        return self._library.text(Span(span.document, start, span.start)) if start < span.start else ""

    def _headings(self, span: Span) -> list[str]:
        """The headings of a table's columns up to the one in which a span stands; empty outside of tables."""
        text = self._library.documents[span.document].text
        cells = text[text.rfind("\n", 0, span.start) + 1 : span.start]
        if not cells.startswith("|"):
            return []
        rows = text[: span.start].split("\n")[:-1]
        table = []
        while rows and rows[-1].startswith("|"):
            table.append(rows.pop())
        first = table[-1] if table else ""
        return [heading.strip(" *").casefold() for heading in first.split("|")[1 : cells.count("|") + 1]]


_OF = re.compile(r"(?P<noun>[^\W\d_]{3,}) of\b", re.IGNORECASE)  # "Season of Rows"
_NUMBERED = re.compile(r"\b(?P<noun>[^\W\d_]{3,})(?=\s+(?P<place>[^\W_]+)\b)")
_MARKS = re.compile(r"^[^\w?]+|[^\w?]+$")


@cache
def _leading() -> frozenset[str]:
    """What stands before a noun that is meant as one of a road: "the", "first", "two", "other"."""
    table = linking_words()
    return frozenset((*table.determiners, *table.ordinals, *table.cardinals, *table.no_topic, "its", "your", "my"))


def _letters_behind(words: Sequence[Word], index: int) -> Iterator[Word]:
    """The letters that number the parts behind their noun: B of "block B", A and C of "blocks A to C"."""
    joints = linking_words().through | linking_words().listing
    index += 1
    while index < len(words) and len(words[index].raw) == 1 and words[index].raw.isalpha():
        yield words[index]
        index += 2 if index + 1 < len(words) and words[index + 1].raw in joints else 1


def lies_ahead(before: str) -> bool:
    """True when what stands before a part ends in a word that puts it ahead: "before"."""
    return before.casefold().rstrip().endswith(_words().ahead)


def is_closed(text: str) -> bool:
    """True when a text ends in a word that says that something is done."""
    return text.casefold().rstrip(" ?.!").endswith(_words().closing)


def facet_lacking(text: str) -> Facet | None:
    """What a question asks for the lack of: phase lengths of "which phase has no stated length?"; None for nothing."""
    lacks, lowered = _words().lacks, text.casefold().replace("’", "'")
    led = any_of(lacks.before)
    named = (
        f
        for f, nouns in lacks.named.items()
        if re.search(rf"\b(?:{led}) (?:\w+ ){{0,2}}?(?:{any_of(nouns)})\b", lowered)
    )
    return next(named, None)


def _telling(label: str) -> frozenset[str]:
    """The stems of the words of a label by which it is known; empty for one too long, or of joints alone."""
    words = [word.raw for word in words_of(label)]
    nouns = linking_words().parts["phase"]
    telling = [word for word in words if word not in _words().idle and word not in nouns]
    if len(words) > _LONGEST or not set(telling) - _words().joints:
        return frozenset()
    return frozenset(stem for word in telling for stem in stems(word))
