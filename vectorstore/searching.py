"""What one generation of the store finds: by meaning, by words, and the vectors of what was found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence

from vectorstore.dense import DenseIndex, Vectors
from vectorstore.late_interaction import unpack_tokens
from vectorstore.lexical import match_expression
from vectorstore.records import CHUNK_COLUMNS, chunk_from
from vectorstore.types import Passage

Rows = Callable[..., list[sqlite3.Row]]
"""A statement and its values to the rows it selects."""


def search_dense(
    rows: Rows, dense: DenseIndex, vector: Vectors, *, k: int, documents: Sequence[str] | None
) -> list[Passage]:
    """The `k` chunks (of `documents`, when given) nearest to a unit vector, best first; scores are cosines."""
    if k < 1 or (documents is not None and not documents):
        return []
    wanted = k
    while True:
        found = dense.search(vector, k=wanted, documents=documents)
        live = rows(
            f"SELECT {CHUNK_COLUMNS}, point FROM chunks WHERE point IN (SELECT value FROM json_each(?))",
            json.dumps(list(found)),
        )
        # The index may hold points that no chunk refers to: those of a run under way, or one that was killed.
        if len(live) >= k or len(found) < wanted:
            break
        wanted *= 4
    passages = [Passage(chunk_from(row), found[row["point"]]) for row in live]
    return sorted(passages, key=lambda passage: (-passage.score, passage.chunk.id))[:k]


def search_lexical(rows: Rows, query: str, *, k: int, documents: Sequence[str] | None) -> list[Passage]:
    """The `k` chunks (of `documents`, when given) that best match the words of `query`; scores are BM25."""
    expression = match_expression(query)
    if not expression or k < 1:
        return []
    found = rows(
        f"SELECT {CHUNK_COLUMNS}, -bm25(words) AS score FROM words JOIN chunks ON chunks.row = words.rowid"
        " WHERE words MATCH ?1 AND (?2 IS NULL OR chunks.document IN (SELECT value FROM json_each(?2)))"
        " ORDER BY score DESC, chunks.id LIMIT ?3",
        expression,
        None if documents is None else json.dumps(list(documents)),
        k,
    )
    return [Passage(chunk_from(row), row["score"]) for row in found]


def token_vectors(rows: Rows, ids: Sequence[str], dimension: int) -> dict[str, Vectors]:
    """Token vectors (t, d), unit rows, by chunk id; ids that are not stored are left out."""
    found = rows(
        "SELECT chunks.id, tokens FROM chunks JOIN embeddings ON embeddings.key = chunks.embedding"
        " WHERE chunks.id IN (SELECT value FROM json_each(?))",
        json.dumps(list(ids)),
    )
    return {row["id"]: unpack_tokens(row["tokens"], dimension) for row in found}
