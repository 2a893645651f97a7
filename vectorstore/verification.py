"""Whether what is stored agrees with itself: spans, indexes, vectors, checksums."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from hashlib import sha256

from vectorstore.dense import DenseIndex
from vectorstore.late_interaction import unpack_tokens
from vectorstore.records import DOCUMENT_COLUMNS, document_from, profiles_format, sections_format
from vectorstore.types import CareerProfile, Document, Section, Span


def find_damage(connection: sqlite3.Connection, dense: DenseIndex, dimension: int) -> list[str]:
    """One sentence for each contradiction found; empty when there is none."""
    return [
        *_integrity(connection),
        *_documents(connection),
        *_chunks(connection),
        *_embeddings(connection, dimension),
        *_indexes(connection, dense),
    ]


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    for (finding,) in connection.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield f"the database reports: {finding}"


def _documents(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute(
        f"SELECT {DOCUMENT_COLUMNS}, sections, profiles, originals.content FROM documents"
        " LEFT JOIN originals ON originals.document = documents.id"
    )
    for row in rows:
        document = document_from(row)
        content: bytes | None = row["content"]
        if content is None or sha256(content).hexdigest() != document.sha256:
            yield f"{document.id}: the stored original is not the one that was read"
        yield from _spans(
            document,
            sections_format().validate_json(row["sections"]),
            profiles_format().validate_json(row["profiles"]),
        )


def _spans(document: Document, sections: tuple[Section, ...], profiles: tuple[CareerProfile, ...]) -> Iterator[str]:
    named = [(f"section {section.title!r}", section.span) for section in sections]
    named += [(f"a {fact.attribute} of {profile.name}", fact.span) for profile in profiles for fact in profile.facts]
    for name, span in named:
        if not _inside(span, document):
            yield f"{document.id}: {name} spans {span.start} to {span.end} of {len(document.text)} characters"


def _inside(span: Span, document: Document) -> bool:
    return span.document == document.id and 0 <= span.start < span.end <= len(document.text)


def _chunks(connection: sqlite3.Connection) -> Iterator[str]:
    rows = connection.execute(
        'SELECT chunks.id, start, "end", chunks.text, chunks.document, documents.text AS whole, embeddings.key'
        " FROM chunks LEFT JOIN documents ON documents.id = chunks.document"
        " LEFT JOIN embeddings ON embeddings.key = chunks.embedding"
    )
    for row in rows:
        if row["whole"] is None:
            yield f"chunk {row['id']} belongs to {row['document']!r}, which is not stored"
        elif row["whole"][row["start"] : row["end"]] != row["text"]:
            yield f"{row['document']}: chunk {row['id']} is not the text at {row['start']} to {row['end']}"
        if row["key"] is None:
            yield f"{row['document']}: chunk {row['id']} has no vectors"


def _embeddings(connection: sqlite3.Connection, dimension: int) -> Iterator[str]:
    for row in connection.execute("SELECT key, vector, tokens FROM embeddings"):
        if len(row["vector"]) != dimension * 4 or len(row["tokens"]) % (dimension + 4):
            yield f"embedding {row['key']} has not {dimension} components"
        elif not len(unpack_tokens(row["tokens"], dimension)):
            yield f"embedding {row['key']} has no token vectors"


def _indexes(connection: sqlite3.Connection, dense: DenseIndex) -> Iterator[str]:
    live = {row["point"] for row in connection.execute("SELECT DISTINCT point FROM chunks")}
    present = dense.ids()
    if missing := live - present:
        yield f"the vector index lacks {len(missing)} of {len(live)} vectors"
    if orphans := present - live:
        yield f"the vector index holds {len(orphans)} vectors that belong to no chunk"
    chunks, words = connection.execute("SELECT (SELECT count(*) FROM chunks), (SELECT count(*) FROM words)").fetchone()
    if chunks != words:
        yield f"the lexical index holds {words} entries for {chunks} chunks"
