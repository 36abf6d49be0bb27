"""A database with damaged bytes gives rows or says that it is damaged; it never brings the program down."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.core.errors import DatabaseDamaged, DatabaseTooNew, DiskFailed
from desktop.core.models import Call, Money, Receipt
from desktop.core.query import CallQuery, CallSort, ReceiptQuery
from desktop.store.call_search import CallSearch
from desktop.store.calls_repository import CallsRepository
from desktop.store.database import Database, set_aside_damaged
from desktop.store.receipts_repository import ReceiptsRepository
from tests.store.store_rows import NOW

KNOWN = (DatabaseDamaged, DatabaseTooNew, DiskFailed)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "lists.db"
    database = Database(path)
    CallsRepository(database).upsert(
        Call(
            f"CA{number:032x}",
            NOW - timedelta(hours=number),
            lead_name=f"דנה {number}",
            transcript="מילה " * 300,
        )
        for number in range(80)
    )
    ReceiptsRepository(database).upsert(
        Receipt(
            number, NOW - timedelta(days=number), vendor="בזק", amount=Money(number, "ILS"), currency="ILS"
        )
        for number in range(1, 80)
    )
    database.close()
    return path.read_bytes()


def flip_bytes(data: bytearray, chance: random.Random) -> None:
    for _ in range(chance.choice([1, 5, 50])):
        data[chance.randrange(len(data))] = chance.randrange(256)


def flip_header(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(100)] = chance.randrange(256)


def zero_a_page(data: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(data) // 4096) * 4096
    data[start : start + 4096] = bytes(4096)


def swap_pages(data: bytearray, chance: random.Random) -> None:
    one, other = (chance.randrange(len(data) // 4096) * 4096 for _ in range(2))
    data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]


def cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def use(path: Path) -> None:
    """What a day with the program does: lists, sorts, searches, sums, a sync, a check."""
    database = Database(path)
    try:
        calls, receipts = CallsRepository(database), ReceiptsRepository(database)
        for query in (CallQuery(), CallQuery(text="דנה"), CallQuery(sort=CallSort.CUSTOMER)):
            rows = calls.rows(calls.ids(query, NOW)[:200])
            for row in rows[:20]:
                calls.get(row.call.sid)
        for found in receipts.rows(receipts.ids(ReceiptQuery(text="בזק"))):
            receipts.get(found.row_id)
        receipts.summary(ReceiptQuery())
        receipts.vendors()
        calls.upsert([Call(f"CA{1:032x}", NOW), Call("new", NOW)])
        receipts.upsert([Receipt(1, NOW), Receipt(99, NOW)])
        database.quick_check()
        CallSearch(database).take_up(100)
    finally:
        database.close()


@pytest.mark.parametrize("harm", [flip_bytes, flip_header, zero_a_page, swap_pages, cut])
@pytest.mark.parametrize("seed", range(12))
def test_damage_is_named_and_a_new_database_takes_its_place(
    tmp_path: Path, sound: bytes, harm: Callable[[bytearray, random.Random], None], seed: int
) -> None:
    chance = random.Random(f"{harm.__name__} {seed}")
    data, path = bytearray(sound), tmp_path / "lists.db"
    harm(data, chance)
    path.write_bytes(data)
    try:
        use(path)
    except KNOWN:
        set_aside_damaged(path)
        use(path)


@pytest.mark.parametrize(
    ("there", "damaged"),
    [
        (b"USING fts5 (", b"USING ftq5 ("),
        (b"content = 'call_entries'", b"conCent = 'call_entries'"),
        (b"content = 'call_entries'", b"con ent = 'call_entries'"),
        (b"'trigram case_sensitive 1'", b"'trigran case_sensitive 1'"),
        (b"fts5 (\n    search_text", b"fts5 (\n    searchXtext"),
        (b"NULLIF(phone", b"NULAIF(phone"),
        (b"\x01version\x04", b"\x01version\x05"),
    ],
)
def test_a_letter_of_the_schema_is_named_as_damage(
    tmp_path: Path, sound: bytes, there: bytes, damaged: bytes
) -> None:
    path = tmp_path / "lists.db"
    assert there in sound
    path.write_bytes(sound.replace(there, damaged))
    with pytest.raises(DatabaseDamaged):
        use(path)


def test_damage_that_only_its_use_shows_is_set_aside_at_the_next_start(tmp_path: Path, sound: bytes) -> None:
    """A whole check finds nothing in a text that is no text: each start would open it again."""
    path, word = tmp_path / "lists.db", "דנה 7".encode()
    path.write_bytes(sound.replace(word, b"\xff" + word[1:]))
    database = Database(path)
    database.quick_check()
    calls = CallsRepository(database)
    with pytest.raises(DatabaseDamaged):
        calls.rows(calls.ids(CallQuery(), NOW))
    database.close()
    for _ in range(2):
        with pytest.raises(DatabaseDamaged):
            Database(path)
    set_aside_damaged(path)
    use(path)
    Database(path).close()


def test_a_sound_file_raises_nothing(tmp_path: Path, sound: bytes) -> None:
    (tmp_path / "lists.db").write_bytes(sound)
    use(tmp_path / "lists.db")
