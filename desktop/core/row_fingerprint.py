"""RowFingerprint: all that an export says of a receipt, by which it is told later what has changed since."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from desktop.core.models import Money, Receipt, ReceiptFile, ReceiptStatus


class ReceiptPart(StrEnum):
    """What can be another than it was in an export."""

    RECEIVED_AT = "received_at"
    VENDOR = "vendor"
    AMOUNT = "amount"
    """The number or its currency."""
    STATUS = "status"
    INVOICE_NUMBER = "invoice_number"
    INVOICE_DATE = "invoice_date"
    CONFIDENCE = "confidence"
    SOURCE = "source"
    SENDER = "sender"
    SUBJECT = "subject"
    ERROR = "error"
    SOURCE_FILE = "source_file"
    """The row names another one, or what is kept of it is not what stands in the ZIP."""
    PREVIEW_FILE = "preview_file"


class RowFingerprint(NamedTuple):
    """The values themselves, so that what differs has a name, and the same index can be written again.

    `duplicate` stands in the index but is never what differs: it is a suspicion that another receipt raises.
    """

    received_at: datetime | None
    vendor: str
    amount_minor: int | None
    currency: str
    status: ReceiptStatus
    invoice_number: str
    invoice_date: date | None
    confidence: int | None
    source: str
    from_email: str
    subject: str
    error_message: str
    source_file_id: int | None
    source_file_size: int | None
    preview_file_id: int | None
    preview_file_size: int | None
    duplicate: bool = False

    def receipt(self, receipt_id: int) -> Receipt:
        """The receipt as it was, as far as an export speaks of it."""
        minor = self.amount_minor
        return Receipt(
            receipt_id,
            received_at=self.received_at,
            vendor=self.vendor,
            amount=None if minor is None else Money(minor, self.currency),
            currency=self.currency,
            invoice_number=self.invoice_number,
            invoice_date=self.invoice_date,
            confidence=self.confidence,
            status=self.status,
            source=self.source,
            from_email=self.from_email,
            subject=self.subject,
            error_message=self.error_message,
            source_file=_file(self.source_file_id, self.source_file_size),
            preview_file=_file(self.preview_file_id, self.preview_file_size),
        )


def fingerprint(receipt: Receipt, duplicate: bool = False) -> RowFingerprint:
    """Of a receipt as it is read from this computer."""
    source, preview = receipt.source_file, receipt.preview_file
    return RowFingerprint(
        received_at=receipt.received_at,
        vendor=receipt.vendor,
        amount_minor=receipt.amount.minor if receipt.amount is not None else None,
        currency=receipt.currency,
        status=receipt.status,
        invoice_number=receipt.invoice_number,
        invoice_date=receipt.invoice_date,
        confidence=receipt.confidence,
        source=receipt.source,
        from_email=receipt.from_email,
        subject=receipt.subject,
        error_message=receipt.error_message,
        source_file_id=source.id if source is not None else None,
        source_file_size=source.size if source is not None else None,
        preview_file_id=preview.id if preview is not None else None,
        preview_file_size=preview.size if preview is not None else None,
        duplicate=duplicate,
    )


def _file(file_id: int | None, size: int | None) -> ReceiptFile | None:
    return None if file_id is None else ReceiptFile(file_id, size=size)
