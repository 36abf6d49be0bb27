"""NotesRepository: the user's notes, and how lists find their rows by them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from desktop.core.note import Note, NoteKey, NoteKind
from desktop.core.search_text import normalise
from desktop.store.database import Database
from desktop.store.row_values import known_moment, microseconds, text

CALLS_BY_NOTE = (
    "SELECT row_id FROM calls WHERE sid IN"
    f" (SELECT id FROM notes WHERE kind = '{NoteKind.CALL}' AND instr(search_text, ?))"
)
"""Row ids of the calls in whose note the bound text, normalised, stands."""

RECEIPTS_BY_NOTE = (
    f"SELECT CAST(id AS INTEGER) FROM notes WHERE kind = '{NoteKind.RECEIPT}' AND instr(search_text, ?)"
)
"""The same for receipts."""


class NotesRepository:
    """One text for each call or receipt; any thread. A note needs no row, and stays when its row goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def text(self, key: NoteKey) -> str:
        """What is written there; "" when nothing is."""
        with self._database.reader() as connection:
            return _text(connection, key)

    def all(self) -> list[Note]:
        """Every note, in an order of its own that is always the same."""
        sql = "SELECT id, text, changed_at FROM notes WHERE kind = ? ORDER BY id"
        with self._database.reader() as connection:
            return [
                Note(NoteKey(kind, row[0]), row[1], known_moment(row[2]))
                for kind in NoteKind
                for row in connection.execute(sql, (str(kind),))
            ]

    def put(self, texts: Mapping[NoteKey, str], now: datetime) -> list[NoteKey]:
        """Keeps these texts for good, all or none; one that is empty removes its note.

        Returns those that are not as they were. Raises DiskFull, DiskFailed.
        """
        with self._database.transaction(durable=True) as connection:
            return [key for key, wanted in texts.items() if _put(connection, key, text(wanted), now)]

    def take_up(self, notes: Iterable[Note]) -> int:
        """Adds the notes of a backup, all or none; returns how many. What is here is newer, and stays."""
        with self._database.transaction(durable=True) as connection:
            return sum(_add(connection, note) for note in notes)


def _text(connection: sqlite3.Connection, key: NoteKey) -> str:
    row = connection.execute("SELECT text FROM notes WHERE kind = ? AND id = ?", _bound(key)).fetchone()
    return "" if row is None else str(row[0])


def _put(connection: sqlite3.Connection, key: NoteKey, wanted: str, now: datetime) -> bool:
    wanted = wanted if wanted.strip() else ""
    if wanted == _text(connection, key):
        return False
    if wanted:
        values = (*_bound(key), wanted, normalise(wanted), microseconds(now))
        connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?)", values)
    else:
        connection.execute("DELETE FROM notes WHERE kind = ? AND id = ?", _bound(key))
    return True


def _add(connection: sqlite3.Connection, note: Note) -> int:
    kept = text(note.text)
    values = (*_bound(note.key), kept, normalise(kept), microseconds(note.changed_at))
    return connection.execute("INSERT OR IGNORE INTO notes VALUES (?, ?, ?, ?, ?)", values).rowcount


def _bound(key: NoteKey) -> tuple[str, str]:
    return str(key.kind), text(key.id)
