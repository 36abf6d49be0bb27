"""ListSide: a list with what stands above and below it, or in its place why it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline


class ListSide(QWidget):
    """A hairline lies between the list and what is `above`, and before each that is `below`."""

    def __init__(
        self,
        table: QWidget,
        empty: EmptyList,
        above: Sequence[QWidget],
        below: Sequence[QWidget],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._table, self._empty = table, empty
        self._stack = QStackedWidget(self)
        self._stack.setBackgroundRole(QPalette.ColorRole.Base)
        self._stack.setAutoFillBackground(True)
        self._stack.addWidget(table)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (*above, Hairline(self)):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        for widget in below:
            column.addWidget(Hairline(self))
            column.addWidget(widget)

    def add_under_list(self, widget: QWidget) -> None:
        """Right under the list, without a hairline: for what is there at times and brings its own."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(self._stack) + 1, widget)

    def show_list(self, there: bool) -> None:
        """The list, or why there is none."""
        self._stack.setCurrentWidget(self._table if there else self._empty)
