"""ExportsRepository: every export, what it was asked for and how it ended."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop.core.export_ledger import (
    ExportedReceipt,
    ExportKind,
    ExportRecord,
    ExportState,
    NewExport,
    WholeFile,
)
from desktop.store.database import Database
from desktop.store.export_journal_repository import LACKS, ask, take_up_receipts
from desktop.store.export_parts_repository import note_part
from desktop.store.exported_receipts_repository import remember
from desktop.store.row_values import SqlValue, known_moment, microseconds, moment, text

_FIELDS = (
    "key, kind, state, started_at, ended_at, target, part, words, query, asked, row_count, file_count,"
    " missing, size"
)
_SET = "UPDATE exports SET asked = ?, replaces = ? WHERE export_id = ?"
_MOVE = "UPDATE exports SET target = ?, replaces = ? WHERE export_id = ?"
_SELECT = f"SELECT export_id, {_FIELDS} FROM exports"
_INSERT = (
    f"INSERT INTO exports ({_FIELDS}) VALUES ({', '.join('?' * len(_FIELDS.split(',')))})"
    " ON CONFLICT (key) DO NOTHING"
)
_END = (
    "UPDATE exports SET state = ?, ended_at = ?, size = ?, target = COALESCE(?, target), part = NULL,"
    " row_count = (SELECT COUNT(*) FROM export_items i WHERE i.export_id = exports.export_id"
    " AND i.parts IS NOT NULL),"
    " file_count = (SELECT COUNT(*) FROM export_files f WHERE f.export_id = exports.export_id"
    " AND f.kind <> ''),"
    " missing = (SELECT COUNT(*) FROM export_gaps g WHERE g.export_id = exports.export_id AND g.due)"
    " WHERE export_id = ? AND state = 'running'"
)
_COMPLETES = "INSERT INTO export_completes (export_id, earlier_id) VALUES (?, ?)"
_COMPLETING = "SELECT export_id FROM export_completes WHERE earlier_id = ?1"
_FORGET_WRITTEN = (
    "UPDATE export_items SET parts = NULL, version_id = NULL, first_at = NULL, second_at = NULL"
    " WHERE export_id = ?"
)
_IN_WHICH = f"SELECT export_id FROM export_items WHERE item = ? AND parts <> {LACKS}"
"""Of which no file could be had, nothing is in it."""
_HAS_RECEIPTS = f"kind IN ({', '.join(repr(str(kind)) for kind in ExportKind if kind.has_receipts)})"
_HAS_ITEMS = "EXISTS (SELECT 1 FROM export_items WHERE export_id = exports.export_id)"

ReceiptsOf = Callable[[str], Iterable[ExportedReceipt]]
"""Of an export, by its key, as a backup has them; raises ValueError where that is damaged."""


class ExportsRepository:
    """Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- one export --------------------------------------------------------------------------------

    def begin(self, new: NewExport, items: Iterable[int | str]) -> ExportRecord:
        """It is under way from now on. `items`: ids of receipts, or sids of calls, in its order.

        Raises DiskFull, DiskFailed.
        """
        record = _begun(new)
        with self._database.transaction() as connection:
            export_id = connection.execute(_INSERT, _values(record)).lastrowid or 0
            if new.completes is not None:
                connection.execute(_COMPLETES, (export_id, new.completes))
            note_part(connection, new.part)
            asked = ask(connection, export_id, items)
            connection.execute(_SET, (asked, new.replaces or None, export_id))
        return replace(record, id=export_id, asked=asked)

    def note(self, whole: WholeFile, size: int, now: datetime) -> int:
        """It was made, of `size` bytes; returns its number. Raises DiskFull, DiskFailed."""
        record = _noted(whole, size, now)
        receipts = [ExportedReceipt(receipt_id, None, has_source=True) for receipt_id in whole.receipts]
        with self._database.transaction(durable=True) as connection:
            export_id = connection.execute(_INSERT, _values(record)).lastrowid or 0
            take_up_receipts(connection, export_id, receipts)
        return export_id

    def move(self, export_id: int, target: Path, replaces: str = "") -> None:
        """One under way is to have this name, and may replace this; "" where nothing has it. Raises DiskFull,
        DiskFailed."""
        with self._database.transaction() as connection:
            connection.execute(_MOVE, (os.fsencode(target), replaces or None, export_id))

    def replaces(self, export_id: int) -> str:
        """What stood under its name when it began; "" where that was nothing, or nobody knows."""
        sql = "SELECT replaces FROM exports WHERE export_id = ?"
        with self._database.reader() as connection:
            found = connection.execute(sql, (export_id,)).fetchone()
        return found[0] or "" if found is not None else ""

    def end(
        self, export_id: int, state: ExportState, now: datetime, size: int = 0, target: Path | None = None
    ) -> bool:
        """It is over, for good on the disk; returns whether it was under way. Raises DiskFull, DiskFailed.

        `size` of the ZIP, `target` its name where that is not the one it was to have.
        """
        where = None if target is None else os.fsencode(target)
        with self._database.transaction(durable=True) as connection:
            values = state, microseconds(now), size, where, export_id
            if not connection.execute(_END, values).rowcount:
                return False
            if state is ExportState.DONE:
                _finish(connection, export_id)
            else:
                _drop_journal(connection, export_id)
        return True

    def get(self, export_id: int) -> ExportRecord | None:
        return next(iter(self._all("WHERE export_id = ?", export_id)), None)

    def completed_by(self, export_id: int) -> ExportRecord | None:
        """The finished one whose ZIP this one is to take the place of; None: it is a new one."""
        where = "WHERE export_id = (SELECT earlier_id FROM export_completes WHERE export_id = ?)"
        return next(iter(self._all(where, export_id)), None)

    def completion(self, export_id: int) -> ExportRecord | None:
        """The last finished one that was to take the place of this one."""
        where = "WHERE state = 'done' AND export_id > ?1 AND export_id IN (" + _COMPLETING + ")"
        return next(iter(self._all(f"{where} ORDER BY export_id DESC LIMIT 1", export_id)), None)

    # -- all of them -------------------------------------------------------------------------------

    def latest(self, limit: int) -> list[ExportRecord]:
        """Those under way too, the one that began last first."""
        return self._all("ORDER BY started_at DESC, export_id DESC LIMIT ?", limit)

    def finished(self, kind: ExportKind, limit: int) -> list[ExportRecord]:
        """Those that came to their end, the one that ended last first."""
        where = "WHERE kind = ? AND state = 'done' ORDER BY ended_at DESC, export_id DESC LIMIT ?"
        return self._all(where, kind, limit)

    def unfinished(self) -> list[ExportRecord]:
        """Those under way, the one that began first first."""
        return self._all("WHERE state = 'running' ORDER BY export_id")

    def of_receipt(self, receipt_id: int) -> list[ExportRecord]:
        """The finished ones that it stands in, the newest first."""
        where = f"{_HAS_RECEIPTS} AND state = 'done' AND export_id IN ({_IN_WHICH})"
        return self._all(f"WHERE {where} ORDER BY ended_at DESC, export_id DESC", str(receipt_id))

    # -- for a backup ------------------------------------------------------------------------------

    def ended(self) -> list[ExportRecord]:
        """All that are over, in an order that is always the same, without their numbers here."""
        found = self._all("WHERE state <> 'running' ORDER BY started_at, key")
        return [replace(record, id=0) for record in found]

    def with_receipts(self) -> dict[str, int]:
        """The finished exports of receipts of which it is known what stands in them: number by key."""
        where = f"{_HAS_RECEIPTS} AND state = 'done' AND {_HAS_ITEMS}"
        with self._database.reader() as connection:
            return dict(connection.execute(f"SELECT key, export_id FROM exports WHERE {where}"))

    def take_up(self, records: Iterable[ExportRecord], receipts_of: ReceiptsOf) -> int:
        """Adds those of a backup, all or none; returns how many. What was exported here since is newer."""
        with self._database.transaction(durable=True) as connection:
            newest = connection.execute("SELECT COALESCE(MAX(export_id), 0) FROM exports").fetchone()[0]
            added = 0
            for record in sorted(records, key=_ended_at):
                found = connection.execute(_INSERT, _values(record))
                added += found.rowcount
                if found.rowcount and found.lastrowid and _is_in_lists(record):
                    self._take_up_receipts(found.lastrowid, receipts_of(record.key), newest)
        return added

    def _take_up_receipts(self, export_id: int, receipts: Iterable[ExportedReceipt], newest: int) -> None:
        """Damage to them costs this export's alone: that there was one is still known."""
        with suppress(ValueError), self._database.transaction() as connection:
            take_up_receipts(connection, export_id, receipts)
            remember(connection, export_id, above=newest)

    def _all(self, rest: str, *values: SqlValue) -> list[ExportRecord]:
        """What is no export of this version is passed over."""
        with self._database.reader() as connection:
            rows = connection.execute(f"{_SELECT} {rest}", values).fetchall()
        found: list[ExportRecord] = []
        for row in rows:
            with suppress(ValueError):
                found.append(_record(row))
        return found


def _finish(connection: sqlite3.Connection, export_id: int) -> None:
    """What went from the lists meanwhile was asked for, but is not in it."""
    sql = "DELETE FROM export_items WHERE export_id = ? AND parts IS NULL"
    connection.execute(sql, (export_id,))
    remember(connection, export_id)


def _drop_journal(connection: sqlite3.Connection, export_id: int) -> None:
    """Its part is gone; what it was asked for stays."""
    said = "SELECT version_id FROM export_items WHERE export_id = ?"
    own = f"DELETE FROM exported_rows WHERE version_id IN ({said}) AND said_by = ?"
    connection.execute(own, (export_id, export_id))
    connection.execute(_FORGET_WRITTEN, (export_id,))
    connection.execute("DELETE FROM export_files WHERE export_id = ?", (export_id,))
    connection.execute("DELETE FROM export_gaps WHERE export_id = ?", (export_id,))


def _is_in_lists(record: ExportRecord) -> bool:
    return record.kind.has_receipts and record.state is ExportState.DONE


def _ended_at(record: ExportRecord) -> datetime:
    return record.ended_at or record.started_at


# -- rows ----------------------------------------------------------------------------------------


def _begun(new: NewExport) -> ExportRecord:
    return ExportRecord(
        0,
        os.urandom(16).hex(),
        new.kind,
        ExportState.RUNNING,
        new.started_at,
        None,
        new.target,
        new.part,
        new.words,
        new.query,
    )


def _noted(whole: WholeFile, size: int, now: datetime) -> ExportRecord:
    return ExportRecord(
        0,
        os.urandom(16).hex(),
        whole.kind,
        ExportState.DONE,
        whole.started_at,
        now,
        whole.target,
        words=whole.asked.words,
        query=whole.asked.query,
        asked=whole.of_rows,
        rows=whole.rows,
        missing=whole.missing,
        size=size,
    )


def _values(record: ExportRecord) -> tuple[SqlValue | bytes, ...]:
    """In the order of _FIELDS."""
    return (
        record.key,
        record.kind,
        record.state,
        microseconds(record.started_at),
        microseconds(record.ended_at),
        os.fsencode(record.target),
        None if record.part is None else os.fsencode(record.part),
        json.dumps([text(word) for word in record.words], ensure_ascii=False),
        text(record.query),
        record.asked,
        record.rows,
        record.files,
        record.missing,
        record.size,
    )


def _record(row: Sequence[Any]) -> ExportRecord:
    """Raises ValueError for words of another version."""
    export_id, key, kind, state, started_at, ended_at, target, part, words, query, *counts = row
    return ExportRecord(
        export_id,
        key,
        ExportKind(kind),
        ExportState(state),
        known_moment(started_at),
        moment(ended_at),
        Path(os.fsdecode(target)),
        None if part is None else Path(os.fsdecode(part)),
        tuple(json.loads(words)),
        query,
        *counts,
    )
