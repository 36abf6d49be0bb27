"""SearchField: a field that searches while one types, with the key that leads to it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.formatting import isolate
from desktop.ui.icons import icon
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import control_height
from desktop.ui.widgets.labels import leading_alignment
from desktop.ui.widgets.painting import draw_hint, hint_width, visual

TYPING_MS = 60
"""Letters that come quicker than this after one another, as from a key held down, are waited for."""
WAIT_MS = 20
_BESIDE_WORDS = 56
"""Of the placeholder: the looking glass, the margins and the gap before the hint."""


class SearchField(QLineEdit):
    """Emits `search_changed(text)` at once, while letters come quickly a moment after the last of them."""

    search_changed = Signal(str)
    list_wanted = Signal()
    """The Down key: to what was found."""

    def __init__(
        self,
        placeholder: str,
        parent: QWidget | None = None,
        *,
        key: QKeySequence | None = None,
    ) -> None:
        super().__init__(parent)
        self._sent = ""
        self._note = ""
        self._hint = key.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ") if key else ""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._send)
        self._since_letter = QElapsedTimer()
        self.setPlaceholderText(placeholder)
        # In a Hebrew window Latin letters stand where Hebrew ones do.
        self.setAlignment(leading_alignment())
        self.setAccessibleName(placeholder)
        self._looking_glass = self.addAction(
            icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition
        )
        self._clear = self.addAction(icon("clear", "text2"), QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(self.tr("Clear the search"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear_search)
        self.textChanged.connect(self._on_text_changed)
        self.setMinimumHeight(control_height())
        self._make_room()

    def set_note(self, note: str) -> None:
        """A few words at the end of the field, such as `2 of 5`."""
        self._note = note
        self._make_room()

    @property
    def note(self) -> str:
        return self._note

    def set_text_silently(self, text: str) -> None:
        """Shows `text` without searching for it."""
        self._sent = text
        self.setText(text)
        self._timer.stop()

    def search_now(self) -> None:
        """Searches for what was typed without waiting for another letter."""
        self._send()

    @Slot()
    def clear_search(self) -> None:
        """Empties the field and searches at once."""
        self.clear()
        self._send()

    def sizeHint(self) -> QSize:
        return QSize(220, control_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._send()
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_search()
            return
        if event.key() == Qt.Key.Key_Down:
            self._send()
            self.list_wanted.emit()
            return
        super().keyPressEvent(event)

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        quick = self._since_letter.isValid() and not self._since_letter.hasExpired(TYPING_MS)
        self._since_letter.start()
        self._timer.start(WAIT_MS if quick else 0)
        self._make_room()

    @Slot()
    def _send(self) -> None:
        self._timer.stop()
        if self.text() != self._sent:
            self._sent = self.text()
            self.search_changed.emit(self._sent)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._note:
            self._draw_note()
        elif self._shows_hint():
            width = hint_width(self._hint)
            draw_hint(QPainter(self), self._place(width, 18, 9), self._hint, enabled=self.isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._make_room()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._make_room()

    def _shows_hint(self) -> bool:
        return bool(self._hint) and not self.text() and not self.hasFocus() and self._has_room_for_hint()

    def _has_room_for_hint(self) -> bool:
        """What the field searches is said whole first."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return words + hint_width(self._hint) + _BESIDE_WORDS <= self.width()

    def _make_room(self) -> None:
        """Text and placeholder end before what is drawn at the end of the field."""
        width = 0
        if self._note:
            width = QFontMetrics(font("caption")).horizontalAdvance(self._note) + 10
        elif self._shows_hint():
            width = hint_width(self._hint) + 4
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(width if right_to_left else 0, 0, 0 if right_to_left else width, 0)
        self.update()

    def _draw_note(self) -> None:
        painter = QPainter(self)
        painter.setFont(font("caption"))
        painter.setPen(theme().color("text2"))
        width = painter.fontMetrics().horizontalAdvance(self._note) + 2
        painter.drawText(
            self._place(width, self.height(), 32), Qt.AlignmentFlag.AlignCenter, isolate(self._note)
        )

    def _place(self, width: int, height: int, margin: int) -> QRect:
        part = QRect(self.width() - width - margin, (self.height() - height) // 2, width, height)
        return visual(self.layoutDirection(), self.rect(), part)
