"""Hairlines: the thin line between two parts, and the splitter whose handle is one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSplitter, QSplitterHandle, QWidget

from desktop.ui.theme import theme

_GRIP = 7


class Hairline(QWidget):
    """A line of one pixel, upright or lying."""

    def __init__(
        self, parent: QWidget | None = None, *, orientation: Qt.Orientation = Qt.Orientation.Horizontal
    ) -> None:
        super().__init__(parent)
        if orientation == Qt.Orientation.Horizontal:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("hairline"))


class HairlineSplitter(QSplitter):
    """A splitter with a handle of one pixel that can be gripped on seven; nothing collapses.

    Right to left, Qt (6.11.3) lays each part a pixel too far to the right, the first of them over the edge of
    the window; here they are put where they belong, whatever laid them out.
    """

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Horizontal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)

    def addWidget(self, part: QWidget) -> None:
        super().addWidget(part)
        part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._put_right()
        return super().eventFilter(watched, event)

    def _put_right(self) -> None:
        if not self.isRightToLeft() or self.orientation() != Qt.Orientation.Horizontal:
            return
        left = self.width()
        for number, size in enumerate(self.sizes()):
            part = self.widget(number)
            if part is None or part.isHidden():
                continue
            left -= size + (0 if self.handle(number).isHidden() else self.handleWidth())
            part.move(left, part.y())


class _Handle(QSplitterHandle):
    """Lies over the neighbours' edges, so that it is wider for the mouse than for the eye."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._widen()

    def moveEvent(self, event: QMoveEvent) -> None:
        self._widen()

    def _widen(self) -> None:
        # Qt makes the handle of a one-pixel splitter five pixels wide; ours is a pixel wider at both sides.
        self.clearMask()
        rect = self.geometry()
        missing = _GRIP - (rect.width() if self._upright() else rect.height())
        if missing > 0:
            sides = (missing // 2, missing - missing // 2)
            if self._upright():
                self.setGeometry(rect.adjusted(-sides[0], 0, sides[1], 0))
            else:
                self.setGeometry(rect.adjusted(0, -sides[0], 0, sides[1]))
            self.raise_()

    def _upright(self) -> bool:
        return self.orientation() == Qt.Orientation.Horizontal

    def paintEvent(self, event: QPaintEvent) -> None:
        middle = self.rect().center()
        if self._upright():
            line = QRect(middle.x(), 0, 1, self.height())
        else:
            line = QRect(0, middle.y(), self.width(), 1)
        QPainter(self).fillRect(line, theme().color("hairline"))
