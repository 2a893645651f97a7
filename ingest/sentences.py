"""Sentences of a paragraph with their offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.layout import layout

_STOP = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_a-zß-ÿ])")


def read_sentences(text: str, offset: int = 0) -> Iterator[tuple[str, int]]:
    """Each sentence of `text` with where it begins, counted from `offset`; linear in the length."""
    start = 0
    for match in _STOP.finditer(text):
        word = text[max(start, match.start() - 12) : match.start() + 1].rsplit(None, 1)[-1:]
        if word and word[0].lower().lstrip("(\"'“‘") in layout().abbreviations:
            continue
        yield from _trimmed(text, start, match.end(), offset)
        start = match.end()
    yield from _trimmed(text, start, len(text), offset)


def _trimmed(text: str, start: int, end: int, offset: int) -> Iterator[tuple[str, int]]:
    piece = text[start:end]
    if stripped := piece.strip():
        yield stripped, offset + start + len(piece) - len(piece.lstrip())
