"""ExportJournalRepository: what an export was asked for and what it wrote, a few hundred at a time.

Nothing of it is held in memory: it is read in pages, each by a reader of its own, so that an export of a
hundred thousand receipts may be read from while it goes on.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta, timezone
from itertools import islice
from typing import Any

from desktop.core.errors import AppError, DiskFull, TooLittleLeft
from desktop.core.export_ledger import (
    FOR_GOOD,
    TRANSCRIPT,
    ExportedCall,
    ExportedFile,
    ExportedReceipt,
    ExportGap,
    IndexedCall,
    IndexedReceipt,
    JournalEntry,
    OtherFile,
    Unwritten,
)
from desktop.core.file_key import FileKey, FileKind
from desktop.core.kept_error import read_error, written_error
from desktop.store.database import Database
from desktop.store.exported_rows import SAID, said, versions_of
from desktop.store.row_values import SqlValue, known_moment, microseconds, text
from desktop.store.where import row_ids

_AT_ONCE = 1_000
_ASKED_AT_ONCE = 5_000
_SOURCE, _PREVIEW, LACKS = 1, 2, 4
"""In `parts`; of a call its recording and its transcript. LACKS: see `ExportedReceipt.lacks`."""

_PAGE = f"export_id = ? AND {{0}}.position > ? ORDER BY {{0}}.position LIMIT {_AT_ONCE}"
_FILE_COLUMNS = (
    "f.position, f.name, f.offset, f.size, f.crc32, f.sha256, f.moment, f.zone, f.kind, f.item, f.fetched"
)
_FILES = f"SELECT {_FILE_COLUMNS} FROM export_files f WHERE {_PAGE.format('f')}"
_OTHER_FILES = (
    f"SELECT {_FILE_COLUMNS}, k.sha256 IS NOT NULL FROM export_files f"
    " LEFT JOIN kept_files k ON k.kind = f.kind AND k.id = f.item"
    " WHERE f.kind IN ('source', 'preview', 'recording') AND k.sha256 IS NOT lower(hex(f.sha256))"
    f" AND {_PAGE.format('f')}"
)
_RECEIPTS = (
    f"SELECT i.position, CAST(i.item AS INTEGER), i.parts, {SAID} FROM export_items i"
    f" LEFT JOIN exported_rows v USING (version_id) WHERE i.parts IS NOT NULL AND {_PAGE.format('i')}"
)


def _name_at(column: str) -> str:
    return f"(SELECT f.name FROM export_files f WHERE f.export_id = i.export_id AND f.position = i.{column})"


_INDEXED = (
    f"SELECT i.position, CAST(i.item AS INTEGER), i.parts, {_name_at('first_at')},"
    f" {_name_at('second_at')}, {SAID} FROM export_items i"
    f" LEFT JOIN exported_rows v USING (version_id) WHERE i.parts IS NOT NULL AND {_PAGE.format('i')}"
)
_INDEXED_CALLS = (
    f"SELECT i.position, i.item, {_name_at('first_at')}, {_name_at('second_at')} FROM export_items i"
    f" WHERE i.parts IS NOT NULL AND {_PAGE.format('i')}"
)
_UNWRITTEN = f"SELECT i.position, i.item FROM export_items i WHERE i.parts IS NULL AND {_PAGE.format('i')}"
_BEGUN = (
    "SELECT item, kind FROM export_files WHERE export_id = ? AND kind <> ''"
    " AND item IN (SELECT item FROM export_items WHERE export_id = ? AND parts IS NULL)"
)
_PLACE = (
    "SELECT position FROM export_files WHERE export_id = ? AND item = ? AND kind = ?"
    " ORDER BY position DESC LIMIT 1"
)
"""From the end, where it is all but always: one that is over was written just now."""
_ITEM_OF = "export_items i INDEXED BY export_items_of"
"""Without statistics SQLite takes the key of the table, which goes through all items of the export."""
_FILE_OF = (
    f"SELECT {_FILE_COLUMNS} FROM {_ITEM_OF} JOIN export_files f ON f.export_id = i.export_id"
    " AND f.position IN (i.first_at, i.second_at) WHERE i.item = ? AND i.export_id = ? AND f.kind = ?"
)
_LISTED = "CASE f.kind WHEN 'source' THEN v.source_file_size WHEN 'preview' THEN v.preview_file_size END"
_CHANGED_FILES = (
    f"SELECT {_FILE_COLUMNS} FROM export_files f"
    f" JOIN {_ITEM_OF} ON i.export_id = f.export_id AND i.item = f.item"
    f" JOIN exported_rows v USING (version_id) WHERE {_LISTED} > 0 AND f.size <> {_LISTED}"
    f" AND f.{_PAGE.format('f')}"
)
_GAPS = f"SELECT g.position, g.kind, g.item, g.reason, g.due FROM export_gaps g WHERE {_PAGE.format('g')}"


def _is_for(kinds: Iterable[type[AppError]]) -> str:
    """That a gap has such a reason."""
    names = ", ".join(f"'{kind.__name__}'" for kind in kinds)
    return f"CASE WHEN json_valid(reason) THEN json_extract(reason, '$.kind') END IN ({names})"


_FOR_GOOD = (
    "SELECT export_id, COUNT(*) FROM export_gaps WHERE export_id IN (SELECT value FROM json_each(?)) AND due"
    f" AND {_is_for(FOR_GOOD)} GROUP BY export_id"
)
_ASK = (
    "INSERT INTO export_items (export_id, position, item)"
    " SELECT ?, ? + key, CAST(value AS TEXT) FROM json_each(?)"
)
_ADD_FILE = "INSERT INTO export_files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_GAP = "INSERT INTO export_gaps VALUES (?, ?, ?, ?, ?, ?)"
_ADD_ITEM = "INSERT INTO export_items (export_id, position, item, parts, version_id) VALUES (?, ?, ?, ?, ?)"
_OVER = (
    "UPDATE export_items SET parts = ?, version_id = ?, first_at = ?, second_at = ?"
    " WHERE export_id = ? AND item = ?"
)
_UNWRITE = (
    "UPDATE export_items SET parts = NULL, version_id = NULL, first_at = NULL, second_at = NULL"
    " WHERE export_id = ? AND item IN"
    " (SELECT item FROM export_files WHERE export_id = ? AND position >= ? AND kind <> ''"
    f" UNION ALL SELECT item FROM export_gaps WHERE export_id = ? AND {_is_for((DiskFull, TooLittleLeft))})"
)
"""Also what had no room: by now there may be some."""
_CUT_FILES = "DELETE FROM export_files WHERE export_id = ? AND position >= ?"
_CUT_GAPS = (
    "DELETE FROM export_gaps WHERE export_id = ? AND item IN"
    " (SELECT item FROM export_items WHERE export_id = ? AND parts IS NULL)"
)


class ExportJournalRepository:
    """Any thread, but an export is written by one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- writing -----------------------------------------------------------------------------------

    def append(self, export_id: int, entries: Iterable[JournalEntry]) -> None:
        """All of it or nothing, after what is there. Raises DiskFull, DiskFailed.

        It outlives a kill. What a power cut takes of it, it takes of the part too, or the part is cut back.
        """
        with self._database.transaction() as connection:
            batch = _Batch(connection, export_id)
            for entry in entries:
                batch.take(entry)
            batch.write()

    def cut(self, export_id: int, held: int) -> None:
        """Of its files the first `held` alone are still there: what was behind them is to be written again,
        and what had no room is tried once more.

        To be called before a journal is gone on with, even when all of it holds.
        """
        with self._database.transaction() as connection:
            connection.execute(_UNWRITE, (export_id, export_id, held, export_id))
            connection.execute(_CUT_FILES, (export_id, held))
            connection.execute(_CUT_GAPS, (export_id, export_id))

    # -- reading -----------------------------------------------------------------------------------

    def unwritten(self, export_id: int) -> Iterator[Unwritten]:
        """What it was asked for and has not written yet, in its order."""
        begun = self._begun(export_id)
        for (item,) in self._pages(_UNWRITTEN, export_id):
            yield Unwritten(item, frozenset(begun.get(item, ())))

    def _begun(self, export_id: int) -> dict[str, list[str]]:
        """What the cut left of those that it came between, which are few."""
        found: dict[str, list[str]] = {}
        with self._database.reader() as connection:
            for item, kind in connection.execute(_BEGUN, (export_id, export_id)):
                found.setdefault(item, []).append(kind)
        return found

    def files(self, export_id: int) -> Iterator[ExportedFile]:
        """As they stand in the ZIP."""
        return (_file(*row) for row in self._pages(_FILES, export_id))

    def file_of(self, export_id: int, key: FileKey) -> ExportedFile | None:
        """Of a receipt that is over; None: it is not in it."""
        with self._database.reader() as connection:
            row = connection.execute(_FILE_OF, (key.id, export_id, key.kind)).fetchone()
        return None if row is None else _file(*row[1:])

    def other_files(self, export_id: int) -> Iterator[OtherFile]:
        """Those of its files that are not kept on this computer with the bytes that they had."""
        return (OtherFile(_file(*row), bool(here)) for *row, here in self._pages(_OTHER_FILES, export_id))

    def changed_files(self, export_id: int) -> Iterator[ExportedFile]:
        """Those of receipts that are not as large as the list said, as they stand in the ZIP."""
        return (_file(*row) for row in self._pages(_CHANGED_FILES, export_id))

    def gaps(self, export_id: int) -> Iterator[ExportGap]:
        """The files that are not in it, in its order."""
        for kind, item, reason, due in self._pages(_GAPS, export_id):
            yield ExportGap(kind, item, read_error(reason), bool(due))

    def missing_for_good(self, export_ids: Sequence[int]) -> dict[int, int]:
        """By export, how many of the files that are missing no try brings, where there are any."""
        with self._database.reader() as connection:
            return dict(connection.execute(_FOR_GOOD, (json.dumps(list(export_ids)),)).fetchall())

    def receipts(self, export_id: int) -> Iterator[ExportedReceipt]:
        """Those that are written, in its order, as they were."""
        for receipt_id, parts, *row in self._pages(_RECEIPTS, export_id):
            yield _receipt(receipt_id, parts, row)

    def indexed(self, export_id: int) -> Iterator[IndexedReceipt]:
        """Those that are written, in its order, as they were, with the names of their files."""
        for receipt_id, parts, source, preview, *row in self._pages(_INDEXED, export_id):
            yield IndexedReceipt(_receipt(receipt_id, parts, row), source or "", preview or "")

    def indexed_calls(self, export_id: int) -> Iterator[IndexedCall]:
        """Those that are written, in its order, with the names of their files."""
        for sid, recording, transcript in self._pages(_INDEXED_CALLS, export_id):
            yield IndexedCall(sid, recording or "", transcript or "")

    def ids(self, export_id: int) -> array[int]:
        """Of its receipts, in its order."""
        sql = "SELECT CAST(item AS INTEGER) AS row_id FROM export_items WHERE export_id = ? ORDER BY position"
        with self._database.reader() as connection:
            return row_ids(connection, sql, (export_id,))

    def sids(self, export_id: int) -> list[str]:
        """Of its calls, in its order."""
        sql = "SELECT item FROM export_items WHERE export_id = ? ORDER BY position"
        with self._database.reader() as connection:
            return [sid for (sid,) in connection.execute(sql, (export_id,))]

    def _pages(self, sql: str, export_id: int) -> Iterator[list[Any]]:
        """Each row without its position, by which the next page is found."""
        last = -1
        while True:
            with self._database.reader() as connection:
                page = connection.execute(sql, (export_id, last)).fetchall()
            yield from (row[1:] for row in page)
            if len(page) < _AT_ONCE:
                return
            last = page[-1][0]


def ask(connection: sqlite3.Connection, export_id: int, items: Iterable[int | str]) -> int:
    """Notes what it is asked for, in this order; returns how many that are."""
    left, count = iter(items), 0
    while some := [text(item) if isinstance(item, str) else item for item in islice(left, _ASKED_AT_ONCE)]:
        connection.execute(_ASK, (export_id, count, json.dumps(some)))
        count += len(some)
    return count


def take_up_receipts(
    connection: sqlite3.Connection, export_id: int, receipts: Iterable[ExportedReceipt]
) -> None:
    """Those of a backup."""
    left, position = iter(receipts), 0
    while some := list(islice(left, _AT_ONCE)):
        versions = versions_of(connection, export_id, some)
        rows = [
            (export_id, place, str(one.receipt_id), _parts_of(one), version)
            for place, (one, version) in enumerate(zip(some, versions, strict=True), position)
        ]
        connection.executemany(_ADD_ITEM, rows)
        position += len(some)


class _Batch:
    """Some entries of a journal: taken one after another, written as one."""

    def __init__(self, connection: sqlite3.Connection, export_id: int) -> None:
        self._connection = connection
        self._export_id = export_id
        self._next_file = self._next("export_files")
        self._next_gap = self._next("export_gaps")
        self._places: dict[tuple[str, str], int] = {}
        self._files: list[tuple[SqlValue | bytes, ...]] = []
        self._gaps: list[tuple[SqlValue, ...]] = []
        self._receipts: list[ExportedReceipt] = []
        self._calls: list[ExportedCall] = []

    def _next(self, table: str) -> int:
        sql = f"SELECT COALESCE(MAX(position) + 1, 0) FROM {table} WHERE export_id = ?"
        return int(self._connection.execute(sql, (self._export_id,)).fetchone()[0])

    def take(self, entry: JournalEntry) -> None:
        match entry:
            case ExportedFile():
                self._take_file(entry)
            case ExportedReceipt():
                self._receipts.append(entry)
            case ExportedCall():
                self._calls.append(entry)
            case ExportGap():
                self._take_gap(entry)

    def _take_file(self, file: ExportedFile) -> None:
        position = self._next_file + len(self._files)
        self._places[file.item, file.kind] = position
        content = file.offset, file.size, file.crc32, bytes.fromhex(file.sha256)
        zone = file.moment.utcoffset() or timedelta()
        when = microseconds(file.moment), zone // timedelta(seconds=1)
        place = self._export_id, position, file.kind, text(file.item)
        self._files.append((*place, text(file.name), *content, *when, file.fetched))

    def _take_gap(self, gap: ExportGap) -> None:
        place = self._export_id, self._next_gap + len(self._gaps)
        why = text(written_error(gap.reason))
        self._gaps.append((*place, gap.kind, text(gap.item), why, gap.due))

    def write(self) -> None:
        self._connection.executemany(_ADD_FILE, self._files)
        self._connection.executemany(_ADD_GAP, self._gaps)
        versions = versions_of(self._connection, self._export_id, self._receipts)
        over = [*map(self._over_receipt, self._receipts, versions), *map(self._over_call, self._calls)]
        self._connection.executemany(_OVER, over)

    def _over_receipt(self, receipt: ExportedReceipt, version: int | None) -> tuple[SqlValue, ...]:
        item, parts = str(receipt.receipt_id), _parts_of(receipt)
        source = self._place(item, FileKind.RECEIPT_SOURCE) if receipt.has_source else None
        preview = self._place(item, FileKind.RECEIPT_PREVIEW) if receipt.has_preview else None
        return parts, version, source, preview, self._export_id, item

    def _over_call(self, call: ExportedCall) -> tuple[SqlValue, ...]:
        item, parts = text(call.sid), _parts(call.has_recording, call.has_transcript)
        recording = self._place(item, FileKind.RECORDING) if call.has_recording else None
        transcript = self._place(item, TRANSCRIPT) if call.has_transcript else None
        return parts, None, recording, transcript, self._export_id, item

    def _place(self, item: str, kind: str) -> int | None:
        """Where its file stands; None: nowhere."""
        if (item, kind) not in self._places:
            found = self._connection.execute(_PLACE, (self._export_id, item, kind)).fetchone()
            return None if found is None else int(found[0])
        return self._places[item, kind]


def _parts(first: bool, second: bool) -> int:
    return first * _SOURCE + second * _PREVIEW


def _parts_of(receipt: ExportedReceipt) -> int:
    return _parts(receipt.has_source, receipt.has_preview) + receipt.lacks * LACKS


def _receipt(receipt_id: int, parts: int, row: Sequence[Any]) -> ExportedReceipt:
    return ExportedReceipt(
        receipt_id, said(row), bool(parts & _SOURCE), bool(parts & _PREVIEW), bool(parts & LACKS)
    )


def _file(
    name: str,
    offset: int,
    size: int,
    crc32: int,
    sha256: bytes,
    moment: int,
    zone: int,
    kind: str,
    item: str,
    fetched: int,
) -> ExportedFile:
    content = offset, size, crc32, sha256.hex()
    return ExportedFile(name, *content, _in_zone(moment, zone), kind, item, bool(fetched))


def _in_zone(moment: int, zone: int) -> datetime:
    """What is no zone, as only a damaged file can hold it, is Greenwich's."""
    try:
        return known_moment(moment).astimezone(timezone(timedelta(seconds=zone)))
    except (OverflowError, ValueError):
        return known_moment(moment).astimezone(UTC)
