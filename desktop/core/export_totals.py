"""Totals: what exported receipts come to, by currency, month and vendor, added up one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from desktop.core.models import Money, Receipt
from desktop.core.search_text import normalise
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import SheetCell, sheet_money, sheet_number, sheet_text


@dataclass(frozen=True, slots=True)
class TotalsWords:
    """All that the sheet of totals says, in the language of the program; the headings come last, in order."""

    right_to_left: bool
    totals: str
    by_currency: str
    by_month: str
    by_vendor: str
    summed_by: str
    name: str
    currency: str
    receipts: str
    total: str
    without_amount: str


class SummedBy(Enum):
    CURRENCY = auto()
    MONTH = auto()
    VENDOR = auto()


class _Group(NamedTuple):
    """`key`: what is compared, "" for what is not known. `currency` None: receipts without an amount."""

    key: str
    currency: str | None


@dataclass(slots=True)
class _Sum:
    count: int = 0
    minor: int = 0


class Totals:
    """Takes no more memory than there are vendors, months and currencies, however many receipts.

    Currencies are never mixed, and receipts without an amount are counted apart. Months are those of the
    received date in local time; a vendor has the spelling that came first.
    """

    def __init__(self) -> None:
        self._sums: dict[SummedBy, dict[_Group, _Sum]] = {by: {} for by in SummedBy}
        self._vendors: dict[str, str] = {}

    def add(self, receipt: Receipt) -> None:
        received, vendor = receipt.received_at, normalise(receipt.vendor)
        month = received.astimezone().date().isoformat()[:7] if received is not None else ""
        self._vendors.setdefault(vendor, receipt.vendor)
        self._add(SummedBy.CURRENCY, "", receipt.amount)
        self._add(SummedBy.MONTH, month, receipt.amount)
        self._add(SummedBy.VENDOR, vendor, receipt.amount)

    def _add(self, by: SummedBy, key: str, amount: Money | None) -> None:
        sums = self._sums[by]
        group = _Group(key, None if amount is None else amount.currency)
        found = sums.get(group)
        if found is None:
            found = sums[group] = _Sum()
        found.count += 1
        found.minor += 0 if amount is None else amount.minor

    def lines(self, words: TotalsWords) -> Iterator[list[SheetCell]]:
        """Under the columns of `totals_sheet`; what is not known by name comes after what is."""
        said = {
            SummedBy.CURRENCY: words.by_currency,
            SummedBy.MONTH: words.by_month,
            SummedBy.VENDOR: words.by_vendor,
        }
        for by, sums in self._sums.items():
            for group in sorted(sums, key=self._place):
                name = self._vendors[group.key] if by is SummedBy.VENDOR else group.key
                yield [sheet_text(said[by]), sheet_text(name), *_figures(group.currency, sums[group])]

    def _place(self, group: _Group) -> tuple[bool, str, bool, int, str]:
        """Its place among others: in each the currency of most receipts first, what has no amount last."""
        currency = group.currency or ""
        most = self._sums[SummedBy.CURRENCY][_Group("", group.currency)].count
        return not group.key, group.key, group.currency is None, -most, currency


def _figures(currency: str | None, found: _Sum) -> list[SheetCell]:
    nothing = sheet_number(None)
    if currency is None:
        return [sheet_text(""), nothing, nothing, sheet_number(found.count)]
    amount, currency_cell = sheet_money(Money(found.minor, currency))
    return [currency_cell, sheet_number(found.count), amount, nothing]


def totals_sheet(words: TotalsWords) -> Sheet:
    columns = (
        SheetColumn(words.summed_by, 16),
        SheetColumn(words.name, 28),
        SheetColumn(words.currency, 10),
        SheetColumn(words.receipts, 12, numeric=True),
        SheetColumn(words.total, 16, numeric=True),
        SheetColumn(words.without_amount, 20, numeric=True),
    )
    return Sheet(words.totals, columns, words.right_to_left)
