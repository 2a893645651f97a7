"""The regions that pages state pay of, by names that no gazetteer has: "in the North West", "a remote contract"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from advisor.operations.places import names_place, placing_words
from advisor.operations.words import stop_words
from advisor.requests import PartReference
from advisor.understanding.parts import PartMention
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import Word, find_phrase, words_of
from vectorstore.profiles import Career, Catalogue
from vectorstore.types import Part

# What stands between the names of several regions that share a figure: "Texas and Florida", "Scotland (islands)".
_BETWEEN = re.compile(r"[,;/()&|]|\band\b|\bor\b|\s[–—-]\s", re.IGNORECASE)

# So many letters have the names of places at most that stand for other words as often, so many words tell a long name.
_SHORTEST, _TELLING = 2, 2


class RegionTitles:
    """Finds the regions of one catalogue by the names in the titles that pages give them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._names: dict[tuple[str, ...], list[tuple[str, Part]]] = defaultdict(list)
        for career in catalogue.careers:
            for part in career.parts("region"):
                for name in dict.fromkeys(_names(part.title)):
                    self._names[name].append((career.id, part))

    def find(self, text: str, page: Career | None) -> tuple[PartMention, ...]:
        """The regions named in the text, of the one page that is meant, else of any; each once.

        A name of one word counts only where it is written as a name or stands by itself behind a preposition of place.
        """
        words = words_of(text)
        found: dict[PartReference, PartMention] = {}
        for name, owners in self._names.items():
            at = find_phrase(words, list(name))
            stated = [part for career, part in owners if page is None or career == page.id]
            if at is None or not stated or (len(name) == 1 and not _is_placed(text, words, at)):
                continue
            start, end = words[at].start, words[at + len(name) - 1].end
            one = stated[0].number if len(stated) == 1 else None
            said, title = text[start:end], stated[0].title
            reference = PartReference("region", one, said if one and names_place(title, said) else title)
            found.setdefault(reference, PartMention(reference, start, end))
        return tuple(found.values())


def _names(title: str) -> Iterator[tuple[str, ...]]:
    """The names that a title gives a region, without what stands behind a preposition, and how a long one begins."""
    for piece in _BETWEEN.split(title):
        words = [word.lower for word in words_of(piece)]
        while words and words[0] in stop_words():
            words = words[1:]
        stop = next((at for at, word in enumerate(words) if word in stop_words()), len(words))
        name = tuple(words[:stop])
        if any(len(word) > _SHORTEST for word in name) and not linking_words().filler.issuperset(name):
            yield name
            if len(name) > _TELLING:
                yield name[:_TELLING]


def _is_placed(text: str, words: Sequence[Word], at: int) -> bool:
    """True for a word written as a name, or one by itself behind a preposition of place: "in the interior"."""
    before = [word.raw for word in words[max(0, at - 2) : at]]
    article = before[-1:] == ["the"]
    led = (before[:-1] if article else before)[-1:]
    alone = at + 1 == len(words) or words[at + 1].raw in stop_words()
    alone = alone or bool(re.match(r"\s*[.,;:?!]", text[words[at].end :]))
    named = at > 0 and text[words[at].start].isupper()
    return named or (alone and bool(led) and led[0] in placing_words())
