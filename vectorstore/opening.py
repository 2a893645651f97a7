"""A store's database opened: as it is, made anew, or for a rebuild whatever state it is in."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vectorstore import database
from vectorstore.carrying import carry_over
from vectorstore.embedding import Embedder
from vectorstore.errors import StoreDamagedError, StoreMissingError


@dataclass(frozen=True, slots=True)
class Opening:
    """An open database; `spent` are files that the rebuild makes useless, `faults` says what of others was not read."""

    connection: sqlite3.Connection
    spent: tuple[Path, ...] = ()
    faults: Mapping[Path, str] = field(default_factory=dict)


def open_existing(folder: Path, embedder: Embedder, *, create: bool) -> Opening:
    """The database in `folder`, which must match the embedder; `create` makes an empty one where there is none.

    Raises:
        StoreMissingError: there is none and `create` is false.
        StoreMismatchError: it was built with another model, weights, dimension, distance or schema.
        StoreDamagedError: it cannot be read.
    """
    try:
        database.require_database(folder)
    except StoreMissingError:
        if not create:
            raise
    if create:
        database.create_database(folder)
    with database.translated(folder):
        connection = database.connect(folder)
        try:
            built = {name: value for name, value in database.read_settings(connection).items() if name != "sweep"}
            database.require_match(folder, built, embedder)
        except BaseException:
            connection.close()
            raise
    return Opening(connection)


def open_for_rebuild(folder: Path) -> Opening:
    """The database in `folder` with every document that can still be read, whatever it was built with.

    A damaged one is set aside; its documents, or those of another schema's, are carried over into a new one.

    Raises:
        StoreError: it cannot be written to.
    """
    try:
        connection = _sound(folder)
    except StoreDamagedError:
        database.set_aside(folder)
        connection = _sound(folder)
    with database.translated(folder):
        try:
            others = database.other_schemas(folder)
            if connection.execute("SELECT count(*) FROM documents").fetchone()[0]:
                return Opening(connection, tuple(others))
            former = [*database.damaged(folder), *others]
            faults = carry_over(connection, former)
        except BaseException:
            connection.close()
            raise
    return Opening(connection, tuple(file for file in former if file not in faults), faults)


def _sound(folder: Path) -> sqlite3.Connection:
    database.create_database(folder)
    with database.translated(folder):
        connection = database.connect(folder)
        try:
            findings = [finding for (finding,) in connection.execute("PRAGMA quick_check(1)")]
        except BaseException:
            connection.close()
            raise
    if findings != ["ok"]:
        connection.close()
        raise StoreDamagedError(f"the store in {folder} is damaged ({findings[0]}): {database.REBUILD}")
    return connection
