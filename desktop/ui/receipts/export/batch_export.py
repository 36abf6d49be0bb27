"""BatchExport: a finished export once more, byte for byte; else what changed, and its receipts as now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError
from desktop.core.export import ExportProgress
from desktop.core.export_ledger import ExportBatch, ExportRecord
from desktop.services.account_scope import AccountScope
from desktop.ui.first_folder import folder_to_begin_in
from desktop.ui.formatting import percent_text
from desktop.ui.receipts.export.batch_dialog import BatchDialog
from desktop.ui.receipts.export.export_wish import ExportWish
from desktop.ui.receipts.export.export_words import batch_text
from desktop.ui.receipts.export.list_words import export_words
from desktop.ui.reveal import reveal_in_folder
from desktop.ui.widgets.messages import MessageAction, Messages
from desktop.ui.zip_export.zip_words import share_of
from desktop.workers.task_pool import TaskPool
from desktop.workers.watched_task import WatchedTask

if TYPE_CHECKING:
    from desktop.services.export.batch_again import BatchReport
    from desktop.ui.receipts.export.receipt_export import ReceiptExport

MESSAGE = "receipt-export-again"


class BatchExport(QObject):
    """One at a time; a message says how far it is."""

    ended = Signal()

    def __init__(self, export: ReceiptExport, tasks: TaskPool, messages: Messages, window: QWidget) -> None:
        super().__init__(window)
        self._export = export
        self._tasks = tasks
        self._messages = messages
        self._window = window
        self._scope: AccountScope | None = None
        self.task: WatchedTask | None = None
        self.dialog: BatchDialog | None = None

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account: one of the account before ends, and leaves nothing behind."""
        self.drop()
        self._scope = scope

    def drop(self) -> None:
        """One that is under way ends without a word."""
        task, self.task = self.task, None
        if task is not None:
            task.drop()
        self._close_dialog()

    @Slot(object)
    def write(self, record: ExportRecord) -> None:
        """Into the folder of the last export, under the name that it had, or the next one that is free."""
        if self._scope is None or self.task is not None:
            return
        target = Path(self._export.folder or folder_to_begin_in("")) / record.target.name
        words = export_words(self._export.names)
        task = WatchedTask(partial(self._scope.batch_again.write, record.id, target, words), self._tasks)
        self.take_over(task)
        self._on_progressed(ExportProgress(record.rows, record.files))
        task.start()

    def take_over(self, task: WatchedTask | None) -> None:
        """Goes on with what another window began; None: nothing is under way."""
        self.task = task
        for signal, slot in self._ways(task) if task is not None else ():
            signal.connect(slot)

    def hand_over(self) -> WatchedTask | None:
        """Lets go of what is under way, for another window to take over; what came of one is no more said."""
        task, self.task = self.task, None
        for signal, slot in self._ways(task) if task is not None else ():
            signal.disconnect(slot)
        self._close_dialog()
        return task

    def _ways(self, task: WatchedTask) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        return (
            (task.progressed, self._on_progressed),
            (task.done, self._on_done),
            (task.failed, self._on_batch_failed),
            (task.cancelled, self._on_cancelled),
        )

    @Slot(object)
    def _on_progressed(self, progress: ExportProgress) -> None:
        text = self.tr("Writing the same batch again: {percent}")
        cancel = MessageAction(self.tr("Cancel"), self._cancel, stays=True)
        self._messages.note(text.format(percent=percent_text(share_of(progress))), cancel, key=MESSAGE)

    def _cancel(self) -> None:
        if self.task is not None:
            self.task.cancel()

    @Slot(object)
    def _on_done(self, report: BatchReport) -> None:
        self._end()
        if report.target is not None:
            show = MessageAction(self.tr("Show in folder"), partial(reveal_in_folder, report.target))
            self._messages.success(batch_text(report), show, key=MESSAGE)
            return
        self._messages.dismiss(MESSAGE)
        self.dialog = BatchDialog(report, self._window)
        self.dialog.accepted.connect(partial(self._export_as_now, report.record))
        self.dialog.finished.connect(self._close_dialog)
        self.dialog.open()

    def _export_as_now(self, record: ExportRecord) -> None:
        """The same receipts, as they are now: another ZIP."""
        if self._scope is not None:
            work = partial(self._scope.export_ledger.same_batch, record.id)
            self._tasks.run(work, self._on_batch, self._on_failed)

    def _on_batch(self, batch: ExportBatch | None) -> None:
        if batch is not None and batch.ids:
            self._export.export(ExportWish(ids=tuple(batch.ids)))

    @Slot(object)
    def _on_batch_failed(self, error: AppError) -> None:
        self._end()
        self._on_failed(error)

    def _end(self) -> None:
        self.task = None
        self.ended.emit()

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        self._messages.error(error, key=MESSAGE)

    @Slot()
    def _on_cancelled(self) -> None:
        self._end()
        self._messages.note(self.tr("Cancelled. No partial file was left."), key=MESSAGE)

    @Slot()
    def _close_dialog(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()
