"""database_errors: what SQLite refuses becomes an AppError, at this one edge; bugs pass as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from desktop.core.errors import AppError, Cancelled, DatabaseDamaged, DiskFailed, DiskFull, DiskReason
from desktop.store.disk_errors import disk_name, free_bytes, is_there

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FAILED = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOLFS,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
_REASONS = {
    sqlite3.SQLITE_BUSY: DiskReason.IN_USE,
    sqlite3.SQLITE_IOERR: DiskReason.NO_DEVICE,
    sqlite3.SQLITE_LOCKED: DiskReason.IN_USE,
    sqlite3.SQLITE_PERM: DiskReason.REFUSED,
    sqlite3.SQLITE_READONLY: DiskReason.READ_ONLY,
}
_NOT_OUR_TABLES = (
    "no such table",
    "no such column",
    "no such tokenizer",
    "unsupported file format",
    # Of what the schema says of the search's index, and of other indices.
    "invalid fts5 file format",
    "vtable constructor failed",
    "error in tokenizer constructor",
    "unrecognized option",
    "unrecognized column option",
    "parse error in",
    "unknown function",
    "no such module",
    # A value whose kind in its row is damaged, see `one_value`: no column of these has such.
    "JSON cannot hold BLOB values",
)
"""The store's statements are fixed, and tests run each of them: this is said of a damaged schema alone."""
_NO_SEARCH = "no such module: fts5"
"""SQLite was built without it: the file is as sound as before."""
_ROOM_TO_WORK = 1 << 20
"""With less free than this, in bytes, an I/O error comes of a full disk: not all say so."""


class DatabaseErrors:
    """See `database_errors`. No generator: each look at the database passes by."""

    __slots__ = ("_on_damage", "_path")

    def __init__(self, path: Path, on_damage: Callable[[], None]) -> None:
        self._path = path
        self._on_damage = on_damage

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: object) -> None:
        known = self._meaning(error)
        if isinstance(known, DatabaseDamaged):
            self._on_damage()
        if known is not None and known is not error:
            raise known from error

    def _meaning(self, error: BaseException | None) -> BaseException | None:
        if isinstance(error, sqlite3.DatabaseError):
            return _known(error, self._path)
        if isinstance(error, UnicodeDecodeError):
            # Python fails to read SQLite's own words about a table whose name is damaged.
            return DatabaseDamaged(f"{error.reason}: {self._path}")
        return error


def _nothing() -> None:
    """Nobody notes it."""


def database_errors(path: Path, on_damage: Callable[[], None] = _nothing) -> DatabaseErrors:
    """Raises DatabaseDamaged, DiskFull, DiskFailed, or Cancelled for a read that close() ended.

    `on_damage`: called before damage is raised, whoever found it inside.
    """
    return DatabaseErrors(path, on_damage)


def _known(error: sqlite3.DatabaseError, path: Path) -> AppError | None:
    detail = f"{error}: {path}"
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # Python's own: text in the file that is no UTF-8, which this program never wrote.
        return DatabaseDamaged(detail) if "decode to UTF-8" in str(error) else None
    code &= 0xFF
    if code in _DAMAGED:
        return DatabaseDamaged(detail)
    if code == sqlite3.SQLITE_ERROR and _is_of_a_damaged_schema(str(error)):
        return DatabaseDamaged(detail)
    if code == sqlite3.SQLITE_INTERRUPT:
        return Cancelled(detail)
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(detail, free=free_bytes(path), disk=disk_name(path), path=str(path))
    if code in _FAILED:
        return _failed(detail, path, code)
    return None


def _is_of_a_damaged_schema(said: str) -> bool:
    if said == _NO_SEARCH:
        return False
    return said.startswith(_NOT_OUR_TABLES) or "has no column named" in said


def _failed(detail: str, path: Path, code: int) -> DiskFull | DiskFailed:
    free = free_bytes(path)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and free < _ROOM_TO_WORK and is_there(path):
        return DiskFull(detail, free=free, disk=disk_name(path), path=str(path))
    return DiskFailed(detail, path=str(path), reason=_REASONS.get(code))
