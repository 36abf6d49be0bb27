"""What the tests of the ledger share: an export as a run writes it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta, timezone
from hashlib import sha256
from pathlib import Path

from desktop.core.export_ledger import (
    ExportedFile,
    ExportedReceipt,
    ExportKind,
    ExportRecord,
    ExportState,
    JournalEntry,
    NewExport,
)
from desktop.core.file_key import FileKey, FileKind
from desktop.core.models import Receipt
from desktop.core.row_fingerprint import fingerprint
from desktop.services.export_ledger import ExportLedger
from tests.store.store_rows import NOW

TARGET = Path("/home/דנה/receipts.zip")
PART = Path("/home/דנה/.0a1b.part")
WALL = NOW.astimezone(timezone(timedelta(hours=3)))
SOURCE, PREVIEW = FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW
BOTH = (SOURCE, PREVIEW)


def new_export(kind: ExportKind = ExportKind.RECEIPTS) -> NewExport:
    return NewExport(kind, TARGET, PART, NOW, ("January", "ספק"), '{"format": 1}')


def bytes_of(key: FileKey) -> bytes:
    return f"{key}".encode()


def file_of(receipt_id: int, kind: FileKind) -> ExportedFile:
    content = bytes_of(FileKey(kind, str(receipt_id)))
    name, digest = f"ספק_{receipt_id}_{kind}.pdf", sha256(content).hexdigest()
    return ExportedFile(name, 1000 * receipt_id, len(content), 7, digest, WALL, kind, str(receipt_id))


def entries(receipt: Receipt, kinds: Sequence[FileKind] = BOTH) -> list[JournalEntry]:
    """A receipt that stands in the ZIP with these of its files."""
    row = fingerprint(receipt)
    files = [file_of(receipt.id, kind) for kind in kinds]
    return [*files, ExportedReceipt(receipt.id, row, SOURCE in kinds, PREVIEW in kinds)]


def export(
    ledger: ExportLedger, receipts: Iterable[Receipt], kinds: Sequence[FileKind] = BOTH
) -> ExportRecord:
    """Of these, from its beginning to its end."""
    asked = list(receipts)
    record = ledger.begin(new_export(), [receipt.id for receipt in asked])
    ledger.append(record.id, [entry for receipt in asked for entry in entries(receipt, kinds)])
    ledger.end(record.id, ExportState.DONE, size=4711)
    return record
