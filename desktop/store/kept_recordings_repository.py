"""KeptRecordingsRepository: the recordings of this computer with what decides whether they may go."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from desktop.core.call import RECORDING_DELETED_AFTER, RECORDING_LIFE
from desktop.core.eviction import KeptRecording
from desktop.core.file_key import FileKind
from desktop.core.note import NoteKind
from desktop.store.database import Database
from desktop.store.row_values import microseconds, moment

_NOTED = (
    f"(EXISTS (SELECT 1 FROM notes n WHERE n.kind = '{NoteKind.CALL}' AND n.id = k.id)"
    " OR EXISTS (SELECT 1 FROM bookmarks b WHERE b.sid = k.id))"
)
_ASKED = "EXISTS (SELECT 1 FROM transfers t WHERE t.kind = k.kind AND t.id = k.id)"
"""The user asked for it beside the export."""
_SAID_GONE = "(k.gone_at IS NOT NULL OR c.gone_at IS NOT NULL)"
"""The server said so of the recording, or of its call."""
_UNSEEN = "EXISTS (SELECT 1 FROM unseen u WHERE u.list = 'calls' AND u.id = k.id)"
"""The server showed all its calls, and not this one: until it was asked about, nobody knows."""
_PROMISED = f"c.has_recording AND NOT {_SAID_GONE} AND NOT {_UNSEEN} AND c.created_at > ?"
_ALL = (
    "SELECT k.id, k.size, MAX(k.kept_at, COALESCE(m.used_at, 0)), m.reviewed_at IS NOT NULL,"
    f" m.pinned_at IS NOT NULL, {_NOTED}, COALESCE({_PROMISED}, 0),"
    f" k.for_export AND m.pinned_at IS NULL AND NOT {_NOTED} AND COALESCE(m.used_at, 0) < k.kept_at"
    f" AND NOT {_ASKED}, COALESCE({_SAID_GONE} OR c.created_at <= ?, 0)"
    " FROM kept_files k LEFT JOIN call_marks m ON m.sid = k.id LEFT JOIN calls c ON c.sid = k.id"
    f" WHERE k.kind = '{FileKind.RECORDING}'"
)
_TOTAL = f"SELECT COALESCE(SUM(size), 0) FROM kept_files WHERE kind = '{FileKind.RECORDING}'"
_ASKED_GUESTS = f"SELECT k.id FROM kept_files k WHERE k.for_export AND {_ASKED}"
_KEEP = (
    f"UPDATE kept_files AS k SET for_export = 0 WHERE k.kind = '{FileKind.RECORDING}' AND k.for_export"
    " AND k.id IN (SELECT value FROM json_each(?))"
)
_RATE = (
    "SELECT COALESCE(SUM(size) * 1000.0 / NULLIF(SUM(duration_ms), 0), 0) FROM kept_files"
    f" WHERE kind = '{FileKind.RECORDING}' AND duration_ms > 0"
)


class KeptRecordingsRepository:
    """Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, now: datetime) -> list[KeptRecording]:
        """By the server's time `now`: it still has what it promises to have, and perhaps a little more."""
        return self._found(_ALL, now)

    def find(self, sid: str, now: datetime) -> KeptRecording | None:
        """One of `all`."""
        return next(iter(self._found(f"{_ALL} AND k.id = ?", now, sid)), None)

    def guests(self, now: datetime) -> list[KeptRecording]:
        """Those of `all` that came for an export alone."""
        return [one for one in self._found(f"{_ALL} AND k.for_export", now) if one.for_export]

    def _found(self, sql: str, now: datetime, *values: str) -> list[KeptRecording]:
        promised = now - RECORDING_LIFE
        moments = microseconds(promised), microseconds(promised - RECORDING_DELETED_AFTER)
        with self._database.reader() as connection:
            rows = connection.execute(sql, (*moments, *values)).fetchall()
        return [
            KeptRecording(sid, size, moment(used) or now, *map(bool, marks))
            for sid, size, used, *marks in rows
        ]

    def keep(self, sids: Iterable[str]) -> None:
        """Whatever these came for: from now on they are kept as those that the user asked for."""
        with self._database.transaction() as connection:
            connection.execute(_KEEP, (json.dumps(list(sids)),))

    def asked_guests(self) -> list[str]:
        """Sids of what came for an export, and the user asked for, too."""
        with self._database.reader() as connection:
            return [row[0] for row in connection.execute(_ASKED_GUESTS)]

    def total_bytes(self) -> int:
        """Room that all of them take."""
        with self._database.reader() as connection:
            return int(connection.execute(_TOTAL).fetchone()[0])

    def bytes_a_second(self) -> float:
        """What those take whose length is known; 0 while there is none."""
        with self._database.reader() as connection:
            return float(connection.execute(_RATE).fetchone()[0])
