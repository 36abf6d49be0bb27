"""The words for what a receipt is: one place for table, preview, messages and export."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop.core.models import FileKind, Receipt, ReceiptStatus
from desktop.ui.formatting import day_plain, day_text, isolate, local, money_plain, money_text, one_line
from desktop.ui.widgets.painting import BadgeKind

translate = QCoreApplication.translate

_STATUS = {
    ReceiptStatus.PENDING_REVIEW: QT_TRANSLATE_NOOP("ReceiptWords", "To review"),
    ReceiptStatus.APPROVED: QT_TRANSLATE_NOOP("ReceiptWords", "Approved"),
    ReceiptStatus.REJECTED: QT_TRANSLATE_NOOP("ReceiptWords", "Rejected"),
    ReceiptStatus.NOT_RECEIPT: QT_TRANSLATE_NOOP("ReceiptWords", "Not a receipt"),
    ReceiptStatus.INCOMPLETE: QT_TRANSLATE_NOOP("ReceiptWords", "Incomplete"),
    ReceiptStatus.UNKNOWN: QT_TRANSLATE_NOOP("ReceiptWords", "Unknown status"),
}
_BADGES: dict[ReceiptStatus, BadgeKind] = {
    ReceiptStatus.PENDING_REVIEW: "warning",
    ReceiptStatus.APPROVED: "success",
    ReceiptStatus.REJECTED: "danger",
}


def status_text(status: ReceiptStatus) -> str:
    return translate("ReceiptWords", str(_STATUS[status]))


def status_badge(status: ReceiptStatus) -> BadgeKind:
    return _BADGES.get(status, "neutral")


def vendor_plain(receipt: Receipt) -> str:
    """The vendor as one line, or that nobody knows."""
    return one_line(receipt.vendor) or translate("ReceiptWords", "Unknown vendor")


def vendor_text(receipt: Receipt) -> str:
    """`vendor_plain` for the screen."""
    return isolate(vendor_plain(receipt))


def amount_plain(receipt: Receipt) -> str:
    """The amount, or that none was recognised."""
    if receipt.amount is None:
        return translate("ReceiptWords", "No amount recognised")
    return money_plain(receipt.amount)


def amount_text(receipt: Receipt) -> str:
    """`amount_plain` for the screen."""
    return amount_plain(receipt) if receipt.amount is None else money_text(receipt.amount)


def received_plain(receipt: Receipt) -> str:
    """The day on which the receipt came, with the year when it is another; or that it has none."""
    if receipt.received_at is None:
        return translate("ReceiptWords", "No date")
    return day_plain(local(receipt.received_at).date(), local(datetime.now(UTC)).date())


def received_text(receipt: Receipt) -> str:
    """`received_plain` for the screen."""
    if receipt.received_at is None:
        return received_plain(receipt)
    return day_text(local(receipt.received_at).date(), local(datetime.now(UTC)).date())


def gone_text() -> str:
    """Of a receipt that the server has no longer."""
    return translate("ReceiptWords", "Only on this computer")


def why_gone() -> str:
    return translate("ReceiptWords", "Only on this computer: the server has this receipt no longer.")


def why_all_gone() -> str:
    """Of several receipts."""
    return translate("ReceiptWords", "Only on this computer: the server has these receipts no longer.")


def duplicate_said() -> str:
    """Of a receipt that may be another one once more."""
    return translate("ReceiptWords", "Suspected duplicate")


def allocation_said() -> str:
    """Of a receipt whose invoice needs an allocation number."""
    return translate("ReceiptWords", "Needs an allocation number")


def left_out_text(count: int) -> str:
    """Of several receipts, `count` are not decided about, and why."""
    return translate(
        "ReceiptWords", "%Ln receipt(s) left out: only on this computer, not on the server.", "", count
    )


def named_text(receipt: Receipt) -> str:
    """A receipt in a few words, for a sentence."""
    if receipt.received_at is None:
        return translate("ReceiptWords", "{vendor}, no date").format(vendor=vendor_text(receipt))
    return f"{vendor_text(receipt)}, {received_text(receipt)}"


def kind_text(kind: FileKind) -> str:
    """Source or preview, as buttons and lists call them."""
    if kind is FileKind.RECEIPT_PREVIEW:
        return translate("ReceiptWords", "Preview")
    return translate("ReceiptWords", "Source")


def file_text(kind: FileKind, receipt: Receipt | None) -> str:
    """A file in a few words; None: its receipt is not known any more."""
    if receipt is None:
        return kind_text(kind)
    return f"{kind_text(kind)}: {named_text(receipt)}"
