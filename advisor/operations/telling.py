"""Why something is so, and more of what was just spoken of: sentences of the page itself, quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from advisor.facets import facet_definitions
from advisor.findings import Block, facts_of
from advisor.library import Entry, Library
from advisor.operations.entries import careers_of, find_parts
from advisor.operations.listing import entries_meant, lines
from advisor.operations.sentences import bare_text, is_question, split_sentences
from advisor.operations.stating import DETAILS, state, tell_part
from advisor.requests import Facet, Request
from advisor.types import Finding, Listing
from vectorstore.profiles import Career
from vectorstore.types import Chunk, Fact, SectionKind, Span

# A sentence that gives a reason is longer than the bare statement of a value ("Entry barrier: High").
REASON_WORDS = 13
# Kinds of section whose lines state values and points, and reason about nothing.
_LISTS: frozenset[SectionKind] = frozenset(
    {"phase", "level", "requirements", "metrics", "day", "fit", "non_fit", "steps"}
)
_FURTHER = 3


def give_reason(request: Request, library: Library) -> Iterator[Block]:
    """The sentences around the facts asked about that say more than the value itself.

    Where there are none, the value, and that no reason is given for it.
    """
    told: set[str] = set()
    for career in careers_of(request, library):
        for facet in request.facets:
            if facet not in facet_definitions():
                continue
            entries = library.entries(career, facet)
            if facet_definitions()[facet].shape == "items":
                # What a question asks the reason for may be said of the points that it names.
                kept = entries_meant(entries, facet_definitions()[facet], request)
                yield from lines(facet, kept) if len(kept) < len(entries) else ()
                if entries and not request.subject:
                    yield Finding("note.no_reason", {}, (entries[0].fact,))  # "why?" of a whole list
                continue
            reasons = [
                reason
                for entry in entries
                if (chunk := library.chunk_at(entry.fact.span)) is not None and is_prose(chunk)
                for reason in _around(entry.fact, chunk)
            ]
            stated = state(career, facet, request, library, brief=True)
            # Pages of one family give the same reason in the same words.
            fresh = {reason.values["value"]: reason for reason in reversed(reasons)}
            yield from (reason for text, reason in reversed(fresh.items()) if text not in told)
            told.update(fresh)
            if not reasons:
                yield from stated
            if stated and not reasons and facet_definitions()[facet].shape != "prose":
                yield Finding("note.no_reason", {}, (entries[0].fact,) if entries else ())
                yield from _bearing_on(facet, career, request, library)


def _bearing_on(facet: Facet, career: Career, request: Request, library: Library) -> Iterator[Block]:
    """What a page states besides that bears on a value that it gives no reason for."""
    asked = replace(request, parts=(), bounds=())
    stated = [state(career, other, asked, library, brief=True) for other in facet_definitions()[facet].bearing]
    told = tuple(blocks[0] for blocks in stated if blocks and isinstance(blocks[0], Finding))
    if told:
        yield Listing(Finding("lead.bearing", {"career": career.name}), told)


def _around(fact: Fact, chunk: Chunk) -> Iterator[Finding]:
    for start, end in split_sentences(chunk.text):
        span = chunk.span.part(start, end)
        if span.overlaps(fact.span) and len(chunk.text[start:end].split()) >= REASON_WORDS:
            yield quote(chunk.text[start:end], span, chunk)


def tell_more(request: Request, library: Library) -> Iterator[Block]:
    """What is worth knowing of the part in focus, or the sentences that follow what was shown."""
    parts = [
        (career, part)
        for career in careers_of(request, library)
        for r in request.parts
        for part in find_parts(career, r)
    ]
    for career, part in parts:
        titles = career.of("phase_title", "level_title", part=part)
        for fact in titles[:1]:
            yield from _rest_of_part(Entry(career, fact), request, library)
        for fact in career.of("step", part=part):
            yield from lines("steps", (Entry(career, fact),))
    if any(part.kind in ("phase", "level", "step") for _, part in parts):
        return
    chunks = {chunk.id: chunk for span in request.following.shown if (chunk := library.chunk_at(span)) is not None}
    yield from unshown(chunks.values(), request)[:_FURTHER]


def unshown(chunks: Iterable[Chunk], request: Request) -> list[Finding]:
    """The sentences of chunks that the last answer did not show, in order."""
    return [finding for chunk in chunks for finding in _not_shown(chunk, request)]


def is_prose(chunk: Chunk) -> bool:
    """True for a chunk that tells or reasons, and does not list values and points."""
    return chunk.kind not in _LISTS


def _rest_of_part(entry: Entry, request: Request, library: Library) -> Iterator[Block]:
    """What a page states of a phase or level beside what was shown; all of it again when nothing is left."""
    kind = entry.part.kind if entry.part is not None else "phase"
    of_part = [facet for facet, definition in facet_definitions().items() if definition.part == kind]
    narrowed = Request(request.question, request.standalone)
    told = list(tell_part(entry, narrowed, library, [facet for facet in of_part if facet not in DETAILS]))
    fresh = [block for block in told if not _is_shown(block, request)]
    yield from fresh or told


def _is_shown(block: Block, request: Request) -> bool:
    facts = [fact for fact in facts_of([block]) if fact.attribute not in ("phase_title", "level_title")]
    return all(any(span.overlaps(fact.span) for span in request.following.shown) for fact in facts)


def _not_shown(chunk: Chunk, request: Request) -> Iterator[Finding]:
    for start, end in split_sentences(chunk.text):
        span = chunk.span.part(start, end)
        asks = chunk.kind == "faq" and is_question(chunk.text[start:end])
        titles = chunk.text[start:end].strip("# ") == chunk.title
        if not asks and not titles and not any(span.overlaps(other) for other in request.following.shown):
            yield quote(chunk.text[start:end], span, chunk)


def quote(text: str, span: Span, chunk: Chunk, *, placed: bool = False) -> Finding:
    """A sentence of a document in its own words, without the mark of its list; `placed` names its phase or level."""
    start, end = bare_text(text)
    bare, inner = text[start:end], span.part(start, end)
    part = chunk.part if placed and chunk.part and chunk.part.kind in ("phase", "level") else None
    values = {"value": bare} | ({"part": part.title, "number": str(part.number)} if part else {})
    says = f"quote.{part.kind}" if part else "quote"
    return Finding(says, values, (Fact("item", bare, inner, section=chunk.title),))


def line_of(says: str, career: Career, fact: Fact, *, topic: str = "") -> Finding:
    """One line about a fact, with the skill or dislike it is about."""
    part = fact.part
    values = {
        "career": career.name,
        "value": bare_line(fact),
        "topic": topic,
        "part": part.title if part else "",
        "number": str(part.number) if part else "",
    }
    return Finding(says, values, (fact,))


def bare_line(fact: Fact) -> str:
    """The text of a fact without its full stop."""
    return str(fact.value).strip().rstrip(".")
