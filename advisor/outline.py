"""What a section lists as a whole: its points, whichever chunks it was cut into, or the parallel sections behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from advisor.library import Entry, Library
from advisor.operations.listing import lines
from advisor.operations.words import content_words, mentions, stems
from advisor.requests import Request
from advisor.types import Finding, Listing
from vectorstore.types import Chunk, Fact

# Words of its title by which a section as a whole is called.
CALLED = 2
# Share of the words of its title from which on a question says them, and so calls the section.
HALF = 0.5
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
    entries = _entries(chunk, library)
    return lines("topic", entries) if listed or len(entries) >= PARALLEL else ()


def count_called(request: Request, library: Library) -> Iterator[Listing]:
    """How many points the section lists whose title says what a question counts, and which; nothing where none does.

    A title does by the noun that is counted; where documents count what is called so, by half of its words, careers'
    names left out and not, or by its last word where no other title ends so.
    """
    pages = {document for career in library.careers(request.careers) for document in career.documents}
    chunks = [chunk for chunk in library.chunks if chunk.title and (not pages or chunk.span.document in pages)]
    sections = list({(chunk.span.document, chunk.title): chunk for chunk in reversed(chunks)}.values())
    listed = [(chunk, points) for chunk in sections if len(points := _listed(chunk, library)) >= PARALLEL]
    asked = set(stems(request.wording))
    names = {stem for career in library.catalogue.careers for stem in stems(career.name)}
    titles = [_title_stems(chunk) for chunk, _ in listed]
    if request.wanted is not None:
        noun = set(stems(request.wanted.counted))
        shares = [float(noun <= set(title)) * _share(title, asked, names) for title in titles]
    else:
        heads = [title[-1] for title in titles]
        ends = [title[-1] in asked - names and heads.count(title[-1]) == 1 for title in titles]
        whole = [min(_share(title, asked, set()), _share(title, asked, names)) for title in titles]
        shares = [max(share, HALF if end else 0.0) for share, end in zip(whole, ends, strict=True)]
    best = max(range(len(listed)), key=shares.__getitem__, default=None)
    if best is None or shares[best] < (HALF if request.wanted is None else 0.01):
        return
    chunk, points = listed[best]
    yield Listing(Finding("list.counted", {"value": chunk.title.rstrip(":"), "count": str(len(points))}), points)


def _title_stems(chunk: Chunk) -> list[str]:
    return stems(" ".join(content_words(chunk.title))) or [""]


def _share(title: Sequence[str], asked: Set[str], names: Set[str]) -> float:
    """What share of a title's words, names left out, a question says, in [0, 1]."""
    told = set(title) - names
    return len(told & asked) / len(told) if told else 0.0


def _listed(chunk: Chunk, library: Library) -> tuple[Finding, ...]:
    """What the section of a chunk lists: parallel sections, the questions it answers, or points."""
    asked = {each.part.title: each for each in library.chunks if each.part and _of_section(each, chunk)}
    questions = {title: each for title, each in asked.items() if each.part and each.part.kind == "question"}
    facts = (Fact("item", title, each.span, section=each.title) for title, each in questions.items())
    told = tuple(Finding("line.point", {"value": str(fact.value)}, (fact,)) for fact in facts)
    headings = _parallel_headings(chunk, library) if len(chunk.text) <= LEADS_IN else ()
    return headings or told or lines("topic", _entries(chunk, library))


def _entries(chunk: Chunk, library: Library) -> list[Entry]:
    """The points of the section that a chunk is cut from."""
    return [
        Entry(career, fact)
        for career in library.catalogue.careers
        for fact in career.of("item")
        if (of := library.chunk_at(fact.span)) is not None and _of_section(of, chunk)
    ]


def _of_section(one: Chunk, other: Chunk) -> bool:
    return (one.span.document, one.title) == (other.span.document, other.title)


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
