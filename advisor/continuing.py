"""What the last answer, the sentences it showed and those around them say to a turn that goes on with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from advisor.findings import Block, facts_of
from advisor.library import Library
from advisor.operations.sentences import bare_text, split_sentences
from advisor.operations.telling import is_prose
from advisor.passages import PassageReader, Point
from advisor.requests import Request
from advisor.showing import tell_points
from advisor.types import Finding
from vectorstore.types import Fact, Passage, Span

# Places that are quoted to a reader who asks where an answer stands.
_PLACES = 3


def read_on(request: Request, read: PassageReader, library: Library) -> Iterator[Finding]:
    """The point of those last shown that answers best; for a reason first what it says besides what was shown.

    Nothing for a request that does not go on with them.
    """
    chunks = {chunk.id: chunk for span in request.following.shown if (chunk := library.chunk_at(span)) is not None}
    if not request.following.on_shown:
        return
    passages = [Passage(chunk, 1.0) for chunk in chunks.values() if request.following.picks or is_prose(chunk)]
    points = [
        point
        for point in read.points(request.searched, passages, telling=request.specific)
        if any(sentence.span.overlaps(span) for sentence in point.sentences for span in request.following.shown)
    ]
    if request.following.picks:
        yield from tell_points([_as_shown(point, request.following.shown) for point in points], request)
        return
    further = [point for each in points if (point := _unshown(each, request)) is not None]
    yield from tell_points(further[:1] if further and request.operation == "why" else points[:1], request)


def _as_shown(point: Point, shown: Sequence[Span]) -> Point:
    """A point with what is shown of its sentences: a line that opens with its level's pay without that."""
    sentences = tuple(
        replace(each, text=each.text[span.start - each.span.start : span.end - each.span.start], span=span)
        for each in point.sentences
        for span in ([span for span in shown if each.span.contains(span)] or [each.span])
        if any(span.overlaps(other) for other in shown)
    )
    return replace(point, sentences=sentences)


def _unshown(point: Point, request: Request) -> Point | None:
    """What a point says besides what was shown; None where most of it was, since its end gives no reason alone."""
    left = tuple(s for s in point.sentences if not any(s.span.overlaps(span) for span in request.following.shown))
    return replace(point, sentences=left) if 2 * len(left) >= len(point.sentences) else None


def tell_again(request: Request, findings: Sequence[Block], library: Library) -> tuple[Block, ...]:
    """The last answer found anew for who doubts it, or the places it was taken from, each quoted in its section."""
    if request.following.again == "where" and (places := tuple(_places(request, library))):
        return places
    return (Finding("note.again", {}, tuple(facts_of(findings))[:1]), *findings) if findings else ()


def _places(request: Request, library: Library) -> Iterator[Finding]:
    """The first sentences that the last answer cited, under the titles of their documents and sections."""
    told = dict.fromkeys(span for cited in request.following.shown for span in _sentences(cited, library))
    for span in list(told)[:_PLACES]:
        chunk = library.chunk_at(span)
        if chunk is not None:
            text = chunk.text[span.start - chunk.span.start : span.end - chunk.span.start]
            section = (chunk.part.title if chunk.part is not None else "") or chunk.title
            values = {"value": text, "section": section, "document": library.documents[span.document].title}
            yield Finding("note.stands", values, (Fact("item", text, span, section=chunk.title),))


def _sentences(cited: Span, library: Library) -> Iterator[Span]:
    """The sentences or lines that a cited stretch stands in."""
    chunk = library.chunk_at(cited)
    if chunk is None:
        return
    for start, end in split_sentences(chunk.text):
        begin, stop = bare_text(chunk.text[start:end])
        offset = chunk.span.start + start
        span = Span(cited.document, offset + begin, offset + stop)
        titles = chunk.part is not None and chunk.text[start + begin : start + stop] == chunk.part.title
        if span.overlaps(cited) and not titles:
            yield span
