"""BookmarksRepository: what the user wrote at times of recordings, and how the list finds its calls by it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.core.bookmark import Bookmark, BookmarkChange
from desktop.core.search_text import normalise
from desktop.store.database import Database
from desktop.store.row_values import SqlValue, known_moment, microseconds, text

CALLS_BY_BOOKMARK = (
    "SELECT row_id FROM calls WHERE sid IN (SELECT sid FROM bookmarks WHERE instr(search_text, ?))"
)
"""Row ids of the calls in whose bookmarks the bound text, normalised, stands."""

_COLUMNS = "sid, made_at, at_ms, text"
_INSERT = "INSERT OR IGNORE INTO bookmarks VALUES (?, ?, ?, ?, ?)"
_PUT = "INSERT OR REPLACE INTO bookmarks VALUES (?, ?, ?, ?, ?)"
_REMOVE = "DELETE FROM bookmarks WHERE sid = ? AND made_at = ?"


class BookmarksRepository:
    """Any thread. A bookmark needs no row, and stays when its call goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, sid: str) -> list[Bookmark]:
        """Those of one recording, in the order of its time."""
        sql = f"SELECT {_COLUMNS} FROM bookmarks WHERE sid = ? ORDER BY at_ms, made_at"
        with self._database.reader() as connection:
            return [_bookmark(row) for row in connection.execute(sql, (text(sid),))]

    def all(self) -> list[Bookmark]:
        """Every one, in an order that is always the same."""
        sql = f"SELECT {_COLUMNS} FROM bookmarks ORDER BY sid, made_at"
        with self._database.reader() as connection:
            return [_bookmark(row) for row in connection.execute(sql)]

    def put(self, changes: Iterable[BookmarkChange]) -> None:
        """Keeps all of it for good, or nothing. Raises DiskFull, DiskFailed, here and below."""
        with self._database.transaction(durable=True) as connection:
            for bookmark, there in changes:
                if there:
                    connection.execute(_PUT, _values(bookmark))
                else:
                    connection.execute(_REMOVE, _key(bookmark))

    def take_up(self, bookmarks: Iterable[Bookmark]) -> int:
        """Adds those of a backup, all or none; returns how many. What is here is newer, and stays."""
        with self._database.transaction(durable=True) as connection:
            return sum(connection.execute(_INSERT, _values(one)).rowcount for one in bookmarks)


def _key(bookmark: Bookmark) -> tuple[str, int]:
    return text(bookmark.sid), microseconds(bookmark.made_at)


def _values(bookmark: Bookmark) -> tuple[SqlValue, ...]:
    kept = text(bookmark.text)
    return *_key(bookmark), bookmark.at_ms, kept, normalise(kept)


def _bookmark(row: tuple[str, int, int, str]) -> Bookmark:
    sid, made_at, at_ms, kept = row
    return Bookmark(sid, known_moment(made_at), at_ms, kept)
