"""CallsRepository: the calls as rows."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from desktop.core.call import RECORDING_LIFE, RECORDING_LOST_SOON, Call, CallDirection, CallRow, CallStatus
from desktop.core.call_query import CallQuery, CallSort, RecordingFilter
from desktop.core.file_key import FileKind
from desktop.store.database import Database
from desktop.store.row_values import microseconds, moment, text
from desktop.store.where import Where, row_ids

TRANSCRIPT_START = 200
"""Characters of a transcript that `rows` gives."""

_SERVER_KEEPS = RECORDING_LIFE + timedelta(days=1)
"""The server says 410 from the 8th full day on (api-contract 3)."""

_MODEL_COLUMNS = (
    "sid, created_at, direction, status, lead_name, phone, duration_s, summary, transcript,"
    " has_recording, has_transcript, expires_at, error_message"
)
_KEPT = f"EXISTS (SELECT 1 FROM kept_files k WHERE k.kind = '{FileKind.RECORDING}' AND k.id = calls.sid)"
_STATUS_ORDER = " ".join(f"WHEN '{status}' THEN {number}" for number, status in enumerate(CallStatus))
_SORT_KEYS = {
    CallSort.DATE: "created_at",
    CallSort.CUSTOMER: "lead_key",
    CallSort.PHONE: "NULLIF(phone, '')",
    CallSort.LENGTH: "duration_s",
    CallSort.STATUS: f"CASE status {_STATUS_ORDER} END",
}
_DIRECTIONS = {str(direction): direction for direction in CallDirection}
_STATUSES = {str(status): status for status in CallStatus}


class CallsRepository:
    """A call keeps its row id for good, known by its sid. Never deletes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts: Mapping[str, int] = {}
        """How rare three letters are, once somebody has searched."""

    def upsert(self, calls: Iterable[Call]) -> int:
        """Writes what is new or changed, all or nothing; returns how many rows that were."""
        from desktop.store.call_writer import upsert

        with self._database.transaction() as connection:
            return sum(upsert(connection, call) for call in calls)

    def ids(self, query: CallQuery, now: datetime, most: int = -1) -> array[int]:
        """Row ids of all that the query finds, or the first `most`, in its order.

        `now` decides what is lost soon or gone.
        """
        where = _where(query, now)
        with self._database.reader() as connection:
            if query.text:
                self._add_text(where, query.text, connection)
            sql = f"SELECT row_id FROM calls{where.sql} ORDER BY {_order(query)} LIMIT {most}"
            return row_ids(connection, sql, where.values)

    def _add_text(self, where: Where, wanted: str, connection: sqlite3.Connection) -> None:
        # The first list is no search, and does not load what searching needs.
        from desktop.store.call_search import add_text, sampled

        if not self._counts:
            self._counts = sampled(connection)
        add_text(where, wanted, self._counts)

    def rows(self, ids: Sequence[int]) -> list[CallRow]:
        """The rows in the order of `ids`, transcripts cut to 200 characters; unknown ids are left out."""
        columns = _MODEL_COLUMNS.replace("transcript,", "transcript_start,", 1)
        sql = f"SELECT row_id, {_KEPT}, {columns} FROM calls WHERE row_id IN (SELECT value FROM json_each(?))"
        with self._database.reader() as connection:
            found = connection.execute(sql, (json.dumps(list(ids)),)).fetchall()
        rows = {row[0]: CallRow(row[0], _call(row[2:]), bool(row[1])) for row in found}
        return [rows[row_id] for row_id in ids if row_id in rows]

    def get(self, sid: str) -> Call | None:
        """One call with its whole transcript."""
        with self._database.reader() as connection:
            return find(connection, sid)

    def sids(self) -> set[str]:
        """Of all calls that are here."""
        with self._database.reader() as connection:
            return set(chain.from_iterable(connection.execute("SELECT sid FROM calls")))

    def count(self) -> int:
        with self._database.reader() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM calls").fetchone()[0])

    def lost_soon_count(self, now: datetime) -> int:
        """Recordings that the server may delete within two days of `now` and that are not kept here."""
        where = _where(CallQuery(lost_soon=True), now)
        with self._database.reader() as connection:
            row = connection.execute(f"SELECT COUNT(*) FROM calls{where.sql}", where.values).fetchone()
            return int(row[0])


# -- a query as SQL ------------------------------------------------------------------------------


def _where(query: CallQuery, now: datetime) -> Where:
    where = Where()
    where.add_period("created_at", query.period)
    where.add_one_of("direction", query.directions)
    where.add_one_of("status", query.statuses)
    if query.lost_soon:
        _add_lost_soon(where, now)
    if query.recording is not None:
        _add_recording(where, query.recording, now)
    return where


def _add_lost_soon(where: Where, now: datetime) -> None:
    where.add("has_recording")
    where.add("created_at <= ?", microseconds(now - RECORDING_LIFE + RECORDING_LOST_SOON))
    where.add("created_at > ?", microseconds(now - _SERVER_KEEPS))
    where.add(f"NOT {_KEPT}")


def _add_recording(where: Where, wanted: RecordingFilter, now: datetime) -> None:
    """Each call is under exactly one: kept here; only the server may have it; nothing can be heard."""
    gone = microseconds(now - _SERVER_KEEPS)
    if wanted is RecordingFilter.KEPT_HERE:
        where.add(_KEPT)
        return
    where.add(f"NOT {_KEPT}")
    if wanted is RecordingFilter.ON_SERVER:
        where.add("has_recording AND (created_at IS NULL OR created_at > ?)", gone)
    else:
        where.add("NOT has_recording OR created_at <= ?", gone)


def _order(query: CallQuery) -> str:
    """What is unknown comes last either way; equals by date, newest first."""
    key = _SORT_KEYS[query.sort]
    if query.sort is CallSort.DATE and query.descending:
        return "created_at DESC, row_id DESC"  # as the index has it: nothing is sorted
    way = "DESC" if query.descending else "ASC"
    return f"{key} {way} NULLS LAST, created_at DESC NULLS LAST, row_id DESC"


# -- a call as a row -----------------------------------------------------------------------------


def find(connection: sqlite3.Connection, sid: str) -> Call | None:
    """The call of this sid with its whole transcript; None when there is none."""
    sql = f"SELECT {_MODEL_COLUMNS} FROM calls JOIN call_texts USING (row_id) WHERE sid = ?"
    row = connection.execute(sql, (text(sid),)).fetchone()
    return None if row is None else _call(row)


def _call(row: Sequence[Any]) -> Call:
    sid, created, direction, status, lead, phone, duration, summary, transcript, *rest = row
    has_recording, has_transcript, expires, error = rest
    return Call(
        sid=sid,
        created_at=moment(created),
        direction=_DIRECTIONS.get(direction, CallDirection.UNKNOWN),
        status=_STATUSES.get(status, CallStatus.UNKNOWN),
        lead_name=lead,
        phone=phone,
        duration_s=duration,
        summary=summary,
        transcript=transcript,
        has_recording=bool(has_recording),
        has_transcript=bool(has_transcript),
        expires_at=moment(expires),
        error_message=error,
    )
