"""Documents carried over from a database that cannot be used as it is: one of another schema, or a damaged one.

What no folder holds (uploads, fetched pages) stands in the store alone, so a rebuild must not begin with nothing.
Carried are each document's text, provenance and original bytes; sections, chunks and facts are read again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from vectorstore.database import transaction
from vectorstore.records import DOCUMENT_COLUMNS


def carry_over(connection: sqlite3.Connection, files: Sequence[Path]) -> dict[Path, str]:
    """What is wrong with each of `files` that could not be carried over whole; empty when nothing is.

    The documents of the first file that yields any enter the database of `connection`, which must hold none.

    Raises:
        sqlite3.Error: they cannot be written.
    """
    faults: dict[Path, str] = {}
    for file in files:
        try:
            rows = list(_rows(file))
        except sqlite3.DatabaseError as error:
            faults[file] = f"this former database of the store cannot be read ({error}); it is kept"
            continue
        intact = [row for row in rows if row is not None]
        if len(intact) < len(rows):
            lost = len(rows) - len(intact)
            faults[file] = f"{lost} of {len(rows)} documents in this former database cannot be read; it is kept"
        if intact:
            _insert(connection, intact)
            break
    return faults


def _rows(file: Path) -> Iterator[sqlite3.Row | None]:
    """Each document of a database file with its original, in corpus order; None for one that is damaged."""
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=rw", uri=True)
    connection.row_factory = sqlite3.Row
    try:
        for row in connection.execute("SELECT id FROM documents ORDER BY position").fetchall():
            yield _intact(connection, row["id"])
    finally:
        connection.close()


def _intact(connection: sqlite3.Connection, document: str) -> sqlite3.Row | None:
    try:
        row: sqlite3.Row | None = connection.execute(
            f"SELECT {DOCUMENT_COLUMNS}, content FROM documents JOIN originals ON document = id WHERE id = ?",
            (document,),
        ).fetchone()
    except sqlite3.DatabaseError:
        return None
    return row if row is not None and sha256(row["content"]).hexdigest() == row["sha256"] else None


def _insert(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> None:
    names = [name.strip() for name in DOCUMENT_COLUMNS.split(",")]
    # No version of the reader: the next ingest reads them, also when this rebuild is interrupted.
    columns = f"{DOCUMENT_COLUMNS}, position, sections, profiles, warnings, reader"
    values = f"{', '.join('?' * len(names))}, ?, '[]', '[]', '[]', ''"
    with transaction(connection):
        for position, row in enumerate(rows):
            known = [row[name] for name in names]
            connection.execute(f"INSERT INTO documents ({columns}) VALUES ({values})", (*known, position))
            connection.execute("INSERT INTO originals (document, content) VALUES (?, ?)", (row["id"], row["content"]))
