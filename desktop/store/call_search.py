"""Searching calls: their texts as they are compared, the index of them, and a search as a condition.

The index (FTS5, trigrams) knows which three letters stand in which text, not where: whatever it finds is
compared letter by letter. Texts wait to be taken up, a few at a time, and are found by reading until then.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from desktop.core.search_text import normalise, phone_forms, phone_part
from desktop.store.database import Database
from desktop.store.notes_repository import CALLS_BY_NOTE
from desktop.store.row_values import SqlValue, text
from desktop.store.where import Where

SHORTEST = 3
"""Letters that the index needs; what is shorter is found by reading."""
_MOST_TRIGRAMS = 4
"""Of a search: more narrow it down no further, and each costs."""
_SAMPLED = 100
"""Texts from which is guessed how rare three letters are."""
_TIE_BITS = 20
"""So many bits of an entry's number tell apart what is of the same millisecond."""
_LATEST_MS = (1 << 43) - 1
LAST_ENTRY = (1 << 63) - 1
_WAITING = (
    "SELECT row_id, created_at, sid, phone, search_text FROM call_texts JOIN calls USING (row_id)"
    " WHERE search_text <> '' ORDER BY row_id LIMIT ?"
)
_INDEXED = (
    "SELECT call_entries.row_id FROM call_search CROSS JOIN call_entries ON entry_id = call_search.rowid"
    " WHERE call_search MATCH ? AND instr(call_entries.search_text, ?)"
)

Source = tuple[str, list[SqlValue]]
"""A SELECT of row ids with its values."""


class Looked(NamedTuple):
    """What was read of a search beforehand (see `call_lookup`)."""

    parts: frozenset[str] = frozenset()
    """Which of its parts."""
    ids: list[int] = []
    reached: int | None = None
    """Down to when texts were looked at, in microseconds; None: all that were to be."""


class CallSearch:
    """Takes texts into the index. Any thread; raises DiskFull, DiskFailed and DatabaseDamaged."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take_up(self, most: int) -> int:
        """Takes up to `most` waiting texts in, in one transaction; returns how many there were."""
        with self._database.transaction() as connection:
            waiting = connection.execute(_WAITING, (most,)).fetchall()
            # FTS5 writes out all it has gathered whenever a number is lower than the one before.
            waiting.sort(key=lambda row: (row[1] or 0, row[0]))
            for row_id, created, sid, phone, found in waiting:
                if not {normalise(sid), *phone_forms(phone)} <= set(found.split("\n")):
                    # An earlier version searched less.
                    found = _made_anew(connection, row_id)
                _take_up(connection, row_id, created, found)
        return len(waiting)

    def waiting(self) -> int:
        """Texts that are not in the index yet."""
        with self._database.reader() as connection:
            found = connection.execute("SELECT COUNT(*) FROM call_texts WHERE search_text <> ''").fetchone()
            return int(found[0])


def search_text(lead_name: str, phone: str, summary: str, transcript: str, sid: str) -> str:
    """One line for each field: nothing that is looked for has a line break in it."""
    fields = (lead_name, phone, summary, transcript, sid)
    return "\n".join([*(normalise(field) for field in fields), *phone_forms(phone)])


def _made_anew(connection: sqlite3.Connection, row_id: int) -> str:
    sql = "SELECT lead_name, phone, summary, transcript, sid FROM call_texts JOIN calls USING (row_id)"
    return search_text(*connection.execute(f"{sql} WHERE row_id = ?", (row_id,)).fetchone())


def write_text(
    connection: sqlite3.Connection, row_id: int, found: str, transcript: str, *, moved: bool
) -> None:
    """Writes a call's texts, which then wait for the index. `moved`: its time changed, and so its place."""
    known = connection.execute(
        "SELECT coalesce(e.search_text, t.search_text), transcript"
        " FROM call_texts t LEFT JOIN call_entries e USING (row_id) WHERE row_id = ?",
        (row_id,),
    ).fetchone()
    if known == (found, transcript) and not moved:
        return
    # A trigger takes it out of the index.
    connection.execute("DELETE FROM call_entries WHERE row_id = ?", (row_id,))
    connection.execute(
        "INSERT OR REPLACE INTO call_texts (row_id, search_text, transcript) VALUES (?, ?, ?)",
        (row_id, found, transcript),
    )


def sampled(connection: sqlite3.Connection) -> Counter[str]:
    """In how many of some texts, from all over the index, each three letters stand."""
    first, last = connection.execute("SELECT min(entry_id), max(entry_id) FROM call_entries").fetchone()
    counts: Counter[str] = Counter()
    if first is not None:
        # Always the same ones: what a search costs should not be a matter of luck.
        dice = random.Random(first)
        for _ in range(_SAMPLED):
            sql = "SELECT search_text FROM call_entries WHERE entry_id >= ? LIMIT 1"
            # None or one: what was the last may be gone by now.
            for [found] in connection.execute(sql, (dice.randint(first, last),)):
                counts.update(set(_trigrams(found)))
    return counts


def parts_of(wanted: str) -> list[str]:
    """What is looked for: `wanted` as it is compared, and its digits when it may be a part of a number."""
    comparable = normalise(text(wanted))
    return list(dict.fromkeys(part for part in (comparable, phone_part(comparable)) if part))


def add_text(where: Where, wanted: str, counts: Mapping[str, int], looked: Looked = Looked()) -> None:
    """The condition that `wanted` stands in one of a call's fields or its note, or its digits in the number.

    `counts` says how rare three letters are (see `sampled`), `looked` what was found already.
    """
    parts = parts_of(wanted)
    if not parts:
        return
    sources = [_finding(part, counts) for part in parts if part not in looked.parts]
    sources += [_found(looked), _reading(parts, phone_part(parts[0])), (CALLS_BY_NOTE, [parts[0]])]
    if looked.reached is not None:
        sources += [_named(part) for part in parts if len(part) < SHORTEST]
    sql = " UNION ALL ".join(source for source, _ in sources)
    where.add(f"calls.row_id IN ({sql})", *(value for _, values in sources for value in values))


def _found(looked: Looked) -> Source:
    return "SELECT value FROM json_each(?)", [json.dumps(looked.ids)]


def _reading(looked_for: list[str], digits: str) -> Source:
    """What finds them in the texts that wait, some of which an earlier version wrote without the number."""
    conditions = ["instr(search_text, ?)"] * len(looked_for) + ["instr(phone_forms, ?)"] * bool(digits)
    sql = "SELECT row_id FROM call_texts JOIN calls USING (row_id) WHERE search_text <> ''"
    return f"{sql} AND ({' OR '.join(conditions)})", [*looked_for, *([digits] if digits else [])]


def _named(part: str) -> Source:
    """What finds a part too short for the index in names and numbers."""
    return "SELECT row_id FROM calls WHERE instr(lead_key, ?) OR instr(phone_forms, ?)", [part, part]


def _finding(part: str, counts: Mapping[str, int]) -> Source:
    """What finds `part` in the texts that are in the index."""
    if len(part) < SHORTEST:
        return "SELECT row_id FROM call_entries WHERE instr(search_text, ?)", [part]
    return _INDEXED, [match_of(part, counts), part]


def match_of(part: str, counts: Mapping[str, int]) -> str:
    """What the index is asked for: rare trigrams of `part`, from all over it.

    Neighbours stand in the same texts anyway: those that share no letter narrow it down more.
    """
    rarest = sorted(enumerate(_trigrams(part)), key=lambda placed: (counts.get(placed[1], 0), placed[0]))
    chosen: dict[str, int] = {}
    for apart in (3, 2, 1):
        for place, three in rarest:
            free = three not in chosen and all(abs(place - taken) >= apart for taken in chosen.values())
            if free and len(chosen) < _MOST_TRIGRAMS:
                chosen[three] = place
    return " AND ".join(map(_quoted, chosen))


def _trigrams(part: str) -> list[str]:
    """Every three letters in a row of `part`."""
    return [part[place : place + 3] for place in range(len(part) - 2)]


def _quoted(three: str) -> str:
    return '"' + three.replace('"', '""') + '"'


def _take_up(connection: sqlite3.Connection, row_id: int, created_at: int | None, found: str) -> None:
    number = next(
        number
        for number in _numbers(row_id, created_at)
        if not connection.execute("SELECT 1 FROM call_entries WHERE entry_id = ?", (number,)).fetchone()
    )
    connection.execute("UPDATE call_texts SET search_text = '' WHERE row_id = ?", (row_id,))
    connection.execute("INSERT INTO call_entries VALUES (?, ?, ?)", (number, row_id, found))
    connection.execute("INSERT INTO call_search (rowid, search_text) VALUES (?, ?)", (number, found))


def _numbers(row_id: int, created_at: int | None) -> Iterator[int]:
    """Numbers by time, the first that is free to be taken. A call without a time comes last."""
    slot = entry_number(created_at or 0)
    for step in range(1 << _TIE_BITS):
        yield slot | ((row_id + step) & ((1 << _TIE_BITS) - 1))


def entry_number(created_at: int) -> int:
    """The first number of a millisecond, of a time in microseconds."""
    return min(max(0, created_at // 1000), _LATEST_MS) << _TIE_BITS


def last_entry_number(created_at: int) -> int:
    """The last number of the same millisecond."""
    return entry_number(created_at) + (1 << _TIE_BITS) - 1


def entry_time(number: int) -> int:
    """The time of an entry in microseconds."""
    return (number >> _TIE_BITS) * 1000
