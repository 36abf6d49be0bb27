"""Backups: what the server cannot give again is backed up after each change, once a minute at most."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.backed_up import Restored
from desktop.core.errors import AppError, BackupTooNew
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.services.account_scope import AccountScope
    from desktop.services.backup import BackupService

EVERY_MS = 60_000


class Backups(QObject):
    """Owned by the UI thread. What is due at the end of an account is written when its scope closes."""

    restored = Signal(object)
    """Restored: something came back into lists that were made anew."""
    failed = Signal(object)
    """AppError: a backup was not written, or none can be read."""

    def __init__(self, tasks: TaskPool, parent: QObject | None = None, every_ms: int = EVERY_MS) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._service: BackupService | None = None
        self._wanted = False
        self._refused = False
        """A later version's backup is there: nothing is written, which is said once."""
        self._pause = QTimer(self, singleShot=True, interval=every_ms)
        self._pause.timeout.connect(self._on_pause_over)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none. Brings back what a damaged database lost, and saves what is unsaved."""
        self._pause.stop()
        self._wanted = self._refused = False
        self._service = scope.backup if scope is not None else None
        if self._service is not None:
            service = self._service
            done, failed = partial(self._on_restored, service), partial(self._on_not_restored, service)
            self._tasks.run(service.restore, done, failed)

    @Slot()
    def request(self) -> None:
        """Something was changed."""
        self._wanted = not self._refused
        if self._wanted and not self._pause.isActive():
            self._save()

    @Slot()
    def _on_pause_over(self) -> None:
        if self._wanted:
            self._save()

    def _save(self) -> None:
        if self._service is not None:
            self._wanted = False
            self._pause.start()
            done, failed = (partial(end, self._service) for end in (self._on_saved, self._on_not_saved))
            self._tasks.run(self._service.save, done, failed)

    def _on_restored(self, service: BackupService, restored: Restored | None) -> None:
        if service is self._service:
            if restored is not None:
                self.restored.emit(restored)
            self.request()

    def _on_not_restored(self, service: BackupService, error: AppError) -> None:
        if service is self._service:
            self._fail(error)
            self.request()

    def _on_saved(self, service: BackupService, written: bool) -> None:
        if service is self._service and not written:
            # It holds all of it already: the next change need not wait.
            self._pause.stop()
            self._on_pause_over()

    def _on_not_saved(self, service: BackupService, error: AppError) -> None:
        if service is self._service and not self._refused:
            self._fail(error)
            self._wanted = not self._refused

    def _fail(self, error: AppError) -> None:
        self._refused = isinstance(error, BackupTooNew)
        self.failed.emit(error)
