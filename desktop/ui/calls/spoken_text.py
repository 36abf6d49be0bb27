"""SpokenText: the words of a transcript; what is spoken about now lies on a tint with an edge."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.marked_text import text_look
from desktop.ui.widgets.painting import draw_rounded, fill_area, visual

MARGIN = 8
"""At both sides of the text: there the tint reaches farther than the words."""
_ABOVE = 4
_EDGE = 3
_RADIUS = 4


class SpokenText(QTextEdit):
    """Plain text that is only read."""

    moved = Signal()
    """The reader scrolled it."""
    resized = Signal(bool)
    """Whether what is spoken about was in sight before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, readOnly=True)
        self._spoken: QTextCursor | None = None
        self._moves_itself = False
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)

    def set_text(self, text: str) -> None:
        """Another text, of which nothing is spoken about yet."""
        self._spoken = None
        self.setPlainText(text)
        frame = self.document().rootFrame()
        look = frame.frameFormat()
        look.setLeftMargin(MARGIN)
        look.setRightMargin(MARGIN)
        look.setTopMargin(_ABOVE)
        frame.setFrameFormat(look)

    def show_spoken(self, part: QTextCursor | None) -> None:
        """What is spoken about now; None: nothing is."""
        self._spoken = part
        self.viewport().update()

    def bring_spoken_into_view(self) -> None:
        """Unless all of it is."""
        if self._spoken is None:
            return
        view, bar, (top, bottom) = self.viewport().rect(), self.verticalScrollBar(), self._reach(self._spoken)
        if top < view.top() or bottom > view.bottom():
            self._moves_itself = True
            bar.setValue(bar.value() + top - view.height() // 4)
            self._moves_itself = False

    @Slot()
    def _on_scrolled(self) -> None:
        if not self._moves_itself:
            self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken elsewhere: the same place of the scroll bar shows other words."""
        seen = self._shows_spoken(event.oldSize())
        self._moves_itself = True
        super().resizeEvent(event)
        self._moves_itself = False
        self.resized.emit(seen)

    def _shows_spoken(self, size: QSize) -> bool:
        if self._spoken is None:
            return False
        top, bottom = self._reach(self._spoken)
        return bottom > 0 and top < size.height()

    def _reach(self, spoken: QTextCursor) -> tuple[int, int]:
        """Its top and bottom in what is in view."""
        top = self.cursorRect(_at(spoken, spoken.selectionStart())).top()
        return top, self.cursorRect(_at(spoken, spoken.selectionEnd())).bottom()

    def spoken_looks(self) -> list[QTextEdit.ExtraSelection]:
        """How its letters look: a sentence of a long paragraph has its tint behind its own words alone."""
        if self._spoken is None:
            return []
        if not self._is_paragraph(self._spoken):
            return [text_look(self._spoken, "selected", "on_selected")]
        look = QTextEdit.ExtraSelection()
        look.cursor, look.format = self._spoken, QTextCharFormat()
        look.format.setForeground(theme().color("text"))
        return [look]

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._spoken is not None and self._is_paragraph(self._spoken):
            self._draw_tint(self._spoken)
        super().paintEvent(event)

    def _draw_tint(self, spoken: QTextCursor) -> None:
        painter = QPainter(self.viewport())
        top, bottom = self._reach(spoken)
        area = QRect(0, top - _ABOVE, self.viewport().width(), bottom - top + 1 + 2 * _ABOVE)
        draw_rounded(painter, area, _RADIUS, theme().color("note_tint"))
        edge = QRect(0, area.top(), _EDGE, area.height())
        fill_area(painter, visual(self.layoutDirection(), area, edge), theme().color("progress"))

    def _is_paragraph(self, part: QTextCursor) -> bool:
        block = self.document().findBlock(part.selectionStart())
        return part.selectedText().strip() == block.text().strip()


def _at(cursor: QTextCursor, place: int) -> QTextCursor:
    at = QTextCursor(cursor)
    at.setPosition(place)
    return at
