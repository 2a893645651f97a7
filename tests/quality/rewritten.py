"""Pages of the fixture documents written in other ways that say the same: other bullets, other spaces, capitals.

What is read of a page must not hang on how it is set: these are properties of reading, measured over all text
documents that may be tuned on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import cast

from ingest.documents import Source
from ingest.loading import document_from_bytes
from ingest.reading import read_document
from tests.quality.reading import DOCUMENTS, SUFFIX, Expectation, Score, score_reading

_BULLET = re.compile(r"(?m)^([ \t]*)[•*✓▪·◦-][ \t]+(?=\S)")
_ANY_BULLET = re.compile(r"(?m)^([ \t]*)(?:[•*✓▪·◦+>~»◆¤→✔/-]|=>|->)[ \t]+(?=\S)")

# How a page can be written anew, by name.
REWRITTEN: Mapping[str, Callable[[str], str]] = {
    "as written": lambda text: text,
    "dashes as bullets": lambda text: _BULLET.sub(r"\1– ", text),
    "a sign nobody listed as bullet": lambda text: _BULLET.sub(r"\1¤ ", text),
    "long dashes as bullets": lambda text: _BULLET.sub(r"\1— ", text),
    "diamonds as bullets": lambda text: _BULLET.sub(r"\1♦ ", text),
    "bullets without space": lambda text: _BULLET.sub(r"\1•", text),
    "spaces that do not break": lambda text: re.sub(r"(?<=\w) (?=\w)", "\u00a0", text),
    "indented": lambda text: re.sub(r"(?m)^(?=.)", "   ", text),
    "line ends of another system": lambda text: text.replace("\n", "\r\n"),
}

# Nothing marks the points of lists here: much can't be told any more, which is no reason to read it wrongly.
UNMARKED: Mapping[str, Callable[[str], str]] = {
    "without bullets": lambda text: _ANY_BULLET.sub(r"\1", text),
}


def score_rewritten(name: str) -> Score:
    """How well all text documents that may be tuned on are read when rewritten in the way `name`."""
    total = Score(name)
    for expectation in sorted((DOCUMENTS / "tune").glob(f"*{SUFFIX}")):
        file = expectation.with_name(f"{expectation.name.removesuffix(SUFFIX)}.txt")
        if file.exists():
            expected = cast(Expectation, json.loads(expectation.read_text(encoding="utf-8")))
            total.add(_score(file.name, file.read_bytes(), name, expected))
    return total


def _score(file: str, content: bytes, name: str, expected: Expectation) -> Score:
    def document(raw: bytes) -> str:
        return document_from_bytes(Source(file, file, (), "", lambda: raw), raw).document.text

    raw = {**REWRITTEN, **UNMARKED}[name](document(content)).encode()
    source = Source(file, file, (), "", lambda: raw)
    return score_reading(file, read_document(document_from_bytes(source, raw).document), expected)
