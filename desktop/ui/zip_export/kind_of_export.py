"""KindOfExport: what is left to exports of receipts, and to those of calls: their words and dialogs."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.core.export import AnyWords, ExportReport
from desktop.core.export_ledger import ExportKind, ExportRecord
from desktop.ui.zip_export.export_dialog import ExportDialog
from desktop.ui.zip_export.export_run import ExportRun
from desktop.ui.zip_export.result_dialog import ExportResultDialog


class KindOfExport(QObject):
    """What is exported, and in which words."""

    kind: ExportKind
    message: str
    unfinished: str
    nothing: str
    """The keys of its messages."""

    def _words(self) -> AnyWords:
        """Of the lists in it."""
        raise NotImplementedError

    def _report_text(self, report: ExportReport) -> str:
        raise NotImplementedError

    def _nothing_text(self, said: str) -> str:
        """None is left of those that are `said` to be asked for; "": there is none at all."""
        raise NotImplementedError

    def _asked_text(self, record: ExportRecord) -> str:
        """What one was asked for with, as its dialog said at first."""
        raise NotImplementedError

    def _interrupted_text(self, count: int) -> str:
        """With `{percent}`, as the next two."""
        raise NotImplementedError

    def _paused_text(self, count: int) -> str:
        raise NotImplementedError

    def _running_text(self, count: int) -> str:
        raise NotImplementedError

    def _make_dialog(self, run: ExportRun) -> ExportDialog:
        raise NotImplementedError

    def _make_result(self, report: ExportReport) -> ExportResultDialog:
        raise NotImplementedError
