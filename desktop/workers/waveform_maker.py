"""WaveformMaker: peaks of a recording, made in another process, which may hang or crash."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.core.errors import AppError
from desktop.core.own_command import own_command
from desktop.core.peaks_bytes import peaks_from_bytes
from desktop.core.waveform import Peaks
from desktop.workers.child_process import ChildProcess, said_error
from desktop.workers.render_frames import BEHIND_FLAG, frame_head
from desktop.workers.render_limits import MEMORY_BYTES

log = logging.getLogger("desktop.waveform")

PEAKS_FLAG = "--peaks-child"
SPARE_FLAG = "--spare"
SPARE_MS = 1_500
"""After one that was made: what plays now has the computer for itself first."""
WORK_SECONDS = 120.0
"""Thirty minutes of sound take a second or two, four hours of the slowest kind less than one minute."""

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
        is_behind: bool = False,
        command: tuple[str, list[str]] | None = None,
        work_seconds: float = WORK_SECONDS,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        """`is_behind`: its process has the computer only while nothing else wants it."""
        super().__init__(parent)
        self._is_behind = is_behind
        self._child = ChildProcess(command or own_command(PEAKS_FLAG, console=True), self)
        self._work_seconds = work_seconds
        self._memory_bytes = memory_bytes
        self._on_peaks: OnPeaks | None = None
        self._on_error: OnError | None = None
        self._keeps_spare = self._is_ready = False
        self._spare = QTimer(self, singleShot=True, interval=SPARE_MS)
        self._spare.timeout.connect(self.warm_up)

    @property
    def busy(self) -> bool:
        return self._on_peaks is not None

    @property
    def is_ready(self) -> bool:
        """Whether a process waits to be told which recording."""
        return self._is_ready and not self.busy

    @property
    def child_pid(self) -> int:
        """Of the process at work, or of the spare one; else 0."""
        return self._child.pid

    @Slot()
    def warm_up(self) -> None:
        """Has a process ready that waits to be told which recording, and from now on another after each.

        To start one may take as long as thirty minutes of sound.
        """
        self._keeps_spare = True
        if not self._child.running:
            self._child.start(self._read, self._on_lost, SPARE_FLAG)

    def make(self, path: Path, on_peaks: OnPeaks, on_error: OnError) -> None:
        """Makes the peaks of the recording at `path`, in place of what is being made."""
        self.cancel()
        self._on_peaks, self._on_error = on_peaks, on_error
        self._child.expect(self._work_seconds, self._memory_bytes)
        if not self._child.running:
            self._child.start(self._read, self._on_lost, *((BEHIND_FLAG,) if self._is_behind else ()))
        self._child.send(frame_head({"path": str(path)}))

    def cancel(self) -> None:
        """Ends the process within a moment and lets go of the file; nothing is answered any more. One that
        has not been told of any file goes on waiting."""
        if self.busy:
            self._on_peaks = self._on_error = None
            self._end()
        if self._keeps_spare:
            self._spare.start()

    def close(self) -> None:
        """As `cancel`, and keeps no process ready from now on."""
        self._keeps_spare = False
        self._spare.stop()
        self.cancel()
        self._end()

    def _end(self) -> None:
        self._is_ready = False
        self._child.end()

    def _on_lost(self, error: AppError, _: bool) -> None:
        # A spare one is not missed: another is started when it is needed.
        self._is_ready = False
        if self.busy:
            self._fail(error)

    def _fail(self, error: AppError) -> None:
        tell = self._on_error
        self.cancel()
        log.warning("WAVEFORM failed reason=%s", type(error).__name__)
        if tell is not None:
            tell(error)

    def _read(self, head: dict[str, Any], payload: bytes) -> Callable[[], None]:
        if "ready" in head:
            return self._note_ready
        error = said_error(head)
        if error is not None:
            return partial(self._fail, error)
        return partial(self._answer, peaks_from_bytes(payload))

    def _note_ready(self) -> None:
        self._is_ready = True

    def _answer(self, peaks: Peaks) -> None:
        tell = self._on_peaks
        self.cancel()
        if tell is not None:
            tell(peaks)
