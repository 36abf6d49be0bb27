"""FetchesAhead: files that nobody waits for yet, in the order in which they will be wanted."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.workers.download_queue import DownloadQueue

AT_ONCE = 2
"""Of the queue's three threads one stays free for what is wanted now."""


class FetchesAhead(QObject):
    """Several parts of a page say what they will want; nothing of it is seen among the downloads afterwards.

    While the user paused the downloads, nothing is fetched ahead.
    """

    came = Signal(object, object)
    """FileKey, KeptFile."""
    failed = Signal(object, object)
    """FileKey, AppError; it is not tried again before the account or the connection changes."""

    _ended = Signal(object, object, object)

    def __init__(self, queue: DownloadQueue, parent: QObject) -> None:
        super().__init__(parent)
        self._queue = queue
        self._wanted: dict[str, list[FileKey]] = {}
        self._going: dict[FileKey, CancelToken] = {}
        self._asked: set[FileKey] = set()
        """Those whose transfer is still in the queue, if only as one that is over."""
        self._errors: dict[FileKey, AppError] = {}
        queued = Qt.ConnectionType.QueuedConnection
        self._ended.connect(self._on_ended, queued)
        # Later: the queue is in the middle of saying it.
        queue.changed.connect(self._on_transfer_changed, queued)
        queue.paused_changed.connect(self._start_next)

    def forget(self) -> None:
        """Another account, or none."""
        self._wanted.clear()
        self._drop_unwanted()
        self._errors.clear()
        self._asked.clear()

    def go_on(self) -> None:
        """The server answers again: what failed may come now."""
        self._errors.clear()
        self._start_next()

    def want(self, who: str, keys: Sequence[FileKey]) -> None:
        """`who` will want these, the first one first, and nothing else any more."""
        self._wanted[who] = list(keys)
        self._drop_unwanted()
        self._start_next()

    def error(self, key: FileKey) -> AppError | None:
        """Why it could not be fetched."""
        return self._errors.get(key)

    def _drop_unwanted(self) -> None:
        wanted = {key for keys in self._wanted.values() for key in keys}
        for key in [key for key in self._going if key not in wanted]:
            self._going.pop(key).cancel()

    @Slot()
    def _start_next(self) -> None:
        if self._queue.paused or not self._queue.online:
            return
        # By name: previews before thumbnails.
        for key in [key for who in sorted(self._wanted) for key in self._wanted[who]]:
            if len(self._going) >= AT_ONCE:
                return
            if key not in self._going and key not in self._errors:
                self._start(key)

    def _start(self, key: FileKey) -> None:
        token = self._going[key] = CancelToken()
        if self._queue.transfer(key) is None:
            self._asked.add(key)
        future = self._queue.fetch(key, Priority.AHEAD, token)
        future.add_done_callback(partial(self._ended.emit, key, token))

    @Slot(object, object, object)
    def _on_ended(self, key: FileKey, token: CancelToken, future: Future[KeptFile]) -> None:
        if self._going.get(key) is not token:
            # Nobody wants it any more.
            return
        del self._going[key]
        error = future.exception()
        if isinstance(error, Cancelled):
            # With its session; the next one is asked for what is wanted then.
            return
        for keys in self._wanted.values():
            if key in keys:
                keys.remove(key)
        if error is None:
            self.came.emit(key, future.result())
        else:
            failure = error if isinstance(error, AppError) else AppError(type(error).__name__)
            self._errors[key] = failure
            self.failed.emit(key, failure)
        self._start_next()

    @Slot(object)
    def _on_transfer_changed(self, key: FileKey) -> None:
        if key not in self._asked:
            return
        transfer = self._queue.transfer(key)
        if transfer is None or transfer.priority is not Priority.AHEAD:
            # It is gone, or the user asked for it meanwhile.
            self._asked.discard(key)
        elif transfer.state.final:
            self._asked.discard(key)
            self._queue.remove(key)
