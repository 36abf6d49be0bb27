"""Icons: line drawings, tinted with the theme, mirrored where they point, crisp at every scale."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap, QPixmapCache

from desktop.core.resources import resource_path

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

MIRRORED = frozenset(
    {"menu", "next", "previous", "incoming", "outgoing", "missed", "volume", "mute", "list", "transcript"}
)
"""Drawings that point along the reading direction."""

_held = False
_GRID = 24
_STROKE = 'stroke-width="1.5"'


def hold_icons() -> None:
    """From now on nothing is drawn: the first list's words come before the library that its icons need."""
    global _held
    _held = True


def release_icons() -> None:
    """Icons are drawn again; who left them out must be painted once more."""
    global _held
    _held = False


def icon(name: str, color: str = "text") -> QIcon:
    """The icon `name` in the theme's colour `color` (a field of Theme); raises FileNotFoundError."""
    # The rows of the first list draw their icons themselves: what buttons and menus need comes later.
    from desktop.ui.icon_engine import themed_icon

    drawing(name)
    return themed_icon(name, color)


def icon_pixmap(name: str, size: int, color: QColor, ratio: float = 1.0) -> QPixmap:
    """`name` at `size` logical pixels for a device pixel ratio of `ratio`; kept in QPixmapCache."""
    mirrored = name in MIRRORED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    key = f"icon:{name}:{size}:{color.rgba():x}:{ratio}:{mirrored:d}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = _draw(name, size, color, ratio, mirrored)
    QPixmapCache.insert(key, drawn)
    return drawn


def draw_icon(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    """Draws `name` in the middle of `rect`, as large as its shorter side; nothing while icons are held."""
    if _held:
        return
    size = min(rect.width(), rect.height())
    device = painter.device()
    pixmap = icon_pixmap(name, size, color, device.devicePixelRatio() if device else 1.0)
    left = rect.left() + (rect.width() - size) // 2
    painter.drawPixmap(left, rect.top() + (rect.height() - size) // 2, pixmap)


def _draw(name: str, size: int, color: QColor, ratio: float, mirrored: bool) -> QPixmap:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage
    from PySide6.QtSvg import QSvgRenderer

    pixels = max(1, round(size * ratio))
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(_tinted(name, size, color)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap = QPixmap.fromImage(image.flipped(Qt.Orientation.Horizontal) if mirrored else image)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _tinted(name: str, size: int, color: QColor) -> bytes:
    # The stroke is 1.5 logical pixels at every size, so it grows in the drawing as the icon shrinks.
    width = f'stroke-width="{1.5 * _GRID / size:.3f}" stroke-opacity="{color.alphaF():.3f}"'
    text = drawing(name).replace(_STROKE, width).replace("#000", color.name())
    return text.encode()


@cache
def drawing(name: str) -> str:
    """The SVG text of `name`; raises FileNotFoundError."""
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
