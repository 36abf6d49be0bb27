"""What exports said of receipts, as rows: what the next one says the same way is kept once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from desktop.core.export_ledger import ExportedReceipt
from desktop.core.row_fingerprint import RowFingerprint
from desktop.store.receipt_values import status_of
from desktop.store.row_values import SqlValue, day, iso_day, microseconds, moment, text, whole

_INSERT = (
    "INSERT INTO exported_rows (version_id, said_by, received_at, vendor, amount_minor, currency, status,"
    " invoice_number, invoice_date, confidence, source, from_email, subject, error_message, source_file_id,"
    " source_file_size, preview_file_id, preview_file_size, duplicate)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
SAID = (
    "v.received_at, v.vendor, v.amount_minor, v.currency, v.status, v.invoice_number, v.invoice_date,"
    " v.confidence, v.source, v.from_email, v.subject, v.error_message, v.source_file_id, v.source_file_size,"
    " v.preview_file_id, v.preview_file_size, v.duplicate"
)
"""The columns that `said` reads, of `exported_rows v`."""
_KNOWN = (
    "SELECT receipt_id, version_id, v.received_at, v.vendor, v.amount_minor, v.currency, v.status,"
    " v.invoice_number, v.invoice_date, v.confidence, v.source, v.from_email, v.subject, v.error_message,"
    " v.source_file_id, v.source_file_size, v.preview_file_id, v.preview_file_size, v.duplicate"
    " FROM exported JOIN exported_rows v USING (version_id)"
    " WHERE receipt_id IN (SELECT value FROM json_each(?))"
)
_LAST = "SELECT COALESCE(MAX(version_id), 0) FROM exported_rows"


def versions_of(
    connection: sqlite3.Connection, export_id: int, receipts: Sequence[ExportedReceipt]
) -> list[int | None]:
    """The numbers under which it is kept what this export says of each; it is, when this returns."""
    known = _known(connection, [receipt.receipt_id for receipt in receipts])
    last = int(connection.execute(_LAST).fetchone()[0])
    found: list[int | None] = []
    new: list[tuple[SqlValue, ...]] = []
    for receipt in receipts:
        values = None if receipt.row is None else _values(receipt.row)
        version, before = known.get(receipt.receipt_id, (None, None))
        if values is not None and values != before:
            version = last + len(new) + 1
            new.append((version, export_id, *values))
        found.append(None if values is None else version)
    connection.executemany(_INSERT, new)
    return found


def said(row: Sequence[Any]) -> RowFingerprint | None:
    """Of a row in the order of SAID; None where there is none."""
    if row[1] is None:
        return None
    received_at, vendor, minor, currency, status, number, invoice_day, *rest, duplicate = row
    received, invoiced = moment(received_at), day(invoice_day)
    known = received, vendor, minor, currency, status_of(status), number, invoiced
    return RowFingerprint._make((*known, *rest, bool(duplicate)))


def _known(connection: sqlite3.Connection, ids: list[int]) -> dict[int, tuple[int, tuple[SqlValue, ...]]]:
    """What the newest finished export said of each, by its number."""
    rows = connection.execute(_KNOWN, (json.dumps(ids),))
    return {receipt_id: (version, tuple(values)) for receipt_id, version, *values in rows}


def _values(row: RowFingerprint) -> tuple[SqlValue, ...]:
    """In the order of SAID."""
    return (
        microseconds(row.received_at),
        text(row.vendor),
        whole(row.amount_minor),
        text(row.currency),
        row.status,
        text(row.invoice_number),
        iso_day(row.invoice_date),
        whole(row.confidence),
        text(row.source),
        text(row.from_email),
        text(row.subject),
        text(row.error_message),
        row.source_file_id,
        whole(row.source_file_size),
        row.preview_file_id,
        whole(row.preview_file_size),
        row.duplicate,
    )
