"""What stands for a chunk in every index: its head, its text, and the words people use for what it tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vectorstore.tables import read_table
from vectorstore.types import Chunk, Part


@dataclass(frozen=True, slots=True)
class IndexedText:
    """A chunk's head, text and `words`; `whole` is what is embedded, the words last so that offsets stay."""

    head: str
    text: str
    words: str

    @property
    def whole(self) -> str:
        """Head, text and words, a line break between them."""
        return "\n".join(part for part in (self.head, self.text, self.words) if part)


def indexed_texts(chunks: Sequence[Chunk]) -> list[IndexedText]:
    """The indexed text of each of one document's chunks, in order."""
    last: dict[str, int] = {}
    for chunk in chunks:
        if chunk.part is not None:
            last[chunk.part.kind] = max(chunk.part.number, last.get(chunk.part.kind, 0))
    return [IndexedText(chunk.head, chunk.text, _words(chunk, last)) for chunk in chunks]


def _words(chunk: Chunk, last: Mapping[str, int]) -> str:
    return ", ".join(words for words in (_place(chunk.part, last), _table()["kinds"].get(chunk.kind)) if words)


def _place(part: Part | None, last: Mapping[str, int]) -> str:
    """Words such as "phase 1 of 4, first, beginning"; empty for what nobody counts, such as regions."""
    if part is None or part.kind not in _table()["first"]:
        return ""
    count = last[part.kind]
    counted = f"{part.kind} {part.number} of {count}"
    if part.number == 1:
        return f"{counted}, {_table()['first'][part.kind]}"
    return f"{counted}, {_table()['last'][part.kind]}" if part.number == count else counted


@cache
def _table() -> dict[str, dict[str, str]]:
    return read_table(dict[str, dict[str, str]], "vectorstore", "kinds.toml")
