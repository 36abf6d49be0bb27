"""GoneRows: which rows a whole walk did not show, which of them the server has no longer, and what stays."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from desktop.core.call import Call
from desktop.core.file_key import FileKey, FileKind
from desktop.core.models import Receipt
from desktop.core.note import NoteKind
from desktop.store import receipt_values
from desktop.store.calls_repository import CallsRepository, find
from desktop.store.database import Database
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.row_values import microseconds

ListName = Literal["calls", "receipts"]

_KEY: dict[ListName, str] = {"calls": "calls.sid", "receipts": "CAST(receipts.row_id AS TEXT)"}
_FILE_KINDS: dict[ListName, tuple[FileKind, ...]] = {
    "calls": (FileKind.RECORDING,),
    "receipts": (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW),
}
_NOTE_KINDS: dict[ListName, NoteKind] = {"calls": NoteKind.CALL, "receipts": NoteKind.RECEIPT}


class UnseenRow(NamedTuple):
    """A row that a whole walk did not show. `id`: the sid of a call, the number of a receipt."""

    list: ListName
    id: str


def file_keys(row: UnseenRow) -> list[FileKey]:
    """The files that may be kept of it."""
    return [FileKey(kind, row.id) for kind in _FILE_KINDS[row.list]]


class GoneRows:
    """Nothing is gone because it was not shown: it waits here, until it was asked for by itself."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- what is to be asked for -----------------------------------------------------------------

    def note_unseen(self, name: ListName, ids: Iterable[str]) -> None:
        """These were not shown by a whole walk; others of the list that waited were."""
        with self._database.transaction() as connection:
            wanted = json.dumps(list(ids))
            connection.execute(
                "DELETE FROM unseen WHERE list = ? AND id NOT IN (SELECT value FROM json_each(?))",
                (name, wanted),
            )
            connection.execute(
                "INSERT OR IGNORE INTO unseen (list, id) SELECT ?, value FROM json_each(?)", (name, wanted)
            )

    def note_seen(self, name: ListName, ids: Iterable[str]) -> None:
        """The server shows these: nothing is to be asked."""
        with self._database.reader() as connection:
            waits = connection.execute("SELECT 1 FROM unseen WHERE list = ? LIMIT 1", (name,)).fetchone()
        if waits is not None:
            self._forget(name, ids)

    def to_ask(self, most: int) -> list[UnseenRow]:
        """Up to `most` rows to ask for, those first that were never asked for or longest ago."""
        sql = "SELECT list, id FROM unseen ORDER BY asked_at NULLS FIRST, list, id LIMIT ?"
        with self._database.reader() as connection:
            return [UnseenRow(*row) for row in connection.execute(sql, (most,))]

    def note_asked(self, row: UnseenRow, now: datetime) -> None:
        """There was no answer to go by: others come first the next time."""
        sql = "UPDATE unseen SET asked_at = ? WHERE list = ? AND id = ?"
        with self._database.transaction() as connection:
            connection.execute(sql, (microseconds(now), *row))

    def _forget(self, name: ListName, ids: Iterable[str]) -> None:
        sql = "DELETE FROM unseen WHERE list = ? AND id IN (SELECT value FROM json_each(?))"
        with self._database.transaction() as connection:
            connection.execute(sql, (name, json.dumps(list(ids))))

    # -- what is gone ----------------------------------------------------------------------------

    def mark_gone(self, rows: Sequence[UnseenRow], now: datetime) -> None:
        """The server said of each that it has it no longer."""
        with self._database.transaction() as connection:
            for name, row_id in rows:
                sql = f"UPDATE {name} SET gone_at = ? WHERE {_KEY[name]} = ? AND gone_at IS NULL"
                connection.execute(sql, (microseconds(now), row_id))
                self._forget(name, [row_id])

    def unkept(self) -> list[UnseenRow]:
        """What is gone and of which nothing is noted that the user keeps."""
        with self._database.reader() as connection:
            return [
                UnseenRow(name, row_id)
                for name, key in _KEY.items()
                for (row_id,) in connection.execute(f"SELECT {key} FROM {name} WHERE {_unkept(name)}")
            ]

    def remove_unkept(self, rows: Sequence[UnseenRow]) -> int:
        """Removes these, unless something is kept of them by now; returns how many rows that were.

        The number of a removed call may be given to the next new one: that comes with a later sync, after
        the lists were drawn again.
        """
        by_list = {name: json.dumps([row.id for row in rows if row.list == name]) for name in _KEY}
        among = "IN (SELECT value FROM json_each(?))"
        with self._database.transaction() as connection:
            return sum(
                connection.execute(
                    f"DELETE FROM {name} WHERE {_unkept(name)} AND {_KEY[name]} {among}", (ids,)
                ).rowcount
                for name, ids in by_list.items()
            )

    # -- for a backup ----------------------------------------------------------------------------

    def calls(self) -> list[Call]:
        """All that the server has no longer, whole, in an order that is always the same."""
        sql = "SELECT sid FROM calls WHERE gone_at IS NOT NULL ORDER BY sid"
        with self._database.reader() as connection:
            sids = [sid for (sid,) in connection.execute(sql)]
            found = find(connection, sids)
        return [found[sid] for sid in sids if sid in found]

    def receipts(self) -> list[Receipt]:
        """The same."""
        columns = ", ".join(receipt_values.MODEL_COLUMNS)
        sql = f"SELECT {columns} FROM receipts WHERE gone_at IS NOT NULL ORDER BY row_id"
        with self._database.reader() as connection:
            return [receipt_values.receipt(row) for row in connection.execute(sql)]

    def take_up(self, calls: Iterable[Call], receipts: Iterable[Receipt]) -> int:
        """Adds those of a backup that are not here, all or none; returns how many.

        A row that is here came from the server since then.
        """
        with self._database.transaction(durable=True) as connection:
            known = _known(connection, "calls")
            came = CallsRepository(self._database).upsert(call for call in calls if call.sid not in known)
            known = _known(connection, "receipts")
            new = (receipt for receipt in receipts if str(receipt.id) not in known)
            return came + ReceiptsRepository(self._database).upsert(new)


def _known(connection: sqlite3.Connection, name: ListName) -> set[str]:
    return {key for (key,) in connection.execute(f"SELECT {_KEY[name]} FROM {name}")}


def _unkept(name: ListName) -> str:
    """The condition that a row is gone and nothing that the user made or fetched hangs on it."""
    kinds = ", ".join(f"'{kind}'" for kind in _FILE_KINDS[name])
    kept = [
        f"SELECT 1 FROM kept_files WHERE kind IN ({kinds}) AND id = {_KEY[name]}",
        f"SELECT 1 FROM notes WHERE kind = '{_NOTE_KINDS[name]}' AND id = {_KEY[name]}",
    ]
    if name == "calls":
        kept.append("SELECT 1 FROM bookmarks WHERE bookmarks.sid = calls.sid")
    else:
        kept.append("SELECT 1 FROM receipt_tags WHERE receipt_id = receipts.row_id")
    return " AND ".join(["gone_at IS NOT NULL", *(f"NOT EXISTS ({rows})" for rows in kept)])
