"""OpenOnce: one program on one data folder; a second start brings the first one to the front.

SQLite has one writer (see `store.database`), and two windows on one list would only confuse.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, Signal, Slot

from desktop.core.errors import DiskFailed
from desktop.services.program_folder import check_written, is_held, is_left_over, make_private

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

LOCK_NAME = "open.lock"
ANSWER_MS = 1000
START_MS = 8_000
"""So long one that was started a moment ago may take until it listens."""
_PAUSE_MS = 100


class OpenOnce(QObject):
    """`take` first; then `listen`, once there is a window to bring to the front."""

    called = Signal()
    """Somebody started the program once more."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = QLockFile(str(folder / LOCK_NAME))
        # Not by age: a program may well be open for days. A lock whose process has gone is taken over.
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self.start_ms = START_MS
        self._name = f"prosaas-desktop-{crc32(str(folder.resolve()).casefold().encode()):08x}"

    def take(self) -> bool:
        """False when the program is open on this folder already.

        Raises FolderNotWritten where nothing can be locked for that reason, DiskFailed for any other one.
        """
        if self._taken():
            return True
        path = Path(self._lock.fileName())
        if is_held(path):
            return False
        check_written(path.parent)
        if is_left_over(path):
            self._lock.removeStaleLockFile()
        if self._taken():
            return True
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            raise DiskFailed(f"lock: {self._lock.error().name}", path=str(path.parent))
        return False

    def _taken(self) -> bool:
        taken = self._lock.tryLock(0)
        if taken:
            make_private(Path(self._lock.fileName()))
        return taken

    def listen(self) -> None:
        """Hears of later starts. Without it they still end, with a word on standard error."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        server.listen(self._name)

    def stop_listening(self) -> None:
        """There is no window any more, though the folder is still in use."""
        if self._server is not None:
            self._server.close()

    def call(self) -> bool:
        """Asks the program that is open to come to the front; False when it does not answer."""
        ends = QDeadlineTimer(self.start_ms)
        while not (heard := self.is_heard()) and not ends.hasExpired():
            QThread.msleep(_PAUSE_MS)
        return heard

    def is_heard(self) -> bool:
        """Asks once."""
        from PySide6.QtNetwork import QLocalSocket

        _let_the_other_come_forward()
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        heard = socket.waitForConnected(ANSWER_MS)
        socket.disconnectFromServer()
        return heard

    def release(self) -> None:
        self._lock.unlock()

    @Slot()
    def _on_connection(self) -> None:
        connection = self._server.nextPendingConnection() if self._server is not None else None
        if connection is not None:
            connection.disconnected.connect(connection.deleteLater)
            connection.close()
        self.called.emit()


def _let_the_other_come_forward() -> None:
    """On Windows only the program that the user started last may bring a window to the front, or say who else
    may: without that the other one's button in the task bar blinks, and no more. Source: the reference of
    AllowSetForegroundWindow, whose ASFW_ANY this is."""
    if sys.platform == "win32":
        import ctypes

        vars(ctypes)["windll"].user32.AllowSetForegroundWindow(-1)
