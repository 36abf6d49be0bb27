"""ReceiptPictures: how receipts look before anybody looks: the next ones ready, all of them small."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.services.account_scope import AccountScope
from desktop.ui.icons import icon
from desktop.ui.receipts.preview.fetches_ahead import FetchesAhead
from desktop.ui.receipts.preview.previews_ahead import PreviewsAhead
from desktop.ui.receipts.preview.ready_documents import ReadyDocuments
from desktop.ui.receipts.preview.receipt_preview_widget import ReceiptPreviewWidget
from desktop.ui.receipts.receipts_filter_bar import ReceiptsFilterBar
from desktop.ui.receipts.receipts_table import ReceiptsTable
from desktop.ui.receipts.thumbnails.receipts_grid import ReceiptsGrid
from desktop.ui.receipts.thumbnails.thumbnails import Thumbnails
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.key_words import set_tooltips
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.giving_way import GivingWay
from desktop.workers.render_limits import BEHIND_BYTES
from desktop.workers.task_pool import TaskPool


class ReceiptPictures(QObject):
    """Has a process of its own for what nobody waits for: one that hangs there holds up nothing here.

    It stands back while `front` draws.
    """

    as_thumbnails_changed = Signal(bool)

    def __init__(
        self,
        table: ReceiptsTable,
        tasks: TaskPool,
        queue: DownloadQueue,
        front: DocumentRenderer,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._table, self._queue = table, queue
        self._online = queue.online
        self.renderer = DocumentRenderer(self, is_behind=True, memory_bytes=BEHIND_BYTES)
        GivingWay(front, self.renderer, self)
        self.documents = ReadyDocuments(tasks, self)
        self.fetches = FetchesAhead(queue, self)
        self.thumbnails = Thumbnails(tasks, queue, self.fetches, self.renderer, self)
        self.ahead: PreviewsAhead | None = None
        self.views = QStackedWidget(parent)
        self.grid = ReceiptsGrid(table, self.thumbnails, self.views)
        for view in (table, self.grid):
            self.views.addWidget(view)
        text = QCoreApplication.translate("ReceiptPictures", "Show as thumbnails")
        self.as_thumbnails = QAction(icon("grid"), text, self)
        self.as_thumbnails.setMenuRole(QAction.MenuRole.NoRole)
        self.as_thumbnails.setShortcut(QKeySequence("Ctrl+T"))
        self.as_thumbnails.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.as_thumbnails.setCheckable(True)
        set_tooltips([self.as_thumbnails])
        self.as_thumbnails.toggled.connect(self._on_toggled)
        parent.addAction(self.as_thumbnails)

    def attach(self, preview: ReceiptPreviewWidget, filter_bar: ReceiptsFilterBar) -> None:
        """What comes after what `preview` shows is prepared; the switch stands in `filter_bar`."""
        self.ahead = PreviewsAhead(
            self._table, preview.shown, preview.view, self.documents, self.fetches, self.renderer, self
        )
        filter_bar.add_tool(IconButton.of_action(self.as_thumbnails, filter_bar))

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: nothing of the one before is held, drawn or fetched any more."""
        self.renderer.drop_all()
        self.fetches.forget()
        self.documents.set_scope(scope)
        self.thumbnails.set_scope(scope)
        if self.ahead is not None:
            self.ahead.set_scope(scope)

    def on_connection_changed(self) -> None:
        """What failed is tried again with the next connection, not with each word about it."""
        if self._online is not self._queue.online:
            self._online = self._queue.online
            self.fetches.go_on()
            self.thumbnails.on_connection_changed()

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        had_focus = self._table.hasFocus() or self.grid.hasFocus()
        # Whoever leads to the list leads to what stands for it. Qt takes none, which its stubs do not know.
        self._table.setFocusProxy(self.grid if on else cast(QWidget, None))
        self.views.setCurrentWidget(self.grid if on else self._table)
        if had_focus:
            self._table.setFocus()
        if not on:
            current = self._table.currentIndex()
            if current.isValid():
                self._table.scrollTo(current)
            self.thumbnails.rest()
        self.as_thumbnails_changed.emit(on)
