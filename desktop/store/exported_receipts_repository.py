"""ExportedReceiptsRepository: what became of receipts since they were exported, and how lists find them so.

A row of `receipts` is compared with what its newest finished export said of it, and the bytes that are kept
of its files with those that stand in that export. Of a file that is not kept the row's word alone counts.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import compress

from desktop.core.export_ledger import ChangedReceipt, SinceExport
from desktop.core.file_key import FileKind
from desktop.core.row_fingerprint import ReceiptPart
from desktop.store.database import Database
from desktop.store.export_journal_repository import LACKS
from desktop.store.where import row_ids

_AT_ONCE = 5_000


def _another_file(kind: FileKind, column: str, part: int) -> str:
    """The row names another one; or one is kept that is not in the export, or not with these bytes.

    A size that was not said says nothing.
    """
    kept = f"k.kind = '{kind}' AND k.id = CAST(receipts.row_id AS TEXT)"
    other = f"(e.parts & {part}) = 0 OR lower(hex(e.{column}_sha256)) <> k.sha256"
    return (
        f"v.{column}_file_id IS NOT receipts.{column}_file_id"
        f" OR COALESCE(v.{column}_file_size <> receipts.{column}_file_size, 0)"
        f" OR EXISTS (SELECT 1 FROM kept_files k WHERE {kept} AND ({other}))"
    )


_DIFFERS = {
    ReceiptPart.RECEIVED_AT: "v.received_at IS NOT receipts.received_at",
    ReceiptPart.VENDOR: "v.vendor <> receipts.vendor",
    ReceiptPart.AMOUNT: ("v.amount_minor IS NOT receipts.amount_minor OR v.currency <> receipts.currency"),
    ReceiptPart.STATUS: "v.status <> receipts.status",
    ReceiptPart.INVOICE_NUMBER: "v.invoice_number <> receipts.invoice_number",
    ReceiptPart.INVOICE_DATE: "v.invoice_date IS NOT receipts.invoice_date",
    ReceiptPart.CONFIDENCE: "v.confidence IS NOT receipts.confidence",
    ReceiptPart.SOURCE: "v.source <> receipts.source",
    ReceiptPart.SENDER: "v.from_email <> receipts.from_email",
    ReceiptPart.SUBJECT: "v.subject <> receipts.subject",
    ReceiptPart.ERROR: "v.error_message <> receipts.error_message",
    ReceiptPart.SOURCE_FILE: _another_file(FileKind.RECEIPT_SOURCE, "source", 1),
    ReceiptPart.PREVIEW_FILE: _another_file(FileKind.RECEIPT_PREVIEW, "preview", 2),
}
"""None is ever NULL."""
_ANY_DIFFERS = " OR ".join(f"({condition})" for condition in _DIFFERS.values())
_NOW = (
    "FROM exported e JOIN exported_rows v ON v.version_id = e.version_id WHERE e.receipt_id = receipts.row_id"
)

EXPORTED = "EXISTS (SELECT 1 FROM exported WHERE receipt_id = receipts.row_id)"
"""Of a row of `receipts`: whether it is in a finished export, with all of its files that there are."""
CHANGED_SINCE_EXPORT = f"EXISTS (SELECT 1 {_NOW} AND ({_ANY_DIFFERS}))"
"""Of a row of `receipts`: whether it is not what it was in the newest of them."""
SINCE_EXPORT_OF_ROW = (
    f"CASE WHEN NOT {EXPORTED} THEN '{SinceExport.NEVER}'"
    f" WHEN {CHANGED_SINCE_EXPORT} THEN '{SinceExport.CHANGED}' ELSE '{SinceExport.SAME}' END"
)
"""Of a row of `receipts`: a SinceExport."""
EXPORTED_AT_OF_ROW = (
    "(SELECT x.ended_at FROM exported e JOIN exports x USING (export_id)"
    " WHERE e.receipt_id = receipts.row_id)"
)
"""Of a row of `receipts`: when the newest of them was finished; NULL: it is in none."""
SINCE_EXPORT = {
    SinceExport.NEVER: f"NOT {EXPORTED}",
    SinceExport.SAME: f"{EXPORTED} AND NOT {CHANGED_SINCE_EXPORT}",
    SinceExport.CHANGED: CHANGED_SINCE_EXPORT,
}
"""The condition of each, of a row of `receipts`."""

_NEW = (
    "SELECT value AS row_id FROM json_each(?) WHERE NOT EXISTS"
    " (SELECT 1 FROM exported WHERE receipt_id = value) ORDER BY key"
)
_CHANGED = (
    f"SELECT receipts.row_id, e.export_id, {', '.join(_DIFFERS.values())} FROM json_each(?) asked"
    " CROSS JOIN receipts ON receipts.row_id = asked.value"
    " CROSS JOIN exported e ON e.receipt_id = receipts.row_id"
    f" CROSS JOIN exported_rows v ON v.version_id = e.version_id WHERE {_ANY_DIFFERS} ORDER BY asked.key"
)


class ExportedReceiptsRepository:
    """Any thread. Only finished exports count."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def new_since_last(self, ids: Sequence[int]) -> array[int]:
        """Those of `ids` that are in no export, in their order."""
        found = array("q")
        for some in _batches(ids):
            with self._database.reader() as connection:
                found += row_ids(connection, _NEW, (some,))
        return found

    def changed_since(self, ids: Sequence[int]) -> Iterator[ChangedReceipt]:
        """Those of `ids` that are not what they were in the newest export that they are in, in their order.

        What is in none, or not on this computer, is none of them.
        """
        for some in _batches(ids):
            with self._database.reader() as connection:
                rows = connection.execute(_CHANGED, (some,)).fetchall()
            yield from (_changed(*row) for row in rows)


def _batches(ids: Sequence[int]) -> Iterator[str]:
    for start in range(0, len(ids), _AT_ONCE):
        yield json.dumps(list(ids[start : start + _AT_ONCE]))


def _changed(receipt_id: int, export_id: int, *differs: int) -> ChangedReceipt:
    return ChangedReceipt(receipt_id, export_id, tuple(compress(_DIFFERS, differs)))


def remember(connection: sqlite3.Connection, export_id: int, above: int = 0) -> None:
    """Its receipts were in no later export than this one, but for what is noted of exports up to `above`.

    But not those of which a file could not be had: they are as new as they were.
    """
    connection.execute(_REMEMBER, (export_id, above))


_SHA256 = "(SELECT f.sha256 FROM export_files f WHERE f.export_id = i.export_id AND f.position = i.{}_at)"
_REMEMBER = (
    "INSERT INTO exported (receipt_id, export_id, version_id, parts, source_sha256, preview_sha256)"
    f" SELECT CAST(i.item AS INTEGER), i.export_id, i.version_id, i.parts,"
    f" {_SHA256.format('first')}, {_SHA256.format('second')}"
    " FROM export_items i JOIN exports x USING (export_id)"
    f" WHERE i.export_id = ? AND x.kind = 'receipts' AND i.parts & {LACKS} = 0"
    " ON CONFLICT (receipt_id) DO UPDATE SET export_id = excluded.export_id,"
    " version_id = excluded.version_id, parts = excluded.parts, source_sha256 = excluded.source_sha256,"
    " preview_sha256 = excluded.preview_sha256 WHERE exported.export_id > ?"
)
