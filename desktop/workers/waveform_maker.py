"""WaveformMaker: peaks of a recording, made in another process, which may hang or crash."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Slot

from desktop.core.errors import (
    AppError,
    DiskFailed,
    DocumentTooHeavy,
    FileDamaged,
    FormatNotSupported,
)
from desktop.core.own_command import own_command
from desktop.core.peaks_bytes import peaks_from_bytes
from desktop.core.waveform import Peaks
from desktop.workers.render_frames import FrameReader
from desktop.workers.render_limits import MEMORY_BYTES, memory_of

log = logging.getLogger("desktop.waveform")

PEAKS_FLAG = "--peaks-child"
WORK_SECONDS = 120.0
"""Thirty minutes of sound take a second or two, four hours of the slowest kind less than one minute."""
WATCH_MS = 200
END_MS = 1000

_KINDS: dict[str, type[AppError]] = {
    kind.__name__: kind for kind in (FileDamaged, FormatNotSupported, DocumentTooHeavy, DiskFailed)
}

OnPeaks = Callable[[Peaks], None]
OnError = Callable[[AppError], None]


class WaveformMaker(QObject):
    """Lives on the UI thread and blocks nothing; of one recording at a time.

    `make` ends in exactly one of its callbacks, or in none when another recording, or none, is wanted first.
    """

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        command: tuple[str, list[str]] | None = None,
        work_seconds: float = WORK_SECONDS,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        super().__init__(parent)
        self._command = command or own_command(PEAKS_FLAG, console=True)
        self._memory_bytes = memory_bytes
        self._process: QProcess | None = None
        self._frames = FrameReader()
        self._on_peaks: OnPeaks | None = None
        self._on_error: OnError | None = None
        self._patience = QTimer(self, singleShot=True, interval=int(work_seconds * 1000))
        self._patience.timeout.connect(self._on_out_of_patience)
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._on_watch)

    @property
    def busy(self) -> bool:
        return self._process is not None

    @property
    def child_pid(self) -> int:
        """Of the process at work; else 0."""
        return int(self._process.processId()) if self._process is not None else 0

    def make(self, path: Path, on_peaks: OnPeaks, on_error: OnError) -> None:
        """Makes the peaks of the recording at `path`, in place of what is being made."""
        self.cancel()
        self._on_peaks, self._on_error = on_peaks, on_error
        self._frames = FrameReader()
        process = self._process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_output)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_process_error)
        self._patience.start()
        self._watch.start()
        process.start(self._command[0], [*self._command[1], str(path)])

    def cancel(self) -> None:
        """Ends the process within a moment and lets go of the file; nothing is answered any more."""
        self._on_peaks = self._on_error = None
        self._patience.stop()
        self._watch.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._on_output)
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_process_error)
        # It keeps nothing that an orderly end would save.
        process.kill()
        process.waitForFinished(END_MS)
        process.deleteLater()

    def _fail(self, error: AppError) -> None:
        tell = self._on_error
        self.cancel()
        log.warning("WAVEFORM failed reason=%s", type(error).__name__)
        if tell is not None:
            tell(error)

    @Slot()
    def _on_output(self) -> None:
        if self._process is None:
            return
        self._frames.feed(bytes(self._process.readAllStandardOutput().data()))
        try:
            self._take()
        except (ValueError, KeyError):
            self._fail(FileDamaged("the process that decodes answered nonsense"))

    def _take(self) -> None:
        frame = self._frames.take()
        if frame is None:
            return
        head, payload = frame
        if "error" in head:
            self._fail(_KINDS.get(str(head["error"]), FileDamaged)(str(head["detail"])))
            return
        peaks, tell = peaks_from_bytes(payload), self._on_peaks
        self.cancel()
        if tell is not None:
            tell(peaks)

    @Slot()
    def _on_finished(self) -> None:
        # What it said last may still be in the pipe.
        self._on_output()
        if self._process is not None:
            self._fail(FileDamaged("the process that decodes crashed"))

    @Slot(QProcess.ProcessError)
    def _on_process_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._fail(AppError("the process that decodes does not start"))

    @Slot()
    def _on_out_of_patience(self) -> None:
        self._fail(DocumentTooHeavy("no answer in time"))

    @Slot()
    def _on_watch(self) -> None:
        if memory_of(self.child_pid) > self._memory_bytes:
            self._fail(DocumentTooHeavy("too much memory"))


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    # A checkout that is not installed is found from any working directory.
    package_parent = str(Path(__file__).resolve().parents[2])
    before = environment.value("PYTHONPATH")
    environment.insert("PYTHONPATH", os.pathsep.join(part for part in (package_parent, before) if part))
    return environment
