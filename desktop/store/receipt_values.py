"""A receipt as the values of its row, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from desktop.core.duplicates import key_of_comparable
from desktop.core.models import Money, PreviewStatus, Receipt, ReceiptFile, ReceiptStatus
from desktop.core.search_text import normalise
from desktop.store.row_values import SqlValue, day, iso_day, microseconds, moment, text, whole

MODEL_COLUMNS = (
    "row_id",
    "received_at",
    "vendor",
    "amount_minor",
    "currency",
    "invoice_number",
    "invoice_date",
    "confidence",
    "status",
    "source",
    "from_email",
    "subject",
    "preview_status",
    "preview_failure_reason",
    "created_at",
    "error_message",
    "source_file_id",
    "source_file_name",
    "source_file_type",
    "source_file_size",
    "preview_file_id",
    "preview_file_name",
    "preview_file_type",
    "preview_file_size",
    "gone_at",
    "gmail_message_id",
)
DERIVED_COLUMNS = ("vendor_key", "search_text", "number_key")
DAY = "COALESCE({invoice_date}, date({received_at} / 1000000, 'unixepoch', 'localtime'))"
"""The column `day` in SQL: the invoice's day, else the one on which it came, on this computer's clock."""

_STATUSES = {str(status): status for status in ReceiptStatus}
_PREVIEW_STATUSES = {str(status): status for status in PreviewStatus}


def clean(receipt: Receipt) -> Receipt:
    """`receipt` as it will be read back: texts that a file can hold, numbers of 64 bits, one currency.

    An amount of 0 is none: the server sends both as null, and nobody can tell which it was.
    """
    amount = receipt.amount
    currency = text(amount.currency if amount is not None else receipt.currency)
    minor = whole(amount.minor) if amount is not None else None
    return replace(
        receipt,
        vendor=text(receipt.vendor),
        amount=Money(minor, currency) if minor else None,
        currency=currency,
        invoice_number=text(receipt.invoice_number),
        confidence=whole(receipt.confidence),
        source=text(receipt.source),
        from_email=text(receipt.from_email),
        subject=text(receipt.subject),
        preview_failure_reason=text(receipt.preview_failure_reason),
        source_file=_clean_file(receipt.source_file),
        preview_file=_clean_file(receipt.preview_file),
        error_message=text(receipt.error_message),
        gmail_message_id=text(receipt.gmail_message_id),
    )


def values(receipt: Receipt) -> tuple[SqlValue, ...]:
    """In the order of MODEL_COLUMNS; of a receipt that is clean."""
    return (
        receipt.id,
        microseconds(receipt.received_at),
        receipt.vendor,
        receipt.amount.minor if receipt.amount is not None else None,
        receipt.currency,
        receipt.invoice_number,
        iso_day(receipt.invoice_date),
        receipt.confidence,
        receipt.status,
        receipt.source,
        receipt.from_email,
        receipt.subject,
        receipt.preview_status,
        receipt.preview_failure_reason,
        microseconds(receipt.created_at),
        receipt.error_message,
        *_file_values(receipt.source_file),
        *_file_values(receipt.preview_file),
        microseconds(receipt.gone_at),
        receipt.gmail_message_id,
    )


def derived(receipt: Receipt) -> tuple[SqlValue, ...]:
    """In the order of DERIVED_COLUMNS."""
    fields = (receipt.vendor, receipt.invoice_number, receipt.subject, receipt.from_email)
    vendor, number, *others = map(normalise, fields)
    # One line for each field: nothing that is looked for has a line break in it.
    lines = [vendor, *others, number, *_amount_texts(receipt.amount)]
    return vendor or None, "\n".join(lines), key_of_comparable(number)


def receipt(row: Sequence[Any]) -> Receipt:
    """Of a row in the order of MODEL_COLUMNS."""
    minor, currency = row[3], row[4]
    return Receipt(
        id=row[0],
        received_at=moment(row[1]),
        vendor=row[2],
        amount=None if minor is None else Money(minor, currency),
        currency=currency,
        invoice_number=row[5],
        invoice_date=day(row[6]),
        confidence=row[7],
        status=status_of(row[8]),
        source=row[9],
        from_email=row[10],
        subject=row[11],
        preview_status=_PREVIEW_STATUSES.get(row[12], PreviewStatus.UNKNOWN),
        preview_failure_reason=row[13],
        created_at=moment(row[14]),
        error_message=row[15],
        source_file=_file(*row[16:20]),
        preview_file=_file(*row[20:24]),
        gone_at=moment(row[24]),
        gmail_message_id=row[25],
    )


def status_of(value: str) -> ReceiptStatus:
    return _STATUSES.get(value, ReceiptStatus.UNKNOWN)


def _amount_texts(amount: Money | None) -> list[str]:
    """As it may be typed: 1234.50 and 1,234.50."""
    if amount is None:
        return []
    sign = "-" if amount.minor < 0 else ""
    units, rest = divmod(abs(amount.minor), 10**amount.digits)
    cents = f".{rest:0{amount.digits}}" if amount.digits else ""
    return [f"{sign}{units}{cents}", f"{sign}{units:,}{cents}"]


def _clean_file(file: ReceiptFile | None) -> ReceiptFile | None:
    if file is None:
        return None
    return ReceiptFile(file.id, text(file.filename), text(file.mime_type), whole(file.size))


def _file_values(file: ReceiptFile | None) -> tuple[SqlValue, ...]:
    return (None, "", "", None) if file is None else (file.id, file.filename, file.mime_type, file.size)


def _file(file_id: int | None, name: str, mime_type: str, size: int | None) -> ReceiptFile | None:
    return None if file_id is None else ReceiptFile(file_id, name, mime_type, size)
