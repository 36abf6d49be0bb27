"""SectionButton: what leads to a page of the settings."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from desktop.ui.icons import draw_icon
from desktop.ui.theme import RADIUS, font, theme
from desktop.ui.widgets.painting import draw_rounded, elided, visual


class SectionButton(QRadioButton):
    """A page of the settings, at their leading side."""

    def __init__(self, icon_name: str, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(bold=True))
        return QSize(max(150, metrics.horizontalAdvance(self.text()) + 52), max(32, metrics.height() + 12))

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colors = theme()
        checked = self.isChecked()
        if checked or self.underMouse():
            draw_rounded(painter, self.rect(), RADIUS, colors.color("selected" if checked else "track"))
        ink = colors.color("on_selected" if checked else "text2")
        area = self.rect()
        draw_icon(
            painter,
            visual(self.layoutDirection(), area, QRect(10, 0, 16, area.height())),
            self._icon_name,
            ink,
        )
        painter.setFont(font(bold=checked))
        painter.setPen(ink)
        room = QRect(34, 0, area.width() - 42, area.height())
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
        text = elided(painter.fontMetrics(), self.text(), room.width())
        painter.drawText(visual(self.layoutDirection(), area, room), flags, text)
