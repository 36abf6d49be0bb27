"""Icons that are held leave their place empty; released, they are drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from desktop.ui.icons import draw_icon, hold_icons, release_icons


def _drawn() -> bool:
    image = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_icon(painter, image.rect(), "calls", QColor("black"))
    painter.end()
    return any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_held_icons_are_not_drawn(qtbot: QtBot) -> None:
    assert _drawn()
    hold_icons()
    try:
        assert not _drawn()
    finally:
        release_icons()
    assert _drawn()
