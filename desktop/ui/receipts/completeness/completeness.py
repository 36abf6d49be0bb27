"""Completeness: what the receipts page offers so that every receipt is here, once, and rightly decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.core.duplicates import LookingAlike
from desktop.core.errors import AppError
from desktop.core.models import FileKind, Receipt, ReceiptRow, ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.core.risks import USUAL_RULES, receipt_rules
from desktop.core.settings import Settings
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.completeness.board_dialog import BoardDialog
from desktop.ui.receipts.completeness.bulk_decisions import BulkDecisions
from desktop.ui.receipts.completeness.compare_dialog import CompareDialog
from desktop.ui.receipts.completeness.doubt_words import alike_text, allocation_text
from desktop.ui.receipts.completeness.doubts_bar import DoubtsBar
from desktop.ui.receipts.completeness.telling_apart import TellingApart
from desktop.ui.receipts.receipt_words import named_text
from desktop.ui.widgets.messages import Messages
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage


NONE_MESSAGE = "no-duplicates"


class Completeness(QObject):
    """`doubts_changed`: rows look otherwise now."""

    doubts_changed = Signal()

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        renderer: DocumentRenderer,
        messages: Messages,
        page: ReceiptsPage,
    ) -> None:
        super().__init__(page)
        self._tasks = tasks
        self._queue = queue
        self._renderer = renderer
        self._messages = messages
        self._page = page
        self._scope: AccountScope | None = None
        self._rules = USUAL_RULES
        self._row: ReceiptRow | None = None
        self._untold = True
        """Whether what is said of the row may be another by now."""
        self.compare_dialog: CompareDialog | None = None
        self.board_dialog: BoardDialog | None = None
        self.bar = DoubtsBar(page.commands.compare, page)
        self.apart = TellingApart(tasks, messages, self)
        self.apart.told.connect(self.doubts_changed)
        self.apart.taken_back.connect(self.doubts_changed)
        self.bulk = BulkDecisions(tasks, messages, page.decisions, page)

    def wire(self, page: ReceiptsPage) -> None:
        """Connects it with the page's other parts, once these are there."""
        self.bulk.left_wanted.connect(self._on_left_wanted)
        self.bulk.one_decided.connect(page.deciding.on_one_decided)
        self.bar.resized.connect(self._on_bar_resized)
        self.doubts_changed.connect(page.refresh)
        page.commands.compare.triggered.connect(self.open_compare)
        page.commands.board.triggered.connect(self.open_board)
        page.decisions.changed.connect(self._on_decided)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before stays on the screen."""
        self._scope = scope
        self._row = None
        self.bulk.set_scope(scope)
        self.apart.set_scope(scope)
        for dialog in (self.compare_dialog, self.board_dialog):
            if dialog is not None:
                dialog.reject()
        self.bar.show_doubts("", "")
        if scope is not None:
            scope.completeness.use_rules(self._rules)

    def use_settings(self, settings: Settings) -> None:
        """From now on receipts are told by these."""
        rules = receipt_rules(settings)
        if rules != self._rules:
            self._rules, self._untold = rules, True
            if self._scope is not None:
                self._scope.completeness.use_rules(rules)
                self.doubts_changed.emit()

    # -- the current receipt ---------------------------------------------------------------------

    def show_row(self, row: ReceiptRow | None) -> None:
        """Says under the list what may be wrong with it."""
        if row == self._row and not self._untold:
            return
        self._row, self._untold = row, False
        duplicate = allocation = ""
        if row is not None and self._scope is not None:
            if row.duplicate:
                duplicate = alike_text(self._scope.completeness.alike(row.row_id))
            if row.needs_allocation:
                allocation = allocation_text(row.receipt, self._rules.allocation)
        self.bar.show_doubts(duplicate, allocation)

    def decide(self, ids: Sequence[int], status: ReceiptStatus, seen: Mapping[int, ReceiptStatus]) -> None:
        """About one receipt at once; about several when what speaks against some of them was asked."""
        self.bulk.decide(ids, status, seen)

    @Slot(object)
    def _on_left_wanted(self, ids: tuple[int, ...]) -> None:
        """Those that were left out and no others, to be decided one by one."""
        bar = self._page.filter_bar
        bar.take_query(replace(bar.query, among=ids))
        self._page.wanted.show(ids[0], at_once=False)

    @Slot()
    def _on_bar_resized(self) -> None:
        """The list became lower or higher: the current row stays in sight."""
        self._page.table.scrollTo(self._page.table.currentIndex())

    # -- side by side ----------------------------------------------------------------------------

    @Slot()
    def open_compare(self) -> None:
        """The current receipt beside those that look like it; else the newest that look alike."""
        scope, row = self._scope, self._page.current_row()
        if scope is None:
            return
        if row is not None and row.duplicate:
            self._compare(scope.completeness.alike(row.row_id))
        else:
            work = partial(scope.completeness.next_alike, frozenset())
            alone = row.receipt if row is not None else None
            self._tasks.run(work, partial(self._on_alike, scope, alone), self._on_failed)

    def _on_alike(self, scope: AccountScope, alone: Receipt | None, alike: LookingAlike | None) -> None:
        """`alone`: what they were asked of, which has none."""
        if scope is not self._scope:
            return
        if alike is None:
            self._messages.note(self.tr("There are no suspected duplicates."), key=NONE_MESSAGE)
            return
        self._compare(alike)
        if alone is not None:
            text = self.tr(
                "There is no suspected duplicate of {receipt}. These are the newest receipts that have one."
            )
            self._messages.note(text.format(receipt=named_text(alone)), key=NONE_MESSAGE)

    def _compare(self, alike: LookingAlike) -> None:
        if self._scope is None or self.compare_dialog is not None:
            return
        documents = self._page.pictures.documents
        parts = (self._scope, self._tasks, self._queue, self._renderer, documents)
        dialog = self.compare_dialog = CompareDialog(*parts, self.apart, self._messages, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._on_decision)
        dialog.undo_asked.connect(self._page.extras.undoing.undo)
        dialog.download_wanted.connect(self._on_download_wanted)
        dialog.open_wanted.connect(self._page.extras.files.open_kept)
        dialog.finished.connect(self._on_compared)
        dialog.show_alike(alike)
        dialog.open()

    def _on_decision(self, receipt_id: int, status: ReceiptStatus) -> None:
        cards = self.compare_dialog.cards if self.compare_dialog is not None else []
        seen = {card.receipt.id: card.receipt.status for card in cards}
        self.bulk.decide([receipt_id], status, seen)

    def _on_download_wanted(self, receipt: Receipt, kind: FileKind) -> None:
        self._page.downloads.download([receipt], kind)

    @Slot()
    def _on_decided(self) -> None:
        self._untold = True
        if self.compare_dialog is not None:
            self.compare_dialog.refresh()

    def _on_compared(self, _: int) -> None:
        self.compare_dialog = None
        self._messages.dismiss(NONE_MESSAGE)
        self._untold = True
        self.doubts_changed.emit()

    def _on_failed(self, error: AppError) -> None:
        self._messages.error(error, key="duplicates")

    # -- the board -------------------------------------------------------------------------------

    @Slot()
    def open_board(self) -> None:
        """Vendors by month."""
        if self._scope is None or self.board_dialog is not None:
            return
        dialog = self.board_dialog = BoardDialog(self._scope.completeness, self._tasks, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.query_chosen.connect(self._on_query)
        dialog.finished.connect(self._on_board_closed)
        dialog.refresh()
        dialog.open()

    def _on_query(self, query: ReceiptQuery) -> None:
        """In the order of the list."""
        order = self._page.filter_bar.query
        self._page.filter_bar.take_query(replace(query, sort=order.sort, descending=order.descending))

    def _on_board_closed(self, _: int) -> None:
        self.board_dialog = None
