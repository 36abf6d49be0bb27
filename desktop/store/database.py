"""Database: one writer, readers beside it, a schema that knows its version."""

from __future__ import annotations

import logging
import math
import os
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.core.errors import (
    Cancelled,
    DatabaseDamaged,
    DatabaseTooNew,
    DiskFailed,
    DiskFull,
    DiskReason,
    FolderNotWritten,
    OnlyReadable,
)
from desktop.store.database_errors import DatabaseErrors, database_errors
from desktop.store.disk_errors import disk_errors
from desktop.store.network_drive import is_network_drive
from desktop.store.replace_file import replace_file

if TYPE_CHECKING:
    from desktop.core.cancel import CancelToken

log = logging.getLogger("desktop.database")

_BUSY_SECONDS = 5.0
_BUSY_LOOK_SECONDS = 0.02
"""How often it is looked whether another program still holds it."""
_LAST_READS_SECONDS = 1.0
"""How long close() waits for a read that does not notice that it is to end."""
_ASKED_EACH = 10_000
"""Steps of SQLite, which take about a millisecond, between two looks at a token."""
_DAMAGED = b"damaged"
"""What the marker holds once damage was met: then nothing is opened that a check may call sound."""
_OPEN = ".open"
"""Ending of the marker, which is there while the database is open, and after an unclean end."""
_NOT_TO_BE_WRITTEN = (DiskReason.READ_ONLY, DiskReason.REFUSED, None)
"""What SQLite cannot open is said without a reason."""
_SIDES = ("", "-wal", "-shm", "-journal")
_SCHEMA = Path(__file__).parent / "schema"
_VERSION = slice(60, 64)
"""Where SQLite's file format has `user_version`."""


class Database:
    """One file. Any thread may read or write; only the writer's connection ever checkpoints.

    SQLite before 3.51.3 can damage a WAL file when two connections write or checkpoint at once.
    Readers are lent from a pool, not tied to threads: Qt's threads come and go and would leave theirs open.
    """

    def __init__(self, path: Path, refused: FolderNotWritten | None = None) -> None:
        """Opens or makes it; raises DatabaseDamaged, DatabaseTooNew, DiskFull, DiskFailed.

        `refused`: why it is only to be read, whether or not the disk would take anything.

        After an unclean end the whole file is checked first, which takes a second for 60,000 rows. What is
        there is opened to be read alone where the disk lets nothing be written.
        """
        self.path = path
        self._journal = "DELETE" if is_network_drive(path) else "WAL"
        self._write_lock = threading.RLock()
        self._depth = 0
        self._synchronous = ""
        self._patience = _BUSY_SECONDS
        self._pool = threading.Condition()
        self._idle: list[sqlite3.Connection] = []
        self._lent: set[sqlite3.Connection] = set()
        self._closed = False
        self._ends = math.inf
        self._damaged = False
        self._marker = path.with_name(path.name + _OPEN)
        self.refused: OnlyReadable | None = None
        """Why nothing can be written; None where all is well."""
        self._uri = read_only_uri(path)
        try:
            if refused is not None:
                raise refused
            with database_errors(path), disk_errors(path):
                self._writer = self._open()
        except (DiskFull, DiskFailed) as error:
            self._writer = self._open_to_read(error)

    # -- reading and writing ---------------------------------------------------------------------

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[sqlite3.Connection]:
        """All or nothing; one at a time. One inside another is undone alone when it fails.

        `durable`: on the disk when it returns, for what cannot be fetched again. Without it a power cut
        may take the last seconds, never more, and the server still has them. The outermost decides.
        Raises Cancelled once closed, OnlyReadable where the disk takes nothing.
        """
        with self._write_lock, self._errors():
            if self._closed:
                raise Cancelled("database is closed")
            if self.refused is not None:
                raise self.refused.with_traceback(None)
            self._undo_left_over()
            begin, commit, undo = self._words(durable)
            self._begin(begin)
            self._depth += 1
            try:
                yield self._writer
                self._writer.execute(commit)
            except BaseException:
                # A full disk makes SQLite undo the whole transaction by itself.
                if self._writer.in_transaction:
                    for word in undo:
                        self._writer.execute(word)
                raise
            finally:
                self._depth -= 1

    @contextmanager
    def reader(self, token: CancelToken | None = None) -> Iterator[sqlite3.Connection]:
        """A connection that cannot write; it sees what was committed. Raises Cancelled once closed.

        `token`: what is read ends with it, in the middle of a statement too, as Cancelled.
        """
        with self._errors():
            connection = self._borrow()
            try:
                if token is not None:
                    token.raise_if_cancelled()
                    connection.set_progress_handler(partial(getattr, token, "cancelled"), _ASKED_EACH)
                yield connection
            finally:
                if token is not None:
                    connection.set_progress_handler(None, 0)
                self._give_back(connection)

    def quick_check(self) -> None:
        """Reads the whole file; raises DatabaseDamaged. For a background thread; close() ends it."""
        with self.reader() as connection:
            _check(connection, self.path)

    def end_by(self, moment: float) -> None:
        """While another program holds it, nobody waits after `moment` (of `time.monotonic`), whoever waits
        already included."""
        self._ends = moment

    def close(self) -> None:
        """Ends reads under way, waits for a write under way, and closes. From any thread, also twice."""
        with self._write_lock:
            if self._closed:
                return
            self._close_readers()
            # Last, since the last connection moves the WAL into the database and removes it.
            self._writer.close()
            with suppress(OSError):
                if not self._damaged and self.refused is None:
                    self._marker.unlink(missing_ok=True)

    def _errors(self) -> DatabaseErrors:
        return database_errors(self.path, self._note_damage)

    def _note_damage(self) -> None:
        """Whoever met it: a check of the whole file does not see what is wrong within the search's index or
        in a text, and the next start would open it again."""
        self._damaged = True
        with suppress(OSError):
            # What is only read may be written by another program meanwhile, and look damaged.
            if self.refused is None:
                self._marker.write_bytes(_DAMAGED)

    # -- the writer ------------------------------------------------------------------------------

    def _open(self) -> sqlite3.Connection:
        unclean = self._marker.exists()
        if unclean and self._marker.read_bytes() == _DAMAGED:
            raise DatabaseDamaged(f"damage was met: {self.path}")
        _touch_private(self.path)
        writer = sqlite3.connect(
            self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(writer, unclean)
        except BaseException:
            writer.close()
            raise
        return writer

    def _prepare(self, writer: sqlite3.Connection, unclean: bool) -> None:
        writer.execute("PRAGMA foreign_keys = ON")
        writer.execute("PRAGMA temp_store = MEMORY")
        if sys.platform == "darwin":
            writer.execute("PRAGMA fullfsync = ON")
            writer.execute("PRAGMA checkpoint_fullfsync = ON")
        writer.execute(f"PRAGMA journal_mode = {self._journal}")
        self._set_synchronous(writer, durable=False)
        if unclean:
            _check(writer, self.path)
        _touch_private(self._marker)
        _upgrade(writer, self.path)

    def _open_to_read(self, refused: DiskFull | DiskFailed) -> sqlite3.Connection:
        """SQLite cannot even read such a file in its usual way, which makes files beside it.

        Raises `refused` where the file is not there, or is to be changed before it can be used.
        """
        if isinstance(refused, DiskFailed) and refused.reason not in _NOT_TO_BE_WRITTEN:
            raise refused
        wal = self.path.with_name(self.path.name + "-wal")
        if not wal.exists() or not wal.stat().st_size:
            # Nothing that was written is missing in the file, and nobody else changes it.
            self._uri += "&immutable=1"
        try:
            connection = self._open_reader()
            if connection.execute("PRAGMA user_version").fetchone()[0] != len(_schema_files()):
                raise refused
            if self._marker.exists():
                _check(connection, self.path)
        except sqlite3.Error:
            raise refused from None
        log.warning("DATABASE is read alone: %s", refused.detail)
        full = isinstance(refused, DiskFull) or (isinstance(refused, FolderNotWritten) and refused.full)
        self.refused = OnlyReadable(refused.detail, path=str(self.path), full=full)
        return connection

    def _undo_left_over(self) -> None:
        """Of one whose undoing failed, too: with it open, nothing could be written any more."""
        if not self._depth and self._writer.in_transaction:
            self._writer.execute("ROLLBACK")

    def _begin(self, begin: str) -> None:
        """As SQLite would wait for another program, but no longer than `end_by` says."""
        if self._depth:
            # It holds the database already.
            self._writer.execute(begin)
            return
        gives_up_at = time.monotonic() + _BUSY_SECONDS
        self._set_patience(0)
        try:
            while not self._began(begin, min(gives_up_at, self._ends)):
                time.sleep(_BUSY_LOOK_SECONDS)
        finally:
            # With a WAL nothing after this has to wait for anybody.
            if self._journal != "WAL":
                # It has begun, or says why not: that counts.
                with suppress(sqlite3.Error):
                    self._set_patience(_BUSY_SECONDS)

    def _began(self, begin: str, gives_up_at: float) -> bool:
        try:
            self._writer.execute(begin)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() >= gives_up_at:
                raise
            return False
        return True

    def _set_patience(self, seconds: float) -> None:
        if seconds != self._patience:
            self._writer.execute(f"PRAGMA busy_timeout = {seconds * 1000:.0f}")
            self._patience = seconds

    def _words(self, durable: bool) -> tuple[str, str, tuple[str, ...]]:
        """What begins, what keeps and what undoes."""
        if self._depth:
            name = f"inner_{self._depth}"
            return f"SAVEPOINT {name}", f"RELEASE {name}", (f"ROLLBACK TO {name}", f"RELEASE {name}")
        self._set_synchronous(self._writer, durable)
        return "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)

    def _set_synchronous(self, writer: sqlite3.Connection, durable: bool) -> None:
        # Without WAL, NORMAL could damage the file in a power cut.
        wanted = "NORMAL" if self._journal == "WAL" and not durable else "FULL"
        if wanted != self._synchronous:
            writer.execute(f"PRAGMA synchronous = {wanted}")
            self._synchronous = wanted

    # -- the readers -----------------------------------------------------------------------------

    def _borrow(self) -> sqlite3.Connection:
        with self._pool:
            if self._closed:
                raise Cancelled("database is closed")
            connection = self._idle.pop() if self._idle else self._open_reader()
            self._lent.add(connection)
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._pool:
            self._lent.discard(connection)
            if self._closed:
                connection.close()
            else:
                self._idle.append(connection)
            self._pool.notify_all()

    def _open_reader(self) -> sqlite3.Connection:
        reader = sqlite3.connect(
            self._uri,
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        reader.execute("PRAGMA query_only = ON")
        # What people said is not for the system's folder of temporary files.
        reader.execute("PRAGMA temp_store = MEMORY")
        reader.execute("PRAGMA wal_autocheckpoint = 0")
        return reader

    def _close_readers(self) -> None:
        with self._pool:
            self._closed = True
            give_up_at = time.monotonic() + _LAST_READS_SECONDS
            while self._lent and time.monotonic() < give_up_at:
                for connection in self._lent:
                    connection.interrupt()
                # Again and again: a reader between two statements does not notice one interrupt.
                self._pool.wait(timeout=0.02)
            while self._idle:
                self._idle.pop().close()


def read_only_uri(path: Path) -> str:
    """`path` as SQLite's URI: an UNC path keeps its server in the path, since SQLite knows no authority."""
    text = path.absolute().as_posix()
    for sign in "%?#":
        text = text.replace(sign, f"%{ord(sign):02x}")
    return f"file://{'' if text.startswith('/') else '/'}{text}?mode=ro"


def is_of_earlier_version(path: Path) -> bool:
    """Whether opening it will change it, which takes long for a large one. Looks at its first bytes alone.

    False for what is not there or cannot be read: opening it says why.
    """
    with suppress(OSError), path.open("rb") as file:
        version = int.from_bytes(file.read(_VERSION.stop)[_VERSION], "big")
        return 0 < version < len(_schema_files())
    return False


def set_aside_damaged(path: Path) -> Path:
    """Renames the database and what belongs to it, with the date, so that a new one can be made.

    Returns where it is now. It must be closed. Raises DiskFailed.
    """
    stem = f"{path.stem}.damaged-{time.strftime('%Y%m%d-%H%M%S')}"
    aside = path.with_name(f"{stem}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}{path.suffix}")
    with disk_errors(path):
        for side in _SIDES:
            with suppress(FileNotFoundError):
                replace_file(path.with_name(path.name + side), aside.with_name(aside.name + side))
        path.with_name(path.name + _OPEN).unlink(missing_ok=True)
    return aside


def _check(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DatabaseDamaged(f"{found}: {path}")


def _touch_private(path: Path) -> None:
    """Makes the file, for this user only; SQLite gives its side files the same rights."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _upgrade(writer: sqlite3.Connection, path: Path) -> None:
    """Applies the schema files that this database has not seen."""
    version = writer.execute("PRAGMA user_version").fetchone()[0]
    files = _schema_files()
    if version > len(files):
        raise DatabaseTooNew(f"schema {version}, this program knows {len(files)}")
    if version < 0:
        raise DatabaseDamaged(f"schema {version}")
    if version < len(files):
        # Not needed for any other start.
        from desktop.store.upgrading import upgrade

        upgrade(writer, path, files, version)


def _schema_files() -> list[Path]:
    return sorted(file for file in _SCHEMA.iterdir() if file.suffix == ".sql")
