"""Databases of every earlier version come up with all rows, after a copy; or stay as they were."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from desktop.core.errors import AppError, DatabaseDamaged, DatabaseTooNew, NoRoomToUpgrade
from desktop.core.note import NoteKey
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.store import database as database_module
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database, is_of_earlier_version
from desktop.store.notes_repository import NotesRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests.full_disk import leave_free
from tests.store.store_rows import NOW

SCHEMA = sorted(database_module._SCHEMA.glob("*.sql"))
NEWEST = len(SCHEMA)
EARLIER = range(1, NEWEST)
ROWS = 300

Tables = dict[str, list[dict[str, object]]]


def schema_of(folder: Path, version: int, *more: str) -> Path:
    """A schema folder as the program of `version` had it, with scripts that come after."""
    folder.mkdir()
    for file in SCHEMA[:version]:
        shutil.copy(file, folder)
    for number, script in enumerate(more):
        (folder / f"9{number:03}_more.sql").write_text(script, encoding="utf-8")
    return folder


def make(path: Path, version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database as the program of `version` left it, with rows in each of its tables."""
    with monkeypatch.context() as earlier:
        earlier.setattr(database_module, "_SCHEMA", schema_of(tmp_path / f"schema {version}", version))
        database = Database(path)
        with database.transaction() as connection:
            for number in range(ROWS):
                for table, row in _rows(number):
                    names, marks = ", ".join(row), ", ".join("?" * len(row))
                    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", [*row.values()])
        database.close()


def _rows(number: int) -> list[tuple[str, dict[str, object]]]:
    """One row of each table of the first version; columns by name, since later versions have more."""
    sid, name = f"CA{number}", f"דנה {number}"
    words = ("phone", "phone_forms", "error_message", "transcript_start")
    call = dict.fromkeys(words, "") | {"direction": "inbound", "status": "completed", "duration_s": number}
    numbers = {
        "row_id": number + 1,
        "sid": sid,
        "created_at": number,
        "has_recording": 1,
        "has_transcript": 0,
    }
    texts = ("currency", "invoice_number", "source", "from_email", "subject", "preview_status")
    more = ("preview_failure_reason", "source_file_name", "source_file_type", "preview_file_name")
    receipt = dict.fromkeys((*texts, *more, "preview_file_type", "error_message"), "")
    kept = {"kind": "recording", "id": sid, "path": name, "size": 1, "sha256": "00", "extension": "wav"}
    return [
        ("calls", call | numbers | {"seen_at": 0, "lead_name": name, "summary": name}),
        ("call_texts", {"row_id": number + 1, "search_text": name, "transcript": name}),
        (
            "receipts",
            receipt
            | {"row_id": number, "vendor": name, "search_text": name, "status": "approved", "seen_at": 0},
        ),
        ("kept_files", kept | {"kept_at": 0}),
        ("meta", {"name": sid, "value": name}),
    ]


def tables(path: Path, like: Tables | None = None) -> Tables:
    """All rows of all plain tables, each as its values by column; of `like`'s tables and columns alone."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'call_search%'"
        names = like if like is not None else [row["name"] for row in connection.execute(sql)]
        found: Tables = {}
        for name in names:
            wanted = ", ".join(like[name][0]) if like and like[name] else "*"
            rows = connection.execute(f"SELECT {wanted} FROM {name} ORDER BY 1").fetchall()
            found[name] = [dict(row) for row in rows]
        return found


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def copies(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.glob("lists.before-*"))


@pytest.mark.parametrize("version", EARLIER)
def test_that_it_will_be_changed_is_known_before_it_is_opened(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lists.db"
    assert not is_of_earlier_version(path)
    make(path, version, tmp_path, monkeypatch)
    assert is_of_earlier_version(path)
    Database(path).close()
    assert not is_of_earlier_version(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    assert not is_of_earlier_version(path)


@pytest.mark.parametrize("version", EARLIER)
def test_every_earlier_version_comes_up_with_all_its_rows(
    tmp_path: Path, version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lists.db"
    make(path, version, tmp_path, monkeypatch)
    before = tables(path)
    assert all(len(before[name]) == ROWS for name, _ in _rows(0))
    database = Database(path)
    calls, receipts = CallsRepository(database), ReceiptsRepository(database)
    assert len(calls.ids(CallQuery(text="דנה"), NOW)) == len(receipts.ids(ReceiptQuery(text="דנה"))) == ROWS
    assert tables(path, like=before) == before
    NotesRepository(database).put({NoteKey.call("CA7"): "נכתב"}, NOW)
    database.close()
    assert version_of(path) == NEWEST
    # What it was before stands beside it, and opens as it was.
    copy = path.with_name(f"lists.before-{version}.db")
    assert copies(path) == [copy.name]
    assert (tables(copy), version_of(copy)) == (before, version)
    if os.name == "posix":
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


def test_the_newest_version_is_opened_without_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "lists.db"
    Database(path).close()
    Database(path).close()
    assert [file.name for file in tmp_path.iterdir()] == ["lists.db"]


def test_the_newest_two_copies_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lists.db"
    make(path, 2, tmp_path, monkeypatch)
    for name in ("lists.before-1.db", "lists.before-0.db", "lists.before-x.db"):
        (tmp_path / name).write_bytes(b"")
    Database(path).close()
    assert copies(path) == ["lists.before-1.db", "lists.before-2.db", "lists.before-x.db"]


@pytest.mark.parametrize("script", ["CREATE TABLE meta (x);", "INSERT INTO meta VALUES (1); no sql;"])
def test_an_upgrade_that_fails_leaves_everything_as_it_was(
    tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lists.db"
    make(path, 1, tmp_path, monkeypatch)
    before = tables(path)
    with monkeypatch.context() as broken:
        broken.setattr(database_module, "_SCHEMA", schema_of(tmp_path / "broken", NEWEST, script))
        with pytest.raises(DatabaseDamaged):
            Database(path)
    assert (tables(path), version_of(path)) == (before, 1)
    Database(path).close()
    assert version_of(path) == NEWEST


def test_without_room_for_the_copy_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lists.db"
    make(path, 1, tmp_path, monkeypatch)
    before = tables(path)
    with monkeypatch.context() as full:
        leave_free(full, 1 << 20)
        with pytest.raises(NoRoomToUpgrade) as refused:
            Database(path)
    assert refused.value.needed > refused.value.free == 1 << 20
    assert (tables(path), version_of(path), copies(path)) == (before, 1, [])
    Database(path).close()
    assert version_of(path) == NEWEST


def test_a_copy_that_cannot_be_written_stops_the_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lists.db"
    make(path, 1, tmp_path, monkeypatch)
    (tmp_path / "lists.before-1.db.part").mkdir()
    with pytest.raises(AppError):
        Database(path)
    assert version_of(path) == 1


def test_damage_is_found_while_copying(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lists.db"
    make(path, 1, tmp_path, monkeypatch)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(DatabaseDamaged):
        Database(path)
    assert copies(path) == []


def test_a_newer_schema_is_refused_and_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "lists.db"
    Database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    before = path.read_bytes()
    with pytest.raises(DatabaseTooNew):
        Database(path)
    assert (path.read_bytes(), copies(path)) == (before, [])


SLOW_UPGRADE = """
INSERT INTO meta
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers LIMIT 100000000)
SELECT 'slow ' || n, '' FROM numbers;
"""
CHILD = """
import sys
from pathlib import Path
from desktop.store import database
database._SCHEMA = Path(sys.argv[2])
database.Database(Path(sys.argv[1]))
"""


def test_killed_in_the_middle_of_an_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "lists.db"
    make(path, 1, tmp_path, monkeypatch)
    before = tables(path)
    slow = schema_of(tmp_path / "slow", NEWEST, SLOW_UPGRADE)
    with subprocess.Popen([sys.executable, "-c", CHILD, path, slow]) as child:
        # So much is written by then that part of it is in the file beside the database.
        wal = path.with_name("lists.db-wal")
        ends = time.monotonic() + 40
        while not (wal.exists() and wal.stat().st_size > 1 << 20) and time.monotonic() < ends:
            time.sleep(0.01)
        child.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
    assert copies(path) == ["lists.before-1.db"]
    assert tables(path.with_name("lists.before-1.db")) == before
    Database(path).close()
    assert version_of(path) == NEWEST
    assert tables(path, like=before) == before


SEEN = "1 2 3 4 5 6 7 9 10 12 13 14 20 21 22 24 25 26 27 28 29 30 32 33 34 35 36"
"""The scripts of databases that users have."""


def test_a_new_script_stands_behind_all_that_databases_have_seen() -> None:
    """A database counts them: one in a gap would be left out by every older one."""
    numbers = [int(file.name.partition("_")[0]) for file in SCHEMA]
    assert numbers[: len(SEEN.split())] == [int(number) for number in SEEN.split()]
