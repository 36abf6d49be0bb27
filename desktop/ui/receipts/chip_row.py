"""ChipRow: filter chips side by side, on a second line where the column is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.widgets.painting import visual

GAP = 8


class ChipRow(QWidget):
    """As high as its lines need; the last widget stands at the trailing end of its line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[QWidget] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_chips(self, chips: list[QWidget]) -> None:
        """What stands in the row, from the leading side."""
        self._chips = chips
        for chip in chips:
            chip.setParent(self)
        self._place()

    def minimumSizeHint(self) -> QSize:
        return QSize(max((chip.sizeHint().width() for chip in self._chips), default=0), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _place(self) -> None:
        left = top = line = 0
        shown = [chip for chip in self._chips if not chip.isHidden()]
        for chip in shown:
            size = chip.sizeHint()
            if left and left + size.width() > self.width():
                left, top = 0, top + line + GAP
            if chip is self._chips[-1]:
                left = max(left, self.width() - size.width())
            chip.setGeometry(visual(self.layoutDirection(), self.rect(), QRect(left, top, *size.toTuple())))
            left, line = left + size.width() + GAP, size.height()
        if shown and self.height() != top + line:
            self.setFixedHeight(top + line)
