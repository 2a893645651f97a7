"""What the line that states a figure says beside it in words of the question: "salaries vary by country"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.library import Library
from advisor.operations.sentences import split_sentences
from advisor.operations.telling import quote
from advisor.operations.words import mentions
from advisor.requests import Request
from advisor.types import Finding
from vectorstore.types import Fact, Quantity, Span


def say_around(request: Request, facts: Sequence[Fact], library: Library) -> Iterator[Finding]:
    """The sentences on the lines of figures that hold a word of the question which no facet explains, each once."""
    told: set[Span] = set()
    for fact in (fact for fact in facts if isinstance(fact.value, Quantity)):
        chunk = library.chunk_at(fact.span)
        if chunk is None or not request.topics:
            continue
        at = fact.span.start - chunk.span.start
        begins, ends = chunk.text.rfind("\n", 0, at) + 1, chunk.text.find("\n", at)
        line = chunk.text[begins : ends if ends >= 0 else None]
        for start, end in split_sentences(line):
            first = chunk.span.start + begins
            span = Span(chunk.span.document, first + start, first + end)
            apart = not span.overlaps(fact.span) and span not in told
            if apart and any(mentions(line[start:end], word) for word in request.topics):
                told.add(span)
                yield quote(line[start:end], span, chunk)
