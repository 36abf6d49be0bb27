"""FileFetches: who waits for a file, as an export does, and how that ends for them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled, Offline
from desktop.core.models import FileKey, KeptFile, Priority

Find = Callable[[FileKey], KeptFile | None]
"""What is on this computer already; raises AppError."""


def find_nothing(_: FileKey) -> KeptFile | None:
    return None


class FileFetches(QObject):
    """Owned by the queue, on its thread; `fetch` alone may be called from any."""

    wanted = Signal(object, object)
    """FileKey, Priority: somebody waits for a file that is not here."""
    unwanted = Signal(object)
    """List of FileKey: nobody waits for these any more."""

    _asked = Signal(object, object, object, object)
    _cancelled = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.find: Find = find_nothing
        self._futures: dict[FileKey, list[Future[KeptFile]]] = {}
        self._without_session = True
        """Nobody waits for one any more."""
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._on_patience_ended)
        queued = Qt.ConnectionType.QueuedConnection
        self._asked.connect(self._on_asked, queued)
        self._cancelled.connect(self._on_cancelled, queued)

    def fetch(self, key: FileKey, priority: Priority, token: CancelToken) -> Future[KeptFile]:
        """See `FileSource`. From any thread; ends with Cancelled when the token does, and what was under way
        when the account or the program ended; what is asked for after that, with Offline."""
        future: Future[KeptFile] = Future()
        unhook = token.on_cancel(partial(self._on_token_cancelled, key, future))
        # An export asks for thousands with one token, which must not hold them all.
        future.add_done_callback(lambda _: unhook())
        self._asked.emit(key, priority, token, future)
        return future

    def _on_token_cancelled(self, key: FileKey, future: Future[KeptFile]) -> None:
        _fail(future, Cancelled())
        self._cancelled.emit(key, future)

    # -- on the queue's thread -------------------------------------------------------------------

    def give(self, key: FileKey, kept: KeptFile) -> None:
        """The file is here."""
        for future in self._futures.pop(key, []):
            _give(future, kept)

    def fail(self, key: FileKey, error: AppError) -> None:
        """It will not come."""
        for future in self._futures.pop(key, []):
            _fail(future, error)

    def fail_all(self, error: AppError) -> list[FileKey]:
        """Returns what was waited for."""
        keys = list(self._futures)
        for key in keys:
            self.fail(key, error)
        return keys

    def awaited(self) -> list[FileKey]:
        """What somebody waits for."""
        return list(self._futures)

    def go_on(self) -> None:
        """There is a session."""
        self._patience.stop()
        self._without_session = False

    def await_session(self, seconds: float) -> None:
        """There is none: nobody waits for longer than that."""
        self._without_session = False
        self._patience.start(int(seconds * 1000))

    def stop(self) -> None:
        """There will be none."""
        self._patience.stop()
        self._without_session = True

    @Slot()
    def _on_patience_ended(self) -> None:
        self._without_session = True
        self.unwanted.emit(self.fail_all(Offline()))

    @Slot(object, object, object, object)
    def _on_asked(
        self, key: FileKey, priority: Priority, token: CancelToken, future: Future[KeptFile]
    ) -> None:
        if token.cancelled:
            return
        try:
            kept = self.find(key)
        except AppError as error:
            _fail(future, error)
            return
        if kept is not None:
            _give(future, kept)
        elif self._without_session:
            _fail(future, Offline())
        else:
            self._futures.setdefault(key, []).append(future)
            self.wanted.emit(key, priority)

    @Slot(object, object)
    def _on_cancelled(self, key: FileKey, future: Future[KeptFile]) -> None:
        waiting = self._futures.get(key, [])
        if future in waiting:
            waiting.remove(future)
        if not waiting and self._futures.pop(key, None) is not None:
            self.unwanted.emit([key])


# A cancel on another thread may have ended it first, which is no error.


def _give(future: Future[KeptFile], kept: KeptFile) -> None:
    with suppress(InvalidStateError):
        future.set_result(kept)


def _fail(future: Future[KeptFile], error: AppError) -> None:
    with suppress(InvalidStateError):
        future.set_exception(error)
