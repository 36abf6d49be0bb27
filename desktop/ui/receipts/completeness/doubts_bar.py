"""DoubtsBar: under the list, what may be wrong with the current receipt, and the way to look closer."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.painting import fill_area

_ICON = 16


class DoubtsBar(QWidget):
    """A line for each doubt; not there without any. `resized`: it has more or fewer lines than before."""

    resized = Signal()

    def __init__(self, compare: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.duplicate_line = _Line("copy", self)
        self.allocation_line = _Line("number", self)
        self.compare_button = LinkButton(self.tr("Compare"), self)
        self.compare_button.setToolTip(compare.toolTip())
        # It goes with its doubt, and the keys that a click gave it would go on to the tags.
        self.compare_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.compare_button.clicked.connect(compare.trigger)
        self.duplicate_line.add(self.compare_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 5, 12, 5)
        column.setSpacing(2)
        column.addWidget(self.duplicate_line)
        column.addWidget(self.allocation_line)
        self.hide()

    def show_doubts(self, duplicate: str, allocation: str) -> None:
        """Sentences; "" for no doubt of that kind."""
        before = self._shown()
        self.duplicate_line.set_text(duplicate)
        self.allocation_line.set_text(allocation)
        self.setVisible(bool(duplicate or allocation))
        if self._shown() != before:
            self.resized.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill_area(QPainter(self), QRect(0, 0, self.width(), 1), theme().color("hairline"))

    def _shown(self) -> tuple[bool, ...]:
        return tuple(not line.isHidden() for line in (self, self.duplicate_line, self.allocation_line))


class _Line(QWidget):
    def __init__(self, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        mark = QLabel(self)
        mark.setPixmap(icon(icon_name, "warning").pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        self.label = ElidingLabel("", self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(mark)
        self._row.addWidget(self.label, 1)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def set_text(self, text: str) -> None:
        self.label.setText(text)
        self.setVisible(bool(text))
