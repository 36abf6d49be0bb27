"""ReceiptExtras: what goes with receipts beside list and document: tags, details, files; undo over all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from desktop.core.tag import TagChange
from desktop.services.account_scope import AccountScope
from desktop.ui.receipts.completeness.telling_apart import Pairs
from desktop.ui.receipts.decisions.undoing import Undoing, UndoStep
from desktop.ui.receipts.details.details import Details
from desktop.ui.receipts.files.file_handing import FileHanding
from desktop.ui.receipts.tags.tagging import Tagging
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.undo import Undoable
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.receipts.receipts_page import ReceiptsPage


class HandedExtras(NamedTuple):
    """What one window leaves to the next: what can be undone beside decisions, and in which order all is."""

    tags: tuple[Undoable[TagChange], ...]
    apart: tuple[Undoable[Pairs], ...]
    steps: tuple[UndoStep, ...]


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
        self._apart = page.completeness.apart
        self.undoing = Undoing(page.decisions, self.tagging, self._apart, self)

    def hand_over(self) -> HandedExtras:
        """What can be undone, for another window to take over."""
        return HandedExtras(self.tagging.undoable, self._apart.undoable, self.undoing.steps)

    def take_over(self, handed: HandedExtras) -> None:
        """After the decisions were taken over."""
        self.tagging.take_over(handed.tags)
        self._apart.take_over(handed.apart)
        self.undoing.take_over(handed.steps)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self.files.set_scope(scope)
        self.tagging.set_scope(scope)
        self.details.set_scope(scope)
        self.undoing.forget()
