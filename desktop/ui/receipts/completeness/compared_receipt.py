"""ComparedReceipt: one of several receipts side by side: its document, its fields, what is decided of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.duplicates import number_key
from desktop.core.models import KeptFile, Receipt, ReceiptStatus
from desktop.core.search_text import normalise
from desktop.services.account_scope import AccountScope
from desktop.ui.formatting import (
    day_text,
    file_name_text,
    isolate,
    isolate_ltr,
    moment_full_text,
    one_line,
    size_text,
    strip_marks,
)
from desktop.ui.receipts.document.document_view import DocumentView
from desktop.ui.receipts.preview.ready_documents import ReadyDocuments
from desktop.ui.receipts.preview.shown_file import ShownFile
from desktop.ui.receipts.receipt_words import amount_text, status_badge, status_text, vendor_text, why_gone
from desktop.ui.theme import RADIUS, theme
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import PlainButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.painting import badge_height, badge_width, draw_badge, draw_rounded
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue

translate = QCoreApplication.translate

LEAST_WIDTH = 330
_DOCUMENT_LEAST = 160
_DIFFERS = "≠"


class Field(StrEnum):
    """What is compared, in its order."""

    VENDOR = "vendor"
    AMOUNT = "amount"
    INVOICE_DATE = "invoice_date"
    NUMBER = "number"
    RECEIVED = "received"
    FROM = "from"
    SUBJECT = "subject"
    FILE = "file"


def field_name(field: Field) -> str:
    names = {
        Field.VENDOR: translate("ComparedReceipt", "Vendor"),
        Field.AMOUNT: translate("ComparedReceipt", "Amount"),
        Field.INVOICE_DATE: translate("ComparedReceipt", "Invoice date"),
        Field.NUMBER: translate("ComparedReceipt", "Invoice number"),
        Field.RECEIVED: translate("ComparedReceipt", "Received"),
        Field.FROM: translate("ComparedReceipt", "From"),
        Field.SUBJECT: translate("ComparedReceipt", "Subject"),
        Field.FILE: translate("ComparedReceipt", "File"),
    }
    return names[field]


def field_text(receipt: Receipt, field: Field) -> str:
    """Its value for the screen; what is not known is said in words."""
    unknown, file = translate("ComparedReceipt", "Unknown"), receipt.source_file or receipt.preview_file
    match field:
        case Field.VENDOR:
            return vendor_text(receipt)
        case Field.AMOUNT:
            return amount_text(receipt)
        case Field.INVOICE_DATE:
            return day_text(receipt.invoice_date) if receipt.invoice_date is not None else unknown
        case Field.NUMBER:
            return isolate_ltr(one_line(receipt.invoice_number)) or unknown
        case Field.RECEIVED:
            return moment_full_text(receipt.received_at) if receipt.received_at is not None else unknown
        case Field.FROM:
            return isolate(one_line(receipt.from_email)) or unknown
        case Field.SUBJECT:
            return isolate(one_line(receipt.subject)) or unknown
    if file is None:
        return translate("ComparedReceipt", "No file")
    size = f" · {size_text(file.size)}" if file.size is not None else ""
    return f"{file_name_text(file.filename) or unknown}{size}"


def differing(receipts: Sequence[Receipt]) -> set[Field]:
    """In which fields not all of them say the same, by what makes them suspected."""
    return {field for field in Field if len({_compared(one, field) for one in receipts}) > 1}


def _compared(receipt: Receipt, field: Field) -> str:
    if field is Field.VENDOR:
        return normalise(receipt.vendor)
    if field is Field.NUMBER:
        return number_key(receipt.invoice_number)
    return strip_marks(field_text(receipt, field))


class ComparedReceipt(QWidget):
    """`decided(id, status)`: a button or its key; `step_wanted(-1 | 1)`: to the one beside it.

    `download_wanted(receipt, kind)`: of the file that cannot be shown here. `open_wanted(receipt, kept)`: of
    that which the system's program may show.
    """

    decided = Signal(object, object)
    download_wanted = Signal(object, object)
    open_wanted = Signal(object, object)
    step_wanted = Signal(int)

    def __init__(
        self,
        scope: AccountScope,
        queue: DownloadQueue,
        renderer: DocumentRenderer,
        documents: ReadyDocuments,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.receipt = Receipt(0)
        self.view = DocumentView(renderer, self)
        self.view.setMinimumHeight(_DOCUMENT_LEAST)
        self.view.step_wanted.connect(self.step_wanted)
        self.file = ShownFile(queue, self.view, documents, self)
        self.file.set_scope(scope)
        self.file.download_asked.connect(self._on_download_asked)
        self.file.open_asked.connect(self._on_open_asked)
        self.status = _Badge(self)
        self.title = ElidingLabel("", self, bold=True)
        self.names = {field: ElidingLabel("", self, role="caption", color="text2") for field in Field}
        self.values = {field: _Value(self) for field in Field}
        self._make_buttons()
        self._lay_out()
        self.setMinimumWidth(LEAST_WIDTH)
        self.view.installEventFilter(self)

    def _make_buttons(self) -> None:
        texts = (
            (ReceiptStatus.APPROVED, translate("ComparedReceipt", "Approve"), "check", "success", "1"),
            (ReceiptStatus.REJECTED, translate("ComparedReceipt", "Reject"), "clear", "danger", "2"),
            (
                ReceiptStatus.NOT_RECEIPT,
                translate("ComparedReceipt", "Not a receipt"),
                "not-a-receipt",
                "text2",
                "3",
            ),
        )
        self.buttons: dict[ReceiptStatus, PlainButton] = {}
        self._actions: dict[ReceiptStatus, QAction] = {}
        for status, text, icon_name, color, key in texts:
            button = PlainButton(text, self, icon_name=icon_name, icon_color=color, key_hint=key)
            button.setAutoDefault(False)
            action = QAction(text, self)
            action.setShortcut(QKeySequence(key))
            action.setAutoRepeat(False)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(partial(self._decide, status))
            button.clicked.connect(action.trigger)
            self.addAction(action)
            self.buttons[status], self._actions[status] = button, action

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title, 1)
        head.addWidget(self.status)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(1)
        for line, field in enumerate(Field):
            grid.addWidget(self.names[field], line, 0)
            grid.addWidget(self.values[field], line, 1)
        grid.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in self.buttons.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(grid)
        column.addLayout(buttons)

    # -- what is shown ---------------------------------------------------------------------------

    def show_receipt(self, receipt: Receipt, different: Collection[Field], place: str) -> None:
        """`different`: the fields in which those beside it say something else; `place`: `1 of 3`."""
        self.receipt = receipt
        self.file.show_receipt(receipt)
        self.title.setText(place)
        self.status.set_status(receipt.status)
        for field in Field:
            name, value, differs = field_name(field), field_text(receipt, field), field in different
            self.names[field].setText(f"{name} {_DIFFERS}" if differs else name)
            self.values[field].set_value(value, differs)
            said = (
                translate("ComparedReceipt", "{field}: {value}, differs")
                if differs
                else translate("ComparedReceipt", "{field}: {value}")
            )
            self.values[field].setAccessibleName(said.format(field=name, value=strip_marks(value)))
        self.setAccessibleName(f"{place}, {status_text(receipt.status)}")
        self._allow()

    def _allow(self) -> None:
        gone = self.receipt.gone_at is not None
        for status, button in self.buttons.items():
            same = self.receipt.status is status
            reason = why_gone() if gone else translate("ComparedReceipt", "This receipt is that already.")
            self._actions[status].setEnabled(not gone and not same)
            explain(button, not gone and not same, reason, button.text())

    @Slot()
    def _decide(self, status: ReceiptStatus, _: bool = False) -> None:
        self.decided.emit(self.receipt.id, status)

    @Slot()
    def _on_download_asked(self) -> None:
        self.download_wanted.emit(self.receipt, self.file.kind)

    @Slot(object)
    def _on_open_asked(self, kept: KeptFile) -> None:
        self.open_wanted.emit(self.receipt, kept)

    # -- focus -----------------------------------------------------------------------------------

    def take_focus(self) -> None:
        self.view.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._step_aside(event)
        return False

    def _step_aside(self, event: QKeyEvent) -> bool:
        """An arrow leads to the receipt that is seen on its side, once the document reaches no further."""
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        room, at = self.view.horizontalScrollBar().maximum(), self.view.origin().x()
        if at > 0 if way < 0 else at < room:
            return False
        if not event.isAutoRepeat():
            self.step_wanted.emit(-way if self.isRightToLeft() else way)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, here = theme(), self.view.hasFocus()
        border = colors.color("progress" if here else "hairline")
        draw_rounded(QPainter(self), self.rect(), RADIUS, colors.color("base"), border, 2 if here else 1)


class _Value(ElidingLabel):
    """A value; on a tint where another receipt has another one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self._differs = False
        self.setContentsMargins(4, 1, 4, 1)

    def set_value(self, text: str, differs: bool) -> None:
        self._differs = differs
        self.setText(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._differs:
            draw_rounded(QPainter(self), self.rect(), 4, theme().color("warning_tint"))
        super().paintEvent(event)


class _Badge(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._status = ReceiptStatus.UNKNOWN

    def set_status(self, status: ReceiptStatus) -> None:
        self._status = status
        self.setFixedSize(badge_width(status_text(status)), badge_height())
        self.setAccessibleName(status_text(status))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        place = QRect(0, 0, self.width(), self.height())
        draw_badge(QPainter(self), place, status_text(self._status), status_badge(self._status))
