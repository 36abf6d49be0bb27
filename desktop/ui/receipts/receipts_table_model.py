"""ReceiptsTableModel: what stands in the receipts table."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QFontMetrics

from desktop.core.models import Money, Receipt, ReceiptRow, ReceiptStatus
from desktop.core.query import ReceiptSort
from desktop.core.sheet_cell import SheetCell, sheet_moment, sheet_money, sheet_number, sheet_text
from desktop.ui.formatting import (
    day_plain,
    day_text,
    hebrew,
    isolate_ltr,
    local,
    moment_full_text,
    money_digits,
    money_plain,
    money_sign,
    money_text,
    number_text,
    one_line,
)
from desktop.ui.receipts.decisions.decision_words import pending_said
from desktop.ui.receipts.receipt_marks import receipt_doubts, receipt_marks
from desktop.ui.receipts.receipt_words import (
    amount_plain,
    gone_text,
    received_plain,
    received_text,
    status_badge,
    status_text,
    vendor_plain,
    why_gone,
)
from desktop.ui.receipts.tags.tag_words import tags_said, with_tags
from desktop.ui.theme import font
from desktop.ui.widgets.painting import badge_width
from desktop.ui.widgets.record_cell import note_said, with_note
from desktop.ui.widgets.record_delegate import DOT_ROOM, PADDING, SIGN_SLOT
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel

translate = QCoreApplication.translate

CONFIDENT = 80
RATHER_CONFIDENT = 60
DECIDED = tuple(status for status in ReceiptStatus if status is not ReceiptStatus.UNKNOWN)


VENDOR_LEAST = 88
"""In px: some twelve letters, enough to know most vendors by; the status still fits beside it."""


class ReceiptColumn(IntEnum):
    DATE = 0
    VENDOR = 1
    AMOUNT = 2
    STATUS = 3
    CONFIDENCE = 4


SORTS = {
    ReceiptColumn.DATE: ReceiptSort.DATE,
    ReceiptColumn.VENDOR: ReceiptSort.VENDOR,
    ReceiptColumn.AMOUNT: ReceiptSort.AMOUNT,
    ReceiptColumn.STATUS: ReceiptSort.STATUS,
    ReceiptColumn.CONFIDENCE: ReceiptSort.CONFIDENCE,
}


class ReceiptsTableModel(RecordTableModel[ReceiptRow]):
    """Rows from the store; a missing value is said in words."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), _no_rows, parent)

    def shown_as(self, ids: Collection[int]) -> dict[int, ReceiptStatus]:
        """What those of these are shown as that were read for the list."""
        wanted = frozenset(ids)
        records = (record for page in self._pages.values() for record in page.values())
        return {row.row_id: row.receipt.status for row in records if row.row_id in wanted}

    def cell(self, record: ReceiptRow, column: int) -> Cell:
        receipt = record.receipt
        match column:
            case ReceiptColumn.DATE:
                return _date_cell(receipt)
            case ReceiptColumn.VENDOR:
                vendor = _marked(_vendor_cell(receipt), record)
                return with_tags(with_note(vendor, record.note), record.tags)
            case ReceiptColumn.AMOUNT:
                return _amount_cell(receipt)
            case ReceiptColumn.STATUS:
                return _status_cell(record)
        return _confidence_cell(receipt)

    def sheet_cells(self, record: ReceiptRow, column: int) -> list[SheetCell]:
        receipt = record.receipt
        match column:
            case ReceiptColumn.DATE:
                return [sheet_moment(receipt.received_at)]
            case ReceiptColumn.VENDOR if not receipt.error_message:
                return [sheet_text(receipt.vendor)]
            case ReceiptColumn.AMOUNT:
                return sheet_money(receipt.amount)
            case ReceiptColumn.STATUS if receipt.status is ReceiptStatus.UNKNOWN:
                return [sheet_text("")]
            case ReceiptColumn.CONFIDENCE:
                return [sheet_number(receipt.confidence)]
        return super().sheet_cells(record, column)

    def sentence(self, record: ReceiptRow) -> str:
        receipt = record.receipt
        parts = [vendor_plain(receipt), amount_plain(receipt), received_plain(receipt)]
        parts.append(status_text(receipt.status))
        if record.decision is not None:
            parts.append(pending_said(record.decision))
        if receipt.confidence is not None:
            confidence = translate("ReceiptsTableModel", "confidence {percent}")
            parts.append(confidence.format(percent=receipt.confidence))
        if receipt.error_message:
            parts.append(translate("ReceiptsTableModel", "The server could not give this receipt"))
        parts += [doubt.said for doubt in receipt_doubts(record)]
        if record.note:
            parts.append(note_said())
        if record.tags:
            parts.append(tags_said(record.tags))
        if receipt.gone_at is not None:
            parts.append(gone_text())
        return ", ".join(parts)


def _columns() -> list[Column]:
    """The vendor gets what the others, no wider than their words in this language, leave of a narrow list."""
    confidence = translate("ReceiptsTableModel", "Confidence")
    short = translate("ReceiptsTableModel", "Conf.")
    amount = translate("ReceiptsTableModel", "Amount")
    body, caption = QFontMetrics(font(table=True)), QFontMetrics(font("caption", bold=True))
    room = 2 * PADDING + 2
    date_width = body.horizontalAdvance(day_plain(date(2088, 12, 28))) + room
    status_width = max(badge_width(status_text(status)) for status in DECIDED) + room
    none_width = body.horizontalAdvance(_no_confidence()) + DOT_ROOM + room
    confidence_width = max(60, caption.horizontalAdvance(short) + room, none_width)
    amount_width = body.horizontalAdvance("-88,888.88") + SIGN_SLOT + room
    date_name, vendor = translate("ReceiptsTableModel", "Date"), translate("ReceiptsTableModel", "Vendor")
    return [
        Column("date", date_name, date_width, descending_first=True),
        Column("vendor", vendor, 160, stretch=True, fixed=True, least=VENDOR_LEAST),
        Column("amount", amount, amount_width, numeric=True, descending_first=True),
        Column("status", translate("ReceiptsTableModel", "Status"), status_width, gives_way=2),
        Column("confidence", short, confidence_width, descending_first=True, name=confidence, gives_way=1),
    ]


def _date_cell(receipt: Receipt) -> Cell:
    text = received_text(receipt)
    if receipt.received_at is None:
        return Cell(text, secondary=True)
    tooltip = moment_full_text(receipt.received_at)
    if receipt.invoice_date is not None and receipt.invoice_date != local(receipt.received_at).date():
        invoice = translate("ReceiptsTableModel", "Invoice of {day}")
        tooltip = f"{tooltip}\n{invoice.format(day=day_text(receipt.invoice_date))}"
    day = day_text(local(receipt.received_at).date())
    return Cell(text, secondary=True, tooltip=tooltip, on_paper=day)


def _vendor_cell(receipt: Receipt) -> Cell:
    if receipt.error_message and not receipt.vendor:
        text = translate("ReceiptsTableModel", "The server could not give this receipt")
        return Cell(text, color="danger", tooltip=one_line(receipt.error_message))
    name = vendor_plain(receipt)
    return Cell(name, secondary=not one_line(receipt.vendor), tooltip=_vendor_tooltip(receipt, name))


def _marked(cell: Cell, record: ReceiptRow) -> Cell:
    """With its marks before the name, side by side."""
    marks = receipt_marks(record)
    if not marks:
        return cell
    tooltip = "\n".join([cell.told, *(mark.said for mark in marks)])
    icons = tuple((mark.icon, mark.color) for mark in marks[1:])
    return cell._replace(icon=marks[0].icon, icon_color=marks[0].color, more_icons=icons, tooltip=tooltip)


def _vendor_tooltip(receipt: Receipt, name: str) -> str:
    lines = [name]
    if receipt.invoice_number:
        number = isolate_ltr(one_line(receipt.invoice_number))
        lines.append(translate("ReceiptsTableModel", "Invoice number {number}").format(number=number))
    if receipt.subject:
        lines.append(one_line(receipt.subject))
    return "\n".join(lines)


def _amount_cell(receipt: Receipt) -> Cell:
    if receipt.amount is None:
        words = amount_plain(receipt)
        text = translate("ReceiptsTableModel", "No amount")
        return Cell(text, secondary=True, numeric=True, plain=words, tooltip=words)
    return money_cell(receipt.amount)


def money_cell(money: Money, *, bold: bool = False) -> Cell:
    """An amount: in Hebrew the sign has a slot of its own, so that digits end on one line."""
    plain, tooltip = money_plain(money), money_text(money)
    if hebrew():
        digits = isolate_ltr(money_digits(money))
        return Cell(digits, sign=money_sign(money), numeric=True, plain=plain, tooltip=tooltip, bold=bold)
    return Cell(money_text(money), numeric=True, plain=plain, tooltip=tooltip, bold=bold)


def _status_cell(record: ReceiptRow) -> Cell:
    receipt, pending = record.receipt, pending_said(record.decision)
    tooltip = why_gone() if receipt.gone_at is not None else pending or None
    return Cell(status_text(receipt.status), badge=status_badge(receipt.status), tooltip=tooltip)


def _confidence_cell(receipt: Receipt) -> Cell:
    percent = receipt.confidence
    if percent is None:
        words = translate("ReceiptsTableModel", "Unknown")
        return Cell(_no_confidence(), secondary=True, dot="dot_grey", tooltip=words, plain=words)
    if percent >= CONFIDENT:
        dot, words = "dot_green", translate("ReceiptsTableModel", "High confidence")
    elif percent >= RATHER_CONFIDENT:
        dot, words = "dot_amber", translate("ReceiptsTableModel", "Medium confidence: check the amount")
    else:
        dot, words = "dot_grey", translate("ReceiptsTableModel", "Low confidence: check everything")
    return Cell(number_text(percent), secondary=True, dot=dot, tooltip=words)


def _no_confidence() -> str:
    """As short as the numbers beside which it stands: the vendors need the room."""
    return translate("ReceiptsTableModel", "n/a", "confidence")


def doubtful_dot(receipt: Receipt) -> str:
    """The colour of the list's dot where the server is not sure of what it read; "" where it is."""
    if receipt.confidence is None or receipt.confidence >= CONFIDENT:
        return ""
    return _confidence_cell(receipt).dot


def _no_rows(_: Sequence[int]) -> list[ReceiptRow]:
    return []
