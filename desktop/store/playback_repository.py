"""PlaybackRepository: where each recording was left, and what of it was heard."""

from __future__ import annotations

import json
from collections.abc import Mapping

from desktop.core.heard import Place, Range
from desktop.store.database import Database
from desktop.store.row_values import known_moment, microseconds, text


class PlaybackRepository:
    """One place for each sid; any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def place(self, sid: str) -> Place | None:
        """None for what was never played."""
        sql = "SELECT position_ms, duration_ms, heard, played_at FROM playback WHERE sid = ?"
        with self._database.reader() as connection:
            row = connection.execute(sql, (text(sid),)).fetchone()
        if row is None:
            return None
        return Place(row[0], row[1], _ranges(row[2]), known_moment(row[3]))

    def put(self, places: Mapping[str, Place]) -> None:
        """Keeps these, all or none. Raises DiskFull, DiskFailed."""
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO playback VALUES (?, ?, ?, ?, ?)",
                [
                    (text(sid), at.position, at.duration, json.dumps(at.heard), microseconds(at.played_at))
                    for sid, at in places.items()
                ],
            )


def _ranges(found: str) -> tuple[Range, ...]:
    """What only a damaged file can hold was not heard."""
    try:
        return tuple((int(start), int(end)) for start, end in json.loads(found))
    except (ValueError, TypeError):
        return ()
