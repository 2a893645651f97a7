"""What documents answer those who lack what most people of a field bring: "can non-medical professionals enter?"."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.library import Library
from advisor.operations.people import denied, speaks_of
from advisor.operations.sentences import is_question, split_sentences
from advisor.operations.telling import quote
from advisor.operations.words import content_words
from advisor.requests import Request
from advisor.types import Finding
from vectorstore.types import Chunk

# Sentences of an answer that are told, not counting those of so few words that only open it ("Absolutely.").
_TOLD, _OPENING = 2, 3


def answer_outsiders(request: Request, library: Library) -> list[Finding]:
    """The answer to a document's own question about people without what the user says they lack; empty for none."""
    lacked = [word for words in denied(request.wording) for word in content_words(words)]
    for chunk in library.chunks if lacked else ():
        sentences = split_sentences(chunk.text)
        for place, (start, end) in enumerate(sentences):
            asked = chunk.text[start:end]
            if chunk.kind == "faq" and is_question(asked) and _is_about(asked, lacked):
                return list(_answer(chunk, sentences[place + 1 :]))
    return []


def _is_about(asked: str, lacked: list[str]) -> bool:
    return any(speaks_of(words, word) for words in denied(asked) for word in lacked)


def _answer(chunk: Chunk, sentences: list[tuple[int, int]]) -> Iterator[Finding]:
    told = 0
    for start, end in sentences:
        text = chunk.text[start:end]
        if is_question(text) or told == _TOLD:
            return
        told += len(text.split()) > _OPENING
        yield quote(text, chunk.span.part(start, end), chunk)
