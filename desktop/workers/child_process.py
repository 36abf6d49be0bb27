"""ChildProcess: one of the program's own, that may hang, crash or fill the memory, and is ended then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QProcess, QProcessEnvironment, QTimer, Slot

from desktop.core.errors import (
    AppError,
    DiskFailed,
    DiskFull,
    DocumentLocked,
    DocumentTooHeavy,
    FileDamaged,
    FileEmpty,
    FormatNotSupported,
    PasswordWanted,
)
from desktop.core.own_command import own_import_path
from desktop.workers.render_frames import FrameReader
from desktop.workers.render_limits import memory_of

END_MS = 1000
WATCH_MS = 100

_KINDS: dict[str, type[AppError]] = {
    kind.__name__: kind
    for kind in (
        FileDamaged,
        FileEmpty,
        FormatNotSupported,
        DocumentLocked,
        PasswordWanted,
        DocumentTooHeavy,
        DiskFailed,
        DiskFull,
    )
}

ReadFrame = Callable[[dict[str, Any], bytes], Callable[[], None]]
"""Returns what is to be done then; raises ValueError, KeyError or TypeError for nonsense."""
OnLost = Callable[[AppError, bool], None]
"""Why it was ended; True: it ended by itself."""


class ChildProcess(QObject):
    """Lives on the UI thread and blocks nothing; speaks in frames (see `render_frames`)."""

    def __init__(self, command: tuple[str, list[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._pid = 0
        self._frames = FrameReader()
        self._read: ReadFrame | None = None
        self._on_lost: OnLost | None = None
        self._most_bytes = 0
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._on_out_of_patience)
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._on_watch)

    @property
    def running(self) -> bool:
        return self._process is not None

    @property
    def pid(self) -> int:
        """As it says itself, since on Windows an environment's python only starts another one; 0: none."""
        return self._pid or (int(self._process.processId()) if self._process is not None else 0)

    def start(self, read: ReadFrame, on_lost: OnLost, *arguments: str) -> None:
        """Starts it. `on_lost` follows once, unless `end` comes first; see `expect`, before, for its time."""
        self._read, self._on_lost = read, on_lost
        self._frames = FrameReader()
        process = self._process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_process_error)
        process.start(self._command[0], [*self._command[1], *arguments])

    def send(self, frame: bytes) -> None:
        if self._process is not None:
            self._process.write(frame)

    def expect(self, seconds: float, most_bytes: int | None = None) -> None:
        """It is lost when it takes longer, or more memory meanwhile."""
        self._patience.start(int(seconds * 1000))
        if most_bytes is not None:
            self._most_bytes = most_bytes
            self._watch.start()

    def expect_nothing(self) -> None:
        """It did what was expected."""
        self._patience.stop()
        self._watch.stop()

    def end(self) -> None:
        """Ends it; its files are let go of within a moment. Nothing is waited for, nor said of it now."""
        self.expect_nothing()
        self._read = self._on_lost = None
        process, self._process, self._pid = self._process, None, 0
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._on_output)
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_process_error)
        # It keeps nothing that an orderly end would save.
        process.kill()
        _dying().take(process)

    def close(self) -> None:
        """As `end`, and waits until it is gone, for the end of the program."""
        self.end()
        _dying().wait()

    def _lose(self, error: AppError, *, by_itself: bool = False) -> None:
        tell = self._on_lost
        self.end()
        if tell is not None:
            tell(error, by_itself)

    @Slot()
    def _on_output(self) -> None:
        if self._process is None:
            return
        self._frames.feed(bytes(self._process.readAllStandardOutput().data()))
        while (done := self._next()) is not None:
            done()

    def _next(self) -> Callable[[], None] | None:
        """What the next frame leads to; None while it is not whole."""
        try:
            frame = self._frames.take()
            if frame is None or self._read is None:
                return None
            head, payload = frame
            if "pid" in head:
                self._pid = int(head["pid"])
            return self._read(head, payload)
        except (ValueError, KeyError, TypeError):
            self._lose(FileDamaged("the process answered nonsense"))
            return None

    @Slot()
    def _on_finished(self) -> None:
        ended = self._process
        # What it said last may still be in the pipe.
        self._on_output()
        if self._process is not None and self._process is ended:
            self._lose(FileDamaged("the process crashed"), by_itself=True)

    @Slot(QProcess.ProcessError)
    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._lose(AppError("the process does not start"))

    @Slot()
    def _on_out_of_patience(self) -> None:
        self._lose(DocumentTooHeavy("no answer in time"))

    @Slot()
    def _on_watch(self) -> None:
        if memory_of(self.pid) > self._most_bytes:
            self._lose(DocumentTooHeavy("too much memory"))


class _Dying(QObject):
    """Processes that were killed: how soon the system has ended them is not waited for on this thread."""

    def __init__(self, application: QCoreApplication) -> None:
        super().__init__(application)
        application.aboutToQuit.connect(self.wait)

    def take(self, process: QProcess) -> None:
        process.setParent(self)
        if process.state() == QProcess.ProcessState.NotRunning:
            process.deleteLater()
        else:
            process.finished.connect(process.deleteLater)

    @Slot()
    def wait(self) -> None:
        """Until all are gone, a moment for each at the most."""
        for process in self.findChildren(QProcess):
            process.waitForFinished(END_MS)


def _dying() -> _Dying:
    application = QCoreApplication.instance()
    assert application is not None
    return application.findChild(_Dying) or _Dying(application)


def said_error(head: dict[str, Any]) -> AppError | None:
    """The error that a frame tells of; None: of none."""
    if "error" not in head:
        return None
    return _KINDS.get(str(head["error"]), FileDamaged)(str(head["detail"]))


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONPATH", own_import_path())
    return environment
