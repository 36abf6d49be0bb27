"""Database: other versions, damage, what SQLite says, unclean ends."""

from __future__ import annotations

import errno
import signal
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest

from desktop.core.errors import Cancelled, DatabaseDamaged, DatabaseTooNew, DiskFailed, DiskFull, OnlyReadable
from desktop.store.database import Database, set_aside_damaged
from desktop.store.database_errors import database_errors
from desktop.store.meta_repository import MetaRepository
from tests.campaigns.failing_disk import BROKEN, FULL, FailingDisk
from tests.full_disk import no_page_left, take_nothing
from tests.store.store_kit import POSIX, Child, names, put

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


def test_a_database_whose_drive_does_not_even_say_that_it_went(tmp_path: Path) -> None:
    """As a network drive on Windows; here by a name that no system takes."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    with pytest.raises(DiskFailed), database_errors(tmp_path / ("a" * 300) / "lists.db"):
        raise error


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
    with no_page_left(database):
        with pytest.raises(DiskFull) as caught, database.transaction() as connection:
            put(connection, "half")
            connection.execute("INSERT INTO meta VALUES ('large', ?)", ("x" * 100_000,))
        assert caught.value.free > 0
        assert names(database) == {"before"}
    meta.set("after", "here, too")
    assert names(database) == {"before", "after"}


def _write_on(disk: FailingDisk, path: Path) -> tuple[range, set[str]]:
    """Three transactions, the second one fails by itself; which steps they take, and what is kept."""
    with disk.at_work(), closing(Database(path)) as database:
        begins = disk.steps.total() + 1
        for name in ("first", "none", "last"):
            with suppress(DiskFull, DiskFailed, ZeroDivisionError):
                _put_durably(database, name)
        return range(begins, disk.steps.total() + 1), names(database)


def _put_durably(database: Database, name: str) -> None:
    with database.transaction(durable=name == "first") as connection, database.transaction():
        put(connection, name)
        if name == "none":
            raise ZeroDivisionError


def test_whichever_statement_fails_what_comes_after_is_kept(tmp_path: Path) -> None:
    """That which begins, keeps, undoes, or says how long to wait included."""
    whole = FailingDisk(0, BROKEN)
    steps, kept = _write_on(whole, tmp_path / "whole.db")
    assert kept == {"first", "last"}
    for at in steps:
        disk = FailingDisk(at, FULL if at % 2 else BROKEN)
        _, kept = _write_on(disk, tmp_path / f"{at}.db")
        assert kept in ({"first", "last"}, {"last"}, {"first"}), (at, disk.failed)


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


# -- a disk that takes nothing -------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_what_is_there_is_read_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    path = tmp_path / "lists.db"
    with closing(Database(path)) as database, database.transaction() as connection:
        put(connection, "kept")
    before = sorted(tmp_path.iterdir())
    take_nothing(monkeypatch, number)
    with closing(Database(path)) as database:
        assert names(database) == {"kept"}
        assert database.refused is not None and database.refused.full == (number == errno.ENOSPC)
        for _ in range(2):
            with pytest.raises(OnlyReadable), database.transaction():
                pass
        database.quick_check()
        assert sorted(tmp_path.iterdir()) == before, "nothing is made beside it"
    monkeypatch.undo()
    with closing(Database(path)) as database:
        with database.transaction() as connection:
            put(connection, "again")
        assert names(database) == {"again", "kept"}


def test_what_still_waits_beside_the_file_is_seen_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an unclean end: the newest rows are not in the file itself."""
    path = tmp_path / "lists.db"
    with closing(Database(path)) as database:
        with database.transaction() as connection:
            put(connection, "kept")
        take_nothing(monkeypatch, errno.EROFS)
        with closing(Database(path)) as second:
            assert second.refused is not None
            assert names(second) == {"kept"}
        assert (tmp_path / "lists.db.open").exists(), "the mark of the unclean end stays"


def test_what_would_have_to_be_changed_or_is_not_there_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "lists.db"
    Database(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 1")
    take_nothing(monkeypatch, errno.EROFS)
    for missing in (path, tmp_path / "none.db"):
        with pytest.raises(DiskFailed):
            Database(missing)
    assert not (tmp_path / "none.db").exists()
