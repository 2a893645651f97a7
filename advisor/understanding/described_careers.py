"""Careers told by what they deal with, once several were spoken of: "the one with the doctors' notes"."""

from __future__ import annotations

import re
from functools import cache

from advisor.facets import asks_for_values
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.words import content_words, stems
from advisor.patterns import any_of
from advisor.understanding.returning import career_nouns
from advisor.understanding.vocabulary import linking_words
from vectorstore.profiles import Career

# A page speaks of something in so many times as many passages as any other.
_TIMES = 3


class DescribedCareers:
    """Writes out careers that turns tell by what they deal with, by one library's pages."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, text: str, memory: Memory) -> str:
        """The turn with the name of the career for what tells it; as it is where pages do not tell it apart.

        Only of a turn after an answer that was about several careers, or a value of one; else "the one" was listed.
        """
        found = _pattern().search(text)
        several = len(memory.told) > 1 or len(memory.choices) > 1
        if found is None or memory.items or not (several or (not memory.parts and _of_value(memory))):
            return text
        career = self._told_by(tuple(content_words(found["holds"])))
        return f"{text[: found.start()]}the {career.name}{text[found.end() :]}" if career is not None else text

    def _told_by(self, words: tuple[str, ...]) -> Career | None:
        """The one page of a single career that speaks far more than any other of all the words together."""
        careers = self._library.catalogue.careers
        pages = [career for career in careers if not self._library.is_general(career)] or list(careers)
        said = [sum(self._passages(page, word) for word in words) for page in pages]
        ranked = sorted(zip(said, pages, strict=True), key=lambda each: -each[0])
        if len(ranked) < 2 or not ranked[0][0] or ranked[0][0] < _TIMES * ranked[1][0]:
            return None
        return ranked[0][1]

    def _passages(self, page: Career, word: str) -> int:
        """How many passages of a page hold a word."""
        wanted = set(stems(word))
        on_page = (chunk for chunk in self._library.chunks if chunk.span.document in page.documents)
        # Careers may share a document.
        own = (chunk for chunk in on_page if chunk.career in (page.name, None))
        return sum(wanted <= set(stems(chunk.text)) for chunk in own)


def _of_value(memory: Memory) -> bool:
    """True after a question for a figure, a grade or a yes or no, which other careers have as well."""
    return memory.request is not None and asks_for_values(memory.request.facets)


@cache
def _pattern() -> re.Pattern[str]:
    """A noun for a career and what it deals with: "the one with the doctors' notes", "the job about alerts"."""
    dealing = any_of((*linking_words().concerning, "with", "where"))
    return re.compile(rf"\bthe (?:{any_of(career_nouns())}) (?:{dealing}) (?P<holds>[^,;:.?!]+)", re.IGNORECASE)
