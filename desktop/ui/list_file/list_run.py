"""ListRun: one list on its way into a file; lives on the UI thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled
from desktop.core.list_file import ListFile, OnRows
from desktop.workers.task_pool import TaskPool

WriteList = Callable[[CancelToken, OnRows], ListFile]


class ListRun(QObject):
    """Exactly one of `finished(ListFile)`, `failed(AppError)` and `cancelled`, or none once dropped.

    Lives until its work has ended: the thread that does it reports on this object to the last moment.
    """

    progressed = Signal(object)
    """Rows that are written."""
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _reported = Signal(object)

    def __init__(self, write: WriteList, asked: int, tasks: TaskPool) -> None:
        """`asked`: so many rows are to be written."""
        # The pool outlives the window, which another language replaces while the work goes on.
        super().__init__(tasks)
        self._tasks = tasks
        self.asked = asked
        self._write = write
        self._token = CancelToken()
        self._dropped = False
        self._reported.connect(self._on_reported)

    def start(self) -> None:
        work = partial(_write, self._write, self._token, self._reported.emit)
        self._tasks.run(work, self._on_done, self._on_failed)

    @Slot()
    def cancel(self) -> None:
        """Nothing of the file stays."""
        self._token.cancel()

    def drop(self) -> None:
        """As `cancel`, and nothing is said."""
        self._dropped = True
        self._token.cancel()

    @Slot(object)
    def _on_reported(self, rows: int) -> None:
        if not self._dropped and not self._token.cancelled:
            self.progressed.emit(rows)

    def _on_done(self, written: ListFile | None) -> None:
        self.deleteLater()
        if self._dropped:
            return
        if written is None:
            self.cancelled.emit()
        else:
            self.finished.emit(written)

    def _on_failed(self, error: AppError) -> None:
        self.deleteLater()
        if not self._dropped:
            self.failed.emit(error)


def _write(write: WriteList, token: CancelToken, on_rows: OnRows) -> ListFile | None:
    """None: it was cancelled, of which the pool says nothing."""
    try:
        return write(token, on_rows)
    except Cancelled:
        return None
