"""DetailsPane: every field of the receipt that is current in the list, each to be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.models import Receipt
from desktop.core.receipt_details import ReceiptDetails
from desktop.ui.formatting import FSI, LRI, RLI, isolate, strip_marks
from desktop.ui.receipts.details.detail_fields import (
    FIELDS,
    DetailField,
    Section,
    Value,
    field_name,
    section_name,
)
from desktop.ui.receipts.details.exports_section import ExportsSection, heading
from desktop.ui.receipts.details.value_text import ValueText
from desktop.ui.receipts.receipt_words import vendor_text
from desktop.ui.widgets.buttons import IconButton, LinkButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.labels import plain_label

MIN_WIDTH = 300
WIDTH = 376
_NAMES = 104
_SIDE = 16


class DetailsPane(QWidget):
    """`again_wanted`: what only the server knows is to be asked for once more."""

    again_wanted = Signal()

    def __init__(self, shows: QAction, parent: QWidget | None = None) -> None:
        """`shows`: the command that shows and hides the pane."""
        super().__init__(parent)
        self.setMinimumWidth(MIN_WIDTH)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(self.tr("Details of the receipt"))
        self._shows = shows
        self._receipt: Receipt | None = None
        self.values: dict[DetailField, ValueText] = {}
        """Empty until something is shown: thirty texts would take their time from the window's start."""

    def _build(self) -> None:
        self.values = {field: ValueText(field_name(field), self, is_code=field.is_code) for field in FIELDS}
        self._title = ElidingLabel("", self, role="title")
        self.copy_button = IconButton("copy", self.tr("Copy all fields"), self)
        self.copy_button.clicked.connect(self.copy_all)
        self._close_button = IconButton("clear", self.tr("Close the details"), self)
        self._close_button.clicked.connect(self._shows.trigger)
        self._make_word()
        self._nothing = EmptyList(self)
        self._nothing.show_reason(
            "receipts", self.tr("No receipt is chosen"), self.tr("Choose one in the list.")
        )
        self._lay_out()
        self.show_word("")

    def _make_word(self) -> None:
        """Why what only the server knows is not here."""
        self._word = QWidget(self)
        self.word_label = plain_label("", "caption", secondary=True)
        self.again_button = LinkButton(self.tr("Ask again"), self._word)
        self.again_button.clicked.connect(self.again_wanted)
        row = QHBoxLayout(self._word)
        row.setContentsMargins(_SIDE, 6, _SIDE, 6)
        row.addWidget(self.word_label, 1)
        row.addWidget(self.again_button)

    def _lay_out(self) -> None:
        self._content = QWidget(self)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Hairline(self))
        column.addWidget(self._word)
        column.addWidget(self._scrolled(), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._content, 1)
        whole.addWidget(self._nothing, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 10, 8, 10)
        row.setSpacing(2)
        row.addWidget(self._title, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self._close_button)
        return row

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(inner)
        column.setContentsMargins(_SIDE, 12, _SIDE, 16)
        column.setSpacing(4)
        for number, section in enumerate(Section):
            if number:
                column.addSpacing(14)
            column.addWidget(heading(section_name(section)))
            column.addLayout(self._grid([field for field in FIELDS if field.section is section]))
        column.addSpacing(14)
        self.exports = ExportsSection(self)
        column.addWidget(self.exports)
        column.addStretch(1)
        scroll = QScrollArea(self, widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        scroll.setWidget(inner)
        self.area = scroll
        return scroll

    def _grid(self, fields: list[DetailField]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        if len(fields) == 1:
            # Its name is the heading.
            grid.addWidget(self.values[fields[0]], 0, 0)
            return grid
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(1, 1)
        for line, field in enumerate(fields):
            name = plain_label(_on_line(field_name(field)), secondary=True)
            name.setFixedWidth(_NAMES)
            name.setBuddy(self.values[field])
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.values[field], line, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    # -- what is shown ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def show_receipt(self, receipt: Receipt | None, details: ReceiptDetails | None, missing: str) -> None:
        """`missing`: the words in place of what only `details` have; None shows that no receipt is chosen."""
        if not self.values:
            self._build()
        other = receipt is None or self._receipt is None or receipt.id != self._receipt.id
        self._receipt = receipt
        self._content.setVisible(receipt is not None)
        self._nothing.setVisible(receipt is None)
        if receipt is None:
            receipt, details, missing = Receipt(0), None, ""
        self._title.setText(vendor_text(receipt))
        for field, widget in self.values.items():
            text, known = _value(field, receipt, details, missing)
            widget.show_value(text if field.is_code else _on_line(text), known=known, of_same=not other)
        if other:
            self.exports.show_exports([])
            self.area.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Another account: nothing of the one before stays, not even where nobody sees it."""
        if self.values:
            self.show_receipt(None, None, "")
            self.show_word("")

    def show_word(self, word: str, *, again: bool = False) -> None:
        """A sentence above the fields, with a way to ask once more; "" for none."""
        self.word_label.setText(word)
        self.again_button.setVisible(again)
        self._word.setVisible(bool(word))

    @property
    def word(self) -> str:
        """What stands above the fields; "" for nothing."""
        return "" if self._word.isHidden() else self.word_label.text()

    @property
    def shown(self) -> Receipt | None:
        return self._receipt

    @Slot()
    def copy_all(self) -> None:
        """Each field with its name, a line for each; what is unknown with the words for that."""
        QGuiApplication.clipboard().setText("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """As they are copied."""
        each = self.values.items()
        return [strip_marks(f"{field_name(field)}: {widget.toPlainText()}") for field, widget in each]


def _value(field: DetailField, receipt: Receipt, details: ReceiptDetails | None, missing: str) -> Value:
    if field.of_row is not None:
        return field.of_row(receipt)
    if field.of_details is None or details is None:
        return Value(missing, known=False)
    return field.of_details(details)


def _on_line(text: str) -> str:
    """Isolated, as values are that may have another direction: the marks are of the window's own font, which
    puts names and values on one line where their letters are of another."""
    return text if text.startswith((LRI, RLI, FSI)) else isolate(text)
