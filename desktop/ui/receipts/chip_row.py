"""ChipRow: filter chips side by side, on a second line where the column is narrow, and one control after."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.widgets.painting import visual

GAP = 6


class ChipRow(QWidget):
    """As high as its lines need; hidden chips take no room.

    `trailing` ends the last line that has room for it, and goes where none has.
    """

    def __init__(self, chips: list[QWidget], trailing: QWidget | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = chips
        self._trailing = trailing
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for widget in chips if trailing is None else (*chips, trailing):
            widget.setParent(self)
        self._place()

    def set_chips(self, chips: list[QWidget]) -> None:
        """Others in their place; those before stay somebody else's matter."""
        self._chips = chips
        for chip in chips:
            if chip.parent() is not self:
                chip.setParent(self)
                chip.show()
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
        ends: list[tuple[int, int]] = []
        for chip in self._chips:
            if chip.isHidden():
                continue
            size = chip.sizeHint()
            if left and left + size.width() > self.width():
                ends.append((left, top))
                left, top = 0, top + line + GAP
            self._put(chip, QRect(left, top, size.width(), size.height()))
            left, line = left + size.width() + GAP, size.height()
        if self._trailing is not None:
            self._place_trailing(self._trailing, [*ends, (left, top)])
        if self.height() != top + line:
            self.setFixedHeight(top + line)

    def _place_trailing(self, trailing: QWidget, ends: list[tuple[int, int]]) -> None:
        """`ends`: where the chips of each line end, and its top."""
        least, wanted = trailing.minimumSizeHint().width(), trailing.sizeHint()
        fitting = [(left, top) for left, top in ends if self.width() - left >= least]
        trailing.setVisible(bool(fitting))
        left, top = (fitting or ends)[-1]
        room = self.width() - left
        width = min(room, wanted.width())
        self._put(trailing, QRect(self.width() - width, top, width, wanted.height()))

    def _put(self, widget: QWidget, place: QRect) -> None:
        widget.setGeometry(visual(self.layoutDirection(), self.rect(), place))
