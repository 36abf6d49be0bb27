"""SpaceReport: what the kept files of the account take, in the status bar."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.core.errors import AppError
from desktop.ui.formatting import size_text
from desktop.ui.widgets.status_bar import StatusBar
from desktop.workers.download_queue import DownloadQueue
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope

MEASURE_MS = 500


class SpaceReport(QObject):
    """Measured again when files came, though not for each of many."""

    def __init__(self, tasks: TaskPool, queue: DownloadQueue, status: StatusBar, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._status = status
        self._scope: AccountScope | None = None
        self._timer = QTimer(self, singleShot=True, interval=MEASURE_MS)
        self._timer.timeout.connect(self._measure)
        queue.ready.connect(self._on_file_came)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none."""
        self._scope = scope
        self._status.set_space("")
        self._measure()

    @Slot(object, object)
    def _on_file_came(self, _: object, __: object) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _measure(self) -> None:
        if self._scope is not None:
            scope = self._scope
            self._tasks.run(scope.kept_files.total_bytes, partial(self._on_measured, scope), self._on_failed)

    def _on_measured(self, scope: AccountScope, size: int) -> None:
        if scope is self._scope:
            text = self.tr("{size} kept on this computer").format(size=size_text(size)) if size else ""
            self._status.set_space(text)

    def _on_failed(self, _: AppError) -> None:
        self._status.set_space("")
