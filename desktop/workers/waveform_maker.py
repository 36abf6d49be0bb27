"""WaveformMaker: peaks of a recording, made in another process, which may hang or crash."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from desktop.core.errors import AppError
from desktop.core.own_command import own_command
from desktop.core.peaks_bytes import peaks_from_bytes
from desktop.core.waveform import Peaks
from desktop.workers.child_process import ChildProcess, said_error
from desktop.workers.render_limits import MEMORY_BYTES

log = logging.getLogger("desktop.waveform")

PEAKS_FLAG = "--peaks-child"
BEHIND_FLAG = "--behind"
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

    @property
    def busy(self) -> bool:
        return self._child.running

    @property
    def child_pid(self) -> int:
        """Of the process at work; else 0."""
        return self._child.pid

    def make(self, path: Path, on_peaks: OnPeaks, on_error: OnError) -> None:
        """Makes the peaks of the recording at `path`, in place of what is being made."""
        self.cancel()
        self._on_peaks, self._on_error = on_peaks, on_error
        self._child.expect(self._work_seconds, self._memory_bytes)
        manner = (BEHIND_FLAG,) if self._is_behind else ()
        self._child.start(self._read, self._on_lost, str(path), *manner)

    def cancel(self) -> None:
        """Ends the process within a moment and lets go of the file; nothing is answered any more."""
        self._on_peaks = self._on_error = None
        self._child.end()

    def _on_lost(self, error: AppError, _: bool) -> None:
        self._fail(error)

    def _fail(self, error: AppError) -> None:
        tell = self._on_error
        self.cancel()
        log.warning("WAVEFORM failed reason=%s", type(error).__name__)
        if tell is not None:
            tell(error)

    def _read(self, head: dict[str, Any], payload: bytes) -> Callable[[], None]:
        if "ready" in head:
            return _nothing
        error = said_error(head)
        if error is not None:
            return partial(self._fail, error)
        return partial(self._answer, peaks_from_bytes(payload))

    def _answer(self, peaks: Peaks) -> None:
        tell = self._on_peaks
        self.cancel()
        if tell is not None:
            tell(peaks)


def _nothing() -> None:
    """It is well, and at work."""
