"""CallsRepository: the calls as rows."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from desktop.core.call import RECORDING_LIFE, RECORDING_LOST_SOON, Call, CallDirection, CallRow, CallStatus
from desktop.core.call_query import CallQuery, CallSort, RecordingFilter
from desktop.core.file_key import FileKind
from desktop.core.search_text import normalise, phone_forms, phone_part
from desktop.store.database import Database
from desktop.store.row_values import SqlValue, microseconds, moment, text, whole
from desktop.store.where import Where

TRANSCRIPT_START = 200
"""Characters of a transcript that `rows` gives."""

_SERVER_KEEPS = RECORDING_LIFE + timedelta(days=1)
"""The server says 410 from the 8th full day on (api-contract 3)."""

_MODEL_COLUMNS = (
    "sid, created_at, direction, status, lead_name, phone, duration_s, summary, transcript,"
    " has_recording, has_transcript, expires_at, error_message"
)
_COLUMNS = (
    "sid",
    "created_at",
    "direction",
    "status",
    "duration_s",
    "has_recording",
    "has_transcript",
    "expires_at",
    "seen_at",
    "phone",
    "phone_forms",
    "lead_name",
    "lead_key",
    "error_message",
    "summary",
    "transcript_start",
)
_UPSERT = (
    f"INSERT INTO calls ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    f" ON CONFLICT (sid) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
    " RETURNING row_id"
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

    def upsert(self, calls: Iterable[Call]) -> int:
        """Writes what is new or changed, all or nothing; returns how many rows that were."""
        with self._database.transaction() as connection:
            return sum(_upsert(connection, call) for call in calls)

    def ids(self, query: CallQuery, now: datetime) -> array[int]:
        """Row ids of all that the query finds, in its order. `now` decides what is lost soon or gone."""
        where, joined = _where(query, now)
        sql = f"SELECT row_id FROM calls{joined}{where.sql} ORDER BY {_order(query)}"
        with self._database.reader() as connection:
            return array("q", chain.from_iterable(connection.execute(sql, where.values)))

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
            return _find(connection, sid)

    def count(self) -> int:
        with self._database.reader() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM calls").fetchone()[0])

    def lost_soon_count(self, now: datetime) -> int:
        """Recordings that the server may delete within two days of `now` and that are not kept here."""
        where, _ = _where(CallQuery(lost_soon=True), now)
        with self._database.reader() as connection:
            row = connection.execute(f"SELECT COUNT(*) FROM calls{where.sql}", where.values).fetchone()
            return int(row[0])


# -- a query as SQL ------------------------------------------------------------------------------


def _where(query: CallQuery, now: datetime) -> tuple[Where, str]:
    """The conditions, and what must be joined for them."""
    where = Where()
    where.add_period("created_at", query.period)
    where.add_one_of("direction", query.directions)
    where.add_one_of("status", query.statuses)
    if query.lost_soon:
        _add_lost_soon(where, now)
    if query.recording is not None:
        _add_recording(where, query.recording, now)
    return where, _add_text(where, query.text)


def _add_text(where: Where, wanted: str) -> str:
    comparable = normalise(text(wanted))
    if not comparable:
        return ""
    digits = phone_part(comparable)
    if digits:
        where.add("instr(search_text, ?) OR instr(phone_forms, ?)", comparable, digits)
    else:
        where.add("instr(search_text, ?)", comparable)
    return " JOIN call_texts USING (row_id)"


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


def _upsert(connection: sqlite3.Connection, call: Call) -> bool:
    call = _clean(call)
    known = _find(connection, call.sid)
    if known is not None and call.error_message:
        # A broken row says nothing but that: what is known stays.
        call = known._replace(error_message=call.error_message)
    if call == known:
        return False
    row_id = connection.execute(_UPSERT, _values(call)).fetchall()[0][0]
    connection.execute(
        "INSERT OR REPLACE INTO call_texts (row_id, search_text, transcript) VALUES (?, ?, ?)",
        (row_id, _search_text(call), call.transcript),
    )
    return True


def _find(connection: sqlite3.Connection, sid: str) -> Call | None:
    sql = f"SELECT {_MODEL_COLUMNS} FROM calls JOIN call_texts USING (row_id) WHERE sid = ?"
    row = connection.execute(sql, (text(sid),)).fetchone()
    return None if row is None else _call(row)


def _clean(call: Call) -> Call:
    """`call` as it will be read back."""
    return call._replace(
        sid=text(call.sid),
        lead_name=text(call.lead_name),
        phone=text(call.phone),
        duration_s=whole(call.duration_s),
        summary=text(call.summary),
        transcript=text(call.transcript),
        error_message=text(call.error_message),
    )


def _values(call: Call) -> tuple[SqlValue, ...]:
    return (
        call.sid,
        microseconds(call.created_at),
        call.direction,
        call.status,
        call.duration_s,
        call.has_recording,
        call.has_transcript,
        microseconds(call.expires_at),
        microseconds(datetime.now(UTC)),
        call.phone,
        "\n".join(phone_forms(call.phone)),
        call.lead_name,
        normalise(call.lead_name) or None,
        call.error_message,
        call.summary,
        call.transcript[:TRANSCRIPT_START],
    )


def _search_text(call: Call) -> str:
    """One line for each field: nothing that is looked for has a line break in it."""
    fields = (call.lead_name, call.phone, call.summary, call.transcript, call.sid)
    return "\n".join(normalise(field) for field in fields)


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
