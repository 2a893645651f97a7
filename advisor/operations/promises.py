"""How many of something a page says there are, where it lists another number of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.facets import FacetDefinition
from advisor.library import Library
from advisor.operations.sentences import split_sentences
from advisor.operations.words import stems
from advisor.types import Finding
from vectorstore.numbers import find_numbers
from vectorstore.profiles import Career
from vectorstore.types import Fact, Span

# Words between a number and what it counts: "50+ role-specific interview questions".
_BETWEEN = 2


def note_promised(career: Career, definition: FacetDefinition, listed: int, library: Library) -> Iterator[Finding]:
    """The first sentence of a career's pages that gives another number of what they list; nothing where none does."""
    counted = stems(definition.noun)
    for chunk in library.chunks:
        if chunk.span.document not in career.documents:
            continue
        for start, end in split_sentences(chunk.text):
            sentence = chunk.text[start:end]
            if listed not in (promised := list(_numbers_of(sentence, counted))) and promised:
                span = Span(chunk.span.document, chunk.span.start + start, chunk.span.start + end)
                values = {"value": sentence.strip(), "noun": definition.noun, "count": str(listed)}
                yield Finding("note.promised", values, (Fact("item", sentence, span, section=chunk.title),))
                return


def _numbers_of(sentence: str, counted: list[str]) -> Iterator[int]:
    """The numbers that stand right before all words of what is counted, with few words between."""
    for number in find_numbers(sentence):
        words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", sentence[number.end :])
        if set(counted) <= set(stems(" ".join(words[: _BETWEEN + len(counted)]))):
            yield int(number.value)
