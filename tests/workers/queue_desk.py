"""One account of the embedded server with its queue, and what the queue said."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.transfer import QueueRules, TransferState
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoServer
from desktop.services.account import AccountService, SignIn
from desktop.services.account_scope import AccountScope
from desktop.workers.download_queue import DownloadQueue
from tests.prepared import sync

FILES = r"^/api/receipts/\d+/download$"
WAIT_MS = 30_000


class Desk:
    """One account, its queue, and what the queue said."""

    def __init__(
        self,
        accounts: AccountService,
        server: DemoServer,
        qtbot: QtBot,
        keep: bool = False,
        rules: QueueRules | None = None,
    ) -> None:
        self.accounts = accounts
        self.server = server
        self.qtbot = qtbot
        self.sign_in = SignIn(server.url, DEMO_EMAIL, DEMO_PASSWORD, keep)
        self.scope: AccountScope = accounts.open(accounts.sign_in(self.sign_in))
        sync(self.scope)
        self.queue = DownloadQueue(rules=rules)
        self.ready: list[FileKey] = []
        self.failed: list[tuple[FileKey, AppError]] = []
        self.queue.ready.connect(self._on_ready)
        self.queue.failed.connect(self._on_failed)
        self.queue.set_account(self.scope.kept_files.find)
        assert self.scope.online is not None
        self.queue.set_attempts(self.scope.online.transfers)

    def _on_ready(self, key: FileKey, _: KeptFile) -> None:
        self.ready.append(key)

    def _on_failed(self, key: FileKey, error: AppError) -> None:
        self.failed.append((key, error))

    def wait(self, condition: Callable[[], bool], milliseconds: int = WAIT_MS) -> None:
        self.qtbot.waitUntil(condition, timeout=milliseconds)

    def recordings(self, count: int) -> list[FileKey]:
        """Recordings that the server still has, sound and without tricks, newest first."""
        good = {call.sid for call in self.server.world.calls if call.fate == "kept" and call.has_recording}
        ids = self.scope.calls.ids(CallQuery())
        rows = (row.call for row in self.scope.calls.rows(ids))
        left = [call.sid for call in rows if call.sid in good and self._lives(call.sid)]
        assert len(left) >= count
        return [FileKey.recording(sid) for sid in left[:count]]

    def _lives(self, sid: str) -> bool:
        call = self.scope.calls.call(sid)
        time_left = self.scope.calls.time_left(call) if call is not None else None
        return time_left is not None and time_left.total_seconds() > 0

    def sources(self, count: int) -> list[FileKey]:
        """Receipts' source files that the server can give."""
        ids = self.scope.receipts.ids(ReceiptQuery())
        found = [number for number in ids if self.server.world.source_bytes(number) is not None]
        assert len(found) >= count
        return [FileKey.source(number) for number in found[:count]]

    def state(self, key: FileKey) -> TransferState | None:
        transfer = self.queue.transfer(key)
        return transfer.state if transfer is not None else None

    def cancel_waiting(self) -> None:
        """All that have not begun to arrive or to be prepared."""
        waiting = (one for one in self.queue.transfers() if one.state is TransferState.WAITING)
        self.queue.cancel(*(one.key for one in waiting))

    def has_begun(self, key: FileKey) -> bool:
        return self.state(key) is not TransferState.WAITING

    def fetch(
        self, key: FileKey, token: CancelToken, priority: Priority = Priority.BACKGROUND
    ) -> Future[KeptFile]:
        return self.queue.fetch(key, priority, token)

    def leftovers(self) -> list[Path]:
        return list(self.scope.folder.rglob("*.part"))
