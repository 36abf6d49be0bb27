"""CallsTable: the calls as a list. It is painted before the rest of the program is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.core.call_query import CallQuery
from desktop.ui.calls.calls_table_model import CallColumn, CallsTableModel
from desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope


_RAIL, _FILTERS, _FOOT, _STATUS, _DETAILS = 72, 49, 34, 24, 377


class CallsTable(RecordTable):
    """The table with its model, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, only_rows=True)
        self.calls = CallsTableModel(self)
        self.shown: AccountScope | None = None
        """Whose calls were shown at once."""
        self.setModel(self.calls)
        self.calls.is_hidden = self.isColumnHidden
        self.setAccessibleName(self.tr("Calls"))
        self.set_sorted(CallColumn.DATE, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current_id()
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier and not event.isAutoRepeat()
        if event.key() == Qt.Key.Key_Space and plain and current is not None:
            # It comes here while there is nothing to play: the page says why.
            self.row_activated.emit(current)
        else:
            super().keyPressEvent(event)

    def show_at_once(self, scope: AccountScope) -> None:
        """Reads the first rows here and now: they are on the screen before anything else is built."""
        self.shown = scope
        self.calls.server_now = scope.clock.now
        self.calls.set_rows_source(scope.calls.rows)
        # However many there are: the page reads the rest when it is there.
        ids = scope.calls.first_ids(CallQuery())
        self.calls.replace_ids(ids, anew=True, whole=False)


class FirstList(QWidget):
    """The table alone, where it will stand once rail, filters, foot, details and status are there."""

    def __init__(self, table: CallsTable, filters: str, parent: QWidget | None = None) -> None:
        """`filters`: the height in px that the filters had at the end of the last run, "" at first."""
        super().__init__(parent)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left, right = (_DETAILS, _RAIL) if right_to_left else (_RAIL, _DETAILS)
        top = int(filters) + 1 if filters.isdecimal() else _FILTERS
        self._margins = QMargins(left, min(top, 2 * _FILTERS), right, _FOOT + _STATUS)
        self._table = table
        table.setParent(self)
        table.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._table.parent() is self:
            self._table.setGeometry(self.rect().marginsRemoved(self._margins))
