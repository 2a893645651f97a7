import sqlite3

import pytest

from vectorstore.database import transaction


def test_a_full_disk_is_what_the_error_says() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE t (content BLOB)")
    connection.execute("PRAGMA max_page_count = 3")
    with pytest.raises(sqlite3.OperationalError, match="disk is full"), transaction(connection):
        connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_what_fails_within_a_transaction_leaves_nothing() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE t (n INTEGER)")

    def insert_and_fail() -> None:
        with transaction(connection):
            connection.execute("INSERT INTO t VALUES (1)")
            raise KeyError("later")

    with pytest.raises(KeyError):
        insert_and_fail()
    assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)
