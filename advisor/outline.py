"""What a section lists as a whole: its points, whichever chunks it was cut into, or the parallel sections behind it."""

from __future__ import annotations

from itertools import groupby

from advisor.library import Entry, Library
from advisor.operations.listing import lines
from advisor.operations.words import mentions
from advisor.types import Finding, Request
from vectorstore.types import Chunk, Fact

# Words of its title by which a section as a whole is called.
CALLED = 2
# Sections that begin with so many equal words are parallel, from so many in a row on; a section of at most so many
# characters before them only leads in.
ALIKE, PARALLEL, LEADS_IN = 2, 3, 300


def points_asked(request: Request, chunk: Chunk, library: Library) -> tuple[Finding, ...]:
    """The points of the section a chunk is cut from, where a question asks for all of them; else empty.

    It does where it asks for a list or a number, or calls the section by several words of its title: "what are the
    ethical and legal challenges".
    """
    called = sum(mentions(chunk.title, word) for word in set(request.subject)) >= CALLED
    listed = request.operation in ("list", "count")
    if not listed and not (called and request.operation == "lookup"):
        return ()
    if listed and (headings := _parallel_headings(chunk, library)):
        return headings
    entries = [
        Entry(career, fact)
        for career in library.catalogue.careers
        for fact in career.of("item")
        if (of := library.chunk_at(fact.span)) is not None
        and (of.span.document, of.title) == (chunk.span.document, chunk.title)
    ]
    return lines("topic", entries) if listed or len(entries) >= PARALLEL else ()


def _parallel_headings(chunk: Chunk, library: Library) -> tuple[Finding, ...]:
    """The titles of sections in a row that begin alike ("AI in Imaging", "AI in Diagnostics"), each citing itself.

    They are meant where the chunk stands in one of them, or in the section right before that only leads to them.
    Empty where fewer than three do.
    """
    sections = list({each.title: each for each in reversed(library.chunks) if _beside(each, chunk)}.values())[::-1]
    alike = [list(run) for _, run in groupby(sections, key=lambda each: _opening_words(each.title))]
    for position, run in enumerate(alike):
        before = alike[position - 1][-1:] if position and len(chunk.text) <= LEADS_IN else []
        if len(run) >= PARALLEL and any(each.title == chunk.title for each in (*before, *run)):
            facts = (Fact("item", each.title, each.span, section=each.title) for each in run)
            return tuple(Finding("line.point", {"value": str(fact.value)}, (fact,)) for fact in facts)
    return ()


def _beside(chunk: Chunk, other: Chunk) -> bool:
    return chunk.span.document == other.span.document and bool(chunk.title)


def _opening_words(title: str) -> tuple[str, ...]:
    """The first words of a title, by which parallel ones are told; all of a shorter one."""
    return tuple(title.casefold().split()[:ALIKE])
