"""CallExport: the calls of the list, or those that are selected, into one ZIP."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot

from desktop.core.calls_export import CallExportWords
from desktop.core.export import ExportReport
from desktop.core.export_ledger import Asked, ExportKind, ExportRecord
from desktop.core.saved_view import query_text
from desktop.ui.call_export.call_export_dialogs import CallExportDialog, CallResultDialog, exporting_text
from desktop.ui.call_export.call_export_words import call_export_words, call_report_text, nothing_text
from desktop.ui.call_export.call_wish import CallWish, asked_text
from desktop.ui.calls.call_words import call_and_moment
from desktop.ui.calls.calls_filter_bar import CallsFilterBar
from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.widgets.messages import Messages
from desktop.ui.zip_export.export_run import ExportRun
from desktop.ui.zip_export.zip_export import ZipExport
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

translate = QCoreApplication.translate

MOST_NAMED = 200
"""So many rows are read at once on the UI thread."""


class CallExport(ZipExport):
    """One of receipts may go on beside it."""

    kind = ExportKind.CALLS
    message, unfinished, nothing = "call-export", "call-export-unfinished", "call-export-nothing"

    def __init__(self, tasks: TaskPool, queue: DownloadQueue, messages: Messages, page: CallsPage) -> None:
        super().__init__(tasks, queue, messages, page)
        self._page = page
        page.saving.which = self._asked
        page.commands.export.triggered.connect(self.export_listed)
        page.commands.export_selected.triggered.connect(self.export_selected)
        page.commands.export_to.triggered.connect(self.export_to)

    @Slot()
    def export_listed(self) -> None:
        """Everything that the list shows, into the folder of the last one."""
        self._export_shown()

    @Slot()
    def export_to(self) -> None:
        """What the button exports, into a file that the user names."""
        if self._page.table.selected_count() > 1:
            self.export(self.selected(), ask=True)
        else:
            self._export_shown(ask=True)

    def _export_shown(self, *, ask: bool = False) -> None:
        # Of a list that is on its way, nobody knows yet.
        if not self._page.model.ids and not self._page.loading.unanswered:
            self.refuse_empty(self._shown())
        else:
            self.export(self._shown(), ask=ask)

    def _shown(self) -> CallWish:
        page = self._page
        query, answered = page.filter_bar.query, not page.loading.unanswered
        # Of a moment, whatever the list becomes while a file is chosen, or before its turn comes.
        shown = array("q", page.model.ids) if page.model.whole and answered else array("q")
        reached, named = page.reach.reached if answered else None, self._named(shown)
        return CallWish(query, (), _filters_text(page.filter_bar), shown, reached, named)

    def _asked(self) -> Asked:
        """What the list is of, for the ledger; while another is on its way nobody can say."""
        if self._page.loading.unanswered:
            return Asked()
        bar = self._page.filter_bar
        return Asked.of_list(_filters_text(bar), query_text(bar.query))

    def selected(self) -> CallWish:
        """What the user has selected now."""
        ids = self._page.table.selected_ids()
        return CallWish(ids=tuple(ids), named=self._named(ids))

    def _named(self, ids: Sequence[int]) -> tuple[tuple[str, str], ...]:
        """A call that goes from the list before it is written can be named then."""
        if self._scope is None or len(ids) > MOST_NAMED:
            return ()
        rows = self._scope.calls.rows(ids)
        return tuple((row.call.sid, call_and_moment(row.call)) for row in rows)

    @Slot()
    def export_selected(self) -> None:
        """The selected ones alone."""
        wish = self.selected()
        if wish.ids:
            self.export(wish)

    # -- its words -------------------------------------------------------------------------------

    def _words(self) -> CallExportWords:
        return call_export_words()

    def _report_text(self, report: ExportReport) -> str:
        return call_report_text(report)

    def _nothing_text(self, said: str) -> str:
        return nothing_text(said)

    def _asked_text(self, record: ExportRecord) -> str:
        return asked_text(record.words, selected=not record.query)

    def _interrupted_text(self, count: int) -> str:
        return translate(
            "CallExportWords",
            "An export of %Ln call(s) was interrupted: {percent} of it is done.",
            "",
            count,
        )

    def _paused_text(self, count: int) -> str:
        return translate("CallExportWords", "The export of %Ln call(s) is paused: {percent}", "", count)

    def _running_text(self, count: int) -> str:
        return f"{exporting_text(count)}: {{percent}}"

    def _make_dialog(self, run: ExportRun) -> CallExportDialog:
        return CallExportDialog(run, self._window)

    def _make_result(self, report: ExportReport) -> CallResultDialog:
        return CallResultDialog(report, self.copying, self._window)


def _filters_text(bar: CallsFilterBar) -> str:
    """What is searched for, too."""
    words = bar.query.text
    said = translate("ReceiptsFilterBar", "“{words}”").format(words=words) if words else ""
    return ", ".join(part for part in (said, bar.printed_filters_text()) if part)
