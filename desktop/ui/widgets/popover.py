"""Popover: a small panel of controls that stands below the chip that opens it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.ui.theme import RADIUS, theme
from desktop.ui.widgets.painting import draw_rounded


class Popover(QFrame):
    """Not a menu: Tab goes from control to control, letters are typed. Escape and a click beside close it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def popup(self, place: QPoint) -> None:
        """Opens with its upper left corner at `place`, or where the screen has room for it."""
        self.adjustSize()
        screen = self.screen().availableGeometry()
        left = min(place.x(), screen.right() - self.width())
        top = min(place.y(), screen.bottom() - self.height())
        self.move(max(screen.left(), left), max(screen.top(), top))
        self.show()
        self.activateWindow()
        self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colors = theme()
        draw_rounded(QPainter(self), self.rect(), RADIUS, colors.color("raised"), colors.color("border"))
