"""DuplicatesRepository against a plain model, what the user told apart, and how quick it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.duplicates import MOST_COMPARED, MOST_TOGETHER, LookingAlike, SameBy, ToldApart, pairs_of
from desktop.core.models import FileKey, KeptFile, Money, Receipt, ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.store.database import Database
from desktop.store.duplicates_repository import DuplicatesRepository
from desktop.store.kept_files_repository import KeptFilesRepository
from desktop.store.receipts_repository import ReceiptsRepository
from desktop.store.row_values import microseconds
from tests.fresh_lists import fresh_database
from tests.store.duplicates_model import duplicates_among, same_by
from tests.store.store_rows import NOW
from tests.store.test_store_upgrades import SCHEMA, make

DAY = date(2024, 3, 1)
STEPS_A_ROW = 110
"""Of all rows; 86 are taken. Rows compared with each other would take thousands."""
STEPS_OF_ONE = 60_000
"""Of one receipt and those alike, and of a screen of rows; 40,000 are taken."""
RECEIPT = Receipt(
    1,
    received_at=NOW,
    vendor="Bezeq",
    amount=Money(11_700, "ILS"),
    currency="ILS",
    invoice_number="INV-1",
    invoice_date=DAY,
    status=ReceiptStatus.PENDING_REVIEW,
)
FEW = st.builds(
    Receipt,
    id=st.integers(1, 12),
    received_at=st.sampled_from([None, NOW, NOW + timedelta(days=1)]),
    vendor=st.sampled_from(["", "Bezeq", "BEZEQ", 'בז"ק', "בזק"]),
    amount=st.sampled_from([None, Money(1, "ILS"), Money(1, "USD"), Money(2, "ILS")]),
    invoice_number=st.sampled_from(["", " ", "-", "INV-1", "inv-1 ", "\u200fInv 0001", "2", "00-2", "20"]),
    invoice_date=st.sampled_from([None, DAY, NOW.date()]),
    status=st.sampled_from(ReceiptStatus),
    gmail_message_id=st.sampled_from(["", "", "msg-1"]),
).map(lambda one: replace(one, currency=one.amount.currency if one.amount is not None else ""))


@pytest.fixture
def receipts(database: Database) -> ReceiptsRepository:
    return ReceiptsRepository(database)


@pytest.fixture
def duplicates(database: Database) -> DuplicatesRepository:
    return DuplicatesRepository(database)


def keep_same(database: Database, root: Path, ids: Sequence[int], size: int = 9) -> None:
    """Files of the same bytes for all of these."""
    kept = KeptFilesRepository(database, root)
    for number in ids:
        kept.record(KeptFile(FileKey.source(number), root / f"{number}.pdf", size, "ab" * 32, "pdf", NOW))


def found(receipts: ReceiptsRepository) -> set[int]:
    """By the filter; the marks in the rows say the same."""
    ids = set(receipts.ids(ReceiptQuery(duplicate=True)))
    everything = receipts.ids(ReceiptQuery())
    assert {row.row_id for row in receipts.rows(everything) if row.duplicate} == ids
    assert set(receipts.ids(ReceiptQuery(duplicate=False))) == set(everything) - ids
    return ids


@settings(max_examples=120)
@given(
    rows=st.lists(FEW, max_size=9, unique_by=lambda one: one.id),
    apart=st.sets(st.builds(ToldApart, st.integers(1, 12), st.integers(1, 12)), max_size=8),
    kept=st.sets(st.integers(1, 12), max_size=3),
)
def test_duplicates_are_those_of_the_model(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Receipt], apart: set[ToldApart], kept: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("duplicates")
    database = fresh_database(folder)
    receipts, duplicates = ReceiptsRepository(database), DuplicatesRepository(database)
    receipts.upsert(rows)
    keep_same(database, folder, sorted(kept))
    told = {pair for pair in apart if pair.one < pair.other}
    duplicates.tell_apart(told)
    bytes_too = pairs_of(tuple(kept))
    assert found(receipts) == duplicates_among(rows, told, bytes_too)
    for one in rows:
        alike = duplicates.alike(one.id)
        assert one.id in alike.ids
        others = [other for other in rows if other.id in alike.ids and other.id != one.id]
        assert bool(others) == (one.id in duplicates_among(rows, told, bytes_too))
        each = [same_by(*pair, bytes_too) for pair in combinations(rows, 2)]
        assert alike.same <= set().union(*each)
    database.close()


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({"invoice_number": "7", "vendor": "BEZEQ "}, {SameBy.TOTAL}),
        ({"invoice_date": DAY + timedelta(days=9), "invoice_number": " inv-1"}, {SameBy.NUMBER}),
        ({"invoice_date": None, "invoice_number": "\u2067Inv\u2013 0001\u2069"}, {SameBy.NUMBER}),
        ({"invoice_date": None, "invoice_number": "INV-10"}, set()),
        ({}, {SameBy.TOTAL, SameBy.NUMBER}),
        ({"invoice_date": None, "received_at": None, "invoice_number": ""}, set()),
        ({"amount": Money(11_701, "ILS")}, set()),
        ({"amount": Money(11_700, "USD")}, set()),
        ({"vendor": "Cellcom"}, set()),
        ({"status": ReceiptStatus.REJECTED}, set()),
        ({"status": ReceiptStatus.NOT_RECEIPT}, set()),
    ],
)
def test_two_look_alike_by(
    receipts: ReceiptsRepository,
    duplicates: DuplicatesRepository,
    changes: dict[str, Any],
    by: set[SameBy],
) -> None:
    receipts.upsert([RECEIPT, replace(RECEIPT, id=2, **changes)])
    assert duplicates.alike(1).same == by
    assert duplicates.alike(1).ids == ((2, 1) if by else (1,))
    assert found(receipts) == ({1, 2} if by else set())


def test_without_a_date_on_the_invoice_the_day_on_which_it_came_counts(receipts: ReceiptsRepository) -> None:
    bare = replace(RECEIPT, invoice_number="", invoice_date=None)
    receipts.upsert([bare, replace(bare, id=2), replace(bare, id=3, received_at=NOW - timedelta(days=1))])
    assert found(receipts) == {1, 2}


def undated(number: int, received_at: datetime) -> Receipt:
    """Without a date on the invoice, or a number."""
    return replace(RECEIPT, id=number, invoice_number="", invoice_date=None, received_at=received_at)


@pytest.mark.parametrize(
    ("zone", "same"), [("Asia/Jerusalem", {2, 3}), ("UTC", {1, 2}), ("America/New_York", {1, 2})]
)
def test_the_day_on_which_it_came_is_that_of_this_computer(
    receipts: ReceiptsRepository,
    duplicates: DuplicatesRepository,
    local_zone: Callable[[str], AbstractContextManager[None]],
    zone: str,
    same: set[int],
) -> None:
    """At one and at eleven in the evening by UTC, and at seven the next morning."""
    bare = replace(
        RECEIPT, invoice_number="", invoice_date=None, received_at=datetime(2024, 3, 1, 13, tzinfo=UTC)
    )
    late = replace(bare, id=2, received_at=datetime(2024, 3, 1, 23, tzinfo=UTC))
    with local_zone(zone):
        receipts.upsert([bare, late, undated(3, datetime(2024, 3, 2, 7, tzinfo=UTC))])
        assert found(receipts) == same
        assert duplicates.alike(2).ids == tuple(sorted(same, reverse=True))


def test_in_another_time_zone_the_days_are_told_anew(
    receipts: ReceiptsRepository, local_zone: Callable[[str], AbstractContextManager[None]]
) -> None:
    bare = replace(
        RECEIPT, invoice_number="", invoice_date=None, received_at=datetime(2024, 3, 1, 13, tzinfo=UTC)
    )
    late = replace(bare, id=2, received_at=datetime(2024, 3, 1, 23, tzinfo=UTC))
    dated = replace(bare, id=3, vendor="Cellcom", invoice_date=DAY)
    receipts.upsert([bare, late, dated])
    with local_zone("UTC"):
        assert receipts.follow_time_zone() in (0, 1)
        assert receipts.follow_time_zone() == 0
        assert found(receipts) == {1, 2}
    with local_zone("Asia/Jerusalem"):
        assert receipts.follow_time_zone() == 1
        assert found(receipts) == set()


def test_the_same_bytes_are_the_same_receipt_whatever_is_read_in_them(
    database: Database, receipts: ReceiptsRepository, duplicates: DuplicatesRepository, tmp_path: Path
) -> None:
    receipts.upsert([RECEIPT, Receipt(2, vendor="Cellcom"), Receipt(3, status=ReceiptStatus.REJECTED)])
    keep_same(database, tmp_path, [1, 2, 3])
    assert duplicates.alike(2) == LookingAlike((2, 1), frozenset({SameBy.BYTES}), (2, 1))
    assert found(receipts) == {1, 2}


def test_empty_files_are_nobodys(database: Database, receipts: ReceiptsRepository, tmp_path: Path) -> None:
    receipts.upsert([RECEIPT, Receipt(2)])
    keep_same(database, tmp_path, [1, 2], size=0)
    assert found(receipts) == set()


def test_a_group_holds_what_looks_alike_by_another(
    receipts: ReceiptsRepository, duplicates: DuplicatesRepository
) -> None:
    """1 and 2 by their total, 2 and 3 by their mail."""
    one = replace(RECEIPT, invoice_number="")
    receipts.upsert([one, replace(one, id=2, gmail_message_id="m"), Receipt(3, gmail_message_id="m")])
    for number in (1, 2, 3):
        both = frozenset({SameBy.TOTAL, SameBy.MAIL})
        assert duplicates.alike(number) == LookingAlike((3, 2, 1), both, (3, 2, 1))


def test_what_was_told_apart_is_no_duplicate_until_another_comes(
    receipts: ReceiptsRepository, duplicates: DuplicatesRepository
) -> None:
    receipts.upsert([RECEIPT, replace(RECEIPT, id=2)])
    new = duplicates.tell_apart(pairs_of((2, 1)))
    assert new == [ToldApart(1, 2)]
    assert duplicates.tell_apart(new) == []
    assert found(receipts) == set()
    receipts.upsert([replace(RECEIPT, id=3)])
    assert found(receipts) == {1, 2, 3}
    duplicates.tell_apart(pairs_of((1, 2, 3)))
    assert found(receipts) == set()
    duplicates.take_back(new)
    assert found(receipts) == {1, 2}
    assert duplicates.all() == [ToldApart(1, 3), ToldApart(2, 3)]


def test_one_that_nobody_knows_looks_like_none(duplicates: DuplicatesRepository) -> None:
    assert duplicates.alike(99) == LookingAlike((99,), frozenset(), (99,))


class Steps:
    """How many steps SQLite took, by thousands: the same on every computer, however busy it is."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> int:
        self.count += 1000
        return 0


@contextmanager
def steps_of(database: Database) -> Iterator[Steps]:
    """Of all that is read meanwhile on this thread: the connection given back is the next one lent."""
    steps = Steps()
    with database.reader() as connection:
        connection.set_progress_handler(steps, 1000)
    yield steps
    with database.reader() as same:
        assert same is connection
        same.set_progress_handler(None, 0)


def test_twenty_thousand_are_looked_through_at_once(
    database: Database, receipts: ReceiptsRepository, duplicates: DuplicatesRepository
) -> None:
    """A thousand duplicates among them, and two thousand of one vendor, day and total."""

    def row(number: int) -> Receipt:
        original = number % 1000 if 10_000 <= number < 11_000 else number
        if number >= 18_000:
            return replace(RECEIPT, id=number + 1, invoice_number="")
        day = DAY - timedelta(days=original % 900)
        amount = Money(original // 7 + 1, "ILS")
        return replace(
            RECEIPT, id=number + 1, vendor=f"Vendor {original % 150}", amount=amount, invoice_date=day,
            invoice_number=f"{original}", gmail_message_id=f"msg-{number}",
        )  # fmt: skip

    receipts.upsert(map(row, range(20_000)))
    duplicates.tell_apart(pairs_of(tuple(range(18_001, 18_001 + MOST_COMPARED))))
    with steps_of(database) as steps:
        ids = receipts.ids(ReceiptQuery(duplicate=True))
    assert len(ids) == 1000 * 2 + 2000
    assert steps.count < 20_000 * STEPS_A_ROW
    with steps_of(database) as steps:
        assert len(duplicates.alike(20_000).ids) == MOST_COMPARED
        assert sum(row.duplicate for row in receipts.rows(ids[:200])) == 200
    assert steps.count < STEPS_OF_ONE


def test_rows_of_an_earlier_version_are_looked_through_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of them are of one vendor by name alone: their amounts are 0, as earlier versions kept them."""
    path = tmp_path / "lists.db"
    before = next(place for place, file in enumerate(SCHEMA) if file.name.startswith("0022"))
    make(path, before, tmp_path, monkeypatch)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE receipts SET vendor_key = 'bezeq', amount_minor = 0, invoice_date = '2024-03-01'"
        )
        connection.execute("UPDATE receipts SET amount_minor = 5 WHERE row_id IN (10, 20)")
        numbered = (
            "UPDATE receipts SET amount_minor = 7, invoice_number = ?, invoice_date = ? WHERE row_id = ?"
        )
        connection.executemany(numbered, [("No 0042", "2024-03-02", 30), ("no-42", "2024-03-03", 40)])
        came = "UPDATE receipts SET amount_minor = 9, received_at = ?, invoice_date = NULL WHERE row_id = ?"
        connection.executemany(came, [(microseconds(NOW), 50), (microseconds(NOW) + 1, 60)])
    database = Database(path)
    receipts = ReceiptsRepository(database)
    assert found(receipts) == {10, 20, 30, 40, 50, 60}
    assert receipts.count_of(ReceiptQuery(without_amount=True)) == receipts.count() - 6
    database.close()


def test_of_a_large_group_as_many_are_compared_as_can_be_shown(
    receipts: ReceiptsRepository, duplicates: DuplicatesRepository
) -> None:
    receipts.upsert(replace(RECEIPT, id=number) for number in range(1, MOST_COMPARED + 30))
    alike = duplicates.alike(3)
    assert len(alike.ids) == MOST_COMPARED
    assert 3 in alike.ids and alike.ids[0] == MOST_COMPARED + 29
    assert 3 in alike.together and len(alike.together) == MOST_TOGETHER
    duplicates.tell_apart(pairs_of(alike.together))
    assert set(duplicates.alike(3).together) & set(alike.together) == {3}
