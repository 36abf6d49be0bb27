"""ReceiptExtras: what goes with receipts beside list and document: tags, details, files; undo over all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.decisions.undoing import Undoing
from desktop.ui.receipts.details.details import Details
from desktop.ui.receipts.files.file_handing import FileHanding
from desktop.ui.receipts.tags.tagging import Tagging
from desktop.ui.widgets.messages import Messages
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage


class ReceiptExtras(QObject):
    """Made when the page's table, preview and decisions are there."""

    def __init__(
        self,
        tasks: TaskPool,
        queue: DownloadQueue,
        renderer: DocumentRenderer,
        messages: Messages,
        page: ReceiptsPage,
    ) -> None:
        super().__init__(page)
        self.files = FileHanding(tasks, queue, renderer, messages, page)
        self.tagging = Tagging(tasks, messages, page)
        self.details = Details(tasks, page)
        self.undoing = Undoing(page.decisions, self.tagging, self)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self.files.set_scope(scope)
        self.tagging.set_scope(scope)
        self.details.set_scope(scope)
