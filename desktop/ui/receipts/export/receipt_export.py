"""ReceiptExport: receipts into a ZIP, and an earlier one once more."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.core.errors import NothingToExport
from desktop.core.export import ExportReport, ExportWords
from desktop.core.export_ledger import ExportKind, ExportRecord
from desktop.services.account_scope import AccountScope
from desktop.ui.error_text import error_text
from desktop.ui.receipts.export.batch_export import BatchExport
from desktop.ui.receipts.export.export_wish import asked_text
from desktop.ui.receipts.export.export_words import report_text
from desktop.ui.receipts.export.list_words import export_words
from desktop.ui.receipts.export.receipt_dialogs import ReceiptExportDialog, ReceiptResultDialog
from desktop.ui.widgets.messages import Messages
from desktop.ui.zip_export.export_run import ExportRun
from desktop.ui.zip_export.handed_export import HandedExport
from desktop.ui.zip_export.zip_export import ZipExport
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

translate = QCoreApplication.translate

MESSAGE = "receipt-export"
UNFINISHED = "receipt-export-unfinished"
NOTHING = "receipt-export-nothing"


class ReceiptExport(ZipExport):
    """`names`: what files in a ZIP are called, see NameTemplate."""

    kind = ExportKind.RECEIPTS
    message, unfinished, nothing = MESSAGE, UNFINISHED, NOTHING

    def __init__(self, tasks: TaskPool, queue: DownloadQueue, messages: Messages, parent: QWidget) -> None:
        super().__init__(tasks, queue, messages, parent)
        self.names = ""
        self.batch = BatchExport(self, tasks, messages, parent)

    def set_scope(self, scope: AccountScope | None) -> None:
        """See ZipExport; a batch of the account before ends, too."""
        self.batch.set_scope(scope)
        super().set_scope(scope)

    def hand_over(self) -> HandedExport:
        """See ZipExport."""
        return super().hand_over()._replace(batch=self.batch.hand_over())

    def take_over(self, handed: HandedExport) -> None:
        """See ZipExport."""
        self.batch.take_over(handed.batch)
        super().take_over(handed)

    # -- its words -------------------------------------------------------------------------------

    def _words(self) -> ExportWords:
        return export_words(self.names)

    def _report_text(self, report: ExportReport) -> str:
        return report_text(report)

    def _nothing_text(self, said: str) -> str:
        if not said:
            return error_text(NothingToExport()).sentence
        text = translate("ReceiptExport", "There is nothing to export: no receipt matches {filters}.")
        return text.format(filters=said)

    def _asked_text(self, record: ExportRecord) -> str:
        return asked_text(record.words, selected=not record.query)

    def _interrupted_text(self, count: int) -> str:
        return translate(
            "ReceiptExport",
            "An export of %Ln receipt(s) was interrupted: {percent} of it is done.",
            "",
            count,
        )

    def _paused_text(self, count: int) -> str:
        return translate("ReceiptExport", "The export of %Ln receipt(s) is paused: {percent}", "", count)

    def _running_text(self, count: int) -> str:
        return translate("ReceiptExport", "Exporting %Ln receipt(s): {percent}", "", count)

    def _make_dialog(self, run: ExportRun) -> ReceiptExportDialog:
        return ReceiptExportDialog(run, self._window)

    def _make_result(self, report: ExportReport) -> ReceiptResultDialog:
        return ReceiptResultDialog(report, self.copying, self._window)
