"""ListExport: what of the list goes into a ZIP, or into one PDF: all, the selected ones, what is new."""

from __future__ import annotations

from array import array
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot

from desktop.core.export_ledger import Asked, SinceExport
from desktop.core.saved_view import query_text
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.export.export_menu import ExportMenu
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.receipts.export.receipt_export import ReceiptExport
from desktop.ui.receipts.export.receipts_merging import ReceiptsMerging
from desktop.ui.widgets.messages import Messages
from desktop.workers.document_memory import DocumentMemory
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage


class ListExport(QObject):
    """The commands of the page that export, and the menu beside the ZIP button."""

    def __init__(
        self,
        export: ReceiptExport,
        tasks: TaskPool,
        queue: DownloadQueue,
        messages: Messages,
        memory: DocumentMemory,
        page: ReceiptsPage,
    ) -> None:
        super().__init__(page)
        self._export = export
        self._page = page
        self._scope: AccountScope | None = None
        self._buttons = page.filter_bar.export_buttons
        self.merging: ReceiptsMerging = ReceiptsMerging(page.table, tasks, queue, messages, memory, page)
        self.merging.which = page.saving.which = self._asked
        self.menu = ExportMenu(page.commands, tasks, self._buttons)
        self.menu.offer_other(self.merging.command)
        self.menu.addAction(page.saving.command)
        commands = page.commands
        commands.export.triggered.connect(self.export_shown)
        commands.export_selected.triggered.connect(self.export_selected)
        commands.export_to.triggered.connect(self.export_to)
        commands.export_new.triggered.connect(partial(self.export_since, SinceExport.NEVER))
        commands.export_changed.triggered.connect(partial(self.export_since, SinceExport.CHANGED))
        self.menu.batch_chosen.connect(export.batch.write)
        self._buttons.menu_asked.connect(self.show_menu)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self._scope = scope
        self.merging.set_scope(scope)
        self.menu.hide()

    @Slot()
    def export_shown(self) -> None:
        """Everything the list shows, into one ZIP in the folder of the last one."""
        self._begin(self._shown())

    @Slot()
    def export_selected(self) -> None:
        """The selected ones alone, in the same way."""
        wish = self._selected()
        if wish.ids:
            self._export.export(wish)

    @Slot()
    def export_to(self) -> None:
        """What the button exports, into a file that the user names."""
        several = self._page.table.selected_count() > 1
        self._begin(self._selected() if several else self._shown(), ask=True)

    def export_since(self, since: SinceExport, _: bool = False) -> None:
        """Of what the list shows, only what is new, or has changed."""
        self._begin(self._shown()._replace(since=(since,)))

    @Slot()
    def show_menu(self) -> None:
        """Below the arrow, with the numbers as soon as they are known."""
        arrow = self._buttons.arrow
        self.menu.count(self._scope, self._page.model.ids)
        left = 0 if arrow.isRightToLeft() else arrow.width() - self.menu.sizeHint().width()
        self.menu.popup(arrow.mapToGlobal(QPoint(left, arrow.height() + 4)))

    def _begin(self, wish: ExportWish, *, ask: bool = False) -> None:
        # Of a list that is on its way, nobody knows yet.
        if not wish.ids and not self._page.model.ids and not self._page.loading.unanswered:
            self._export.refuse_empty(wish)
        else:
            self._export.export(wish, ask=ask)

    def _shown(self) -> ExportWish:
        bar = self._page.filter_bar
        # Of a moment, whatever the list becomes while a file is chosen, or before its turn comes.
        shown = () if self._page.loading.unanswered else array("q", self._page.model.ids)
        return ExportWish(bar.query.on(bar.today()), filters=bar.all_filters_text(), shown=shown)

    def _asked(self) -> Asked:
        """What is shown, for the ledger; while another list is on its way nobody can say."""
        if self._page.loading.unanswered:
            return Asked()
        bar = self._page.filter_bar
        return Asked.of_list(bar.all_filters_text(), query_text(bar.query.on(bar.today())))

    def _selected(self) -> ExportWish:
        return ExportWish(ids=tuple(self._page.table.selected_ids()))
