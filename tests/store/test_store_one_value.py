"""A row that is read as one value says what it says when it is read column by column."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.errors import DatabaseDamaged
from desktop.store.database_errors import database_errors
from desktop.store.one_value import one_value, values_of
from desktop.store.row_values import SqlValue

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
NUMBERS = st.integers(-(2**63), 2**63 - 1)


@given(st.lists(st.none() | NUMBERS | WORDS, min_size=1, max_size=30))
def test_all_of_it_comes_back(row: list[SqlValue]) -> None:
    names = [f"c{number}" for number in range(len(row))]
    columns = ", ".join(names)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE t ({', '.join(f'{name} ANY' for name in names)}) STRICT")
        connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", row)
        found = connection.execute(f"SELECT {one_value(columns)} FROM t").fetchone()
        assert values_of(found) == row


def test_bytes_are_in_a_damaged_file_alone(tmp_path: Path) -> None:
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(DatabaseDamaged),
        database_errors(tmp_path),
    ):
        connection.execute(f"SELECT {one_value('CAST(1 AS BLOB)')}").fetchone()
