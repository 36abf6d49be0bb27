"""What an earlier version took for exported, without a file that there is, is new again after the upgrade."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from desktop.core.errors import AppError, NotAllowed, NotFound, Offline, PreviewMissing, SourceMissing
from desktop.core.kept_error import written_error
from desktop.store import database as database_module
from desktop.store.database import Database
from tests.store.test_store_upgrades import SCHEMA, schema_of

BEFORE = sum(file.name < "0034" for file in SCHEMA)
ASKED = (1, 2, 3, 4, 5, 6)
_EXPORT = (
    "INSERT INTO exports (export_id, key, kind, state, started_at, target, words, query, asked, row_count,"
    " file_count, missing, size) VALUES (?, ?, 'receipts', 'done', 0, x'2f', '[]', '', 6, 6, 0, 0, 0)"
)


def gap(connection: sqlite3.Connection, receipt: int, kind: str, reason: AppError, *, due: bool) -> None:
    position = connection.execute("SELECT COUNT(*) FROM export_gaps WHERE export_id = 2").fetchone()[0]
    values = 2, position, kind, str(receipt), written_error(reason), due
    connection.execute("INSERT INTO export_gaps VALUES (?, ?, ?, ?, ?, ?)", values)


def earlier(path: Path) -> None:
    """Two exports, of which the first has 1 and 2 whole, and the second lacks something of all but 6."""
    database = Database(path)
    with database.transaction() as connection:
        connection.execute(_EXPORT, (1, "a"))
        connection.execute(_EXPORT, (2, "b"))
        for export, receipts in ((1, ASKED[:2]), (2, ASKED)):
            for position, one in enumerate(receipts):
                values = export, position, str(one), 3 if export == 1 else 2
                sql = "INSERT INTO export_items (export_id, position, item, parts) VALUES (?, ?, ?, ?)"
                connection.execute(sql, values)
        for one in ASKED:
            connection.execute("INSERT INTO exported VALUES (?, 2, NULL, 2, NULL, NULL)", (one,))
        gap(connection, 1, "source", NotAllowed(), due=True)
        gap(connection, 3, "source", Offline(), due=True)
        gap(connection, 4, "source", SourceMissing(), due=True)
        gap(connection, 5, "source", NotFound(), due=True)
        gap(connection, 6, "preview", PreviewMissing(), due=False)
    database.close()


def test_an_export_that_lacked_something_counts_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.db"
    with monkeypatch.context() as version:
        version.setattr(database_module, "_SCHEMA", schema_of(tmp_path / "schema", BEFORE))
        earlier(path)
    database = Database(path)
    with database.reader() as connection:
        rows = connection.execute("SELECT receipt_id, export_id, parts FROM exported ORDER BY receipt_id")
        found = list(rows)
    database.close()
    # The first has an earlier one that is whole; of the third a file may still be had.
    assert found == [(1, 1, 3), (2, 2, 2), (4, 2, 2), (5, 2, 2), (6, 2, 2)]


def test_the_upgrade_looks_at_each_gap_once(tmp_path: Path) -> None:
    """Of a hundred thousand receipts without a preview: else their number by itself."""
    database = Database(tmp_path / "x.db")
    script = next(file for file in SCHEMA if file.name.startswith("0034"))
    update = "UPDATE" + script.read_text("utf-8").partition("UPDATE")[2].partition(";")[0]
    with database.reader() as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {update}").fetchall()
    database.close()
    assert not [step for *_, step in plan if "CORRELATED" in step]
