"""ListSide: a list with what stands above and below it, or in its place why it is empty."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.list_stack import ListStack
from desktop.ui.widgets.message_bar import MessageBar


class ListSide(QWidget):
    """A hairline lies between the list and what is `above`, and before each that is `below`."""

    listed = Signal(bool)
    """Whether there is a list."""

    def __init__(
        self,
        table: QWidget,
        empty: EmptyList,
        messages: MessageBar,
        above: Sequence[QWidget],
        below: Sequence[QWidget],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._stack = ListStack(table, empty, messages, self)
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
        self._stack.show_list(there)
        self.listed.emit(there)
