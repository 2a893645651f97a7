"""The store's tables, and how rows become the values everybody passes on."""

from __future__ import annotations

import sqlite3
from functools import cache

from pydantic import TypeAdapter

from vectorstore.lexical import LEXICAL_SCHEMA
from vectorstore.types import CareerProfile, Chunk, Document, Part, Section, Span

SCHEMA_VERSION = 2

SCHEMA = f"""
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, position INTEGER NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, sha256 TEXT NOT NULL,
    origins TEXT NOT NULL, licence TEXT, page_starts TEXT NOT NULL,
    sections TEXT NOT NULL, profiles TEXT NOT NULL, warnings TEXT NOT NULL, reader TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS originals (document TEXT PRIMARY KEY, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS chunks (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, position INTEGER NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL,
    career TEXT, part TEXT, embedding TEXT NOT NULL, point TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS chunks_by_document ON chunks (document, position);
CREATE INDEX IF NOT EXISTS chunks_by_point ON chunks (point);
CREATE INDEX IF NOT EXISTS chunks_by_embedding ON chunks (embedding);
CREATE TABLE IF NOT EXISTS embeddings (key TEXT PRIMARY KEY, vector BLOB NOT NULL, tokens BLOB NOT NULL);
{LEXICAL_SCHEMA}
"""

DOCUMENT_COLUMNS = "id, title, text, sha256, origins, licence, page_starts"
CHUNK_COLUMNS = 'chunks.id, chunks.document, start, "end", chunks.text, kind, chunks.title, career, part'

STORED_DOCUMENTS = """
SELECT id, title, sha256, origins, licence, reader, warnings, json_array_length(sections) AS sections,
    (SELECT count(*) FROM chunks WHERE chunks.document = documents.id) AS chunks,
    (SELECT coalesce(sum(json_array_length(value, '$.facts')), 0) FROM json_each(profiles)) AS facts,
    (SELECT json_group_array(json_extract(value, '$.name')) FROM json_each(profiles)) AS careers
FROM documents ORDER BY position
"""


@cache
def sections_format() -> TypeAdapter[tuple[Section, ...]]:
    """Sections to JSON and back."""
    return TypeAdapter(tuple[Section, ...])


@cache
def profiles_format() -> TypeAdapter[tuple[CareerProfile, ...]]:
    """Profiles to JSON and back."""
    return TypeAdapter(tuple[CareerProfile, ...])


@cache
def strings_format() -> TypeAdapter[tuple[str, ...]]:
    """Strings to JSON and back."""
    return TypeAdapter(tuple[str, ...])


@cache
def numbers_format() -> TypeAdapter[tuple[int, ...]]:
    """Integers to JSON and back."""
    return TypeAdapter(tuple[int, ...])


@cache
def part_format() -> TypeAdapter[Part | None]:
    """A part or nothing to JSON and back."""
    return TypeAdapter(Part | None)


def document_row(document: Document) -> tuple[str, str, str, str, str, str | None, str]:
    """The values of `DOCUMENT_COLUMNS`."""
    return (
        document.id,
        document.title,
        document.text,
        document.sha256,
        strings_format().dump_json(document.origins).decode(),
        document.licence,
        numbers_format().dump_json(document.page_starts).decode(),
    )


def document_from(row: sqlite3.Row) -> Document:
    """The document of a row of `DOCUMENT_COLUMNS`."""
    return Document(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        sha256=row["sha256"],
        origins=strings_format().validate_json(row["origins"]),
        licence=row["licence"],
        page_starts=numbers_format().validate_json(row["page_starts"]),
    )


def chunk_row(chunk: Chunk) -> tuple[str, str, int, int, str, str, str, str | None, str]:
    """The values of `CHUNK_COLUMNS`."""
    part = part_format().dump_json(chunk.part).decode()
    span = chunk.span
    return (chunk.id, span.document, span.start, span.end, chunk.text, chunk.kind, chunk.title, chunk.career, part)


def chunk_from(row: sqlite3.Row) -> Chunk:
    """The chunk of a row of `CHUNK_COLUMNS`."""
    return Chunk(
        id=row["id"],
        span=Span(row["document"], row["start"], row["end"]),
        text=row["text"],
        kind=row["kind"],
        title=row["title"],
        career=row["career"],
        part=part_format().validate_json(row["part"]),
    )
