"""Parts named by where they stand among their kind: "what is taught in the longest phase?", "the best-paid level"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from advisor.facets import facet_definitions
from advisor.library import Entry, Library
from advisor.operations.series import all_series, in_order, sort_key
from advisor.requests import Direction, Facet, PartReference, Request
from advisor.understanding.clause import ClauseReader
from advisor.understanding.cue_tables import cue_tables
from advisor.understanding.resuming import SURE_OF_FRAGMENT
from advisor.understanding.sorts import WHOLE_PART
from advisor.understanding.utterance import Meaning, Utterance
from advisor.understanding.vocabulary import linking_words
from vectorstore.types import PartKind

# Parts that share an end are all told, up to so many.
_SHARED = 2


class OutstandingParts:
    """Resolves superlatives before a noun of parts, about one library."""

    def __init__(self, library: Library, read: ClauseReader) -> None:
        self._library = library
        self._read = read

    def __call__(self, said: Utterance, meaning: Meaning) -> Meaning:
        """With the part at the end of its kind that the question names, where it asks something else of it.

        What it asks is what it reads as with "the phase" in place of "the longest phase".
        """
        text, measuring = said.clause.text.casefold(), said.clause.cues.measuring
        found = None if meaning.parts or measuring.places else _pattern().search(text)
        if found is not None and measuring.percent and meaning.operation == "total":
            return replace(meaning, parts=self._named(found, meaning)[1][:1])
        # "The longest phase of the training" asks nothing else of it.
        besides = linking_words().role_words.union(found.group().split()) if found else frozenset()
        if found is None or all(word.casefold() in besides for word in said.clause.subject):
            return meaning
        kind = _kind(found)
        asked = self._read.classify_fragment(f"{text[: found.start()]}the {kind}{text[found.end() :]}").facets[0]
        measure = facet_definitions()[WHOLE_PART[kind]].measure
        if measure is None or asked.score < SURE_OF_FRAGMENT or not _is_told_of(asked.label, kind, measure):
            return meaning
        careers, parts = self._named(found, meaning)
        if not 0 < len(parts) <= _SHARED:
            return meaning
        return replace(meaning.asking("lookup", asked.label), parts=parts, careers=careers)

    def _named(self, found: re.Match[str], meaning: Meaning) -> tuple[tuple[str, ...], tuple[PartReference, ...]]:
        """The parts that share the end named, and the careers that have them; none where nothing measures them."""
        kind = _kind(found)
        measure = facet_definitions()[WHOLE_PART[kind]].measure
        least = found["end"] in cue_tables().direction.least
        winners = self._at_end(measure, meaning, "least" if least else "most") if measure is not None else []
        parts = tuple(PartReference(kind, entry.part.number, entry.part.title) for entry in winners if entry.part)
        return tuple(dict.fromkeys(entry.career.id for entry in winners)), parts

    def _at_end(self, measure: Facet, meaning: Meaning, direction: Direction) -> list[Entry]:
        """The parts that stand at one end by a measure, of the careers asked about or of all."""
        entries = all_series(measure, Request("", "", meaning.careers, facets=(measure,)), self._library)
        ordered = in_order(entries, measure, direction)
        return [entry for entry in ordered if sort_key(entry, measure) == sort_key(ordered[0], measure)]


def outstanding_kind(text: str) -> PartKind | None:
    """The kind of the part that a text names by a superlative; None where it names none so."""
    found = _pattern().search(text.casefold())
    return _kind(found) if found is not None else None


def _kind(found: re.Match[str]) -> PartKind:
    return "phase" if found["phase"] else "level"


def _is_told_of(facet: Facet, kind: PartKind, measure: Facet) -> bool:
    """True for what is stated of each part of a kind, but neither its measure nor the part as a whole."""
    definition = facet_definitions().get(facet)
    return definition is not None and definition.part == kind and facet not in (measure, WHOLE_PART[kind])


@cache
def _pattern() -> re.Pattern[str]:
    """A superlative and a noun of phases or levels, with few words between them."""
    words, directions = linking_words(), cue_tables().direction
    ends = "|".join(word for word in (*directions.words, *cue_tables().measuring.tops) if word.endswith("st"))
    phases, levels = "|".join(words.parts["phase"]), "|".join((*words.parts["level"], *words.posts))
    named = rf"(?P<end>{ends})(?:[- ](?:{'|'.join(cue_tables().measuring.paying)}))?(?: [\w-]+){{0,3}}?"
    return re.compile(rf"\b(?:the |its |their )?{named} (?:(?P<phase>{phases})|(?:{levels}))\b")
