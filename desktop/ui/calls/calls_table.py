"""CallsTable: the calls as a list. It is painted before the rest of the program is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.core.call_query import CallQuery
from desktop.ui.calls.calls_table_model import CallColumn, CallsTableModel
from desktop.ui.widgets.record_table import RecordTable

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope


class CallsTable(RecordTable):
    """The table with its model, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.calls = CallsTableModel(self)
        self.shown: AccountScope | None = None
        """Whose calls were shown at once."""
        self.setModel(self.calls)
        self.setAccessibleName(self.tr("Calls"))
        self.set_sorted(CallColumn.DATE, True)

    def show_at_once(self, scope: AccountScope) -> None:
        """Reads the list here and now: the first rows are on the screen before anything else is built."""
        self.shown = scope
        self.calls.server_now = scope.clock.now
        self.calls.set_rows_source(scope.calls.rows)
        self.calls.replace_ids(scope.calls.ids(CallQuery()), anew=True)
