"""Database: one writer, readers beside it, its version, its errors, its ends."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop.core.errors import (
    AppError,
    Cancelled,
    DatabaseDamaged,
    DatabaseTooNew,
    DiskFailed,
    DiskFull,
)
from desktop.store.database import Database, read_only_uri, set_aside_damaged
from desktop.store.database_errors import database_errors
from desktop.store.meta_repository import MetaRepository

Child = Callable[..., subprocess.CompletedProcess[str]]
POSIX = pytest.mark.skipif(os.name != "posix", reason="rights and signals as POSIX has them")


def put(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("INSERT INTO meta VALUES (?, '')", (name,))


def names(database: Database) -> set[str]:
    with database.reader() as connection:
        return {row[0] for row in connection.execute("SELECT name FROM meta")}


# -- reading and writing -------------------------------------------------------------------------


def test_what_was_written_is_there_after_opening_again(tmp_path: Path) -> None:
    first = Database(tmp_path / "lists.db")
    MetaRepository(first).set("synced_at", "now")
    first.close()
    second = Database(tmp_path / "lists.db")
    assert MetaRepository(second).get("synced_at") == "now"
    assert MetaRepository(second).get("other", "default") == "default"
    second.close()


def test_a_failing_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(KeyError), database.transaction() as connection:
        put(connection, "a")
        raise KeyError
    assert names(database) == set()
    with database.transaction() as connection:
        put(connection, "b")
    assert names(database) == {"b"}


def test_an_inner_transaction_is_undone_alone(database: Database) -> None:
    with database.transaction() as outer:
        put(outer, "outer")
        with pytest.raises(KeyError), database.transaction() as inner:
            put(inner, "lost")
            raise KeyError
        with database.transaction() as inner:
            put(inner, "kept")
    assert names(database) == {"outer", "kept"}


def test_an_inner_transaction_goes_with_its_outer_one(database: Database) -> None:
    with pytest.raises(KeyError), database.transaction():
        with database.transaction() as inner:
            put(inner, "a")
        raise KeyError
    assert names(database) == set()


def test_readers_see_what_is_committed_only(database: Database) -> None:
    with database.transaction() as connection:
        put(connection, "a")
        assert names(database) == set()
    assert names(database) == {"a"}


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises(DiskFailed), database.reader() as connection:
        put(connection, "a")


def test_only_the_writer_checkpoints(database: Database) -> None:
    with database.reader() as connection:
        assert connection.execute("PRAGMA wal_autocheckpoint").fetchone() == (0,)
        assert connection.execute("PRAGMA query_only").fetchone() == (1,)
    with database.transaction() as connection:
        assert connection.execute("PRAGMA wal_autocheckpoint").fetchone() != (0,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_durable_is_durable_and_the_next_one_is_not(database: Database) -> None:
    full, normal = (2,), (1,)
    with database.transaction(durable=True) as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == full
    with database.transaction() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone() == normal


def test_a_network_drive_gets_no_wal_and_is_always_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.database.is_network_drive", lambda path: True)
    database = Database(tmp_path / "lists.db")
    with database.transaction() as connection:
        put(connection, "a")
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
        assert names(database) == set()
    assert names(database) == {"a"}
    assert not (tmp_path / "lists.db-wal").exists()
    database.close()


def test_many_threads_write_and_read_at_once(database: Database) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for step in range(20):
                with database.transaction() as connection:
                    put(connection, f"{number}-{step}")
                assert f"{number}-{step}" in names(database)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    assert len(names(database)) == 120


def test_threads_that_come_and_go_leave_no_connection_behind(database: Database) -> None:
    for _ in range(20):
        thread = threading.Thread(target=names, args=(database,))
        thread.start()
        thread.join(10)
    assert len(database._idle) == 1


# -- closing -------------------------------------------------------------------------------------


def test_after_closing_there_is_one_file_and_nobody_gets_in(tmp_path: Path) -> None:
    database = Database(tmp_path / "lists.db")
    names(database)
    database.close()
    database.close()
    assert [file.name for file in tmp_path.iterdir()] == ["lists.db"]
    with pytest.raises(Cancelled), database.reader():
        pass
    with pytest.raises(Cancelled), database.transaction():
        pass


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"


def test_closing_ends_a_read_under_way_in_another_thread(tmp_path: Path) -> None:
    database = Database(tmp_path / "lists.db")
    reading, errors = threading.Event(), []

    def read() -> None:
        try:
            with database.reader() as connection:
                reading.set()
                connection.execute(ENDLESS).fetchone()
        except AppError as error:
            errors.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    assert reading.wait(10)
    database.close()
    thread.join(10)
    assert [type(error) for error in errors] == [Cancelled]
    assert not (tmp_path / "lists.db-wal").exists()


def test_closing_waits_for_a_write_under_way(tmp_path: Path) -> None:
    database = Database(tmp_path / "lists.db")
    writing, go_on = threading.Event(), threading.Event()

    def write() -> None:
        with database.transaction() as connection:
            writing.set()
            assert go_on.wait(10)
            put(connection, "not lost")

    writer = threading.Thread(target=write)
    writer.start()
    assert writing.wait(10)
    closer = threading.Thread(target=database.close)
    closer.start()
    go_on.set()
    writer.join(10)
    closer.join(10)
    again = Database(tmp_path / "lists.db")
    assert names(again) == {"not lost"}
    again.close()


def test_a_reader_that_does_not_end_does_not_hold_up_closing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.database._LAST_READS_SECONDS", 0.0)
    database = Database(tmp_path / "lists.db")
    with database.reader() as connection:
        database.close()
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")


@POSIX
def test_files_are_for_this_user_only(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        database = Database(tmp_path / "lists.db")
        names(database)
        modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    finally:
        os.umask(before)
    database.close()
    assert modes == dict.fromkeys(["lists.db", "lists.db-wal", "lists.db-shm", "lists.db.open"], 0o600)


@pytest.mark.parametrize("folder", ["a b", "דנה", "50%", "what?#x", "a'b"])
def test_any_folder_name_will_do(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    database = Database(tmp_path / folder / "lists.db")
    with database.transaction() as connection:
        put(connection, "a")
    assert names(database) == {"a"}
    database.close()
    assert [file.name for file in (tmp_path / folder).iterdir()] == ["lists.db"]


def test_the_address_of_a_path(tmp_path: Path) -> None:
    class Drive:
        def absolute(self) -> Drive:
            return self

        def as_posix(self) -> str:
            return "C:/Users/דנה #1/50%.db"

    assert read_only_uri(Drive()) == "file:///C:/Users/דנה %231/50%25.db?mode=ro"  # type: ignore[arg-type]
    posix = tmp_path / "lists.db"
    assert read_only_uri(posix) == f"file://{posix.as_posix()}?mode=ro"


# -- versions, damage ----------------------------------------------------------------------------


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "lists.db"
    Database(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseTooNew):
        Database(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("version", [-1, 0])
def test_a_version_that_does_not_fit_the_tables_is_damage(tmp_path: Path, version: int) -> None:
    path = tmp_path / "lists.db"
    Database(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    with pytest.raises(DatabaseDamaged):
        Database(path)


def test_a_file_that_is_no_database_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "lists.db"
    path.write_bytes(b"<!doctype html>" * 1000)
    with pytest.raises(DatabaseDamaged):
        Database(path)


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "lists.db"
    path.touch()
    Database(path).close()


def test_what_is_damaged_is_set_aside_whole_and_a_new_one_can_be_made(tmp_path: Path) -> None:
    path = tmp_path / "lists.db"
    for side in ("", "-wal", "-shm"):
        path.with_name(path.name + side).write_bytes(b"damaged" + side.encode())
    aside = set_aside_damaged(path)
    assert aside.read_bytes() == b"damaged"
    assert aside.with_name(aside.name + "-wal").read_bytes() == b"damaged-wal"
    assert aside.with_name(aside.name + "-shm").read_bytes() == b"damaged-shm"
    assert aside.name.startswith("lists.damaged-")
    assert aside.suffix == ".db"
    path.write_bytes(b"damaged again")
    second = set_aside_damaged(path)
    assert second != aside
    Database(path).close()
    assert aside.exists()
    assert second.exists()


def damage(path: Path) -> None:
    """Overwrites the tables, not the schema: only a check of the whole file sees it."""
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE type = 'table' AND rootpage"
        roots = [row[0] for row in connection.execute(sql)]
    with path.open("r+b") as file:
        for root in roots:
            file.seek((root - 1) * 4096)
            file.write(b"\xa5" * 4096)


def test_quick_check_finds_damage_in_use(tmp_path: Path) -> None:
    database = Database(tmp_path / "lists.db")
    database.quick_check()
    database.close()
    damage(database.path)
    again = Database(tmp_path / "lists.db")
    with pytest.raises(DatabaseDamaged):
        again.quick_check()
    again.close()
    # The next start looks before it leaps.
    with pytest.raises(DatabaseDamaged):
        Database(tmp_path / "lists.db")


def test_after_an_unclean_end_the_file_is_checked_before_use(tmp_path: Path) -> None:
    database = Database(tmp_path / "lists.db")
    marker = tmp_path / "lists.db.open"
    assert marker.exists()
    database.close()
    assert not marker.exists()
    damage(database.path)
    marker.touch()
    for _ in range(2):
        with pytest.raises(DatabaseDamaged):
            Database(tmp_path / "lists.db")
    set_aside_damaged(database.path)
    Database(tmp_path / "lists.db").close()


def test_bugs_pass_as_they_are(database: Database) -> None:
    with pytest.raises(sqlite3.ProgrammingError), database.reader() as connection:
        connection.execute("SELECT ?", ())
    with pytest.raises(sqlite3.OperationalError, match="syntax error"), database.reader() as connection:
        connection.execute("SELEKT")
    with pytest.raises(sqlite3.IntegrityError), database.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', NULL)")


@pytest.mark.parametrize(
    ("code", "free", "kind"),
    [
        (sqlite3.SQLITE_CORRUPT, 0, DatabaseDamaged),
        (sqlite3.SQLITE_CORRUPT_INDEX, 10**9, DatabaseDamaged),
        (sqlite3.SQLITE_NOTADB, 0, DatabaseDamaged),
        (sqlite3.SQLITE_FULL, 0, DiskFull),
        (sqlite3.SQLITE_IOERR_SHMSIZE, 1000, DiskFull),
        (sqlite3.SQLITE_IOERR_WRITE, 10**9, DiskFailed),
        (sqlite3.SQLITE_CANTOPEN, 10**9, DiskFailed),
        (sqlite3.SQLITE_READONLY_DIRECTORY, 10**9, DiskFailed),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, 0, DiskFailed),
        (sqlite3.SQLITE_INTERRUPT, 10**9, Cancelled),
        (sqlite3.SQLITE_MISUSE, 10**9, sqlite3.OperationalError),
    ],
)
def test_what_sqlite_says_means(
    database: Database, monkeypatch: pytest.MonkeyPatch, code: int, free: int, kind: type[Exception]
) -> None:
    monkeypatch.setattr("desktop.store.database_errors.free_bytes", lambda path: free)
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    with pytest.raises(kind) as caught, database_errors(database.path):
        raise error
    assert type(caught.value) is kind


def test_a_missing_table_is_damage(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("DROP TABLE meta")
    with pytest.raises(DatabaseDamaged):
        MetaRepository(database).get("a")


def test_text_that_is_no_text_is_damage(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute("INSERT INTO meta VALUES ('a', CAST(X'ff' AS TEXT))")
    with pytest.raises(DatabaseDamaged):
        MetaRepository(database).get("a")


def test_a_full_disk_undoes_the_transaction_and_the_database_goes_on(database: Database) -> None:
    meta = MetaRepository(database)
    meta.set("before", "here")
    with database.transaction() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    with database._write_lock:
        database._writer.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull) as caught, database.transaction() as connection:
        put(connection, "half")
        connection.execute("INSERT INTO meta VALUES ('large', ?)", ("x" * 100_000,))
    assert caught.value.free > 0
    assert names(database) == {"before"}
    with database._write_lock:
        database._writer.execute("PRAGMA max_page_count = 1000000")
    meta.set("after", "here, too")
    assert names(database) == {"before", "after"}


def test_a_path_that_cannot_be_says_which(tmp_path: Path) -> None:
    (tmp_path / "lists.db").mkdir()
    with pytest.raises(DiskFailed) as caught:
        Database(tmp_path / "lists.db")
    assert caught.value.path == str(tmp_path / "lists.db")
    with pytest.raises(DiskFailed):
        Database(tmp_path / "missing" / "lists.db")


def test_another_writer_that_does_not_let_go_is_a_disk_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.store.database._BUSY_SECONDS", 0.0)
    database = Database(tmp_path / "lists.db")
    other = sqlite3.connect(tmp_path / "lists.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DiskFailed), database.transaction():
        pass
    other.execute("ROLLBACK")
    other.close()
    with database.transaction() as connection:
        put(connection, "a")
    database.close()


# -- unclean ends --------------------------------------------------------------------------------

DIES_WRITING = """
import os, signal, sys
from pathlib import Path
from desktop.store.database import Database
database = Database(Path(sys.argv[1]))
with database.transaction() as connection:
    connection.execute("INSERT INTO meta VALUES ('committed', '')")
with database.transaction() as connection:
    rows = ((f"half-{number}", "x" * 500) for number in range(int(sys.argv[2])))
    connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@POSIX
@pytest.mark.parametrize("rows", [1, 30_000])
def test_killed_in_a_transaction(tmp_path: Path, run_child: Child, rows: int) -> None:
    """With many rows the half transaction has reached the disk already."""
    child = run_child(DIES_WRITING, tmp_path / "lists.db", rows)
    assert child.returncode == -signal.SIGKILL, child.stderr
    assert (tmp_path / "lists.db.open").exists()
    database = Database(tmp_path / "lists.db")
    assert names(database) == {"committed"}
    database.quick_check()
    database.close()


OPENS_AND_CLOSES = """
import sys
from pathlib import Path
from desktop.store.database import Database
from desktop.store.database_errors import database_errors
from desktop.store.meta_repository import MetaRepository
database = Database(Path(sys.argv[1]))
MetaRepository(database).set("a", "b")
MetaRepository(database).get("a")
database.close()
"""


def test_a_closed_database_leaves_no_warning_at_exit(tmp_path: Path, run_child: Child) -> None:
    child = run_child(OPENS_AND_CLOSES, tmp_path / "lists.db")
    assert (child.returncode, child.stderr) == (0, "")


def test_python_here_knows_what_the_store_needs() -> None:
    assert sqlite3.sqlite_version_info >= (3, 37), "STRICT tables"
    assert sqlite3.threadsafety == 3, sys.version
