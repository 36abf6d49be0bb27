"""ReceiptsMerging: the receipts of the list as one PDF, with bookmarks."""

from __future__ import annotations

from array import array
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.core.export_ledger import Asked
from desktop.ui.list_file.list_to_file import ListToFile
from desktop.ui.receipts.export.merge_words import merge_words, merged_text, merging_text
from desktop.ui.widgets.messages import Messages
from desktop.ui.widgets.record_table import RecordTable
from desktop.workers.document_memory import DocumentMemory
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.core.merged_pdf import MergedPdf, MergeProgress
    from desktop.services.account_scope import AccountScope
    from desktop.ui.list_file.list_run import WriteList

MESSAGE = "merged-pdf"


class ReceiptsMerging(ListToFile):
    """What is selected, or the whole list, in its order; what is not here comes through the queue."""

    word = "receipts"
    message = MESSAGE
    icon_name = "file"
    endings = ("pdf",)

    def __init__(
        self,
        table: RecordTable,
        tasks: TaskPool,
        queue: DownloadQueue,
        messages: Messages,
        memory: DocumentMemory,
        parent: QWidget,
    ) -> None:
        """`memory`: has the passwords that were typed for documents, which open them here too."""
        super().__init__(table, tasks, messages, parent)
        self._queue = queue
        self._memory = memory

    def title(self) -> str:
        return self.tr("Save as one PDF…")

    def writing(self, scope: AccountScope, ids: array[int], asked: Asked, target: Path) -> WriteList:
        # What takes PDFs apart is no part of the start.
        from desktop.workers.merging import merge_receipts

        words, passwords = merge_words(scope.account.business_name), self._memory.passwords()
        own = scope, ids, target, words, self._queue
        return partial(merge_receipts, *own, asked=asked, passwords=passwords)

    def ask_target(self, suggested: str) -> tuple[str, str]:
        kinds = self.tr("PDF document (*.pdf)")
        title = self.tr("Save the receipts as one PDF")
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, suggested, kinds)
        return chosen, self.endings[0]

    def progress_text(self, progress: MergeProgress, asked: int) -> str:
        return merging_text(progress)

    def say_written(self, written: MergedPdf) -> None:
        say = self._messages.warning if written.missing else self._messages.success
        say(merged_text(written), self.show_action(written.path), key=self.message)

    def cancelled_text(self) -> str:
        return self.tr("The PDF was not saved. No partial file was left.")
