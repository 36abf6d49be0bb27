"""ServerLook: whether the server answers anybody, looked at when files are asked for in vain."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.console.console import Console
from desktop.core.errors import AppError
from desktop.services.online import OnlineHalf
from desktop.workers.download_queue import DownloadQueue

AGAIN_SECONDS = 5.0


class ServerLook(QObject):
    """Lives on the main thread. While nobody answers there is no session for the queue, so that an export
    waits for the rest of its patience alone; what the server does not answer while it answers others fails,
    as in the window."""

    def __init__(self, console: Console, queue: DownloadQueue, online: OnlineHalf) -> None:
        super().__init__(queue)
        self._console = console
        self._queue = queue
        self._online = online
        self._looks = False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.look)
        queue.unanswered.connect(self.look)

    @Slot()
    def look(self) -> None:
        if not self._looks:
            self._looks = True
            asks = partial(self._online.client.me, self._console.token)
            self._console.tasks.run(asks, self._on_answer, self._on_no_answer)

    def _on_answer(self, _: object) -> None:
        self._looks = False
        if not self._queue.online:
            self._queue.set_attempts(self._online.transfers)
        self._queue.retry_offline()

    def _on_no_answer(self, _: AppError) -> None:
        self._looks = False
        self._queue.set_attempts(None)
        self._again.start(round(AGAIN_SECONDS * 1000))
