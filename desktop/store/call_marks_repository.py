"""CallMarksRepository: which calls are reviewed or pinned, and when a recording was played last."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal

from desktop.core.call_mark import CallMark
from desktop.store.database import Database
from desktop.store.row_values import microseconds, moment, text
from desktop.store.where import row_ids

MarkName = Literal["reviewed_at", "pinned_at"]

_ROWS_AT_ONCE = 20_000
_AMONG = "row_id IN (SELECT value FROM json_each(?))"


class CallMarksRepository:
    """Any thread. A mark needs no row, and stays when its row goes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def set(self, name: MarkName, row_ids: Sequence[int], at: datetime | None) -> array[int]:
        """Marks these calls since `at`, or takes the mark away (None); all or nothing.

        Returns the row ids of those that were not so before; ids that are unknown are left out.
        """
        # What the user said cannot be fetched again.
        with self._database.transaction(durable=True) as connection:
            changed = array("q")
            for first in range(0, len(row_ids), _ROWS_AT_ONCE):
                changed += _set(connection, name, row_ids[first : first + _ROWS_AT_ONCE], at)
            return changed

    def any_without(self, name: MarkName, row_ids: Sequence[int]) -> bool:
        """Whether one of these calls does not have the mark."""
        with self._database.reader() as connection:
            for first in range(0, len(row_ids), _ROWS_AT_ONCE):
                if _ids(connection, name, row_ids[first : first + _ROWS_AT_ONCE], marked=False, most=1):
                    return True
        return False

    def set_of(self, name: MarkName, sid: str, at: datetime) -> bool:
        """Marks one call by its sid; whether it was not so before."""
        with self._database.transaction(durable=True) as connection:
            return bool(connection.execute(_upsert(name), (text(sid), microseconds(at))).rowcount)

    def note_used(self, sid: str, at: datetime) -> None:
        """Its recording is played."""
        sql = (
            "INSERT INTO call_marks (sid, used_at) VALUES (?, ?)"
            " ON CONFLICT (sid) DO UPDATE SET used_at = excluded.used_at"
        )
        with self._database.transaction() as connection:
            connection.execute(sql, (text(sid), microseconds(at)))

    # -- for a backup ----------------------------------------------------------------------------

    def all(self) -> list[CallMark]:
        """Every call with a mark, in an order that is always the same. When it was played is no mark."""
        sql = (
            "SELECT sid, reviewed_at, pinned_at FROM call_marks"
            " WHERE reviewed_at IS NOT NULL OR pinned_at IS NOT NULL ORDER BY sid"
        )
        with self._database.reader() as connection:
            return [
                CallMark(sid, moment(reviewed), moment(pinned))
                for sid, reviewed, pinned in connection.execute(sql)
            ]

    def take_up(self, marks: Iterable[CallMark]) -> int:
        """Adds the marks of a backup, all or none; returns of how many calls. What is here is newer, and
        stays."""
        with self._database.transaction(durable=True) as connection:
            return sum(_add(connection, mark) for mark in marks)


def _set(
    connection: sqlite3.Connection, name: MarkName, ids: Sequence[int], at: datetime | None
) -> array[int]:
    changed = _ids(connection, name, ids, marked=at is None)
    if changed:
        found = f"SELECT sid FROM calls WHERE {_AMONG}"
        among = json.dumps(list(changed))
        if at is None:
            connection.execute(f"UPDATE call_marks SET {name} = NULL WHERE sid IN ({found})", (among,))
        else:
            # The condition tells SQLite that ON CONFLICT is not that of a join.
            sql = f"INSERT INTO call_marks (sid, {name}) SELECT sid, ? FROM calls WHERE {_AMONG}"
            sql += f" ON CONFLICT (sid) DO UPDATE SET {name} = excluded.{name}"
            connection.execute(sql, (microseconds(at), among))
    return changed


def _ids(
    connection: sqlite3.Connection, name: MarkName, ids: Sequence[int], *, marked: bool, most: int = -1
) -> array[int]:
    """Those of `ids` that are `marked`, or that are not."""
    has = f"EXISTS (SELECT 1 FROM call_marks m WHERE m.sid = calls.sid AND m.{name} IS NOT NULL)"
    sql = f"SELECT row_id FROM calls WHERE {_AMONG} AND {'' if marked else 'NOT '}{has} LIMIT {most}"
    return row_ids(connection, sql, (json.dumps(list(ids)),))


def _upsert(name: MarkName) -> str:
    return (
        f"INSERT INTO call_marks (sid, {name}) VALUES (?, ?)"
        f" ON CONFLICT (sid) DO UPDATE SET {name} = excluded.{name} WHERE {name} IS NULL"
    )


def _add(connection: sqlite3.Connection, mark: CallMark) -> bool:
    """Whether anything of it was new. A mark that was taken away since is not known to have been one."""
    said: dict[MarkName, datetime | None] = {"reviewed_at": mark.reviewed_at, "pinned_at": mark.pinned_at}
    added = [
        connection.execute(_upsert(name), (text(mark.sid), microseconds(at))).rowcount
        for name, at in said.items()
        if at is not None
    ]
    return any(added)
