"""PanArea: a scroll area whose content is dragged, and lies the same in both directions."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desktop.ui.theme import theme
from desktop.ui.widgets.painting import draw_rounded

LINE_STEP = 48
_BY_KEY = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class PanArea(QAbstractScrollArea):
    """Subclasses say how large the content is and paint what is seen of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drag_from: QPoint | None = None
        self._framed = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_content_size(self, size: QSize) -> None:
        """Gives the bars their ranges."""
        seen = self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), size.width(), seen.width()),
            (self.verticalScrollBar(), size.height(), seen.height()),
        ):
            bar.setPageStep(part)
            bar.setSingleStep(LINE_STEP)
            bar.setRange(0, max(0, whole - part))
        self.viewport().setCursor(
            Qt.CursorShape.OpenHandCursor if self.can_pan() else Qt.CursorShape.ArrowCursor
        )

    def can_pan(self) -> bool:
        return self.horizontalScrollBar().maximum() > 0 or self.verticalScrollBar().maximum() > 0

    def origin(self) -> QPointF:
        """The point of the content that is at the viewport's upper left corner."""
        across = self.horizontalScrollBar()
        # Right to left, the bar's beginning is at the right; a document lies as it lies.
        left = across.maximum() - across.value() if self.isRightToLeft() else across.value()
        return QPointF(left, self.verticalScrollBar().value())

    def set_origin(self, point: QPointF) -> None:
        """Scrolls as far as there is something."""
        across = self.horizontalScrollBar()
        left = round(point.x())
        across.setValue(across.maximum() - left if self.isRightToLeft() else left)
        self.verticalScrollBar().setValue(round(point.y()))

    def visible_area(self) -> QRect:
        """What is seen of the content."""
        return QRect(self.origin().toPoint(), self.viewport().size())

    def draw_focus(self, painter: QPainter) -> None:
        """A frame inside the edge, only after a key led here."""
        if self._framed and self.hasFocus():
            draw_rounded(painter, self.viewport().rect(), 0, None, theme().color("progress"), 2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._framed = event.reason() in _BY_KEY
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton) and self.can_pan():
            self._drag_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is not None:
            now = event.position().toPoint()
            self.set_origin(self.origin() - QPointF(now - self._drag_from))
            self._drag_from = now

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag_from is not None:
            self._drag_from = None
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
