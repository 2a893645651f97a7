"""What a text means, token by token: the vectors that claims and sources are compared by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from vectorstore.embedding import Embedder

Tokens = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """A text's tokens: `tokens` is (t, d) with unit rows, `offsets` their t starts and ends in the text, in order."""

    tokens: Tokens
    offsets: tuple[tuple[int, int], ...]


Encode = Callable[[str], Encoded]
"""A text to its tokens; a text longer than the model's window loses its end."""


def encoder(embedder: Embedder) -> Encode:
    """What encodes texts with the embedder, in their context as queries are."""

    def encode(text: str) -> Encoded:
        tokens = embedder.embed_query(text).tokens
        return Encoded(tokens, tuple(embedder.token_offsets(text)[: len(tokens)]))

    return encode


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """How near each token of a text comes to each of its sources' tokens: `cosines` is (t, s), `offsets` as encoded."""

    cosines: Tokens
    offsets: tuple[tuple[int, int], ...]

    def mean(self, start: int, end: int) -> float:
        """Mean over the tokens of `text[start:end]` of their highest cosine; MaxSim (Khattab and Zaharia 2020).

        1 for a stretch beyond the model's window.
        """
        inside = self._inside(start, end)
        return float(self.cosines[inside].max(axis=1).mean()) if inside.any() else 1.0

    def own(self, start: int, end: int) -> float:
        """The highest cosine of `text[start:end]` with a token that nothing else in the text comes nearer to.

        0 when there is none, 1 for a stretch beyond the model's window.
        """
        inside = self._inside(start, end)
        if not inside.any():
            return 1.0
        own = self.cosines[inside].max(axis=0)
        others = self.cosines[~inside].max(axis=0, initial=-1.0)
        return float(own.max(where=own >= others, initial=0.0))

    def _inside(self, start: int, end: int) -> npt.NDArray[np.bool_]:
        return np.array([first < end and last > start for first, last in self.offsets], bool)


def match(encoded: Encoded, sources: Sequence[Tokens]) -> Matches:
    """The cosines of the text's tokens with those of all sources, of which there is at least one."""
    return Matches(encoded.tokens @ np.concatenate(sources).T, encoded.offsets)
