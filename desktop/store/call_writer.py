"""Writing calls: a model as a row, and its texts for the search."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from desktop.core.call import Call
from desktop.core.search_text import normalise, phone_forms
from desktop.store.call_search import search_text, write_text
from desktop.store.calls_repository import TRANSCRIPT_START, find
from desktop.store.row_values import SqlValue, microseconds, text, whole

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
    "gone_at",
)
_UPSERT = (
    f"INSERT INTO calls ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    f" ON CONFLICT (sid) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
    " RETURNING row_id"
)


def upsert(connection: sqlite3.Connection, calls: Iterable[Call]) -> int:
    """Writes those in which anything is new; returns how many that were. Inside a transaction."""
    cleaned = [_clean(call) for call in calls]
    known = find(connection, [call.sid for call in cleaned])
    return sum(_upsert(connection, call, known) for call in cleaned)


def _upsert(connection: sqlite3.Connection, call: Call, calls: dict[str, Call]) -> bool:
    """Whether anything was new to what is known of `calls`, which then knows it."""
    known = calls.get(call.sid)
    if known is not None and call.error_message:
        # A broken row says nothing but that, and that it is there: what is known stays.
        call = known._replace(error_message=call.error_message, gone_at=None)
    if call == known:
        return False
    calls[call.sid] = call
    row_id = connection.execute(_UPSERT, _values(call)).fetchall()[0][0]
    found = search_text(call.lead_name, call.phone, call.summary, call.transcript)
    moved = known is not None and known.created_at != call.created_at
    write_text(connection, row_id, found, call.transcript, moved=moved)
    return True


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
        microseconds(call.gone_at),
    )
