"""ReceiptsRepository: the receipts as rows, and their sums."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain, compress
from typing import TYPE_CHECKING, Any

from desktop.core.allocation import AllocationNeed
from desktop.core.decision_state import DecisionState
from desktop.core.models import Money, Receipt, ReceiptRow, ReceiptStatus, ReceiptSummary
from desktop.core.query import ReceiptQuery
from desktop.core.risks import USUAL_RULES, Doubts, Risk
from desktop.core.search_text import normalise
from desktop.store import receipt_values
from desktop.store.database import Database
from desktop.store.duplicates_repository import IS_DUPLICATE
from desktop.store.one_value import one_value, values_of
from desktop.store.open_decisions import OPEN
from desktop.store.receipt_query import AMONG, NOTE, order_of, where_of
from desktop.store.receipt_risks import need_sql, risk_conditions
from desktop.store.receipt_values import DAY
from desktop.store.row_values import microseconds
from desktop.store.tags_repository import TAGS_OF_ROW
from desktop.store.where import Where, row_ids

if TYPE_CHECKING:
    from desktop.core.cancel import CancelToken

_MODEL_COLUMNS = ", ".join(receipt_values.MODEL_COLUMNS)
_ONE = f"SELECT {one_value(_MODEL_COLUMNS)} FROM receipts WHERE {AMONG}"
_COLUMNS = (*receipt_values.MODEL_COLUMNS, *receipt_values.DERIVED_COLUMNS, "seen_at")
# While a decision of the user waits, the server's word stands beside it (see the outbox's triggers).
_STATUS_SET = (
    "status = CASE WHEN server_status IS NULL THEN excluded.status ELSE status END,"
    " server_status = CASE WHEN server_status IS NULL THEN NULL ELSE excluded.status END"
)
_SET = ", ".join(f"{name} = excluded.{name}" for name in (*_COLUMNS[1:], "day") if name != "status")
_MARKS = {name: f"?{number}" for number, name in enumerate(_COLUMNS, start=1)}
_UPSERT = (
    f"INSERT INTO receipts ({', '.join(_COLUMNS)}, day)"
    f" VALUES ({', '.join(_MARKS.values())}, {DAY.format_map(_MARKS)})"
    f" ON CONFLICT (row_id) DO UPDATE SET {_SET}, {_STATUS_SET}"
)
_OWN_DAY = DAY.format(invoice_date="invoice_date", received_at="received_at")
_OF_ANOTHER_ZONE = f"invoice_date IS NULL AND day IS NOT {_OWN_DAY}"
_DECISION = f"(SELECT state FROM outbox WHERE receipt_id = row_id AND {OPEN})"
_NOTE_START = f"(SELECT substr(text, 1, 200) {NOTE})"
# Two halves, because the server may send amounts whose sum is beyond 64 bits.
_BILLION = 10**9
_SUMS = (
    "SELECT currency, status, COUNT(*), COUNT(amount_minor),"
    f" COALESCE(SUM(amount_minor / {_BILLION}), 0), COALESCE(SUM(amount_minor % {_BILLION}), 0),"
    " COUNT(gone_at), COUNT(source_file_id), COUNT(preview_file_id)"
    " FROM receipts"
)


class ReceiptsRepository:
    """A receipt's row id is the server's id. `store.gone_rows` alone deletes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.rules = USUAL_RULES
        """What the settings say at the moment; any thread may put others in its place."""

    # -- writing ---------------------------------------------------------------------------------

    def upsert(self, receipts: Iterable[Receipt], sent_before: int | None = None) -> int:
        """Writes what is new or changed, all or nothing; returns how many rows that were.

        `sent_before`: `last_sent` when the server was asked for these; what it took of the user's decisions
        since then, its answer does not know yet.
        """
        with self._database.transaction() as connection:
            cleaned = [receipt_values.clean(receipt) for receipt in receipts]
            known = _find(connection, [receipt.id for receipt in cleaned], "COALESCE(server_status, status)")
            newer = _sent_after(connection, sent_before)
            rows = (_with_status_of(known, row) if row.id in newer else row for row in cleaned)
            return sum(_upsert(connection, row, known) for row in rows)

    def follow_time_zone(self) -> int:
        """Tells the days anew on which receipts came, where this computer's clock has another time zone than
        it had when they were written; returns of how many. Raises DiskFull, DiskFailed."""
        if self._database.refused is not None:
            return 0
        with self._database.reader() as connection:
            found = connection.execute(f"SELECT EXISTS (SELECT 1 FROM receipts WHERE {_OF_ANOTHER_ZONE})")
            if not found.fetchone()[0]:
                return 0
        with self._database.transaction() as connection:
            sql = f"UPDATE receipts SET day = {_OWN_DAY} WHERE {_OF_ANOTHER_ZONE}"
            return connection.execute(sql).rowcount

    def last_sent(self) -> int:
        """A number that the decisions which the server takes from now on are above."""
        with self._database.reader() as connection:
            return int(connection.execute("SELECT ended FROM outbox_count").fetchone()[0])

    # -- lists -----------------------------------------------------------------------------------

    def count(self) -> int:
        with self._database.reader() as connection:
            return int(connection.execute("SELECT COUNT(*) FROM receipts").fetchone()[0])

    def keys(self) -> set[str]:
        """Ids of all receipts that are here and, as far as is known, at the server too."""
        with self._database.reader() as connection:
            found = connection.execute("SELECT row_id FROM receipts WHERE gone_at IS NULL")
            return {str(row_id) for row_id in chain.from_iterable(found)}

    def known_count(self) -> int:
        """Of `keys`; both counts come from an index."""
        with self._database.reader() as connection:
            sql = "SELECT COUNT(*) - (SELECT COUNT(*) FROM receipts WHERE gone_at IS NOT NULL) FROM receipts"
            return int(connection.execute(sql).fetchone()[0])

    def ids(
        self,
        query: ReceiptQuery,
        today: date | None = None,
        most: int | None = None,
        token: CancelToken | None = None,
    ) -> array[int]:
        """Row ids of all that the query finds, or the first `most`, in its order. Raises Cancelled.

        From `today` periods that move are counted; None: this computer's local day, here and below.
        """
        where = where_of(query, today, self.rules)
        limit = -1 if most is None else most
        sql = f"SELECT row_id FROM receipts{where.sql} ORDER BY {order_of(query)} LIMIT {limit}"
        with self._database.reader(token) as connection:
            return row_ids(connection, sql, where.values)

    def rows(self, ids: Sequence[int]) -> list[ReceiptRow]:
        """The rows in the order of `ids`; ids that are unknown are left out."""
        marks = (
            f"{_NOTE_START}, {_DECISION}, {IS_DUPLICATE}, {need_sql(self.rules.allocation)}, {TAGS_OF_ROW}"
        )
        sql = f"SELECT {_MODEL_COLUMNS}, {marks} FROM receipts WHERE {AMONG}"
        with self._database.reader() as connection:
            found = connection.execute(sql, (json.dumps(list(ids)),)).fetchall()
        rows = {row[0]: _row(row) for row in found}
        return [rows[row_id] for row_id in ids if row_id in rows]

    def get(self, receipt_id: int) -> Receipt | None:
        with self._database.reader() as connection:
            # An id may have more than 64 bits, as JSON can say it: then it is in no row.
            row = connection.execute(_ONE, (json.dumps([receipt_id]),)).fetchone()
        return None if row is None else receipt_values.receipt(values_of(row))

    def of(self, ids: Iterable[int]) -> dict[int, Receipt]:
        """Those of these ids that are here, without what lists say beside them."""
        with self._database.reader() as connection:
            return _find(connection, set(ids))

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

    def count_of(
        self, query: ReceiptQuery, today: date | None = None, token: CancelToken | None = None
    ) -> int:
        """How many receipts the query finds. Raises Cancelled."""
        where = where_of(query, today, self.rules)
        with self._database.reader(token) as connection:
            row = connection.execute(f"SELECT COUNT(*) FROM receipts{where.sql}", where.values).fetchone()
            return int(row[0])

    def summary(self, query: ReceiptQuery, today: date | None = None) -> ReceiptSummary:
        """Count and sums of all that the query finds."""
        return self._summary(where_of(query, today, self.rules))

    def summary_of(self, row_ids: Sequence[int]) -> ReceiptSummary:
        """Count and sums of these rows, each counted once; ids that are unknown are left out."""
        where = Where()
        where.add(AMONG, json.dumps(list(row_ids)))
        return self._summary(where)

    def doubts(self, row_ids: Sequence[int]) -> dict[int, Doubts]:
        """What speaks against each of these; ids that are unknown are left out."""
        conditions = risk_conditions(self.rules)
        columns = ", ".join(["status", "gone_at IS NOT NULL", *conditions.values()])
        sql = f"SELECT row_id, {columns} FROM receipts WHERE {AMONG}"
        with self._database.reader() as connection:
            found = connection.execute(sql, (json.dumps(list(row_ids)),)).fetchall()
        return {row_id: _doubts(conditions, *row) for row_id, *row in found}

    def _summary(self, where: Where) -> ReceiptSummary:
        with self._database.reader() as connection:
            groups = connection.execute(
                f"{_SUMS}{where.sql} GROUP BY currency, status", where.values
            ).fetchall()
        return _summed(groups)


def _doubts(conditions: Iterable[Risk], status: str, is_gone: int, *risks: int) -> Doubts:
    return Doubts(receipt_values.status_of(status), set(compress(conditions, risks)), bool(is_gone))


def _summed(groups: list[tuple[str, str, int, int, int, int, int, int, int]]) -> ReceiptSummary:
    """Each group: currency, status, rows, those with an amount, their sum's billions and rest, those gone,
    those with a source, those with a preview."""
    totals: dict[str, int] = {}
    counts: dict[str, int] = {}
    by_status: dict[ReceiptStatus, int] = {}
    for currency, status, rows, with_amount, billions, rest, *_ in groups:
        kind = receipt_values.status_of(status)
        by_status[kind] = by_status.get(kind, 0) + rows
        if with_amount:
            counts[currency] = counts.get(currency, 0) + with_amount
            totals[currency] = totals.get(currency, 0) + billions * _BILLION + rest
    largest = sorted(totals, key=lambda currency: (-counts[currency], currency))
    count = sum(by_status.values())
    money = tuple(Money(totals[currency], currency) for currency in largest)
    gone, sources = sum(group[6] for group in groups), sum(group[7] for group in groups)
    previews = sum(group[8] for group in groups)
    without = count - sum(counts.values())
    return ReceiptSummary(count, money, without, by_status, gone, sources, previews)


def _row(row: Sequence[Any]) -> ReceiptRow:
    """Of the columns that `rows` reads."""
    note, decision, duplicate, need, tags = row[-5:]
    state = DecisionState(decision) if decision is not None else None
    own = tuple(sorted(json.loads(tags), key=normalise))
    marks = bool(duplicate), need == AllocationNeed.NEEDED, own
    return ReceiptRow(row[0], receipt_values.receipt(row[:-5]), note or "", state, *marks)


def _sent_after(connection: sqlite3.Connection, number: int | None) -> set[int]:
    """The receipts whose decisions the server took after that one."""
    if number is None:
        return set()
    sql = "SELECT receipt_id FROM outbox WHERE ended_number > ? AND state = 'sent'"
    found = connection.execute(sql, (number,))
    return set(chain.from_iterable(found))


def _with_status_of(known: dict[int, Receipt], receipt: Receipt) -> Receipt:
    before = known.get(receipt.id)
    return receipt if before is None else replace(receipt, status=before.status)


def _upsert(connection: sqlite3.Connection, receipt: Receipt, receipts: dict[int, Receipt]) -> bool:
    """Whether anything was new to what is known of `receipts`, which then knows it."""
    known = receipts.get(receipt.id)
    if known is not None and receipt.error_message:
        # A broken row says nothing but that, and that it is there: what is known stays.
        receipt = replace(known, error_message=receipt.error_message, gone_at=None)
    if receipt == known:
        return False
    receipts[receipt.id] = receipt
    now = microseconds(datetime.now(UTC))
    connection.execute(_UPSERT, (*receipt_values.values(receipt), *receipt_values.derived(receipt), now))
    return True


def _find(connection: sqlite3.Connection, ids: Iterable[int], status: str = "status") -> dict[int, Receipt]:
    """The receipts of these ids that are here, by id; `status`: where theirs is read."""
    columns = ", ".join(status if name == "status" else name for name in receipt_values.MODEL_COLUMNS)
    sql = f"SELECT {columns} FROM receipts WHERE {AMONG}"
    found = connection.execute(sql, (json.dumps(list(ids)),))
    return {row[0]: receipt_values.receipt(row) for row in found}
