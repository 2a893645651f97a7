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


def best_matches(tokens: Tokens, sources: Sequence[Tokens]) -> Tokens:
    """For each token its highest cosine with one of the sources' tokens, (t,); MaxSim (Khattab and Zaharia 2020)."""
    matches: Tokens = np.max([(tokens @ source.T).max(axis=1) for source in sources], axis=0)
    return matches
