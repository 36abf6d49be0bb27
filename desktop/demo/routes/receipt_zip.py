"""The server's own ZIP: in memory, a thousand receipts at most, silent about what is missing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from desktop.demo.routes.receipt_query import export_days
from desktop.demo.samples.receipts import DemoReceipt, ReceiptBook

MAX_RECEIPTS = 1000


def zip_of(book: ReceiptBook, chosen: Mapping[str, Any]) -> bytes | None:
    """None when nothing matches."""
    receipts = _chosen(book, chosen)
    if not receipts:
        return None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for receipt in receipts:
            for file in (receipt.attachment, receipt.preview):
                if file is not None and file.storage == "sound" and file.filename.isascii():
                    archive.writestr(f"{receipt.id}_{file.filename}", book.file_bytes(receipt, file))
    return packed.getvalue()


def _chosen(book: ReceiptBook, chosen: Mapping[str, Any]) -> list[DemoReceipt]:
    first, end = export_days(chosen)
    found = []
    for receipt in book:
        moment = receipt.received_at.replace(tzinfo=None) if receipt.received_at else None
        if chosen.get("status") and receipt.status != chosen["status"]:
            continue
        if (first and (moment is None or moment < first)) or (end and (moment is None or moment >= end)):
            continue
        found.append(receipt)
    return found[:MAX_RECEIPTS]
