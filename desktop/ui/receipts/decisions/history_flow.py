"""HistoryFlow: opens the history of decisions, keeps it up to date meanwhile, and does what it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.services.account_scope import AccountScope
from desktop.services.outbox import HistoryRow
from desktop.ui.receipts.decisions.decision_history import DecisionHistory
from desktop.ui.receipts.decisions.decision_words import trouble_text
from desktop.ui.receipts.decisions.receipt_decisions import ReceiptDecisions
from desktop.ui.widgets.messages import Messages
from desktop.workers.task_pool import TaskPool


class HistoryFlow(QObject):
    """One dialog at a time; another account closes it. `receipt_asked(id)`: to be shown in the list."""

    receipt_asked = Signal(object)
    closed = Signal()

    def __init__(
        self, decisions: ReceiptDecisions, tasks: TaskPool, messages: Messages, window: QWidget
    ) -> None:
        super().__init__(window)
        self._decisions = decisions
        self._tasks = tasks
        self._messages = messages
        self._window = window
        self._scope: AccountScope | None = None
        self._reading = self._again = False
        self.dialog: DecisionHistory | None = None
        self.decide: Callable[[list[int], ReceiptStatus, Mapping[int, ReceiptStatus]], None]
        self.decide = decisions.decide
        """Decides once more; asks first where a part of the page knows what to ask, as the first time."""
        decisions.history_asked.connect(self.open)
        for signal in (decisions.changed, decisions.settled, decisions.counts_changed):
            signal.connect(self._on_changed)
        decisions.trouble_changed.connect(self._on_changed)

    def set_scope(self, scope: AccountScope | None) -> None:
        self._scope = scope
        self._reading = self._again = False
        if self._is_open() and self.dialog is not None:
            self.dialog.reject()

    @Slot()
    def open(self) -> None:
        """Shows it, or brings it to the front."""
        if self._scope is None:
            return
        if not self._is_open():
            dialog = self.dialog = DecisionHistory(self._window)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.undo_asked.connect(self._decisions.take_back)
            dialog.receipt_asked.connect(self.receipt_asked)
            dialog.chosen.connect(self._decisions.choose)
            dialog.again_asked.connect(self._on_again_asked)
            dialog.finished.connect(self.closed)
            dialog.open()
        self._read()

    def _is_open(self) -> bool:
        return self.dialog is not None and Shiboken.isValid(self.dialog) and self.dialog.isVisible()

    @Slot()
    def _on_changed(self) -> None:
        if self._is_open():
            self._read()

    def _read(self) -> None:
        if self._reading:
            self._again = True
        elif self._scope is not None:
            self._reading, self._again = True, False
            ends = (partial(end, self._scope) for end in (self._on_read, self._on_failed))
            self._tasks.run(self._scope.outbox.history, *ends)

    def _on_read(self, scope: AccountScope, rows: list[HistoryRow]) -> None:
        if scope is not self._scope:
            return
        self._reading = False
        if self._is_open() and self.dialog is not None:
            trouble = trouble_text(self._decisions.counts, self._decisions.trouble)
            self.dialog.show_rows(rows, trouble, self._decisions.refused.keys())
            if self._again:
                self._read()

    @Slot(object)
    def _on_again_asked(self, rows: list[HistoryRow]) -> None:
        """Of several decisions on one receipt, the last one."""
        seen = {row.receipt.id: row.receipt.status for row in rows if row.receipt is not None}
        last = {row.decision.receipt_id: row.decision.wanted for row in reversed(rows)}
        for status in dict.fromkeys(last.values()):
            ids = [receipt_id for receipt_id, wanted in last.items() if wanted is status]
            self.decide(ids, status, {number: seen[number] for number in ids if number in seen})

    def _on_failed(self, scope: AccountScope, error: AppError) -> None:
        if scope is self._scope:
            self._reading = False
            self._messages.error(error, self._read, key="history")
