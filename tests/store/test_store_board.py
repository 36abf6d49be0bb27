"""The board's cells are counts and sums of the very queries that a cell leads to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.models import Money, Receipt, ReceiptStatus
from desktop.core.periods import month_of
from desktop.core.query import ReceiptQuery
from desktop.core.search_text import normalise
from desktop.core.vendor_board import COUNTED, BoardBy, first_day, month_number
from desktop.store.board_repository import BoardRepository
from desktop.store.database import Database
from desktop.store.receipts_repository import ReceiptsRepository
from tests.fresh_lists import fresh_database
from tests.store.store_rows import NOW, RECEIPTS

MONTHS = range(month_number(date(2023, 1, 1)), month_number(date(2025, 1, 1)))


def query_of(by: BoardBy, vendor: str, month: int) -> ReceiptQuery:
    """The receipts of a cell."""
    query, days = ReceiptQuery(vendors=(vendor,), statuses=COUNTED), month_of(first_day(month))
    return replace(query, invoice_period=days) if by is BoardBy.INVOICE else replace(query, period=days)


@settings(max_examples=60)
@given(st.lists(RECEIPTS, max_size=20, unique_by=lambda receipt: receipt.id), st.sampled_from(BoardBy))
def test_each_cell_is_its_query(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Receipt], by: BoardBy
) -> None:
    database = fresh_database(tmp_path_factory.mktemp("board"))
    receipts, board = ReceiptsRepository(database), BoardRepository(database)
    receipts.upsert(rows)
    came = board.came(by, MONTHS)
    counted = 0
    for key, of_vendor in came.items():
        for month, cell in of_vendor.items():
            summary = receipts.summary(query_of(by, key, month))
            assert cell == (summary.count, cell.totals, summary.without_amount)
            assert set(cell.totals) == set(summary.totals)
            counted += cell.came
    dates = {BoardBy.INVOICE: lambda row: row.invoice_date, BoardBy.RECEIVED: _received}
    named = [row for row in rows if normalise(row.vendor) and row.status in COUNTED]
    known = [day for row in named if (day := dates[by](row)) is not None]
    assert counted == sum(month_number(day) in MONTHS for day in known)
    assert board.undated(by) == len(named) - len(known)
    database.close()


def _received(receipt: Receipt) -> date | None:
    return receipt.received_at.astimezone().date() if receipt.received_at is not None else None


def test_a_month_begins_at_midnight_on_this_computer(
    database: Database, local_zone: Callable[[str], AbstractContextManager[None]]
) -> None:
    with local_zone("Asia/Jerusalem"):
        late = datetime(2024, 2, 29, 22, 30, tzinfo=UTC)
        row = Receipt(1, received_at=late, vendor="Bezeq", status=ReceiptStatus.APPROVED)
        ReceiptsRepository(database).upsert([row])
        came = BoardRepository(database).came(BoardBy.RECEIVED, MONTHS)
    assert list(came["bezeq"]) == [month_number(date(2024, 3, 1))]


def test_sums_are_exact_by_currency(database: Database) -> None:
    largest = 2**63 - 1
    row = Receipt(1, vendor="Bezeq", invoice_date=NOW.date(), status=ReceiptStatus.APPROVED)
    money = [Money(largest, "ILS"), Money(largest, "ILS"), Money(-5, "USD"), None]
    ReceiptsRepository(database).upsert(
        replace(row, id=number, amount=one, currency="" if one is None else one.currency)
        for number, one in enumerate(money, 1)
    )
    cell = BoardRepository(database).came(BoardBy.INVOICE, MONTHS)["bezeq"][month_number(NOW.date())]
    assert cell == (4, (Money(2 * largest, "ILS"), Money(-5, "USD")), 1)


def test_what_is_not_expected_is_kept_and_taken_back(database: Database) -> None:
    board = BoardRepository(database)
    board.expect("bezeq", "2024-01", none=True)
    board.expect("bezeq", "2024-01", none=True)
    board.expect("דנה", "2024-02", none=True)
    assert board.none_expected() == {("bezeq", "2024-01"), ("דנה", "2024-02")}
    assert board.take_up([("bezeq", "2024-01"), ("bezeq", "2024-03")]) == 1
    board.expect("bezeq", "2024-01", none=False)
    assert board.none_expected() == {("bezeq", "2024-03"), ("דנה", "2024-02")}
