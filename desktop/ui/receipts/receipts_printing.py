"""ReceiptsPrinting: the receipts on paper, with their filters and sums."""

from __future__ import annotations

from array import array
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError
from desktop.core.models import ReceiptSummary
from desktop.services.account_scope import AccountScope
from desktop.ui.formatting import in_reading_order
from desktop.ui.print.list_printing import MESSAGE, ListPrinting
from desktop.ui.print.print_words import heading
from desktop.ui.receipts.receipts_foot import summary_text
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.record_table import RecordTable
from desktop.workers.task_pool import TaskPool


class ReceiptsPrinting(ListPrinting):
    """The sums are those of what is printed."""

    def __init__(self, table: RecordTable, tasks: TaskPool, messages: Messages, parent: QWidget) -> None:
        super().__init__(table, messages, parent)
        self._tasks = tasks
        self.asked.connect(self._on_asked)

    @Slot()
    def _on_asked(self) -> None:
        if self._scope is not None:
            ids = self.ids()
            work = partial(self._scope.receipts.summary_of, ids)
            chosen = len(ids) < self._table.model().rowCount()
            # What was picked out by hand is not what the filters say.
            words = (
                in_reading_order(self.tr("%Ln selected receipt(s)", "", len(ids))) if chosen else self.listed
            )
            done = partial(self._on_summed, self._scope, ids, words)
            self._tasks.run(work, done, partial(self._on_not_summed, self._scope))

    def _on_summed(self, scope: AccountScope, ids: array[int], filters: str, summary: ReceiptSummary) -> None:
        if scope is self._scope:
            title = heading(scope.account.business_name, self.tr("Receipts"), filters, summary_text(summary))
            self.print_rows(ids, title)

    def _on_not_summed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._messages.error(error, key=MESSAGE)
