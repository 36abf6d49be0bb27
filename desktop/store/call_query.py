"""What a CallQuery asks for, as SQL: its conditions, and the row ids that it finds, in its order."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable
from datetime import datetime

from desktop.core.call import (
    RECORDING_DELETED_AFTER,
    RECORDING_LIFE,
    RECORDING_LOST_SOON,
    CallDirection,
    CallStatus,
)
from desktop.core.call_query import CallQuery, CallSort, RecordingFilter
from desktop.core.file_key import FileKind
from desktop.store.row_values import SqlValue, microseconds
from desktop.store.where import Where, row_ids

SERVER_KEEPS = RECORDING_LIFE + RECORDING_DELETED_AFTER
KEPT = f"EXISTS (SELECT 1 FROM kept_files k WHERE k.kind = '{FileKind.RECORDING}' AND k.id = calls.sid)"
_WRITTEN_ON = (
    "(EXISTS (SELECT 1 FROM notes n WHERE n.kind = 'call' AND n.id = calls.sid)"
    " OR EXISTS (SELECT 1 FROM bookmarks b WHERE b.sid = calls.sid))"
)
REVIEWED = "EXISTS (SELECT 1 FROM call_marks m WHERE m.sid = calls.sid AND m.reviewed_at IS NOT NULL)"
_STATUS_ORDER = " ".join(f"WHEN '{status}' THEN {number}" for number, status in enumerate(CallStatus))
_DIRECTION_ORDER = " ".join(f"WHEN '{one}' THEN {number}" for number, one in enumerate(CallDirection))
_SORT_KEYS = {
    CallSort.DATE: "created_at",
    CallSort.CUSTOMER: "lead_key",
    CallSort.PHONE: "NULLIF(phone, '')",
    CallSort.LENGTH: "duration_s",
    CallSort.STATUS: f"CASE status {_STATUS_ORDER} END",
    CallSort.DIRECTION: f"CASE direction {_DIRECTION_ORDER} END",
    CallSort.REVIEWED: f"NOT {REVIEWED}",
    CallSort.RECORDING: f"CASE WHEN {KEPT} THEN 0 WHEN has_recording THEN 1 ELSE 2 END",
    CallSort.TRANSCRIPT: "NOT has_transcript",
}
"""Those down to STATUS stand in an index (schema 0007); of the others, each has a few values only."""
_FEW_VALUES = {
    CallSort.DIRECTION: [f"direction = '{one}'" for one in CallDirection],
    CallSort.REVIEWED: [REVIEWED, f"NOT {REVIEWED}"],
    CallSort.RECORDING: [KEPT, f"has_recording AND NOT {KEPT}", f"NOT has_recording AND NOT {KEPT}"],
    CallSort.TRANSCRIPT: ["has_transcript", "NOT has_transcript"],
}
"""Those values as conditions, in ascending order."""


def where_of(query: CallQuery, now: datetime) -> Where:
    """All that it asks for but its text; `now` decides what is lost soon or gone."""
    where = Where()
    where.add_period("created_at", query.period.on(now.astimezone().date()))
    where.add_one_of("direction", query.directions)
    where.add_one_of("status", query.statuses)
    if query.lost_soon:
        _add_lost_soon(where, now)
    if query.recording is not None:
        _add_recording(where, query.recording, now)
    if query.has_notes is not None:
        where.add(_WRITTEN_ON if query.has_notes else f"NOT {_WRITTEN_ON}")
    if query.reviewed is not None:
        where.add(REVIEWED if query.reviewed else f"NOT {REVIEWED}")
    if query.has_transcript is not None:
        where.add("has_transcript" if query.has_transcript else "NOT has_transcript")
    return where


def _add_lost_soon(where: Where, now: datetime) -> None:
    where.add("has_recording")
    where.add("created_at <= ?", microseconds(now - RECORDING_LIFE + RECORDING_LOST_SOON))
    where.add("created_at > ?", microseconds(now - SERVER_KEEPS))
    where.add(f"NOT {KEPT} AND gone_at IS NULL")


def _add_recording(where: Where, wanted: RecordingFilter, now: datetime) -> None:
    """Each call is under exactly one: kept here; only the server may have it; nothing can be heard."""
    gone = microseconds(now - SERVER_KEEPS)
    if wanted is RecordingFilter.KEPT_HERE:
        where.add(KEPT)
        return
    where.add(f"NOT {KEPT}")
    if wanted is RecordingFilter.ON_SERVER:
        where.add("has_recording AND gone_at IS NULL AND (created_at IS NULL OR created_at > ?)", gone)
    else:
        where.add("NOT has_recording OR gone_at IS NOT NULL OR created_at <= ?", gone)


def ids_of(
    connection: sqlite3.Connection, where: Where, query: CallQuery, now: datetime, most: int | None = None
) -> array[int]:
    """Row ids of what `where`, which may hold a search too, finds: all, or the first `most`."""
    if query.sort is CallSort.DAYS_LEFT:
        return _ids_by_days_left(connection, where, query.descending, now, most)
    if most is not None and not query.text and query.sort in _FEW_VALUES:
        # The first of each value, as the index by date gives them: sorting all would take longer than that.
        parts = [(condition, "") for condition in _FEW_VALUES[query.sort]]
        return _ids_in_parts(connection, where, parts[:: -1 if query.descending else 1], [], most)
    sql = (
        f"SELECT row_id FROM calls{where.sql} ORDER BY {order_of(query)} LIMIT {-1 if most is None else most}"
    )
    return row_ids(connection, sql, where.values)


def _ids_by_days_left(
    connection: sqlite3.Connection, where: Where, descending: bool, now: datetime, most: int | None
) -> array[int]:
    """What can be lost, in its order, and then the rest by date.

    Only a week of calls can be lost, which the index by date gives: that is sorted, never the whole list.
    """
    at_stake = "has_recording AND gone_at IS NULL AND expires_at IS NOT NULL AND created_at > ?"
    at_stake = f"({at_stake} AND NOT {KEPT})"
    both = ((at_stake, f"expires_at {'DESC' if descending else 'ASC'}, "), (f"{at_stake} IS NOT TRUE", ""))
    return _ids_in_parts(connection, where, both, [microseconds(now - SERVER_KEEPS)], most)


def _ids_in_parts(
    connection: sqlite3.Connection,
    where: Where,
    parts: Iterable[tuple[str, str]],
    values: list[SqlValue],
    most: int | None,
) -> array[int]:
    """One part after the other: each a condition with these `values`, and its order before that by date."""
    found, bound = array("q"), [*where.values, *values]
    for condition, order in parts:
        left = -1 if most is None else most - len(found)
        part = f"({where.condition}) AND {condition}" if where.sql else condition
        order += f"created_at DESC, row_id DESC LIMIT {left}"
        found += row_ids(connection, f"SELECT row_id FROM calls WHERE {part} ORDER BY {order}", bound)
    return found


def order_of(query: CallQuery) -> str:
    """What is unknown comes last either way; equals by date, newest first."""
    key = _SORT_KEYS[query.sort]
    if query.sort is CallSort.DATE and query.descending:
        return "created_at DESC, row_id DESC"  # as the index has it: nothing is sorted
    way = "DESC" if query.descending else "ASC"
    return f"{key} {way} NULLS LAST, created_at DESC NULLS LAST, row_id DESC"
