"""Database: one writer, readers beside it, its files, its end."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from desktop.core.errors import AppError, Cancelled, DiskFailed
from desktop.store.database import Database, read_only_uri
from desktop.store.meta_repository import MetaRepository
from tests.store.store_kit import POSIX, names, put

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
