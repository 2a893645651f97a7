"""The collection: documents, chunks and career profiles, searched by meaning and by words.

One SQLite file is the truth and its commit is the switch; Chroma indexes the vectors that are in it. Readers notice a
new generation by themselves, also when another process wrote it.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from vectorstore import database, searching
from vectorstore.changes import Applied, Changes, Progress, Writer
from vectorstore.dense import DenseIndex, Vectors
from vectorstore.embedding import Embedder
from vectorstore.errors import StoreBusyError
from vectorstore.opening import Opening, open_existing, open_for_rebuild
from vectorstore.profiles import Catalogue, build_catalogue
from vectorstore.records import (
    CHUNK_COLUMNS,
    DOCUMENT_COLUMNS,
    STORED_DOCUMENTS,
    chunk_from,
    document_from,
    profiles_format,
    sections_format,
    strings_format,
)
from vectorstore.settings import StoreConfig
from vectorstore.types import CareerProfile, Chunk, Document, Passage, Section
from vectorstore.verification import find_damage


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of one document, without its text: provenance, and how much was recognised in it."""

    id: str
    title: str
    sha256: str
    origins: tuple[str, ...]
    licence: str | None
    reader: str
    warnings: tuple[str, ...]
    sections: int
    chunks: int
    facts: int
    careers: tuple[str, ...]


@dataclass(slots=True)
class _Snapshot:
    """What has been read of one generation."""

    generation: int
    documents: list[Document] | None = None
    chunks: list[Chunk] | None = None
    catalogue: Catalogue | None = None


class Store:
    """An open store. Safe to share between threads; close it, or use it as a context manager."""

    def __init__(self, config: StoreConfig, embedder: Embedder, opening: Opening) -> None:
        self._folder = config.path
        self._embedder = embedder
        self._opening = opening
        self._connection = opening.connection
        self._lock = threading.RLock()
        self._dense = DenseIndex(config.path / "chroma", f"chunks-{database.fingerprint(embedder)}")
        self._snapshot = _Snapshot(self._stored_generation())

    @classmethod
    def open(cls, config: StoreConfig, embedder: Embedder, *, create: bool = False, rebuild: bool = False) -> Store:
        """The store at `config.path`.

        `create` makes an empty one where there is none. `rebuild` opens one that is damaged or was built otherwise,
        with the documents that can still be read; searching it comes after changes with `rebuild` are applied.

        Raises:
            StoreMissingError: there is none and `create` is false.
            StoreMismatchError: it was built with another model, weights, dimension, distance or schema.
            StoreDamagedError: its files cannot be read.
        """
        found = open_for_rebuild(config.path) if rebuild else open_existing(config.path, embedder, create=create)
        try:
            return cls(config, embedder, found)
        except BaseException:
            found.connection.close()
            raise

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._dense.close()
            self._connection.close()

    @property
    def embedder(self) -> Embedder:
        """What the store's vectors are made with."""
        return self._embedder

    @property
    def faults(self) -> Mapping[Path, str]:
        """What a rebuild could not read of the store's former databases, which are kept."""
        return self._opening.faults

    @property
    def generation(self) -> int:
        """A number that grows with every change, whoever made it; 0 for an empty store."""
        return self._current().generation

    def documents(self) -> list[Document]:
        """All documents, in corpus order."""
        snapshot = self._current()
        if snapshot.documents is None:
            rows = self._rows(f"SELECT {DOCUMENT_COLUMNS} FROM documents ORDER BY position")
            snapshot.documents = [document_from(row) for row in rows]
        return list(snapshot.documents)

    def document(self, document: str) -> Document:
        """The document with this id.

        Raises:
            KeyError: no stored document has this id.
        """
        return document_from(self._row_of(document, DOCUMENT_COLUMNS))

    def stored(self) -> list[Stored]:
        """All documents without their text, in corpus order."""
        self._current()
        strings = strings_format().validate_json
        return [
            Stored(
                id=row["id"],
                title=row["title"],
                sha256=row["sha256"],
                origins=strings(row["origins"]),
                licence=row["licence"],
                reader=row["reader"],
                warnings=strings(row["warnings"]),
                sections=row["sections"],
                chunks=row["chunks"],
                facts=row["facts"],
                careers=strings(row["careers"]),
            )
            for row in self._rows(STORED_DOCUMENTS)
        ]

    def original(self, document: str) -> bytes:
        """The bytes a document was read from.

        Raises:
            KeyError: no stored document has this id.
        """
        self._row_of(document, "id")
        (row,) = self._rows("SELECT content FROM originals WHERE document = ?", document)
        content: bytes = row["content"]
        return content

    def sections(self, document: str) -> list[Section]:
        """The sections of a document, in order.

        Raises:
            KeyError: no stored document has this id.
        """
        return list(sections_format().validate_json(self._row_of(document, "sections")["sections"]))

    def profiles(self) -> list[CareerProfile]:
        """Every document's career profiles, in corpus order."""
        self._current()
        rows = self._rows("SELECT profiles FROM documents ORDER BY position")
        return [profile for row in rows for profile in profiles_format().validate_json(row["profiles"])]

    def catalogue(self) -> Catalogue:
        """The careers that the documents describe."""
        snapshot = self._current()
        if snapshot.catalogue is None:
            snapshot.catalogue = build_catalogue(self.profiles())
        return snapshot.catalogue

    def chunks(self) -> list[Chunk]:
        """All chunks, document by document, in order."""
        snapshot = self._current()
        if snapshot.chunks is None:
            rows = self._rows(
                f"SELECT {CHUNK_COLUMNS} FROM chunks JOIN documents ON documents.id = chunks.document"
                " ORDER BY documents.position, chunks.position"
            )
            snapshot.chunks = [chunk_from(row) for row in rows]
        return list(snapshot.chunks)

    def search_dense(self, vector: Vectors, *, k: int, documents: Sequence[str] | None = None) -> list[Passage]:
        """The `k` chunks (of `documents`, when given) nearest to a unit vector, best first; scores are cosines."""
        self._current()
        return searching.search_dense(self._rows, self._dense, vector, k=k, documents=documents)

    def search_lexical(self, query: str, *, k: int, documents: Sequence[str] | None = None) -> list[Passage]:
        """The `k` chunks (of `documents`, when given) that best match the words of `query`; scores are BM25."""
        self._current()
        return searching.search_lexical(self._rows, query, k=k, documents=documents)

    def token_vectors(self, ids: Sequence[str]) -> dict[str, Vectors]:
        """Token vectors (t, d), unit rows, by chunk id; ids that are not stored are left out."""
        return searching.token_vectors(self._rows, ids, self._embedder.dimension)

    @contextmanager
    def writing(self, *, timeout_s: float = 0) -> Iterator[None]:
        """Hold the store's only right to write, waiting up to `timeout_s` seconds for it.

        Raises:
            StoreBusyError: another process, or thread, holds it.
        """
        lock = FileLock(self._folder / "write.lock", is_singleton=True)
        try:
            lock.acquire(timeout=timeout_s)
        except Timeout as error:
            raise StoreBusyError(
                f"another ingest is writing to {self._folder}: wait for it to end, then run `python -m ingest` again"
            ) from error
        try:
            yield
        finally:
            lock.release()

    def apply(self, changes: Changes, progress: Progress | None = None) -> Applied:
        """Make the store hold `changes`: readers, here and elsewhere, see all of them at once.

        Raises:
            StoreBusyError: another process is writing.
            StoreError: the disk is full, or the store cannot be written to; the old state stays.
        """
        with self.writing(timeout_s=0), self._writer() as writer:
            applied = writer.apply(changes, progress)
            with self._lock:
                self._snapshot = _Snapshot(applied.generation)
        if changes.rebuild:
            database.drop(self._opening.spent)
        return applied

    def heal(self) -> None:
        """Put right what an interrupted run left behind in the dense index; quick when nothing is wrong."""
        with self.writing(timeout_s=0), self._writer() as writer:
            writer.heal()

    def verify(self) -> list[str]:
        """One sentence for everything stored that contradicts something else stored; empty when all is well."""
        self._current()
        with self._lock:
            return find_damage(self._connection, self._dense, self._embedder.dimension)

    @contextmanager
    def _writer(self) -> Iterator[Writer]:
        with database.translated(self._folder):
            connection = database.connect(self._folder)
            try:
                # What another process has written since must be seen before it is compared or added to.
                self._dense.reopen()
                yield Writer(connection, self._dense, self._embedder)
            finally:
                connection.close()

    def _current(self) -> _Snapshot:
        with self._lock:
            generation = self._stored_generation()
            if generation != self._snapshot.generation:
                settings = database.read_settings(self._connection)
                database.require_match(self._folder, settings, self._embedder)
                self._dense.reopen()
                self._snapshot = _Snapshot(generation)
            return self._snapshot

    def _stored_generation(self) -> int:
        rows = self._rows("SELECT value FROM settings WHERE name = 'generation'")
        return int(rows[0]["value"]) if rows else 0

    def _rows(self, statement: str, *values: str | int | None) -> list[sqlite3.Row]:
        with self._lock, database.translated(self._folder):
            return self._connection.execute(statement, values).fetchall()

    def _row_of(self, document: str, columns: str) -> sqlite3.Row:
        self._current()
        for row in self._rows(f"SELECT {columns} FROM documents WHERE id = ?", document):
            return row
        raise KeyError(document)
