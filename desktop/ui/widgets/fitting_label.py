"""FittingLabel: of several texts that say the same the longest one that fits, and none that is cut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.formatting import strip_marks
from desktop.ui.widgets.eliding_label import ElidingLabel


class FittingLabel(ElidingLabel):
    """Says the first of its texts that fits: whole parts of it, for half a number is a wrong one."""

    def __init__(self, parent: QWidget | None = None, *, color: str = "text") -> None:
        self._texts: list[str] = []
        super().__init__("", parent, color=color)

    def set_texts(self, texts: Sequence[str]) -> None:
        """The longest first; it alone is what a screen reader says."""
        self._texts = list(texts)
        self._fit()
        self.setAccessibleName(strip_marks(self._longest()))
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self._longest()), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        shortest = self._texts[-1] if self._texts else ""
        return QSize(self._width_of(shortest), super().minimumSizeHint().height())

    def _whole_text(self, cut: bool) -> str:
        return self._longest() if self.text() != self._longest() else super()._whole_text(cut)

    def _longest(self) -> str:
        return self._texts[0] if self._texts else ""

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2

    def _fit(self) -> None:
        fitting = (text for text in self._texts if self._width_of(text) - 2 <= self.width())
        text = next(fitting, self._texts[-1] if self._texts else "")
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(strip_marks(self._longest()))
