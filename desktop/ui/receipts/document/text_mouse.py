"""TextMouse: what the mouse does to the text of a document; what is no text is left to be moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QMouseEvent

if TYPE_CHECKING:
    from desktop.ui.receipts.document.reading_view import ReadingView

SCROLL_MS = 40


class TextMouse(QObject):
    """Dragged over text selects, with Shift on from the start; twice takes a word, thrice a line."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self._view = view
        self._selects = False
        self._at = QPointF()
        self._since_word = QElapsedTimer()
        self._outside = QTimer(self, interval=SCROLL_MS)
        self._outside.timeout.connect(self._on_outside)

    def press(self, event: QMouseEvent) -> bool:
        """False: it is no matter of text."""
        if event.button() != Qt.MouseButton.LeftButton:
            return False
        if not self._view.is_text_at(event.position()):
            self._view.selection.clear()
            self._view.viewport().update()
            return False
        if self._is_third(event):
            self._take(event.position(), line=True)
        else:
            self._begin(event)
        return True

    def _is_third(self, event: QMouseEvent) -> bool:
        patience = QGuiApplication.styleHints().mouseDoubleClickInterval()
        third = self._since_word.isValid() and self._since_word.elapsed() <= patience
        self._since_word.invalidate()
        return third and (event.position() - self._at).manhattanLength() < 8

    def _begin(self, event: QMouseEvent) -> None:
        caret = self._view.caret_at(event.position())
        if caret is None:
            return
        self._selects = True
        self._at = event.position()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not self._view.selection.empty:
            self._view.selection.extend(caret)
        else:
            self._view.selection.begin(caret)
        self._view.viewport().update()

    def double_click(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._view.is_text_at(event.position()):
            self._take(event.position(), line=False)
            self._at = event.position()
            self._since_word.start()

    def _take(self, point: QPointF, *, line: bool) -> None:
        """The word or the line at `point`."""
        caret = self._view.caret_at(point)
        text = self._view.texts.placed(caret.page) if caret is not None else None
        if caret is None or text is None:
            return
        span = text.line_at(caret.place) if line else text.word_at(caret.place)
        self._view.selection.take(caret.page, *span)
        self._view.viewport().update()

    def move(self, event: QMouseEvent) -> bool:
        """False: it is no matter of text."""
        if not self._selects:
            if not self._view.dragged:
                self.show_cursor(event.position())
            return False
        self._at = event.position()
        self._extend()
        if self._view.viewport().rect().contains(self._at.toPoint()):
            self._outside.stop()
        elif not self._outside.isActive():
            self._outside.start()
        return True

    def _extend(self) -> None:
        caret = self._view.caret_at(self._at)
        if caret is not None:
            self._view.selection.extend(caret)
            self._view.viewport().update()

    @Slot()
    def _on_outside(self) -> None:
        self._view.scroll_towards(self._at.toPoint())
        self._extend()

    def end(self) -> None:
        self._selects = False
        self._outside.stop()

    def show_cursor(self, point: QPointF) -> None:
        """The I-beam over text, else the hand where there is something to move."""
        over_text = self._view.is_text_at(point)
        hand = Qt.CursorShape.OpenHandCursor if self._view.can_pan() else Qt.CursorShape.ArrowCursor
        self._view.viewport().setCursor(Qt.CursorShape.IBeamCursor if over_text else hand)
