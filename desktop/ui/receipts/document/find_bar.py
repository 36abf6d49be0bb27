"""FindBar: looks for words in the document that is shown; it stands over a corner of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from desktop.ui.formatting import number_text
from desktop.ui.receipts.document.document_actions import DocumentActions
from desktop.ui.receipts.document.document_search import DocumentSearch
from desktop.ui.theme import RADIUS, font, theme
from desktop.ui.widgets.buttons import IconButton, control_height
from desktop.ui.widgets.labels import leading_alignment
from desktop.ui.widgets.painting import draw_rounded

_FIELD_LETTERS = 22


class FindBar(QFrame):
    """Hidden until `open`. Enter and F3 go on, with Shift back; Escape closes it."""

    text_changed = Signal(str)
    step_wanted = Signal(int)
    closed = Signal()

    def __init__(self, actions: DocumentActions, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = FindField(self)
        self.count_label = QLabel(self)
        self.count_label.setTextFormat(Qt.TextFormat.PlainText)
        self.count_label.setFont(font("caption", table=True))
        self.count_label.setForegroundRole(self.count_label.palette().ColorRole.PlaceholderText)
        self._previous = IconButton.of_action(actions.find_previous, self)
        self._next = IconButton.of_action(actions.find_next, self)
        self._close = IconButton("clear", self.tr("Close the search"), self)
        self._close.clicked.connect(self.close_bar)
        self.field.textChanged.connect(self.text_changed)
        self.field.step_wanted.connect(self.step_wanted)
        self.field.left.connect(self.close_bar)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 4, 6, 4)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self.count_label)
        for button in (self._previous, self._next, self._close):
            row.addWidget(button)

    def open(self) -> None:
        """The words that were looked for last are there, to be typed over."""
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @Slot()
    def close_bar(self) -> None:
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def show_state(self, search: DocumentSearch) -> None:
        """How many were found, and which of them is shown."""
        self.count_label.setText(self._state(search))
        self.count_label.setVisible(bool(self.count_label.text()))
        self.field.setAccessibleDescription(self.count_label.text())
        self.adjustSize()

    def _state(self, search: DocumentSearch) -> str:
        if not search.wanted:
            return ""
        if search.count:
            template = self.tr("{number} of {count}…") if search.busy else self.tr("{number} of {count}")
            return template.format(number=number_text(search.number), count=number_text(search.count))
        if search.busy:
            return self.tr("Searching…")
        return self.tr("No text in this document") if search.no_text else self.tr("Not found")

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme()
        draw_rounded(QPainter(self), self.rect(), RADIUS, colors.color("raised"), colors.color("border"))


def shortcut_key(event: QEvent) -> QKeyEvent | None:
    """The key of an event that asks whether a widget wants it before any shortcut has it."""
    asks = event.type() == QEvent.Type.ShortcutOverride
    return event if asks and isinstance(event, QKeyEvent) else None


class FindField(QLineEdit):
    """Its own keys come before the page's, for which Escape has another meaning."""

    step_wanted = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Find in the document"))
        self.setAccessibleName(self.tr("Find in the document"))
        self.setMinimumHeight(control_height())
        self.setAlignment(leading_alignment())
        self.setMinimumWidth(QFontMetrics(font()).averageCharWidth() * _FIELD_LETTERS)

    def event(self, event: QEvent) -> bool:
        key = shortcut_key(event)
        if key is not None and key.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F3):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F3):
            self.step_wanted.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
