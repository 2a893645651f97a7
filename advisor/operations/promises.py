"""How many of something a page says there are, where it lists another number of them."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.facets import FacetDefinition
from advisor.library import Library
from advisor.operations.sentences import split_sentences
from advisor.operations.wanted import numbers_of
from advisor.operations.words import stems
from advisor.types import Finding
from vectorstore.profiles import Career
from vectorstore.types import Fact, Span


def note_promised(career: Career, definition: FacetDefinition, listed: int, library: Library) -> Iterator[Finding]:
    """The first sentence of a career's pages that gives another number of what they list; nothing where none does."""
    counted = stems(definition.noun)
    for chunk in library.chunks:
        if chunk.span.document not in career.documents:
            continue
        for start, end in split_sentences(chunk.text):
            sentence = chunk.text[start:end]
            if listed not in (promised := numbers_of(sentence, counted)) and promised:
                span = Span(chunk.span.document, chunk.span.start + start, chunk.span.start + end)
                values = {"value": sentence.strip(), "noun": definition.noun, "count": str(listed)}
                yield Finding("note.promised", values, (Fact("item", sentence, span, section=chunk.title),))
                return
