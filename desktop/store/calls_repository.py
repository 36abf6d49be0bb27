"""CallsRepository: the calls as rows."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from desktop.core.call import Call, CallDirection, CallRow, CallStatus
from desktop.core.call_query import CallQuery, CallSort, RecordingFilter
from desktop.core.file_key import FileKind
from desktop.store.call_query import KEPT, REVIEWED, SERVER_KEEPS, ids_of, where_of
from desktop.store.database import Database
from desktop.store.one_value import one_value, values_of
from desktop.store.row_values import CUT, microseconds, moment, text
from desktop.store.where import Where

if TYPE_CHECKING:
    from desktop.core.call_summary import CallSummary
    from desktop.core.cancel import CancelToken
    from desktop.core.found_calls import CountedCalls, FoundCalls
    from desktop.store.call_search import Rarity

TRANSCRIPT_START = 200
"""Characters of a transcript that `rows` gives."""

_SUMMED_AT_ONCE = 20_000

LONGEST_S = 366 * 24 * 3600
"""A call that lasted longer did not."""

_MODEL_COLUMNS = (
    "sid, created_at, direction, status, lead_name, phone, duration_s, summary, transcript,"
    " has_recording, has_transcript, expires_at, error_message, gone_at"
)
_ONE = f"SELECT {one_value(_MODEL_COLUMNS)} FROM calls JOIN call_texts USING (row_id) WHERE sid = ?"
_SHORTER = f"(SELECT k.shorter FROM kept_files k WHERE k.kind = '{FileKind.RECORDING}' AND k.id = calls.sid)"
"""Whether the recording that is kept is shorter than the call; NULL: none is kept."""
_NOTE_START = "(SELECT substr(text, 1, 200) FROM notes n WHERE n.kind = 'call' AND n.id = calls.sid)"
_BOOKMARK_START = (
    "(SELECT substr(text, 1, 200) FROM bookmarks b WHERE b.sid = calls.sid ORDER BY text = '', at_ms LIMIT 1)"
)
"""Of the first bookmark that says something, "" when none does; NULL without one."""
_PINNED = "EXISTS (SELECT 1 FROM call_marks m WHERE m.sid = calls.sid AND m.pinned_at IS NOT NULL)"
_DIRECTIONS = {str(direction): direction for direction in CallDirection}
_STATUSES = {str(status): status for status in CallStatus}


class CallsRepository:
    """A call keeps its row id for good, known by its sid. `store.gone_rows` alone deletes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known_rarity: Rarity | None = None
        """Once somebody has searched."""

    def upsert(self, calls: Iterable[Call]) -> int:
        """Writes what is new or changed, all or nothing; returns how many rows that were."""
        from desktop.store.call_writer import upsert

        with self._database.transaction() as connection:
            return upsert(connection, calls)

    def ids(self, query: CallQuery, now: datetime, most: int | None = None) -> array[int]:
        """Row ids of all that the query finds, or the first `most`, in its order.

        `now` decides what is lost soon or gone.
        """
        if query.text:
            return self.found(query, now, most).ids
        with self._database.reader() as connection:
            return ids_of(connection, where_of(query, now), query, now, most)

    def found(
        self, query: CallQuery, now: datetime, most: int | None = None, token: CancelToken | None = None
    ) -> FoundCalls:
        """What a search finds, and how far it got: words of one and two letters reach the newest texts only.

        `most`: of a list by date the newest so many, which takes a few milliseconds however many there are.
        Raises Cancelled.
        """
        # The first list is no search, and does not load what searching needs.
        from desktop.core.found_calls import FoundCalls

        newest = most if query.sort is CallSort.DATE and query.descending else None
        with self._database.reader(token) as connection:
            where, reached = self._search(connection, query, now, newest)
            if token is not None:
                token.raise_if_cancelled()
            return FoundCalls(ids_of(connection, where, query, now, most), reached)

    def _search(
        self, connection: sqlite3.Connection, query: CallQuery, now: datetime, newest: int | None
    ) -> tuple[Where, datetime | None]:
        """What the query finds as a condition, for the `newest` so many alone (None: all); how far it got."""
        from desktop.store.call_lookup import look_up, within
        from desktop.store.call_search import add_text, parts_of

        # Here already, since the lookup needs the days too.
        query = query._replace(period=query.period.on(now.astimezone().date()))
        where = where_of(query, now)
        rarity, place = self._rarity(connection), within(where, query.period)
        looked = look_up(connection, parts_of(query.text), rarity, place, newest)
        add_text(where, query.text, rarity, looked)
        return where, moment(looked.reached)

    def _rarity(self, connection: sqlite3.Connection) -> Rarity:
        from desktop.store.call_search import sampled

        if self._known_rarity is None or not self._known_rarity.texts:
            self._known_rarity = sampled(connection)
        return self._known_rarity

    def rows(self, ids: Sequence[int]) -> list[CallRow]:
        """The rows in the order of `ids`, transcripts cut to 200 characters; unknown ids are left out."""
        columns = _MODEL_COLUMNS.replace("transcript,", "transcript_start,", 1)
        more = f"{_SHORTER}, {_NOTE_START}, {REVIEWED}, {_PINNED}, {_BOOKMARK_START}"
        sql = f"SELECT row_id, {more}, {columns} FROM calls WHERE row_id IN (SELECT value FROM json_each(?))"
        with self._database.reader() as connection:
            found = connection.execute(sql, (json.dumps(list(ids)),)).fetchall()
        rows = {row[0]: _row(row) for row in found}
        return [rows[row_id] for row_id in ids if row_id in rows]

    def get(self, sid: str) -> Call | None:
        """One call with its whole transcript."""
        with self._database.reader() as connection:
            row = connection.execute(_ONE, (text(sid),)).fetchone()
        return None if row is None else _call(values_of(row))

    def whole(self, sids: Iterable[str]) -> dict[str, Call]:
        """Those of some hundred that are here, with their whole transcripts."""
        with self._database.reader() as connection:
            return find(connection, sids)

    def sids_of(self, ids: Sequence[int]) -> list[str]:
        """Of these rows, in their order; unknown ids are left out."""
        sql = "SELECT sid FROM json_each(?) AS wanted JOIN calls ON row_id = wanted.value ORDER BY wanted.key"
        with self._database.reader() as connection:
            return [sid for (sid,) in connection.execute(sql, (json.dumps(list(ids)),))]

    def soonest_lost_first(self, sids: Sequence[str]) -> list[str]:
        """Those that are here, in the order in which the server deletes their recordings."""
        sql = (
            "SELECT sid FROM json_each(?) AS wanted JOIN calls ON sid = wanted.value"
            " ORDER BY expires_at IS NULL, expires_at, wanted.key"
        )
        with self._database.reader() as connection:
            return [sid for (sid,) in connection.execute(sql, (json.dumps([text(one) for one in sids]),))]

    def row_ids(self, sids: Iterable[str]) -> dict[str, int]:
        """The row of each of these sids that is here."""
        sql = "SELECT sid, row_id FROM calls WHERE sid IN (SELECT value FROM json_each(?))"
        with self._database.reader() as connection:
            return dict(connection.execute(sql, (json.dumps([text(sid) for sid in sids]),)))

    def sids(self) -> set[str]:
        """Of all calls that are here and, as far as is known, at the server too."""
        with self._database.reader() as connection:
            found = connection.execute("SELECT sid FROM calls WHERE gone_at IS NULL")
            return set(chain.from_iterable(found))

    def count(self) -> int:
        with self._database.reader() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM calls").fetchone()[0])

    def known_count(self) -> int:
        """Of `sids`; both counts come from an index."""
        with self._database.reader() as connection:
            sql = "SELECT COUNT(*) - (SELECT COUNT(*) FROM calls WHERE gone_at IS NOT NULL) FROM calls"
            return int(connection.execute(sql).fetchone()[0])

    def lost_soon_count(self, now: datetime) -> int:
        """Recordings that the server may delete within two days of `now` and that are not kept here."""
        where = where_of(CallQuery(lost_soon=True), now)
        with self._database.reader() as connection:
            row = connection.execute(f"SELECT COUNT(*) FROM calls{where.sql}", where.values).fetchone()
            return int(row[0])

    # -- what may be lost ------------------------------------------------------------------------

    def to_keep(self, query: CallQuery, now: datetime, token: CancelToken | None = None) -> list[str]:
        """Sids of what the query finds whose recording only the server has, soonest to vanish first.

        Raises Cancelled.
        """
        if query.recording not in (None, RecordingFilter.ON_SERVER):
            return []
        on_server = query._replace(
            recording=RecordingFilter.ON_SERVER, sort=CallSort.DAYS_LEFT, descending=False
        )
        ids = self.found(on_server, now, token=token).ids if query.text else self.ids(on_server, now)
        sql = "SELECT sid FROM json_each(?) AS wanted JOIN calls ON row_id = wanted.value ORDER BY wanted.key"
        with self._database.reader(token) as connection:
            return [sid for (sid,) in connection.execute(sql, (json.dumps(ids.tolist()),))]

    def vanished(self, query: CallQuery, since: datetime, now: datetime) -> dict[str, datetime]:
        """By sid, when the server deleted what the query finds and is not here: `since` then, up to `now`."""
        # Whether it is on the server is what is asked.
        query = query._replace(recording=None, lost_soon=False)
        with self._database.reader() as connection:
            where = self._search(connection, query, now, None)[0] if query.text else where_of(query, now)
            where.add(f"has_recording AND NOT {KEPT}")
            where.add("created_at > ?", microseconds(since - SERVER_KEEPS))
            where.add("created_at <= ?", microseconds(now - SERVER_KEEPS))
            rows = connection.execute(f"SELECT sid, created_at FROM calls{where.sql}", where.values)
            found = [(sid, moment(created)) for sid, created in rows]
        return {sid: created + SERVER_KEEPS for sid, created in found if created is not None}

    # -- sums ------------------------------------------------------------------------------------

    def count_of(self, query: CallQuery, now: datetime, token: CancelToken | None = None) -> int:
        """How many calls the query finds. Raises Cancelled."""
        return self.counted(query, now, token).count

    def counted(self, query: CallQuery, now: datetime, token: CancelToken | None = None) -> CountedCalls:
        """How many calls the query finds, and how far a search got (see `found`). Raises Cancelled."""
        from desktop.core.found_calls import CountedCalls

        with self._database.reader(token) as connection:
            where, reached = where_of(query, now), None
            if query.text:
                where, reached = self._search(connection, query, now, None)
            row = connection.execute(f"SELECT COUNT(*) FROM calls{where.sql}", where.values).fetchone()
            return CountedCalls(int(row[0]), reached)

    def summary(self, query: CallQuery, now: datetime) -> CallSummary:
        """What all that the query finds comes to."""
        # A search decides in one place how far it goes.
        return (
            self.summary_of(self.ids(query, now), now) if query.text else self._sum(where_of(query, now), now)
        )

    def summary_of(self, ids: Sequence[int], now: datetime) -> CallSummary:
        """What these rows, none of them twice, come to; ids that are unknown are left out."""
        from desktop.core.call_summary import CallSummary

        # Some at a time: all of a million as one text would hold the interpreter, and much memory.
        firsts = range(0, len(ids), _SUMMED_AT_ONCE)
        parts = [self._sum_of(ids[first : first + _SUMMED_AT_ONCE], now) for first in firsts]
        return CallSummary(*map(sum, zip(*parts, strict=True)))

    def _sum_of(self, ids: Sequence[int], now: datetime) -> CallSummary:
        where = Where()
        where.add("row_id IN (SELECT value FROM json_each(?))", json.dumps(list(ids)))
        return self._sum(where, now)

    def _sum(self, where: Where, now: datetime) -> CallSummary:
        from desktop.core.call_summary import CallSummary

        lost = where_of(CallQuery(lost_soon=True), now)
        # An absurd length cannot bring the sum of the others beyond 64 bits.
        length = f"SUM(CASE WHEN duration_s BETWEEN 0 AND {LONGEST_S} THEN duration_s END)"
        sums = f"COUNT(*), COALESCE({length}, 0), COUNT(CASE WHEN {KEPT} THEN 1 END)"
        sql = f"SELECT {sums}, COUNT(CASE WHEN {lost.condition} THEN 1 END) FROM calls{where.sql}"
        with self._database.reader() as connection:
            return CallSummary(*connection.execute(sql, [*lost.values, *where.values]).fetchone())


# -- a call as a row -----------------------------------------------------------------------------


def find(connection: sqlite3.Connection, sids: Iterable[str]) -> dict[str, Call]:
    """The calls of these sids that are here, with their whole transcripts, by sid."""
    sql = (
        f"SELECT {_MODEL_COLUMNS} FROM calls JOIN call_texts USING (row_id)"
        " WHERE sid IN (SELECT value FROM json_each(?))"
    )
    found = connection.execute(sql, (json.dumps([text(sid) for sid in sids]),))
    return {row[0]: _call(row) for row in found}


def _row(row: Sequence[Any]) -> CallRow:
    row_id, shorter, note, reviewed, pinned, bookmark, *columns = row
    marks = bool(shorter), bool(reviewed), bool(pinned), bookmark, shorter == CUT
    # A file that is not shorter is marked 0, and where there is no file there is no mark.
    return CallRow(row_id, _call(columns), shorter is not None, note or "", *marks)


def _call(row: Sequence[Any]) -> Call:
    sid, created, direction, status, lead, phone, duration, summary, transcript, *rest = row
    has_recording, has_transcript, expires, error, gone = rest
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
        gone_at=moment(gone),
    )
