"""ExportRun: one export under way, from the request to the report; lives on the UI thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled
from desktop.core.export import ExportProgress, ExportReport, ExportRequest
from desktop.services.account_scope import AccountScope
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

PROGRESS_EVERY_SECONDS = 0.1


class ExportRun(QObject):
    """Exactly one of `finished(ExportReport)`, `failed(AppError)` and `cancelled`, or none once dropped.

    Lives until its work has ended: the thread that does it reports on this object to the last moment.
    """

    progressed = Signal()
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _reported = Signal(object)

    def __init__(self, request: ExportRequest, tasks: TaskPool) -> None:
        # The pool outlives the window, which another language replaces while the work goes on.
        super().__init__(tasks)
        self._tasks = tasks
        self.request = request
        self.progress = ExportProgress(0, 0)
        self.report: ExportReport | None = None
        self.ended = False
        self._token = CancelToken()
        self._began = time.monotonic()
        self._reported.connect(self._on_reported)

    @property
    def elapsed_s(self) -> float:
        return time.monotonic() - self._began

    def start(self, scope: AccountScope, queue: DownloadQueue) -> None:
        report = _Throttle(self._reported.emit)
        work = partial(_export, scope, self.request, queue, self._token, report)
        self._tasks.run(work, self._on_done, self._on_failed)

    @Slot()
    def cancel(self) -> None:
        """Ends it at once; no partial file is left."""
        self._token.cancel()

    def drop(self) -> None:
        """As `cancel`, and nothing more is said: another account is shown, or the program ends."""
        self.ended = True
        self._token.cancel()

    @Slot(object)
    def _on_reported(self, progress: ExportProgress) -> None:
        if not self.ended:
            self.progress = progress
            self.progressed.emit()

    def _on_done(self, report: ExportReport | None) -> None:
        self.deleteLater()
        if self.ended:
            return
        self.ended = True
        self.report = report
        if report is None:
            self.cancelled.emit()
        else:
            self.finished.emit(report)

    def _on_failed(self, error: AppError) -> None:
        self.deleteLater()
        if not self.ended:
            self.ended = True
            self.failed.emit(error)


def _export(
    scope: AccountScope,
    request: ExportRequest,
    queue: DownloadQueue,
    token: CancelToken,
    report: _Throttle,
) -> ExportReport | None:
    """None when it was cancelled: the pool says nothing of that, but here a dialog waits for it."""
    try:
        return scope.export.write_zip(request, queue, token, report)
    except Cancelled:
        return None


class _Throttle:
    """Ten reports a second are enough for the eye, and do not flood the UI thread."""

    def __init__(self, reported: Callable[[ExportProgress], None]) -> None:
        self._reported = reported
        self._next = 0.0

    def __call__(self, progress: ExportProgress) -> None:
        now = time.monotonic()
        if now >= self._next or progress.files_done == progress.files_total:
            self._next = now + PROGRESS_EVERY_SECONDS
            self._reported(progress)
