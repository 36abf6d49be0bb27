"""The icons of buttons and menus: drawn when they are painted, in the theme's colour of that moment."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from desktop.ui.icons import draw_icon, icon_pixmap
from desktop.ui.theme import theme


def themed_icon(name: str, color: str) -> QIcon:
    """The drawing `name` in the theme's colour `color` (a field of Theme)."""
    return QIcon(_IconEngine(name, color))


class _IconEngine(QIconEngine):
    """One drawing in one of the theme's colours, looked up when it is painted."""

    def __init__(self, name: str, color: str) -> None:
        super().__init__()
        self._name = name
        self._color = color

    def clone(self) -> QIconEngine:
        return _IconEngine(self._name, self._color)

    def iconName(self) -> str:
        return self._name

    def key(self) -> str:
        return "prosaas"

    def isNull(self) -> bool:
        return False

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_icon(painter, rect, self._name, self._tint(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return icon_pixmap(self._name, min(size.width(), size.height()), self._tint(mode), scale)

    def _tint(self, mode: QIcon.Mode) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return theme().color("disabled")
        if mode == QIcon.Mode.Selected and self._color in ("text", "text2"):
            return theme().color("on_selected")
        return theme().color(self._color)
