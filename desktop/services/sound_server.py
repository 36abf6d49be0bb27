"""SoundServer: whether Qt's line to PulseAudio, by which it plays on Linux, is still there."""

from __future__ import annotations

from pathlib import Path

_QT_THREAD = "QPulseAudioEngi"
"""Qt's own, as long as it has a line to the server. Linux cuts the names of threads to 15 letters."""


class SoundServer:
    """To be asked before anything is played: without that line Qt ends the program where it begins to play.

    Qt 6.11.3 tries three seconds later to get another line, once; without one it goes on to list the
    outputs that there were. Where it plays by other means, nothing is ever lost here. Whoever presses play
    in the very moment in which the server dies is still too early: Qt itself does not know of it by then.
    """

    def __init__(self, threads: Path = Path("/proc/self/task")) -> None:
        """`threads`: where Linux lists those of this process."""
        self._threads = threads
        self._was_there = False
        self._line: Path | None = None
        """Where Linux names the thread of the line that was seen last."""
        self.note()

    def note(self) -> None:
        """Looks for a line, which may come late: takes a millisecond while there is none."""
        if self._line is None or not _is_line(self._line):
            self._line = next(filter(_is_line, self._threads.glob("*/comm")), None)
        self._was_there |= self._line is not None

    def is_lost(self) -> bool:
        """Whether there was a line, and is none now."""
        if self._was_there:
            self.note()
        return self._was_there and self._line is None


def _is_line(path: Path) -> bool:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip() == _QT_THREAD
    except OSError:
        # The thread has ended.
        return False
