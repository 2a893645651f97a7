"""The phases, levels, steps and regions that a question names beside its careers, by number, word or title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from advisor.grounding.words import blanked
from advisor.operations.entries import find_parts
from advisor.patterns import any_of
from advisor.requests import PartReference
from advisor.understanding.cue_tables import cue_tables, search_any
from advisor.understanding.linking import Linker
from advisor.understanding.links import Links
from advisor.understanding.measuring import names_end
from advisor.understanding.own_occupation import OwnOccupation
from advisor.understanding.parts import PartMention
from advisor.understanding.region_titles import RegionTitles
from advisor.understanding.rungs import Ladders
from advisor.understanding.titles import TitleIndex
from advisor.understanding.vocabulary import linking_words
from vectorstore.profiles import Career, Catalogue
from vectorstore.types import PartKind

# The kinds of parts in the order in which they are named.
_ORDER: tuple[PartKind, ...] = ("phase", "step", "level", "region")
# Words at most from a moment to the noun for a training: "of the decision support course".
_BEFORE_ROAD = 5


class NamedParts:
    """Finds the parts that questions name of the careers of one catalogue."""

    def __init__(self, catalogue: Catalogue, linker: Linker, titles: TitleIndex) -> None:
        self._catalogue = catalogue
        self._linker = linker
        self._titles = titles
        self._ladders = Ladders(catalogue)
        self._regions = RegionTitles(catalogue)
        self._occupation = OwnOccupation(catalogue)

    def __call__(self, text: str, links: Links, career: str | None = None) -> tuple[PartReference, ...]:
        """The phases, levels, steps and regions named, numbered as on the page of the one career that is meant."""
        levels, others = self.mentions(text, links, career)
        joined = sorted((*others, *levels), key=lambda mention: _ORDER.index(mention.reference.kind))
        named = tuple(mention.reference for mention in joined)
        titled = tuple(mention.part for mention in links.mentions if mention.part is not None)
        if len(links.careers) > 1:
            # The third level of the one is not that of the other.
            titled = tuple(replace(part, number=None) for part in titled)
        names = [(mention.start, mention.end) for mention in links.mentions]
        titled = titled or self._titles.find(text, links.careers, names=names)
        if "level" not in {part.kind for part in titled}:
            return titled or named
        # "A lead and the Director of Imaging": one by a word, one by its title.
        return _each_once((*(level.reference for level in levels), *titled), self._career_meant(links, career))

    def _career_meant(self, links: Links, career: str | None) -> Career | None:
        """The one career that a question is about, by its own words or by what is known of it."""
        ids = (career,) if career else links.careers
        return self._catalogue[ids[0]] if len(ids) == 1 else None

    def mentions(
        self, text: str, links: Links, career: str | None = None
    ) -> tuple[tuple[PartMention, ...], tuple[PartMention, ...]]:
        """The levels named, in the order of the text, and the other parts."""
        page = self._career_meant(links, career)
        called = self._ladders.called(text, (page.id,) if page is not None else links.careers)
        # Words of a career's name call no level of it, unless they are all that one is called.
        names = [(m.start, m.end) for m in links.mentions if m.part is None]
        whole = {level for level in called if text[level.start : level.end].casefold() == level.part.title.casefold()}
        inside = {level for level in called for start, end in names if start <= level.start and level.end <= end}
        others = [level for level in called if level.marked or not (level.own or level in inside - whole)]
        without = blanked(without_careers(text, links), [(level.start, level.end) for level in others])
        found = tuple(_in_training(each, text) for each in self._linker.parts(without, page))
        ranked = [each for each in found if each.reference.kind == "level"]
        # "The analyst" is a level of a ladder where another of its levels is set against it.
        beside = len(others) + sum(not names_end(each.reference.words) for each in ranked)
        if beside == 1 and search_any(cue_tables().measuring.against, text.lower()):
            others += [own for own in called if own.own and not any(own.start <= r.start < own.end for r in ranked)]
        titled = (
            PartMention(
                PartReference("level", level.part.number if page is not None else None, level.part.title),
                level.start,
                level.end,
            )
            for level in others
        )
        mentions = {mention.reference: mention for mention in (*titled, *ranked)}
        named = [mentions[part] for part in _each_once(tuple(mentions), page)]
        levels = [level for level in named if not self._occupation.is_named(text, links, level)]
        others_found = [each for each in found if each.reference.kind != "level"]
        placed = [(each.start, each.end) for each in others_found if each.reference.kind == "region"]
        regions = (
            region
            for region in self._regions.find(without, page)
            if not any(start < region.end and region.start < end for start, end in placed)
        )
        return tuple(sorted(levels, key=lambda mention: mention.start)), (*others_found, *regions)


def without_careers(text: str, links: Links) -> str:
    """The text with every career mention blanked, so that no word of a name is taken for a phase's."""
    return blanked(text, [*((m.start, m.end) for m in links.mentions), *((a.start, a.end) for a in links.ambiguous)])


def _in_training(mention: PartMention, text: str) -> PartMention:
    """The mention, of a first phase where a moment of a training is spoken of: "at the start of the course"."""
    moment = mention.reference.words in linking_words().moments and _of_training().match(text, mention.end)
    return replace(mention, reference=PartReference("phase", mention.reference.number)) if moment else mention


@cache
def _of_training() -> re.Pattern[str]:
    """What leads from a moment to the training it is of."""
    words = linking_words()
    roads = any_of(sorted((words.roads | {"roadmap"}) - {"it", "way", "path", "road", "route", "pathway"}))
    return re.compile(rf"\s+(?:of|in|on|with) (?:[\w-]+ ){{0,{_BEFORE_ROAD}}}?(?:{roads})\b", re.IGNORECASE)


def _each_once(parts: Sequence[PartReference], page: Career | None) -> tuple[PartReference, ...]:
    """The references without others to the same part: of "the bottom" and "the assistant" the one that names it."""
    first: dict[object, PartReference] = {}
    for part in sorted(parts, key=lambda each: names_end(each.words)):
        known = find_parts(page, part) if page is not None else ()
        first.setdefault(known or part.words or part, part)
    return tuple(part for part in dict.fromkeys(parts) if part in first.values())
