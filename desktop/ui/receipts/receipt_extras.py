"""ReceiptExtras: what goes with receipts beside list and document: tags, details, and undo over all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.decisions.undoing import Undoing
from desktop.ui.receipts.details.details import Details
from desktop.ui.receipts.tags.tagging import Tagging
from desktop.ui.widgets.messages import Messages
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage


class ReceiptExtras(QObject):
    """Made when the page's table, preview and decisions are there."""

    def __init__(self, tasks: TaskPool, messages: Messages, page: ReceiptsPage) -> None:
        super().__init__(page)
        self.tagging = Tagging(tasks, messages, page)
        self.details = Details(tasks, page)
        self.undoing = Undoing(page.decisions, self.tagging, self)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self.tagging.set_scope(scope)
        self.details.set_scope(scope)
