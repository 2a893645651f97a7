"""The store's SQLite file: opened, checked against what is configured, its errors put into words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from vectorstore.dense import DISTANCE
from vectorstore.embedding import Embedder
from vectorstore.errors import StoreDamagedError, StoreError, StoreMismatchError, StoreMissingError
from vectorstore.records import SCHEMA, SCHEMA_VERSION

REBUILD = "run `python -m ingest --rebuild`"
_DAMAGED = "damaged-"  # begins the names of databases set aside


def database_file(folder: Path) -> Path:
    """The database of this schema in a store's folder; another schema has another file, so both can exist."""
    return folder / f"store-v{SCHEMA_VERSION}.sqlite3"


def configured(embedder: Embedder) -> dict[str, str]:
    """The settings that stored vectors depend on, by name."""
    return {
        "model": embedder.name,
        "checksum": embedder.checksum,
        "dimension": str(embedder.dimension),
        "distance": DISTANCE,
    }


def fingerprint(embedder: Embedder) -> str:
    """A short digest of what stored vectors depend on: part of every embedding's key and of the index's name."""
    return sha256("\n".join(configured(embedder).values()).encode()).hexdigest()[:16]


def connect(folder: Path) -> sqlite3.Connection:
    """A connection to the database in `folder`, which must exist; transactions are begun explicitly."""
    # A path with "?" or "%" in it must not be read as part of a URI, hence as_uri().
    address = f"{database_file(folder).resolve().as_uri()}?mode=rw"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=30)
    connection.row_factory = sqlite3.Row
    return connection


def require_database(folder: Path) -> None:
    """Return when `folder` holds a database of this schema.

    Raises:
        StoreMissingError: there is none.
        StoreMismatchError: there is only one of another schema.
    """
    if database_file(folder).is_file():
        return
    others = other_schemas(folder)
    if others:
        raise StoreMismatchError(f"{others[0]} has another schema than {database_file(folder).name}: {REBUILD}")
    raise StoreMissingError(f"there is no store in {folder}: run `python -m ingest`")


def create_database(folder: Path) -> None:
    """Make the folder and an empty database in it; what exists already is kept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        database_file(folder).touch()
    except OSError as error:
        raise StoreError(f"cannot write to {folder} ({error.strerror}): choose another ADVISOR_STORE__PATH") from error
    with translated(folder):
        connection = connect(folder)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(SCHEMA)
        finally:
            connection.close()


def set_aside(folder: Path) -> None:
    """Rename a database that cannot be read, so that a rebuild can start afresh; none set aside before is lost."""
    number = 1 + sum(1 for _ in folder.glob(f"{_DAMAGED}*.sqlite3"))
    current = database_file(folder)
    for file in folder.glob(f"{current.name}*"):
        # The write-ahead log belongs to the database by its name.
        file.replace(folder / f"{_DAMAGED}{number}-{file.name}")


def damaged(folder: Path) -> list[Path]:
    """The databases set aside, the latest first."""
    return sorted(folder.glob(f"{_DAMAGED}*.sqlite3"), key=lambda file: file.stat().st_mtime, reverse=True)


def other_schemas(folder: Path) -> list[Path]:
    """The databases of other schemas, the highest version first."""
    found = [file for file in folder.glob("store-v*.sqlite3") if file != database_file(folder)]
    return sorted(found, key=lambda file: (len(file.name), file.name), reverse=True)


def drop(files: Iterable[Path]) -> None:
    """Delete databases with what belongs to them."""
    for file in files:
        for each in file.parent.glob(f"{file.name}*"):
            each.unlink()


def read_settings(connection: sqlite3.Connection) -> dict[str, str]:
    """All recorded settings by name; empty for a database that nothing was written to."""
    return {row["name"]: row["value"] for row in connection.execute("SELECT name, value FROM settings")}


def write_settings(connection: sqlite3.Connection, settings: Mapping[str, str]) -> None:
    """Record settings; those not named keep their value."""
    connection.executemany("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", settings.items())


def require_match(folder: Path, recorded: Mapping[str, str], embedder: Embedder) -> None:
    """Return when the store was built with this embedder, or with nothing yet.

    Raises:
        StoreMismatchError: it was built with another model, weights, dimension or distance.
    """
    for name, wanted in configured(embedder).items():
        if recorded and recorded.get(name) != wanted:
            raise StoreMismatchError(
                f"the store in {folder} was built with {name} {recorded.get(name)!r}, configured is {wanted!r}: "
                f"{REBUILD}, or set ADVISOR_STORE__EMBEDDING_MODEL back"
            )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything within takes effect at its end, or nothing does."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk has SQLite roll back by itself: a second attempt would hide why.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """Put SQLite's errors into words.

    Raises:
        StoreDamagedError: the file is not a database or contradicts itself.
        StoreError: any other failure, such as a full disk.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreError(f"the store in {folder} cannot be used ({error}): free space or rights there") from error
    except sqlite3.DatabaseError as error:
        raise StoreDamagedError(f"the store in {folder} is damaged ({error}): {REBUILD}") from error
