"""Searching calls: their texts as they are compared, the index of them, and a search as a condition.

The index (FTS5, trigrams) knows which three letters stand in which text, not where: whatever it finds is
compared letter by letter. Texts wait to be taken up, a few at a time, and are found by reading until then.
"""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from desktop.core.search_text import normalise, phone_forms, phone_part, with_separators
from desktop.store.bookmarks_repository import CALLS_BY_BOOKMARK
from desktop.store.database import Database
from desktop.store.notes_repository import CALLS_BY_NOTE
from desktop.store.row_values import SqlValue, text
from desktop.store.where import Where

if TYPE_CHECKING:
    from desktop.core.cancel import CancelToken

MADE_BY = 2
"""Which `search_text` made a text that waits: one of an earlier version is made anew when it is taken up."""
SHORTEST = 3
"""Letters that the index needs; what is shorter is found by reading."""
_MOST_TRIGRAMS = 6
_READING_COST = 100
"""So many entries of a list of the index are gone through while one text is read and compared."""
_SAMPLED = 200
"""Texts from which is guessed how rare three letters are."""
_SID = re.compile(r"[a-z]{2}[0-9a-f]{32}")
_TIE_BITS = 8
"""So many bits of an entry's number tell apart what is of the same second. More make the index larger."""
_TRIES = 8
_SPILL_BITS = 20
"""Of a second with more calls than that, the others get numbers of the next hour or so."""
SPILL = (1 << _TIE_BITS) + (1 << _SPILL_BITS)
"""So far an entry's number is beyond the first of its call's second, at most."""
_LATEST_SECOND = (1 << 53) - 1
LAST_ENTRY = (1 << 63) - 1
_SECOND = 1_000_000
_WAITING = (
    "SELECT row_id, created_at, made_by, search_text FROM call_texts JOIN calls USING (row_id)"
    " WHERE search_text <> '' ORDER BY row_id LIMIT ?"
)
_MERGE = "INSERT INTO call_search (call_search, rank) VALUES ('merge', -400)"
"""Of the index's pages, some 400 at a time; less than nothing means that all pieces become one."""
_PIECES = "SELECT COUNT(*) FROM call_search_idx GROUP BY segid"
"""The pages of each piece."""
_MERGE_PAUSE_SECONDS = 0.01
"""For those who want to write meanwhile."""
_LOOSE_PAGES = 500
_LOOSE_SHARE = 0.1
_INDEXED = (
    "SELECT call_entries.row_id FROM call_search CROSS JOIN call_entries ON entry_id = call_search.rowid"
    " WHERE call_search MATCH ? AND instr(call_entries.search_text, ?)"
)

Source = tuple[str, list[SqlValue]]
"""A SELECT of row ids with its values."""


class Rarity(NamedTuple):
    """How rare three letters are: in how many of some `texts` they stand."""

    texts: int = 0
    counts: Mapping[str, int] = {}

    def share(self, three: str) -> float:
        """In which share of all texts they may stand; never 0, since some is all that is known."""
        return (self.counts.get(three, 0) + 1) / (self.texts + 1)


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
            for row_id, created, made_by, found in waiting:
                if made_by != MADE_BY:
                    found = _made_anew(connection, row_id)
                _take_up(connection, row_id, created, found)
        return len(waiting)

    def merge(self, token: CancelToken) -> None:
        """Merges what the index gathered in many pieces, each of which a search would have to look into.

        Step by step, each some tens of milliseconds; ends early, and may be gone on with, when cancelled.
        """
        if self._in_many_pieces():
            while not token.wait(_MERGE_PAUSE_SECONDS) and self._merge_some():
                pass

    def _in_many_pieces(self) -> bool:
        """Whether it is worth it: a large piece is not written anew for what a day brings."""
        with self._database.reader() as connection:
            sizes: list[int] = [row[0] for row in connection.execute(_PIECES)]
        largest = max(sizes, default=0)
        return sum(sizes) - largest > max(_LOOSE_PAGES, _LOOSE_SHARE * largest)

    def _merge_some(self) -> bool:
        """Whether there was anything to merge."""
        with self._database.transaction() as connection:
            before = connection.total_changes
            connection.execute(_MERGE)
            # As FTS5 has it: what changes less than two rows has changed nothing.
            changed: int = connection.total_changes - before
        return changed >= 2

    def waiting(self) -> int:
        """Texts that are not in the index yet."""
        with self._database.reader() as connection:
            found = connection.execute("SELECT COUNT(*) FROM call_texts WHERE search_text <> ''").fetchone()
            return int(found[0])


def search_text(lead_name: str, phone: str, summary: str, transcript: str) -> str:
    """One line for each field: nothing that is looked for has a line break in it."""
    fields = (lead_name, phone, summary, transcript)
    return "\n".join([*(normalise(field) for field in fields), *phone_forms(phone)])


def _made_anew(connection: sqlite3.Connection, row_id: int) -> str:
    sql = "SELECT lead_name, phone, summary, transcript FROM call_texts JOIN calls USING (row_id)"
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
        "INSERT OR REPLACE INTO call_texts (row_id, search_text, transcript, made_by) VALUES (?, ?, ?, ?)",
        (row_id, found, transcript, MADE_BY),
    )


def sampled(connection: sqlite3.Connection) -> Rarity:
    """Looks at some texts from all over the index."""
    first, last = connection.execute("SELECT min(entry_id), max(entry_id) FROM call_entries").fetchone()
    counts: Counter[str] = Counter()
    texts = 0
    if first is not None:
        # Always the same ones: what a search costs should not be a matter of luck.
        dice = random.Random(first)
        for _ in range(_SAMPLED):
            sql = "SELECT search_text FROM call_entries WHERE entry_id >= ? LIMIT 1"
            # None or one: what was the last may be gone by now.
            for [found] in connection.execute(sql, (dice.randint(first, last),)):
                counts.update(set(_trigrams(found)))
                texts += 1
    return Rarity(texts, counts)


def parts_of(wanted: str) -> list[str]:
    """What is looked for: `wanted` as it is compared, its digits when it may be a part of a number, and its
    large numbers as they are written with commas."""
    comparable = normalise(text(wanted))
    parts = comparable, phone_part(comparable), with_separators(comparable)
    return list(dict.fromkeys(part for part in parts if part))


def add_text(where: Where, wanted: str, rarity: Rarity, looked: Looked = Looked()) -> None:
    """The condition that `wanted` stands in a call's fields, note or bookmarks, or its digits in the number.

    `looked` says what was found already.
    """
    parts = parts_of(wanted)
    if not parts:
        return
    sources = [_finding(part, rarity) for part in parts if part not in looked.parts]
    sources += [_found(looked), _reading(parts, phone_part(parts[0]))]
    for form in filter(None, (parts[0], with_separators(parts[0]))):
        sources += [(CALLS_BY_NOTE, [form]), (CALLS_BY_BOOKMARK, [form])]
    if looked.reached is not None:
        sources += [_named(part) for part in parts if len(part) < SHORTEST]
    if _SID.fullmatch(parts[0]):
        sources.append(_of_sid(parts[0]))
    sql = " UNION ALL ".join(source for source, _ in sources)
    where.add(f"calls.row_id IN ({sql})", *(value for _, values in sources for value in values))


def _of_sid(part: str) -> Source:
    """What finds a call by its whole sid, as letters to the support quote it; no part of it is searched."""
    return "SELECT row_id FROM calls WHERE sid IN (?, ?)", [part, part[:2].upper() + part[2:]]


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


def _finding(part: str, rarity: Rarity) -> Source:
    """What finds `part` in the texts that are in the index."""
    if len(part) < SHORTEST:
        return "SELECT row_id FROM call_entries WHERE instr(search_text, ?)", [part]
    return _INDEXED, [match_of(part, rarity), part]


def match_of(part: str, rarity: Rarity) -> str:
    """What the index is asked for: rare trigrams of `part`, from all over it, as many as are worth it.

    Neighbours stand in the same texts anyway: those that share no letter narrow it down more.
    """
    rarest = sorted(enumerate(_trigrams(part)), key=lambda placed: (rarity.share(placed[1]), placed[0]))
    chosen: dict[str, int] = {}
    left = 1.0
    for apart in (3, 2, 1):
        for place, three in rarest:
            free = three not in chosen and all(abs(place - taken) >= apart for taken in chosen.values())
            share = rarity.share(three)
            if free and (not chosen or _is_worth_it(share, left, len(chosen))):
                # Less than the share says: what stands together in one text often stands so in others.
                left *= share**0.5 if chosen else share
                chosen[three] = place
    return " AND ".join(map(_quoted, chosen))


def _is_worth_it(share: float, left: float, chosen: int) -> bool:
    """Whether going through one more list takes less time than reading the texts that it rules out.

    `left`: the share of all texts that those which were chosen already leave to be read.
    """
    return chosen < _MOST_TRIGRAMS and left * (1 - share) * _READING_COST > share


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
    later = number - entry_number(created_at) >= 1 << _TIE_BITS
    connection.execute("INSERT INTO call_entries VALUES (?, ?, ?, ?)", (number, row_id, found, later))
    connection.execute("INSERT INTO call_search (rowid, search_text) VALUES (?, ?)", (number, found))


def _numbers(row_id: int, created_at: int | None) -> Iterator[int]:
    """Numbers by time, the first that is free to be taken. A call without a time comes last."""
    first = entry_number(created_at)
    near, far = (1 << _TIE_BITS) - 1, (1 << _SPILL_BITS) - 1
    within = (first + ((row_id + step) & near) for step in range(_TRIES))
    beyond = (first + near + 1 + ((row_id + step) & far) for step in range(far + 1))
    return chain(within, beyond)


def entry_number(created_at: int | None) -> int:
    """The first number of a second, of a time in microseconds; 0 of none."""
    return min(max(0, (created_at or 0) // _SECOND), _LATEST_SECOND) << _TIE_BITS


def second_of(number: int) -> int:
    """The first number of the second in which this one is."""
    return number >> _TIE_BITS << _TIE_BITS


def entry_time(number: int) -> int:
    """The time of an entry in microseconds."""
    return (number >> _TIE_BITS) * _SECOND
