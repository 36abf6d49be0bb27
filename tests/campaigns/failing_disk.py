"""A disk on which one thing fails: the i-th write, fsync, rename or SQL statement from now on."""

from __future__ import annotations

import errno
import io
import os
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import patch

from desktop.store.replace_file import open_private, replace_file

FULL, BROKEN = "no space", "I/O error"
_ERRNO = {FULL: errno.ENOSPC, BROKEN: errno.EIO}
BLOCK_BYTES = 16 * 1024
"""However much the program writes at a time, the disk takes it piece by piece."""
_SQLITE = {FULL: sqlite3.SQLITE_FULL, BROKEN: sqlite3.SQLITE_IOERR_WRITE}


class FailingDisk:
    """Counts; the `at`-th step fails in the way `how`, once. Any thread."""

    def __init__(self, at: int, how: str) -> None:
        self.steps: Counter[str] = Counter()
        self.failed = ""
        """What it was that failed; "" while nothing did."""
        self._at = at
        self._how = how
        self._lock = threading.Lock()

    def step(self, what: str) -> bool:
        """Whether it is this one that fails."""
        with self._lock:
            self.steps[what] += 1
            fails = self.steps.total() == self._at
            self.failed = what if fails else self.failed
            return fails

    def os_error(self) -> OSError:
        code = _ERRNO[self._how]
        return OSError(code, os.strerror(code))

    def sql_error(self) -> sqlite3.OperationalError:
        error = sqlite3.OperationalError(
            "database or disk is full" if self._how == FULL else "disk I/O error"
        )
        error.sqlite_errorcode = _SQLITE[self._how]
        return error

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """The store works on this disk inside."""
        _Connection.disk = self
        replace = self._failing("rename", os.replace)
        with (
            patch.object(os, "fsync", self._failing("fsync", os.fsync)),
            patch.object(os, "replace", replace),
            patch.dict(replace_file.__kwdefaults__, replace=replace),
            patch("desktop.store.part_file.open_private", self._opening(open_private)),
            patch.object(sqlite3, "connect", _connecting(sqlite3.connect)),
        ):
            yield

    def _failing(self, what: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            if self.step(what):
                raise self.os_error()
            return work(*arguments)

        return run

    def _opening(self, work: Callable[[Path], io.BufferedWriter]) -> Callable[[Path], io.BufferedWriter]:
        return lambda path: _File(work(path).detach(), self)


class _File(io.BufferedWriter):
    """Each block is a write of its own; half of the one that fails stays, as on a real disk."""

    def __init__(self, raw: io.RawIOBase, disk: FailingDisk) -> None:
        super().__init__(raw)
        self._disk = disk

    def write(self, data: Any) -> int:
        view = memoryview(data)
        for first in range(0, len(view), BLOCK_BYTES):
            self._write_block(view[first : first + BLOCK_BYTES])
        return len(view)

    def _write_block(self, block: memoryview) -> None:
        if self._disk.step("write"):
            super().write(block[: len(block) // 2])
            self.flush()
            raise self._disk.os_error()
        super().write(block)


class _Connection(sqlite3.Connection):
    """Each statement is a step."""

    disk: ClassVar[FailingDisk]

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        self._step()
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:
        self._step()
        return super().executemany(*arguments)

    def executescript(self, *arguments: Any) -> sqlite3.Cursor:
        self._step()
        return super().executescript(*arguments)

    def _step(self) -> None:
        if self.disk.step("statement"):
            raise self.disk.sql_error()


def _connecting(connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
    return lambda *arguments, **named: connect(*arguments, **named, factory=_Connection)
