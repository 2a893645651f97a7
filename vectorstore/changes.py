"""Changes to the store, applied so that readers see the old state or the new one and nothing between.

Embeddings are kept by the digest of model and text and committed as they are made, so that an interrupted run loses
little and a renamed document costs nothing. Vectors enter the dense index before one SQLite transaction makes them
count, and leave it after: what the index holds beyond that is ignored by search and swept by the next run.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from vectorstore.database import configured, fingerprint, read_settings, transaction, write_settings
from vectorstore.dense import DenseIndex, Point, Vectors
from vectorstore.embedding import Embedder
from vectorstore.indexed_text import IndexedText, indexed_texts
from vectorstore.late_interaction import pack_tokens
from vectorstore.records import (
    CHUNK_COLUMNS,
    DOCUMENT_COLUMNS,
    chunk_row,
    document_row,
    profiles_format,
    sections_format,
    strings_format,
)
from vectorstore.types import CareerProfile, Chunk, Document, Section

Progress = Callable[[int, int], None]  # chunks embedded so far, chunks to embed
_EMBEDDED_AT_ONCE = 512


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as read: all that the store keeps of it. `reader` names the version of the code that read it."""

    document: Document
    sections: tuple[Section, ...] = ()
    chunks: tuple[Chunk, ...] = ()
    profiles: tuple[CareerProfile, ...] = ()
    warnings: tuple[str, ...] = ()
    original: bytes = b""
    reader: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """What to write: entries to add or replace, ids to remove, and the ids of the corpus in order.

    With `rebuild` nothing stored before is kept or reused.
    """

    replace: tuple[Entry, ...] = ()
    remove: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    rebuild: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying changes cost: chunks written, and how many texts had to be embedded for them."""

    chunks: int
    embedded: int
    generation: int


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A chunk with its indexed text, the key of its embedding and the id of its point in the dense index."""

    chunk: Chunk
    text: IndexedText
    key: str
    point: str


class Writer:
    """Applies changes through a connection of its own, so that readers never see an open transaction."""

    def __init__(self, connection: sqlite3.Connection, dense: DenseIndex, embedder: Embedder) -> None:
        self._connection = connection
        self._dense = dense
        self._embedder = embedder
        self._fingerprint = fingerprint(embedder)

    def apply(self, changes: Changes, progress: Progress | None = None) -> Applied:
        """Make the store hold `changes`, as one switch of generation."""
        indexed = {entry.document.id: self._indexed(entry.chunks) for entry in changes.replace}
        interrupted = read_settings(self._connection).get("sweep") == "yes"
        written = [each for chunks in indexed.values() for each in chunks]
        embedded = self._embed(written, progress, reuse=not changes.rebuild)
        write_settings(self._connection, {"sweep": "yes"})
        stale = self._points_of(changes)
        self._add_missing(written)
        generation = self._switch(changes, indexed)
        self._sweep(stale, everything=interrupted or changes.rebuild)
        return Applied(len(written), embedded, generation)

    def heal(self) -> None:
        """Make the dense index hold exactly what the database refers to, when an interrupted run left them apart."""
        live = self._connection.execute("SELECT count(DISTINCT point) FROM chunks").fetchone()[0]
        if read_settings(self._connection).get("sweep") == "yes" or self._dense.count() != live:
            self._sweep((), everything=True)

    def _indexed(self, chunks: Sequence[Chunk]) -> list[_Indexed]:
        indexed = []
        for chunk, text in zip(chunks, indexed_texts(chunks), strict=True):
            key = sha256(f"{self._fingerprint}\n{text.whole}".encode()).hexdigest()[:32]
            point = sha256(f"{chunk.span.document}\n{key}".encode()).hexdigest()[:32]
            indexed.append(_Indexed(chunk, text, key, point))
        return indexed

    def _embed(self, chunks: Iterable[_Indexed], progress: Progress | None, *, reuse: bool) -> int:
        texts = {each.key: each.text.whole for each in chunks}
        if reuse:
            for key in self._known(texts):
                del texts[key]
        waiting = list(texts.items())
        for start in range(0, len(waiting), _EMBEDDED_AT_ONCE):
            batch = waiting[start : start + _EMBEDDED_AT_ONCE]
            made = self._embedder.embed_texts([text for _, text in batch])
            rows = [
                (key, vector.tobytes(), pack_tokens(tokens))
                for (key, _), vector, tokens in zip(batch, made.vectors, made.tokens, strict=True)
            ]
            with transaction(self._connection):
                self._connection.executemany(
                    "INSERT OR REPLACE INTO embeddings (key, vector, tokens) VALUES (?, ?, ?)", rows
                )
            if progress is not None:
                progress(start + len(batch), len(waiting))
        return len(waiting)

    def _known(self, keys: Iterable[str]) -> set[str]:
        rows = self._connection.execute(
            "SELECT key FROM embeddings WHERE key IN (SELECT value FROM json_each(?))", (_json(keys),)
        )
        return {row["key"] for row in rows}

    def _points_of(self, changes: Changes) -> set[str]:
        touched = [*changes.remove, *(entry.document.id for entry in changes.replace)]
        rows = self._connection.execute(
            "SELECT point FROM chunks WHERE document IN (SELECT value FROM json_each(?))", (_json(touched),)
        )
        return {row["point"] for row in rows}

    def _add_missing(self, chunks: Iterable[_Indexed]) -> None:
        """Put the points of chunks into the dense index, with the vectors stored under their embedding's key."""
        points = {Point(each.point, each.chunk.span.document): each.key for each in chunks}
        live = self._connection.execute(
            "SELECT point FROM chunks WHERE point IN (SELECT value FROM json_each(?))",
            (_json(point.id for point in points),),
        )
        present = {row["point"] for row in live}
        self._add({point: key for point, key in points.items() if point.id not in present})

    def _add(self, points: Mapping[Point, str]) -> None:
        if not points:
            return
        rows = self._connection.execute(
            "SELECT key, vector FROM embeddings WHERE key IN (SELECT value FROM json_each(?))",
            (_json(points.values()),),
        )
        vectors: dict[str, Vectors] = {row["key"]: np.frombuffer(row["vector"], np.float32) for row in rows}
        self._dense.add(list(points), np.stack([vectors[key] for key in points.values()]))

    def _switch(self, changes: Changes, indexed: Mapping[str, Sequence[_Indexed]]) -> int:
        connection = self._connection
        with transaction(connection):
            replaced = [entry.document.id for entry in changes.replace]
            if changes.rebuild:
                replaced = [row["id"] for row in connection.execute("SELECT id FROM documents")] + replaced
            positions = {row["id"]: row["position"] for row in connection.execute("SELECT id, position FROM documents")}
            _delete_documents(connection, [*changes.remove, *replaced])
            for entry in changes.replace:
                position = positions.setdefault(entry.document.id, max(positions.values(), default=-1) + 1)
                self._insert(entry, indexed[entry.document.id], position)
            connection.executemany(
                "UPDATE documents SET position = ?1 WHERE id = ?2 AND position <> ?1", enumerate(changes.order)
            )
            generation = int(read_settings(connection).get("generation", "0")) + 1
            write_settings(connection, configured(self._embedder) | {"generation": str(generation)})
        return generation

    def _insert(self, entry: Entry, chunks: Sequence[_Indexed], position: int) -> None:
        connection, document = self._connection, entry.document
        connection.execute(
            f"INSERT INTO documents ({DOCUMENT_COLUMNS}, position, sections, profiles, warnings, reader)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *document_row(document),
                position,
                sections_format().dump_json(entry.sections).decode(),
                profiles_format().dump_json(entry.profiles).decode(),
                strings_format().dump_json(entry.warnings).decode(),
                entry.reader,
            ),
        )
        connection.execute("INSERT INTO originals (document, content) VALUES (?, ?)", (document.id, entry.original))
        for place, each in enumerate(chunks):
            row = connection.execute(
                f"INSERT INTO chunks ({CHUNK_COLUMNS.replace('chunks.', '')}, position, embedding, point)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*chunk_row(each.chunk), place, each.key, each.point),
            ).lastrowid
            connection.execute(
                "INSERT INTO words (rowid, head, body, about) VALUES (?, ?, ?, ?)",
                (row, each.text.head, each.text.text, each.text.words),
            )

    def _sweep(self, stale: Iterable[str], *, everything: bool) -> None:
        """Drop what nothing refers to: the `stale` points no longer live, or with `everything` whatever differs."""
        connection = self._connection
        if everything:
            rows = connection.execute("SELECT DISTINCT point, document, embedding FROM chunks").fetchall()
            live = {Point(row["point"], row["document"]): row["embedding"] for row in rows}
            present = self._dense.ids()
            self._add({point: key for point, key in live.items() if point.id not in present})
            self._dense.delete(sorted(present - {point.id for point in live}))
            self._dense.drop_other_collections()
        else:
            rows = connection.execute(
                "SELECT point FROM chunks WHERE point IN (SELECT value FROM json_each(?))", (_json(stale),)
            ).fetchall()
            self._dense.delete(sorted(set(stale) - {row["point"] for row in rows}))
        with transaction(connection):
            connection.execute("DELETE FROM embeddings WHERE key NOT IN (SELECT embedding FROM chunks)")
            write_settings(connection, {"sweep": "no"})


def _delete_documents(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    for document in ids:
        connection.execute("DELETE FROM words WHERE rowid IN (SELECT row FROM chunks WHERE document = ?)", (document,))
        connection.execute("DELETE FROM chunks WHERE document = ?", (document,))
        connection.execute("DELETE FROM originals WHERE document = ?", (document,))
        connection.execute("DELETE FROM documents WHERE id = ?", (document,))


def _json(values: Iterable[str]) -> str:
    return json.dumps(list(values))
