"""ReceiptsRepository: the receipts as rows, and their sums."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from desktop.core.models import MINOR_DIGITS, Money, Receipt, ReceiptRow, ReceiptStatus, ReceiptSummary
from desktop.core.query import ReceiptQuery, ReceiptSort
from desktop.core.search_text import normalise
from desktop.store import receipt_values
from desktop.store.database import Database
from desktop.store.row_values import microseconds, text
from desktop.store.where import Where, row_ids

_MODEL_COLUMNS = ", ".join(receipt_values.MODEL_COLUMNS)
_COLUMNS = (*receipt_values.MODEL_COLUMNS, *receipt_values.DERIVED_COLUMNS, "seen_at")
_UPSERT = (
    f"INSERT INTO receipts ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    f" ON CONFLICT (row_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _COLUMNS[1:])}"
)
_STATUS_ORDER = " ".join(f"WHEN '{status}' THEN {number}" for number, status in enumerate(ReceiptStatus))
_UNITS = " ".join(f"WHEN '{currency}' THEN {10.0**digits}" for currency, digits in MINOR_DIGITS.items())
_SORT_KEYS = {
    ReceiptSort.DATE: "received_at",
    ReceiptSort.VENDOR: "vendor_key",
    ReceiptSort.AMOUNT: f"amount_minor / CASE currency {_UNITS} ELSE 100.0 END",
    ReceiptSort.STATUS: f"CASE status {_STATUS_ORDER} END",
    ReceiptSort.CONFIDENCE: "confidence",
}
# Two halves, because the server may send amounts whose sum is beyond 64 bits.
_BILLION = 10**9
_SUMS = (
    "SELECT currency, status, COUNT(*), COUNT(amount_minor),"
    f" COALESCE(SUM(amount_minor / {_BILLION}), 0), COALESCE(SUM(amount_minor % {_BILLION}), 0)"
    " FROM receipts"
)


class ReceiptsRepository:
    """A receipt's row id is the server's id. Never deletes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    # -- writing ---------------------------------------------------------------------------------

    def upsert(self, receipts: Iterable[Receipt]) -> int:
        """Writes what is new or changed, all or nothing; returns how many rows that were."""
        with self._database.transaction() as connection:
            return sum(_upsert(connection, receipt) for receipt in receipts)

    def set_status(self, receipt_id: int, status: ReceiptStatus) -> None:
        """What the server now says; an unknown id is left alone."""
        with self._database.transaction(durable=True) as connection:
            connection.execute("UPDATE receipts SET status = ? WHERE row_id = ?", (status, receipt_id))

    # -- lists -----------------------------------------------------------------------------------

    def count(self) -> int:
        with self._database.reader() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM receipts").fetchone()[0])

    def ids(self, query: ReceiptQuery) -> array[int]:
        """Row ids of all that the query finds, in its order."""
        where = _where(query)
        sql = f"SELECT row_id FROM receipts{where.sql} ORDER BY {_order(query)}"
        with self._database.reader() as connection:
            return row_ids(connection, sql, where.values)

    def rows(self, ids: Sequence[int]) -> list[ReceiptRow]:
        """The rows in the order of `ids`; ids that are unknown are left out."""
        return [ReceiptRow(receipt.id, receipt) for receipt in self.get_many(ids)]

    def get(self, receipt_id: int) -> Receipt | None:
        with self._database.reader() as connection:
            return _find(connection, receipt_id)

    def get_many(self, row_ids: Sequence[int]) -> list[Receipt]:
        """Any number of receipts in the order of `row_ids`; ids that are unknown are left out."""
        sql = f"SELECT {_MODEL_COLUMNS} FROM receipts WHERE row_id IN (SELECT value FROM json_each(?))"
        with self._database.reader() as connection:
            found = connection.execute(sql, (json.dumps(list(row_ids)),)).fetchall()
        receipts = {row[0]: receipt_values.receipt(row) for row in found}
        return [receipts[row_id] for row_id in row_ids if row_id in receipts]

    def vendors(self) -> list[str]:
        """Every vendor once, in its most frequent spelling, sorted; any spelling finds all of them."""
        each = (
            "SELECT vendor, vendor_key, COUNT(*) AS times FROM receipts"
            " WHERE vendor_key IS NOT NULL GROUP BY vendor_key, vendor"
        )
        sql = f"SELECT vendor, MAX(times) FROM ({each}) GROUP BY vendor_key ORDER BY vendor_key"
        with self._database.reader() as connection:
            return [row[0] for row in connection.execute(sql)]

    def currencies(self) -> list[str]:
        """Every currency there is, the most frequent first."""
        sql = (
            "SELECT currency FROM receipts WHERE currency <> ''"
            " GROUP BY currency ORDER BY COUNT(*) DESC, currency"
        )
        with self._database.reader() as connection:
            return [row[0] for row in connection.execute(sql)]

    # -- sums ------------------------------------------------------------------------------------

    def summary(self, query: ReceiptQuery) -> ReceiptSummary:
        """Count and sums of all that the query finds."""
        where = _where(query)
        return self._summary(where)

    def summary_of(self, row_ids: Sequence[int]) -> ReceiptSummary:
        """Count and sums of these rows, each counted once; ids that are unknown are left out."""
        where = Where()
        where.add("row_id IN (SELECT value FROM json_each(?))", json.dumps(list(row_ids)))
        return self._summary(where)

    def _summary(self, where: Where) -> ReceiptSummary:
        with self._database.reader() as connection:
            groups = connection.execute(
                f"{_SUMS}{where.sql} GROUP BY currency, status", where.values
            ).fetchall()
        return _summed(groups)


def _summed(groups: list[tuple[str, str, int, int, int, int]]) -> ReceiptSummary:
    """Each group: currency, status, rows, rows with an amount, their sum's billions and its rest."""
    totals: dict[str, int] = {}
    counts: dict[str, int] = {}
    by_status: dict[ReceiptStatus, int] = {}
    for currency, status, rows, with_amount, billions, rest in groups:
        kind = receipt_values.status_of(status)
        by_status[kind] = by_status.get(kind, 0) + rows
        if with_amount:
            counts[currency] = counts.get(currency, 0) + with_amount
            totals[currency] = totals.get(currency, 0) + billions * _BILLION + rest
    largest = sorted(totals, key=lambda currency: (-counts[currency], currency))
    count = sum(by_status.values())
    money = tuple(Money(totals[currency], currency) for currency in largest)
    return ReceiptSummary(count, money, count - sum(counts.values()), by_status)


def _where(query: ReceiptQuery) -> Where:
    where = Where()
    where.add_period("received_at", query.period)
    where.add_one_of("status", query.statuses)
    where.add_one_of("currency", map(text, query.currencies))
    if query.vendors:
        keys = json.dumps([normalise(text(vendor)) for vendor in query.vendors])
        # "" stands for the receipts whose vendor is not known.
        where.add("COALESCE(vendor_key, '') IN (SELECT value FROM json_each(?))", keys)
    wanted = normalise(text(query.text))
    if wanted:
        where.add("instr(search_text, ?)", wanted)
    return where


def _order(query: ReceiptQuery) -> str:
    """What is unknown comes last either way; equals by date, newest first."""
    if query.sort is ReceiptSort.DATE and query.descending:
        return "received_at DESC, row_id DESC"  # as the index has it: nothing is sorted
    way = "DESC" if query.descending else "ASC"
    return f"{_SORT_KEYS[query.sort]} {way} NULLS LAST, received_at DESC NULLS LAST, row_id DESC"


def _upsert(connection: sqlite3.Connection, receipt: Receipt) -> bool:
    receipt = receipt_values.clean(receipt)
    known = _find(connection, receipt.id)
    if known is not None and receipt.error_message:
        # A broken row says nothing but that: what is known stays.
        receipt = replace(known, error_message=receipt.error_message)
    if receipt == known:
        return False
    now = microseconds(datetime.now(UTC))
    connection.execute(_UPSERT, (*receipt_values.values(receipt), *receipt_values.derived(receipt), now))
    return True


def _find(connection: sqlite3.Connection, receipt_id: int) -> Receipt | None:
    sql = f"SELECT {_MODEL_COLUMNS} FROM receipts WHERE row_id = ?"
    row = connection.execute(sql, (receipt_id,)).fetchone()
    return None if row is None else receipt_values.receipt(row)
