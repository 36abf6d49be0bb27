"""ExportResults: what exports came to: shown to who looks, else said by a message that leads there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.export import ExportReport
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.ui.zip_export.kind_of_export import KindOfExport
from desktop.ui.zip_export.result_dialog import ExportResultDialog

translate = QCoreApplication.translate


class ExportResults(KindOfExport):
    """Of one kind, see KindOfExport."""

    def __init__(self, messages: Messages, parent: QWidget) -> None:
        super().__init__(parent)
        self._messages = messages
        self._told: ExportReport | None = None
        """What the last one came to, while a message says it."""
        self.result_dialog: ExportResultDialog | None = None

    def try_again(self, export_id: int, target: Path) -> None:
        """What is missing in a finished one once more, into the same ZIP."""
        raise NotImplementedError

    def _is_told(self) -> bool:
        return any(message.key == self.message for message in self._messages.standing)

    def _tell(self, report: ExportReport, seen: bool) -> None:
        if seen:
            self.show_result(report)
            return
        self._told = report
        if report.missing_count:
            details = MessageAction(
                translate("ReceiptExport", "What is missing"), partial(self.show_result, report)
            )
            self._messages.warning(self._report_text(report), details, key=self.message)
        else:
            show = MessageAction(
                translate("ReceiptExport", "Show in folder"), partial(reveal_in_folder, report.target)
            )
            self._messages.success(self._report_text(report), show, key=self.message)

    def show_result(self, report: ExportReport) -> None:
        """What came of it, and what can be done about it."""
        self._close_result()
        dialog = self.result_dialog = self._make_result(report)
        dialog.retry_asked.connect(partial(self.try_again, report.export_id, report.target))
        dialog.finished.connect(self._close_result)
        dialog.open()

    @Slot()
    def _close_result(self) -> None:
        dialog, self.result_dialog = self.result_dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
