"""CallsPrinting: the calls on paper, with what they were searched for and how many they are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.calls.calls_filter_bar import CallsFilterBar
from desktop.ui.formatting import number_text
from desktop.ui.print.list_printing import ListPrinting
from desktop.ui.print.print_words import filters_line, heading
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.record_table import RecordTable


class CallsPrinting(ListPrinting):
    """`filters` knows the query in words."""

    def __init__(
        self, table: RecordTable, filters: CallsFilterBar, messages: Messages, parent: QWidget
    ) -> None:
        super().__init__(table, messages, parent)
        self._filters = filters
        self.asked.connect(self._on_asked)

    def note_filters(self) -> None:
        """The list was read: what it was searched for and filtered by. Other filters may be chosen before
        the next list is there."""
        self.listed = filters_line(self._filters.query.text, self._filters.printed_filters_text())

    @Slot()
    def _on_asked(self) -> None:
        if self._scope is None:
            return
        ids, business = self.ids(), self._scope.account.business_name
        count = QCoreApplication.translate("CallsFilterBar", "%n call(s)", "", len(ids))
        count = count.format(count=number_text(len(ids)))
        self.print_rows(ids, heading(business, self.tr("Calls"), self.listed, count))
