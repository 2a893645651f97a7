"""Names of two words of which the second also asks: "deep learning", "reinforcement learning"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from advisor.library import Library
from advisor.operations.words import stems, stop_words
from advisor.understanding.following import asking_stems

_PAIR = re.compile(r"(?=\b([^\W_]+)\s([^\W_]+ing)\b)", re.IGNORECASE)


class Compounds:
    """Keeps together what documents write as one name, though its second word mostly asks ("learning")."""

    def __init__(self, library: Library) -> None:
        pairs = (pair for chunk in library.chunks for pair in _PAIR.findall(chunk.text))
        self._held = frozenset(
            (first.casefold(), second.casefold())
            for first, second in pairs
            if first.casefold() not in stop_words() and _asks(second) and not _asks(first)
        )

    def __call__(self, words: Sequence[str]) -> list[str]:
        """The words in their order, two that stand next to each other as one where documents write them so."""
        joined: list[str] = []
        for word in words:
            if joined and (joined[-1].casefold(), word.casefold()) in self._held:
                joined[-1] += f" {word}"
            else:
                joined.append(word)
        return joined


def _asks(word: str) -> bool:
    return set(stems(word)) <= asking_stems()
