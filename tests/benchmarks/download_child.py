"""The whole queue over so many recordings: says "seconds" from the first request to the last that is kept.

`python -m tests.benchmarks.download_child ADDRESS COUNT FOLDER`; the folder is new.
"""

from __future__ import annotations

import gc
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Slot

from desktop.api.client import ApiClient
from desktop.api.session import ApiSession
from desktop.core.account import Account
from desktop.core.call import Call
from desktop.core.errors import AppError
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.version import user_agent
from desktop.services.account_scope import AccountScope
from desktop.store.calls_repository import CallsRepository
from desktop.workers.download_queue import DownloadQueue


class _Downloads(QObject):
    """Asks for all at once, as *Keep offline* for a whole filter does."""

    def __init__(self, scope: AccountScope, keys: list[FileKey]) -> None:
        super().__init__()
        assert scope.online is not None
        self._keys = keys
        self._here = 0
        self.failures: list[AppError] = []
        self.ended = 0.0
        self.queue = DownloadQueue(self)
        self.queue.ready.connect(self._on_ready)
        self.queue.failed.connect(self._on_failed)
        self.queue.set_account(scope.kept_files.find)
        self.queue.set_attempts(scope.online.transfers)

    def begin(self) -> None:
        for key in self._keys:
            self.queue.request(key, Priority.ASKED)

    @Slot(object, object)
    def _on_ready(self, _key: FileKey, _kept: KeptFile) -> None:
        self._here += 1
        self._look()

    @Slot(object, object)
    def _on_failed(self, _key: FileKey, error: AppError) -> None:
        self.failures.append(error)
        self._look()

    def _look(self) -> None:
        if self._here + len(self.failures) == len(self._keys):
            self.ended = time.perf_counter()
            QCoreApplication.quit()


def main(arguments: list[str]) -> int:
    address, count, folder = arguments[0], int(arguments[1]), Path(arguments[2])
    application = QCoreApplication([])
    # As in the program itself.
    gc.disable()
    scope = AccountScope(Account(address, 1, 1, "demo@example.com"), folder)
    keys = _calls(scope, count)
    scope.go_online(ApiClient(ApiSession(address, user_agent=user_agent())))
    downloads = _Downloads(scope, keys)
    began = time.perf_counter()
    downloads.begin()
    application.exec()
    downloads.queue.close(5_000)
    kept = [scope.kept_files.find(key) for key in keys]
    scope.close()
    if downloads.failures or None in kept:
        print(f"{len(downloads.failures)} failed: {downloads.failures[:1]}", file=sys.stderr)
        return 1
    print(f"seconds {downloads.ended - began}", flush=True)
    return 0


def _calls(scope: AccountScope, count: int) -> list[FileKey]:
    """The calls are known already, as after a sync."""
    sids = [f"CA{number:032x}" for number in range(count)]
    CallsRepository(scope.database).upsert(
        [Call(sid, datetime.now(UTC), duration_s=10, has_recording=True) for sid in sids]
    )
    return [FileKey.recording(sid) for sid in sids]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
