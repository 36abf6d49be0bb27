"""The board of vendors by month: who usually sends a receipt, and in which months none came.

A month is a number: its year times 12, plus 0 for January to 11 for December.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from desktop.core.models import Money, ReceiptStatus

MONTHS_SHOWN = 12
EACH = (3, 2, 1)
"""Vendors who send one each quarter, each second month, each month; the rarest that fits is taken."""
TIMES_LOOKED_BACK = 6
LEAST_TIMES = 3
"""Who sent one in 3 of the last 6 months (or second months, or quarters) usually does."""
MONTHS_LOOKED_BACK = TIMES_LOOKED_BACK * max(EACH)
GRACE_DAYS = 10
"""Into the next month: receipts for a month come, and are dated, at its end and after."""
COUNTED = (ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED, ReceiptStatus.INCOMPLETE)
"""What is rejected, or no receipt, fills no gap."""


class BoardBy(StrEnum):
    """The date that puts a receipt into a month."""

    INVOICE = "invoice"
    RECEIVED = "received"


class CellState(StrEnum):
    THERE = "there"
    GAP = "gap"
    NOT_DUE = "not_due"
    """One will be expected when the month is over."""
    NONE_EXPECTED = "none_expected"
    """It would be a gap, but the user said that none is to come."""
    NOTHING = "nothing"


class BoardCell(NamedTuple):
    """`totals`: one Money a currency, as in a summary; `without_amount` are in none of them."""

    state: CellState
    came: int = 0
    totals: tuple[Money, ...] = ()
    without_amount: int = 0


class VendorMonth(NamedTuple):
    """How many came of a vendor in a month, and what they come to."""

    came: int
    totals: tuple[Money, ...] = ()
    without_amount: int = 0


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One vendor: `key` is what is compared, `vendor` the usual spelling; a cell for each month shown."""

    key: str
    vendor: str
    cells: tuple[BoardCell, ...]

    @property
    def gaps(self) -> int:
        return sum(cell.state is CellState.GAP for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Board:
    """`months`: those shown, the earliest first. `undated`: receipts that are in no month."""

    by: BoardBy
    months: tuple[int, ...]
    rows: tuple[BoardRow, ...]
    undated: int = 0

    @property
    def gaps(self) -> int:
        return sum(row.gaps for row in self.rows)


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def month_name(month: int) -> str:
    """As it is kept: `2024-01`."""
    return f"{month // 12:04}-{month % 12 + 1:02}"


def months_back_to(last: int) -> tuple[int, ...]:
    """The months shown when `last` is the latest of them."""
    return tuple(range(last - MONTHS_SHOWN + 1, last + 1))


def usual(months: Collection[int], month: int) -> bool:
    """Whether one is expected in `month`, going by the months before it in which one came.

    Who sends each second month is not missed in those between. After four times without any, nobody waits.
    """
    for each in EACH:
        reach = range(month - TIMES_LOOKED_BACK * each, month)
        before = [known for known in months if known in reach]
        if len(before) >= LEAST_TIMES and len({known % each for known in before}) == 1:
            return month % each == before[0] % each
    return False


def is_due(month: int, today: date) -> bool:
    """Whether it is over for long enough that a receipt for it should be there."""
    now = month_number(today)
    return month < now - 1 or (month == now - 1 and today.day > GRACE_DAYS)


def board_row(
    key: str,
    vendor: str,
    came: Mapping[int, VendorMonth],
    months: Sequence[int],
    none_expected: Collection[int],
    today: date,
) -> BoardRow | None:
    """The vendor's line; None when this vendor is not expected in any of the months."""
    expected = {month for month in months if month <= month_number(today) and usual(came, month)}
    if not expected:
        return None
    empty = {month: CellState.GAP if is_due(month, today) else CellState.NOT_DUE for month in expected}
    empty |= {month: CellState.NONE_EXPECTED for month in expected if month in none_expected}
    cells = (_cell(came.get(month), empty.get(month, CellState.NOTHING)) for month in months)
    return BoardRow(key, vendor, tuple(cells))


def _cell(came: VendorMonth | None, empty: CellState) -> BoardCell:
    return BoardCell(empty) if came is None else BoardCell(CellState.THERE, *came)


def in_order(rows: Sequence[BoardRow]) -> tuple[BoardRow, ...]:
    """Those with most gaps first, then by name."""
    return tuple(sorted(rows, key=lambda row: (-row.gaps, row.key)))
