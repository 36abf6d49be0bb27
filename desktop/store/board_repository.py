"""BoardRepository: what came of each vendor in each month, and in which months nothing is to be expected."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from desktop.core.models import Money
from desktop.core.vendor_board import COUNTED, BoardBy, VendorMonth, first_day
from desktop.store.database import Database
from desktop.store.row_values import text
from desktop.store.where import local_midnight

_BILLION = 10**9
_COUNTED = ", ".join(f"'{status}'" for status in COUNTED)
_MONTH = {
    BoardBy.INVOICE: "r.invoice_date >= m.value ->> 1 AND r.invoice_date < m.value ->> 2",
    BoardBy.RECEIVED: "r.received_at >= m.value ->> 1 AND r.received_at < m.value ->> 2",
}
_CAME = (
    "SELECT r.vendor_key, m.value ->> 0, r.currency, COUNT(*), COUNT(r.amount_minor),"
    f" COALESCE(SUM(r.amount_minor / {_BILLION}), 0), COALESCE(SUM(r.amount_minor % {_BILLION}), 0)"
    " FROM json_each(?) m CROSS JOIN receipts r ON {month}"
    f" WHERE r.vendor_key IS NOT NULL AND r.status IN ({_COUNTED})"
    " GROUP BY 1, 2, 3 ORDER BY 4 DESC, 3"
)
_DATES = {BoardBy.INVOICE: "invoice_date", BoardBy.RECEIVED: "received_at"}

Came = dict[str, dict[int, VendorMonth]]


class BoardRepository:
    """Any thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def came(self, by: BoardBy, months: Sequence[int]) -> Came:
        """By vendor key and month, what counts and has a vendor and a date in one of these months."""
        sql = _CAME.format(month=_MONTH[by])
        with self._database.reader() as connection:
            groups = connection.execute(
                sql, (json.dumps([_bounds(by, month) for month in months]),)
            ).fetchall()
        found: Came = {}
        for key, month, *group in groups:
            of_vendor = found.setdefault(key, {})
            of_vendor[month] = _added(of_vendor.get(month, VendorMonth(0)), group)
        return found

    def undated(self, by: BoardBy) -> int:
        """How many that count and have a vendor are in no month."""
        sql = f"SELECT COUNT(*) FROM receipts WHERE {_DATES[by]} IS NULL"
        with self._database.reader() as connection:
            counted = f"{sql} AND vendor_key IS NOT NULL AND status IN ({_COUNTED})"
            return int(connection.execute(counted).fetchone()[0])

    # -- the user's word -------------------------------------------------------------------------

    def none_expected(self) -> set[tuple[str, str]]:
        """Vendor keys with months such as `2024-01`."""
        with self._database.reader() as connection:
            return {(key, month) for key, month in connection.execute("SELECT * FROM none_expected")}

    def expect(self, key: str, month: str, *, none: bool) -> None:
        """Keeps for good that none is to come in this month, or that one is."""
        sql = (
            "INSERT OR IGNORE INTO none_expected (vendor_key, month) VALUES (?, ?)"
            if none
            else "DELETE FROM none_expected WHERE vendor_key = ? AND month = ?"
        )
        with self._database.transaction(durable=True) as connection:
            connection.execute(sql, (text(key), month))

    def take_up(self, kept: Iterable[tuple[str, str]]) -> int:
        """Adds those of a backup, all or none; returns how many were new."""
        sql = "INSERT OR IGNORE INTO none_expected (vendor_key, month) VALUES (?, ?)"
        with self._database.transaction(durable=True) as connection:
            return sum(connection.execute(sql, (text(key), text(month))).rowcount for key, month in kept)


def _bounds(by: BoardBy, month: int) -> list[int | str]:
    """The month's number, its first day, and that of the next."""
    first, next_first = first_day(month), first_day(month + 1)
    if by is BoardBy.INVOICE:
        return [month, first.isoformat(), next_first.isoformat()]
    return [month, local_midnight(first), local_midnight(next_first)]


def _added(known: VendorMonth, group: Sequence[Any]) -> VendorMonth:
    """`group`: currency, rows, those with an amount, their sum's billions and rest."""
    currency, rows, with_amount, billions, rest = group
    total = (Money(billions * _BILLION + rest, currency),) if with_amount else ()
    without = known.without_amount + rows - with_amount
    return VendorMonth(known.came + rows, known.totals + total, without)
