"""Deciding: all parts of a page by which receipts are decided about, around its table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.decisions.history_flow import HistoryFlow
from desktop.ui.receipts.decisions.receipt_decisions import ReceiptDecisions
from desktop.ui.receipts.decisions.triage import Triage
from desktop.ui.receipts.receipts_table import ReceiptsTable
from desktop.ui.widgets.messages import Messages
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage
    from desktop.ui.widgets.list_loading import ListLoading

DRAW_ANEW_MS = 100

Decide = Callable[[list[int], ReceiptStatus, Mapping[int, ReceiptStatus]], None]


class Deciding:
    """What is selected is decided about, and the next one is there; undo, and the history."""

    def __init__(self, table: ReceiptsTable, tasks: TaskPool, messages: Messages, page: QWidget) -> None:
        self._table = table
        self.decisions = ReceiptDecisions(tasks, messages, page)
        self.history = HistoryFlow(self.decisions, tasks, messages, page)
        self.several: Decide = self.decisions.decide
        """Decides about more than one at once, and about one that nobody could put back: see `ask_first`."""
        self._awaited: int | None = None
        """The receipt from which it goes on once it is decided."""
        self._triage = Triage(table, self.decisions, page)
        self._loading: ListLoading | None = None
        # Others were read anew with those that are settled: what is decided about is what is seen. Not for
        # each of two hundred that are sent: to draw the list takes longer than to send one.
        self._draw_anew = QTimer(page, singleShot=True, interval=DRAW_ANEW_MS)
        self._draw_anew.timeout.connect(table.viewport().update)
        self.decisions.settled.connect(self._on_settled)
        self.history.closed.connect(self._on_history_closed)

    def ask_first(self, decide: Decide) -> None:
        """`decide` knows what to ask before some are decided about, the first time and again."""
        self.several = self.history.decide = decide

    def wire(self, page: ReceiptsPage) -> None:
        """What its list tells, once it shows it; and who asks for another receipt of it."""
        self._loading = page.loading
        for read in (page.loading.found, page.loading.failed):
            read.connect(self._on_read)
        page.wanted.not_listed.connect(self._triage.forget)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self.history.set_scope(scope)
        self.decisions.set_scope(scope)

    def decide(self, status: ReceiptStatus, _: bool = False) -> None:
        """About the selected receipts; those that the server has no longer are left out."""
        if self._typed_into_a_menu():
            return
        ids = self._triage.meant()
        seen = self._table.receipts.shown_as(ids)
        lasts = any(shown not in SETTABLE for shown in seen.values())
        self._awaited = ids[0] if lasts and len(ids) == 1 else None
        if len(ids) > 1 or lasts:
            self.several(ids, status, seen)
            return
        self.decisions.decide(ids, status, seen)
        self._triage.go_on(ids)

    def _typed_into_a_menu(self) -> bool:
        """Qt lets keys work under an open menu. In the list's own, which then closes, they stand beside what
        they do; in any other nobody means the receipt."""
        menu = QApplication.activePopupWidget()
        if menu is not None and menu.parent() is self._table:
            menu.close()
            return False
        return menu is not None

    def on_one_decided(self, receipt_id: int) -> None:
        """What was asked about first is decided now."""
        if receipt_id == self._awaited:
            self._awaited = None
            self._triage.go_on([receipt_id])

    def confirm(self, status: ReceiptStatus) -> bool:
        """The selected receipt is that already, as far as the list knows; False: there is no next one."""
        ids = self._triage.meant()
        if self.decisions.busy:
            # What was decided about it a moment ago may not be listed yet.
            self.decisions.decide(ids, status, self._table.receipts.shown_as(ids))
            return self._triage.go_on(ids)
        went_on = self._triage.go_on(ids)
        if went_on:
            self.decisions.say_already(status)
        return went_on

    def _on_history_closed(self) -> None:
        """Back to the list, or to what stands for it; where neither is seen, the focus stays."""
        place = self._table.focusProxy() or self._table
        if place.isVisible():
            place.setFocus()

    def _on_read(self) -> None:
        self._triage.on_read(more=self._loading is not None and self._loading.busy)

    def _on_settled(self, ids: list[int]) -> None:
        self._table.receipts.invalidate(ids)
        if not self._draw_anew.isActive():
            self._draw_anew.start()
