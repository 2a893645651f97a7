"""What a page says of its career where a question takes those of it for people that they are not."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.library import Library
from advisor.operations.people import likened, told_apart
from advisor.operations.sentences import split_sentences
from advisor.operations.telling import quote
from advisor.requests import Request
from advisor.types import Finding


def deny_likeness(request: Request, library: Library) -> Iterator[Finding]:
    """The sentence that says that those of the career are not what the question takes them for; empty for none."""
    kinds = likened(request.wording)
    careers = library.careers(request.careers)
    if not kinds or len(careers) != 1 or request.person.background:
        return
    for chunk in library.chunks:
        for start, end in split_sentences(chunk.text) if chunk.span.document in careers[0].documents else ():
            text = chunk.text[start:end]
            if told_apart(text) & kinds:
                span = chunk.span.part(start, end)
                yield quote(text, span, chunk)
                return
