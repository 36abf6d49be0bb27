"""DuplicatesRepository: which receipts may be one, and which of them the user told apart.

Conditions are written as the indices of schemas 0022 and 0032 have them: each is one look into an index for a
row, and one pass over it for all rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections import deque
from collections.abc import Iterable

from desktop.core.duplicates import MOST_COMPARED, MOST_TOGETHER, LookingAlike, SameBy, ToldApart
from desktop.store.database import Database

_MADE = "{0}.status NOT IN ('rejected', 'not_receipt')"
_SUMMED = "{0}.vendor_key IS NOT NULL AND {0}.amount_minor IS NOT NULL"
_ALIKE = {
    SameBy.TOTAL: (
        ("{0}.vendor_key", "{0}.amount_minor", "{0}.currency", "{0}.day"),
        f"{_SUMMED} AND {{0}}.day IS NOT NULL AND {_MADE}",
    ),
    SameBy.NUMBER: (
        ("{0}.vendor_key", "{0}.amount_minor", "{0}.currency", "{0}.number_key"),
        f"{_SUMMED} AND {{0}}.number_key <> '' AND {_MADE}",
    ),
    SameBy.MAIL: (("{0}.gmail_message_id",), f"{{0}}.gmail_message_id <> '' AND {_MADE}"),
}
"""What must be equal of two rows, and which rows are compared at all; `{0}` is a row's name."""
_KEPT = "{0}.kind <> 'recording' AND {0}.size > 0"
_NOT_APART = (
    "NOT EXISTS (SELECT 1 FROM told_apart t WHERE t.one = min({0}.row_id, {1}.row_id)"
    " AND t.other = max({0}.row_id, {1}.row_id))"
)
_BYTES = (
    "FROM kept_files k JOIN kept_files l ON l.sha256 = k.sha256"
    " JOIN receipts b ON b.row_id = CAST(l.id AS INTEGER)"
    f" WHERE {_KEPT.format('k')} AND {_KEPT.format('l')} AND {_MADE.format('b')}"
)


def _others(same: SameBy, row: str) -> str:
    """A SELECT of the ids of all that look like `row` by this, and were not told apart from it."""
    apart = f"b.row_id <> {row}.row_id AND {_NOT_APART.format(row, 'b')}"
    if same is SameBy.BYTES:
        # By two kinds, not by all that are none: each is one look into the primary key.
        own = f"k.kind IN ('source', 'preview') AND k.id = CAST({row}.row_id AS TEXT)"
        return f"SELECT b.row_id {_BYTES} AND {own} AND {_MADE.format(row)} AND {apart}"
    parts, compared = _ALIKE[same]
    equal = " AND ".join(f"{part.format('b')} = {part.format(row)}" for part in parts)
    return (
        f"SELECT b.row_id FROM receipts b WHERE {equal} AND {compared.format('b')}"
        f" AND {compared.format(row)} AND {apart}"
    )


def _all(same: SameBy) -> str:
    """A SELECT of the ids of all that look like another by this."""
    if same is SameBy.BYTES:
        return (
            f"SELECT a.row_id FROM kept_files f JOIN receipts a ON a.row_id = CAST(f.id AS INTEGER)"
            f" WHERE {_KEPT.format('f')} AND EXISTS ({_others(same, 'a')})"
        )
    parts, compared = _ALIKE[same]
    key = ", ".join(part.format("g") for part in parts)
    equal = ", ".join(part.format("a") for part in parts)
    often = f"SELECT {key} FROM receipts g WHERE {compared.format('g')} GROUP BY {key} HAVING COUNT(*) > 1"
    return (
        f"SELECT a.row_id FROM receipts a WHERE {compared.format('a')} AND ({equal}) IN ({often})"
        f" AND EXISTS ({_others(same, 'a')})"
    )


IS_DUPLICATE = " OR ".join(f"EXISTS ({_others(same, 'receipts')})" for same in SameBy)
"""The condition that a row of `receipts` looks like another; quick for some rows."""
AMONG_DUPLICATES = "row_id IN (" + " UNION ".join(map(_all, SameBy)) + ")"
"""The same condition; quick for all rows."""


class DuplicatesRepository:
    """Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def alike(self, receipt_id: int) -> LookingAlike:
        """The receipt with all that look like it, and like one of those, newest first; up to MOST_COMPARED.

        It alone when none does.
        """
        found: dict[int, None] = {receipt_id: None}
        same: set[SameBy] = set()
        waiting = deque([receipt_id])
        with self._database.reader() as connection:
            while waiting and len(found) < MOST_COMPARED:
                for by, other in _alike(connection, waiting.popleft()):
                    if other not in found and len(found) < MOST_COMPARED:
                        found[other] = None
                        waiting.append(other)
                    same.add(by)
        # They were found in this order: it, what looks like it, what looks like one of those.
        nearest = list(found)[:MOST_TOGETHER]
        return LookingAlike(_newest_first(found), frozenset(same), _newest_first(nearest))

    def tell_apart(self, pairs: Iterable[ToldApart]) -> list[ToldApart]:
        """Keeps the user's word on them for good, all or none; returns those that are new."""
        with self._database.transaction(durable=True) as connection:
            return [pair for pair in pairs if _add(connection, pair)]

    def take_back(self, pairs: Iterable[ToldApart]) -> None:
        """They may be one again."""
        with self._database.transaction(durable=True) as connection:
            connection.executemany("DELETE FROM told_apart WHERE one = ? AND other = ?", [*map(tuple, pairs)])

    # -- for a backup ----------------------------------------------------------------------------

    def all(self) -> list[ToldApart]:
        """Every pair, in an order that is always the same."""
        with self._database.reader() as connection:
            found = connection.execute("SELECT one, other FROM told_apart ORDER BY one, other")
            return [ToldApart(*row) for row in found]

    def take_up(self, pairs: Iterable[ToldApart]) -> int:
        """Adds those of a backup, all or none; returns how many were new."""
        return len(self.tell_apart(pairs))


def _newest_first(ids: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(ids, reverse=True))


def _alike(connection: sqlite3.Connection, receipt_id: int) -> list[tuple[SameBy, int]]:
    parts = (f"SELECT '{same}', ({_first(same)}) FROM receipts a WHERE a.row_id = ?" for same in SameBy)
    sql = " UNION ALL ".join(parts)
    found = connection.execute(sql, [receipt_id] * len(SameBy)).fetchall()
    return [(SameBy(same), int(other)) for same, ids in found for other in json.loads(ids)]


def _first(same: SameBy) -> str:
    """Those that look like row `a` by this, the newest first, as JSON; one more than can be shown."""
    others = f"{_others(same, 'a')} ORDER BY b.row_id DESC LIMIT {MOST_COMPARED + 1}"
    return f"SELECT json_group_array(row_id) FROM ({others})"


def _add(connection: sqlite3.Connection, pair: ToldApart) -> bool:
    sql = "INSERT OR IGNORE INTO told_apart (one, other) VALUES (?, ?)"
    return connection.execute(sql, tuple(pair)).rowcount > 0
