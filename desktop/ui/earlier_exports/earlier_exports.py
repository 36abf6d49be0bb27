"""EarlierExports: from the command to the list of what was exported, and on to what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Slot

from desktop.core.errors import AppError
from desktop.core.export import ExportReport
from desktop.core.export_ledger import ExportKind, ExportRecord, ExportState
from desktop.services.account_scope import AccountScope
from desktop.ui.earlier_exports.earlier_words import EarlierExport
from desktop.ui.zip_export.export_run import export_of
from desktop.ui.zip_export.zip_export import ZipExport
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.earlier_exports.earlier_dialog import EarlierDialog
    from desktop.ui.main_window import MainWindow

translate = QCoreApplication.translate
T = TypeVar("T")

MESSAGE = "earlier-exports"
_MOST = 500
"""What is older nobody looks for in a list."""


class EarlierExports(QObject):
    """Of receipts and of calls, in one list."""

    def __init__(self, tasks: TaskPool, window: MainWindow) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._window = window
        self._scope: AccountScope | None = None
        self.dialog: EarlierDialog | None = None
        window.commands.earlier.triggered.connect(self.open)
        menu = window.receipts_page.list_export.menu
        menu.addSeparator()
        menu.addAction(window.commands.earlier)
        window.calls_page.filter_bar.offer_more(window.commands.earlier)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: what was shown of the one before goes."""
        self._scope = scope
        self._close()
        self._window.commands.earlier.setEnabled(scope is not None)

    @Slot()
    def open(self) -> None:
        """Looks them up, and shows them."""
        if self._scope is not None:
            self._look_up(partial(_found, self._scope), self._on_found)

    def _look_up(self, work: Callable[[], T], then: Callable[[AccountScope, T], None]) -> None:
        assert self._scope is not None
        self._tasks.run(work, partial(self._on_looked_up, self._scope, then), self._on_failed)

    def _on_looked_up(self, scope: AccountScope, then: Callable[[AccountScope, T], None], found: T) -> None:
        if scope is self._scope:
            then(scope, found)

    def _on_failed(self, error: AppError) -> None:
        self._window.messages.error(error, key=MESSAGE)

    def _on_found(self, _: AccountScope, found: list[EarlierExport]) -> None:
        from desktop.ui.earlier_exports.earlier_dialog import EarlierDialog

        self._close()
        dialog = self.dialog = EarlierDialog(found, self._window)
        dialog.result_asked.connect(self._on_result_asked)
        dialog.retry_asked.connect(self._on_retry_asked)
        dialog.batch_asked.connect(self._window.receipts_page.export.batch.write)
        dialog.verify_asked.connect(self._on_verify_asked)
        dialog.finished.connect(self._close)
        dialog.open()

    @Slot()
    def _close(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()

    # -- what is done with one of them -----------------------------------------------------------

    def _export_of(self, record: ExportRecord) -> ZipExport:
        window = self._window
        return window.call_export if record.kind is ExportKind.CALLS else window.receipts_page.export

    @Slot(object)
    def _on_result_asked(self, record: ExportRecord) -> None:
        if self._scope is not None:
            self._look_up(partial(_report, self._scope, record), partial(self._on_report, record))

    def _on_report(self, record: ExportRecord, _: AccountScope, report: ExportReport | None) -> None:
        if report is not None:
            self._export_of(record).show_result(report)
        else:
            sentence = translate(
                "ExportWords", "Of an export that a backup brought back, the files are not known."
            )
            self._window.messages.note(sentence, key=MESSAGE)

    @Slot(object)
    def _on_retry_asked(self, record: ExportRecord) -> None:
        export = self._export_of(record)
        if record.state is ExportState.RUNNING:
            export.go_on_with(record)
        else:
            export.try_again(record.id, record.target)

    @Slot(object)
    def _on_verify_asked(self, record: ExportRecord) -> None:
        self._window.zip_checking.check(record.target)


def _found(scope: AccountScope) -> list[EarlierExport]:
    """The newest first."""
    ledger = scope.export_ledger
    records = ledger.latest(_MOST)
    done = (one.id for one in records if one.state is ExportState.DONE)
    completed = {earlier.id for one in done if (earlier := ledger.completed_by(one)) is not None}
    for_good = ledger.missing_for_good([one.id for one in records if one.missing])
    return [EarlierExport(one, one.id in completed, for_good.get(one.id, 0)) for one in records]


def _report(scope: AccountScope, record: ExportRecord) -> ExportReport | None:
    """None: nobody knows any more what stood in it."""
    if next(scope.export_ledger.files(record.id), None) is None:
        return None
    return export_of(scope, record.kind).report_of(record)
