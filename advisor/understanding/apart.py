"""The career that a turn calls by how it compares with others: "the harder one", "the better-paid job"."""

from __future__ import annotations

import re
from functools import cache

from advisor.facets import facet_definitions
from advisor.library import Library
from advisor.memory import Memory
from advisor.operations.comparison import representative
from advisor.operations.series import in_order, measured
from advisor.patterns import any_of
from advisor.requests import Facet, Request
from advisor.understanding.clause import ClauseReader
from advisor.understanding.returning import career_nouns
from advisor.understanding.sorts import is_measured

# What the words of a comparison read as is what careers are compared on with this probability.
SURE_OF_MEASURE = 0.4


class TellingApart:
    """Writes out the careers that turns call by how they compare, with the facts of one library."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._read = read

    def __call__(self, text: str, memory: Memory) -> str:
        """The turn with the name of the career for "the harder one"; as it is where it asks which one that is."""
        found = _pattern().search(text)
        if found is None or memory.listed is not None or memory.parts or _asking().search(text[: found.start()]):
            return text
        career = self._career(found["how"])
        return f"{text[: found.start()]}{career}{text[found.end() :]}" if career else text

    def _career(self, how: str) -> str | None:
        """The name of the one career that is so, of the pages of single careers; None where they do not tell."""
        clause = self._read(f"which is {how}")
        direction, best = clause.cues.direction, clause.reading.facets[0]
        facet: Facet = best.label
        if facet not in facet_definitions() or not is_measured((facet,)) or best.score < SURE_OF_MEASURE:
            return None
        if direction == "best":
            direction = facet_definitions()[facet].better
        pages = [each for each in self._library.catalogue.careers if not self._library.is_general(each)]
        if direction is None or len(pages) < 2:
            return None
        asked = Request(how, how, direction=direction)
        entries = [entry for page in pages if (entry := representative(page, facet, asked, self._library))]
        ordered = in_order(entries, measured(facet), direction)
        tied = len(ordered) > 1 and ordered[0].fact.value == ordered[1].fact.value
        return None if tied or not ordered else ordered[0].career.name


@cache
def _pattern() -> re.Pattern[str]:
    """A comparative before a noun for a career: "the harder one", "the better-paid job", "the more secure role"."""
    nouns = any_of(career_nouns())
    how = r"(?:more|less|better|worse)[ -][\w-]+|(?!other\b|former\b|latter\b)\w+er(?:[ -]\w+(?:ing|ed|id))?"
    return re.compile(rf"\bthe (?P<how>{how}) (?:{nouns})\b", re.IGNORECASE)


@cache
def _asking() -> re.Pattern[str]:
    """What asks or says which one it is, before it: "so which of the two is", "isn't nursing", "nursing is"."""
    return re.compile(
        r"\b(?:which|who|what)\b[^.?!]*\b(?:is|are|be)\s*$|\b(?:which|what)'?s\s*$|^\W*(?:is|are|was|were)(?:n.?t)?\b"
        r"|^(?!.*\b(?:how|why|where|when)\b).*\S\s+(?:is|are|was|were)(?:n.?t)?\s*$",
        re.IGNORECASE,
    )
