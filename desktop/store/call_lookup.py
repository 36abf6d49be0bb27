"""What a search in calls reads before the list: the newest hits, or what little words allow in a moment."""

from __future__ import annotations

import sqlite3
import time
from bisect import bisect_right, insort
from collections.abc import Sequence
from typing import NamedTuple

from desktop.core.call_query import Period
from desktop.store.call_search import (
    LAST_ENTRY,
    SHORTEST,
    SPILL,
    Looked,
    Rarity,
    entry_number,
    entry_time,
    match_of,
    second_of,
)
from desktop.store.where import Where, local_midnight, next_midnight

WALK_SECONDS = 0.2
"""How long one and two letters, which the index cannot find, are looked for in the texts, newest first."""
_CHUNK_ROWS = 500
_CREATED = "CASE WHEN later THEN (SELECT created_at FROM calls WHERE calls.row_id = call_entries.row_id) END"
"""Of an entry whose number does not tell it."""
_NEWEST = (
    f"SELECT call_search.rowid, call_entries.row_id, later, {_CREATED}"
    " FROM call_search CROSS JOIN call_entries ON entry_id = call_search.rowid"
    " WHERE call_search MATCH ? AND call_search.rowid BETWEEN ? AND ?"
    " AND instr(call_entries.search_text, ?){filters} ORDER BY call_search.rowid DESC"
)
_CHUNK = (
    f"SELECT entry_id, row_id, later, {_CREATED}, ({{hit}}){{filters}}"
    " FROM call_entries WHERE entry_id BETWEEN ? AND ? ORDER BY entry_id DESC LIMIT ?"
)


class Within(NamedTuple):
    """Where is looked: entries from `first` to `last`, of calls that also meet `filters`."""

    filters: Where
    first: int
    last: int


def within(filters: Where, period: Period) -> Within:
    """`filters` are all conditions but the text, `period` is one of them."""
    first = 0 if period.first is None else entry_number(local_midnight(period.first))
    end = None if period.last is None else next_midnight(period.last)
    last = LAST_ENTRY if end is None else min(LAST_ENTRY, entry_number(end) + SPILL)
    return Within(filters, first, last)


def look_up(
    connection: sqlite3.Connection,
    parts: Sequence[str],
    rarity: Rarity,
    place: Within,
    most: int | None,
) -> Looked:
    """Looks for `parts`: for the newest `most` of each, or for all that can be found so (None).

    Words that the index finds whole are left to it when all are wanted.
    """
    short = [part for part in parts if len(part) < SHORTEST]
    long = [part for part in parts if len(part) >= SHORTEST and most is not None]
    ids = [row_id for part in long for row_id in _newest(connection, part, rarity, place, most or 0)]
    found, reached = _walk(connection, short, place, most) if short else ([], None)
    return Looked(frozenset([*short, *long]), [*ids, *found], reached)


class _Hits:
    """What is found, newest entries first. An entry may have the number of a later second than its call's."""

    def __init__(self, most: int | None) -> None:
        self._most = most
        self._seconds: list[int] = []
        """The first numbers of the calls' seconds, ascending."""
        self.ids: list[int] = []

    def add(self, number: int, row_id: int, later: int, created_at: int | None) -> None:
        """The next entry. `created_at`: of one that has the number of a `later` second than its own."""
        self.ids.append(row_id)
        insort(self._seconds, entry_number(created_at) if later else second_of(number))

    def are_enough(self, number: int) -> bool:
        """Whether the newest are among them, whatever there is from the entry `number` on."""
        later = len(self._seconds) - bisect_right(self._seconds, number)
        return self._most is not None and later >= self._most


def _newest(connection: sqlite3.Connection, part: str, rarity: Rarity, place: Within, most: int) -> list[int]:
    sql = _NEWEST.format(filters=_filters(place.filters))
    values = (match_of(part, rarity), place.first, place.last, part, *place.filters.values)
    hits = _Hits(most)
    for entry in connection.execute(sql, values):
        if hits.are_enough(entry[0]):
            break
        hits.add(*entry)
    return hits.ids


def _walk(
    connection: sqlite3.Connection, parts: Sequence[str], place: Within, most: int | None
) -> tuple[list[int], int | None]:
    """Row ids, newest first, and down to when was looked, in microseconds; None when nothing is left."""
    gives_up_at = time.monotonic() + WALK_SECONDS
    hit = " OR ".join(["instr(search_text, ?)"] * len(parts))
    sql = _CHUNK.format(hit=hit, filters=_filters(place.filters))
    hits = _Hits(most)
    last = place.last
    while True:
        chunk = connection.execute(
            sql, (*parts, *place.filters.values, place.first, last, _CHUNK_ROWS)
        ).fetchall()
        for *entry, there in chunk:
            if there:
                hits.add(*entry)
        last = chunk[-1][0] - 1 if chunk else 0
        if len(chunk) < _CHUNK_ROWS or hits.are_enough(last):
            return hits.ids, None
        if time.monotonic() > gives_up_at:
            return hits.ids, entry_time(last + 1)


def _filters(filters: Where) -> str:
    """The list's other conditions on an entry's call; its columns are named as there."""
    if not filters.sql:
        return ""
    return f" AND EXISTS (SELECT 1 FROM calls{filters.sql} AND calls.row_id = call_entries.row_id)"
