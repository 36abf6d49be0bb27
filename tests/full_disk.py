"""What the system says of a disk, whatever the computer has."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.core.errors import DiskFull
from desktop.core.eviction import GIGABYTE
from desktop.store.database import Database
from desktop.workers.open_once import LOCK_NAME

TOTAL_BYTES = 100 * GIGABYTE


class Usage(NamedTuple):
    """As `shutil.disk_usage` gives it, in bytes."""

    total: int
    used: int
    free: int


def usage(free: int) -> Usage:
    """Of a disk of 100 GB."""
    return Usage(TOTAL_BYTES, TOTAL_BYTES - free, free)


def leave_free(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    """The disk says that so many bytes are left."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(free))


def take_nothing(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """No database's files can be made or opened to be written, which the system says by `number`."""

    def fail(path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr("desktop.store.database._touch_private", fail)


def write_nothing(monkeypatch: pytest.MonkeyPatch, number: int = errno.ENOSPC) -> None:
    """No new file takes anything when the program looks whether its folder can be written, nor can a
    database's be made, which the system says by `number`."""

    def fail(path: Path) -> None:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr("desktop.services.program_folder.open_private", fail)
    take_nothing(monkeypatch, number)


def leave_a_lock(folder: Path) -> Path:
    """What a program that was killed left, in a folder where nothing can be made or removed."""
    lock = folder / LOCK_NAME
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    lock.write_text(f"{ended.pid}\npython\n{socket.gethostname()}\n", encoding="utf-8")
    # Whoever removes it needs this name for a lock of his own.
    lock.with_name(f"{LOCK_NAME}.rmlock").mkdir()
    return lock


@contextmanager
def no_page_left(database: Database) -> Iterator[None]:
    """Nothing can be written for which the database's file would have to grow."""
    with database.reader() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    _set_most_pages(database, pages)
    yield
    _set_most_pages(database, 1_000_000)


def use_up(database: Database) -> None:
    """Also of the pages that the file has already, none is left over."""
    with database.transaction() as connection:
        connection.execute("CREATE TABLE filler (bytes BLOB)")
    with no_page_left(database), suppress(DiskFull):
        while True:
            with database.transaction() as connection:
                connection.execute("INSERT INTO filler VALUES (zeroblob(3000))")


def _set_most_pages(database: Database, pages: int) -> None:
    with database._write_lock:
        database._writer.execute(f"PRAGMA max_page_count = {pages}")
