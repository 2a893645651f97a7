"""A finished reply, shown sentence by sentence: the unit a reader can check is the claim."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE_END = re.compile(r"(?<=[.!?])(?:\s*\[\d+\])*\s+(?=\S)|\n+")


def reveal(text: str) -> Iterator[str]:
    """Ever longer beginnings of Markdown text, each ending at a sentence or a line; the last is the whole of it.

    A table comes as one piece: half of one is not a table.
    """
    shown = 0
    for end in _ends(text):
        if text[shown:end].strip():
            shown = end
            yield text[:end].rstrip()
    if text[shown:].strip():
        yield text


def _ends(text: str) -> Iterator[int]:
    for match in SENTENCE_END.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
        if not line.lstrip().startswith("|"):
            yield match.end()
