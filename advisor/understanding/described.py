"""Parts named by what they hold: "how long is the phase with LangChain?", "what does the level that signs off pay?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from functools import cache

from advisor.facets import defined, facet_definitions
from advisor.library import Library
from advisor.operations.sequence import told_parts
from advisor.operations.words import stems
from advisor.patterns import any_of
from advisor.types import TELLING, Facet, PartReference, Request
from advisor.understanding.following import ask_words
from advisor.understanding.rungs import head_noun
from advisor.understanding.sorts import STEPPING, WHOLE_PART
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import linking_words
from advisor.understanding.words import words_of
from vectorstore.profiles import Career
from vectorstore.quantities import find_quantities
from vectorstore.types import Part, PartKind

# So many parts at most share what describes one; of more, it describes none.
_SHARED = 2


class DescribedParts:
    """Resolves nouns of parts by what a question says that they hold, about one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the parts whose points hold what the question describes one by, where it asks what is stated of it."""
        found = None if meaning.parts else _pattern().search(said.clause.text)
        if found is None:
            return meaning
        kind: PartKind = "phase" if found["phase"] else "level"
        topics = tuple(ask_words(found["holds"]))
        if not topics or find_quantities(found["holds"]) or not _is_stated_of(meaning, kind):
            return meaning
        held = list(self._holding(meaning.careers, kind, topics))
        if not 0 < len(held) <= _SHARED:
            return meaning
        careers = tuple(dict.fromkeys(career for career, _ in held))
        parts = tuple(dict.fromkeys(part for _, part in held))
        return replace(meaning, parts=parts, careers=careers)

    def _holding(
        self, careers: tuple[str, ...], kind: PartKind, topics: tuple[str, ...]
    ) -> Iterator[tuple[str, PartReference]]:
        """The parts of a kind whose points hold the topics, each with its career; of those asked about, or of all."""
        asked: tuple[Facet, ...] = (WHOLE_PART[kind],)
        for career in self._library.careers_or_all(careers):
            request = Request("", "", (career.id,), facets=asked, operation="locate", topics=topics)
            for part in told_parts(request, self._library):
                if part.kind == kind:
                    yield career.id, PartReference(kind, part.number, part.title)


class OwnLevels:
    """The level that is called as its career is, where a range of it is spoken of: "a specialist's middle figure"."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With these levels, one for each career, where each is named by its occupation and none of its levels is.

        Only one range has a middle, a ladder as a whole has none; and what overlaps with one level is another.
        """
        measuring = said.clause.cues.measuring
        middle = measuring.middle and meaning.operation in ("average", "difference") and not meaning.parts
        beside = measuring.joints and [part.kind for part in meaning.parts] == ["level"] and len(meaning.careers) == 1
        if not (middle or beside) or not meaning.careers:
            return meaning
        words = {word.lower for word in words_of(said.clause.text)}
        careers = [career for career in self._library.careers(meaning.careers) if head_noun(career.name) in words]
        own = [part for career in careers for part in career.parts("level") if _bears_name(part, career)]
        if len(own) != len(meaning.careers):
            return meaning
        return replace(meaning, parts=(*(PartReference("level", None, p.title) for p in own), *meaning.parts))


class PointedFacets:
    """Chooses between two lists that a question may ask for by the words of it that their points hold."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the runner-up first where one of its points holds more of the question's own words than any of the best.

        "A Health Informatics course on Coursera" is a resource of a roadmap, whatever else courses are.
        """
        if meaning.runner_up is None:
            return meaning
        both = (meaning.facet, meaning.runner_up)
        definitions = defined(both)
        listed = len(definitions) == len(both) and all(definition.shape == "items" for definition in definitions)
        if not listed or meaning.operation not in TELLING or said.clause.parts:
            return meaning
        words = {stem for word in said.clause.subject for stem in stems(word)}
        first, second = (self._most_held(facet, meaning.careers, words) for facet in both)
        return replace(meaning, facets=(meaning.runner_up,), runner_up=meaning.facet) if second > first else meaning

    def _most_held(self, facet: Facet, careers: Sequence[str], words: Set[str]) -> int:
        """The most of the words that one point holds."""
        pages = self._library.careers_or_all(careers)
        points = (entry for career in pages for entry in self._library.entries(career, facet))
        return max((len(words & set(stems(str(point.fact.value)))) for point in points), default=0)


def _bears_name(part: Part, career: Career) -> bool:
    return part.title.casefold() in {name.casefold() for name in (career.name, *career.aliases)}


def _is_stated_of(meaning: Meaning, kind: PartKind) -> bool:
    """True where a question asks for something of one part of a kind, or for the part beside it."""
    definition = facet_definitions().get(meaning.facet)
    of_part = definition is not None and (definition.part == kind or kind in definition.in_part)
    of_whole = meaning.facet == WHOLE_PART[kind]
    return of_part and (meaning.operation in STEPPING or (meaning.operation in ("lookup", "list") and not of_whole))


@cache
def _pattern() -> re.Pattern[str]:
    """A noun of one phase or level, and behind it what it is said to hold."""
    words = linking_words()
    phases, levels = (
        any_of(noun for noun in words.parts[kind] if noun not in words.plural_parts) for kind in ("phase", "level")
    )
    describing = any_of((*words.concerning, *words.relative))
    named = rf"(?:(?P<phase>{phases})|{levels}) (?:in |by |from )?(?:{describing})"
    return re.compile(rf"\b(?:the|that) (?:\w+ )?{named}\b(?P<holds>[^,;:?!]+)", re.IGNORECASE)
