"""TagsRepository: the user's tags on receipts, and how lists find their rows by them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from desktop.core.search_text import normalise
from desktop.core.tag import CountedTag, ReceiptTag, TagChange
from desktop.store.database import Database
from desktop.store.row_values import SqlValue, text

RECEIPTS_BY_TAG = "SELECT receipt_id FROM receipt_tags WHERE instr(tag_key, ?)"
"""Ids of the receipts on which a tag stands that has the bound text, normalised, in it."""
TAGS_OF_ROW = "(SELECT json_group_array(tag) FROM receipt_tags WHERE receipt_id = row_id)"
"""Of a row of `receipts`: its tags as JSON."""
TAGGED = "EXISTS (SELECT 1 FROM receipt_tags WHERE receipt_id = row_id)"
ANY_TAG = (
    "EXISTS (SELECT 1 FROM receipt_tags WHERE receipt_id = row_id"
    " AND tag_key IN (SELECT value FROM json_each(?)))"
)
"""Of a row of `receipts`: whether one of the bound tags (JSON, normalised) stands on it."""

_AMONG = "receipt_id IN (SELECT value FROM json_each(?))"
_ADD = "INSERT OR IGNORE INTO receipt_tags (receipt_id, tag_key, tag) VALUES (?, ?, ?)"
_REMOVE = "DELETE FROM receipt_tags WHERE receipt_id = ? AND tag_key = ? RETURNING receipt_id, tag"
_SPELLING = "SELECT tag FROM receipt_tags WHERE tag_key = ? GROUP BY tag ORDER BY COUNT(*) DESC, tag LIMIT 1"


class TagsRepository:
    """Any thread. A tag is added in the spelling that is in use already."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[ReceiptTag]:
        """Every one, in an order that is always the same."""
        sql = "SELECT receipt_id, tag FROM receipt_tags ORDER BY receipt_id, tag_key"
        with self._database.reader() as connection:
            return [ReceiptTag(*row) for row in connection.execute(sql)]

    def in_use(self) -> list[CountedTag]:
        """Each tag once, in the order of the alphabet."""
        with self._database.reader() as connection:
            return _counted(connection, "", ())

    def of(self, receipt_ids: Sequence[int]) -> list[CountedTag]:
        """The tags of these receipts, and on how many of them each stands."""
        with self._database.reader() as connection:
            return _counted(connection, f" WHERE {_AMONG}", (json.dumps(list(receipt_ids)),))

    def change(self, wanted: TagChange) -> TagChange:
        """Adds and removes for good, all or nothing; returns what was not so before.

        Raises DiskFull, DiskFailed.
        """
        with self._database.transaction(durable=True) as connection:
            removed = [row for one in wanted.removed for row in _remove(connection, one)]
            spellings: dict[str, str] = {}
            added = [row for one in wanted.added for row in _add(connection, one, spellings)]
        return TagChange(tuple(added), tuple(removed))

    def take_up(self, tags: Iterable[ReceiptTag]) -> int:
        """Adds those of a backup, all or none; returns how many. What is here stays."""
        with self._database.transaction(durable=True) as connection:
            rows = (_values(one) for one in tags)
            return sum(connection.execute(_ADD, row).rowcount for row in rows if row[1])


def _counted(connection: sqlite3.Connection, where: str, values: tuple[str, ...]) -> list[CountedTag]:
    each = f"SELECT tag, tag_key, COUNT(*) AS times FROM receipt_tags{where} GROUP BY tag_key, tag"
    sql = f"SELECT tag, SUM(times), MAX(times) FROM ({each}) GROUP BY tag_key ORDER BY tag_key"
    return [CountedTag(tag, count) for tag, count, _ in connection.execute(sql, values)]


def _add(connection: sqlite3.Connection, one: ReceiptTag, spellings: dict[str, str]) -> list[ReceiptTag]:
    receipt_id, key, written = _values(one)
    if not key:
        return []
    if key not in spellings:
        row = connection.execute(_SPELLING, (key,)).fetchone()
        spellings[str(key)] = str(written) if row is None else row[0]
    tag = spellings[str(key)]
    new = connection.execute(_ADD, (receipt_id, key, tag)).rowcount
    return [ReceiptTag(one.receipt_id, tag)] if new else []


def _remove(connection: sqlite3.Connection, one: ReceiptTag) -> list[ReceiptTag]:
    found = connection.execute(_REMOVE, _values(one)[:2]).fetchall()
    return [ReceiptTag(*row) for row in found]


def _values(one: ReceiptTag) -> tuple[SqlValue, ...]:
    kept = text(one.tag)
    return one.receipt_id, normalise(kept), kept
