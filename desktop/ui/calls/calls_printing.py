"""CallsPrinting: the calls on paper, with what they were searched for and how many they are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from desktop.ui.print.list_printing import ListPrinting
from desktop.ui.print.print_words import heading
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.record_table import RecordTable


class CallsPrinting(ListPrinting):
    """How many they are is said as the filters say it."""

    def __init__(self, table: RecordTable, messages: Messages, parent: QWidget) -> None:
        super().__init__(table, messages, parent)
        self.asked.connect(self._on_asked)

    @Slot()
    def _on_asked(self) -> None:
        if self._scope is None:
            return
        ids, business = self.ids(), self._scope.account.business_name
        count = QCoreApplication.translate("CallsFilterBar", "%Ln call(s)", "", len(ids))
        self.print_rows(ids, heading(business, self.tr("Calls"), self.listed, count))
