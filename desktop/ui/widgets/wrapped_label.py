"""WrappedLabel: a QLabel whose wrapped lines all end at its edge, in Hebrew too."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel

from desktop.ui.formatting import in_own_direction

_LINE_END = "\u2028"
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class WrappedLabel(QLabel):
    """Qt puts a wrapped line of right-to-left text a space away from where its last line begins (6.11.3)."""

    def setText(self, text: str) -> None:
        """A sentence that begins with a name is written in its own direction, selectable or not."""
        super().setText(in_own_direction(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn_by_qt():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        layout = self._layout(self.contentsRect())
        height = layout.boundingRect().height()
        top = self.contentsRect().top() + self._above(self.contentsRect().height() - height)
        layout.draw(painter, QPointF(self.contentsRect().left(), top))

    def _drawn_by_qt(self) -> bool:
        """What is selected by mouse or key has a document of its own, which does it right."""
        wraps = self.wordWrap() and bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        return not wraps or bool(self.textInteractionFlags() & _SELECTABLE)

    def _above(self, room: float) -> float:
        vertical = self.alignment() & Qt.AlignmentFlag.AlignVertical_Mask
        shares = {Qt.AlignmentFlag.AlignVCenter: 0.5, Qt.AlignmentFlag.AlignBottom: 1.0}
        return int(room * shares.get(vertical, 0.0))

    def _layout(self, area: QRect) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", _LINE_END), self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(area.width())
            line.setPosition(QPointF(0, y))
            y += line.height() + self.fontMetrics().leading()
        layout.endLayout()
        return layout
