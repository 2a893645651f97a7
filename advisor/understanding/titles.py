"""Phases and levels called by their titles: "How long is Models of Molecules?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.types import PartReference
from vectorstore.profiles import Catalogue
from vectorstore.types import PartKind

_KINDS: tuple[PartKind, ...] = ("phase", "level", "step")


class TitleIndex:
    """The titles of every career's phases, levels and steps; a title shared by careers is found for each of them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._titles: list[tuple[tuple[str, ...], str, PartReference]] = []
        names = {_words(name) for career in catalogue.careers for name in (career.name, *career.aliases)}
        for career in catalogue.careers:
            for kind in _KINDS:
                for part in career.parts(kind):
                    if (words := _words(part.title)) and words not in names:
                        self._titles.append((words, career.id, PartReference(kind, None, part.title)))

    def find(self, text: str, careers: Sequence[str] = ()) -> tuple[PartReference, ...]:
        """The parts (of the careers given, else of any) whose whole title stands in the text, longest title first.

        A title of one word counts only when the text writes it as a name: "Eyes", not "eyes".
        """
        words = _words(text)
        found = [
            (len(title), reference)
            for title, career, reference in self._titles
            if (not careers or career in careers)
            and _holds(words, title)
            and (len(title) > 1 or _as_name(text, title[0]))
        ]
        longest = max((length for length, _ in found), default=0)
        return tuple(dict.fromkeys(reference for length, reference in found if length == longest))


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", text.casefold()))


def _holds(words: Sequence[str], title: Sequence[str]) -> bool:
    width = len(title)
    return any(tuple(words[start : start + width]) == tuple(title) for start in range(len(words) - width + 1))


def _as_name(text: str, word: str) -> bool:
    return re.search(rf"(?<=[^.?!] )\b{re.escape(word.capitalize())}\b", text) is not None
