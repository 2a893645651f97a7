"""What the sentences just shown, and those around them, say to a turn that goes on with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from advisor.library import Library
from advisor.operations.telling import is_prose
from advisor.passages import PassageReader, Point
from advisor.reading import tell_points
from advisor.types import Finding, Request
from vectorstore.types import Passage


def read_on(request: Request, read: PassageReader, library: Library) -> Iterator[Finding]:
    """The point of those last shown that answers best; for a reason first what it says besides what was shown.

    Nothing for a request that does not go on with them.
    """
    chunks = {chunk.id: chunk for span in request.shown if (chunk := library.chunk_at(span)) is not None}
    if not request.on_shown:
        return
    passages = [Passage(chunk, 1.0) for chunk in chunks.values() if is_prose(chunk)]
    points = [
        point
        for point in read.points(request.searched, passages, telling=request.specific)
        if any(sentence.span.overlaps(span) for sentence in point.sentences for span in request.shown)
    ]
    further = [point for each in points if (point := _unshown(each, request)) is not None]
    yield from tell_points(further[:1] if further and request.operation == "why" else points[:1])


def _unshown(point: Point, request: Request) -> Point | None:
    """What a point says besides what was shown; None where all of it was."""
    left = tuple(s for s in point.sentences if not any(s.span.overlaps(span) for span in request.shown))
    return replace(point, sentences=left) if left else None
