"""SoundServer: whether Qt's line to PulseAudio, by which it plays on Linux, is still there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

_QT_THREAD = "QPulseAudioEngi"
"""Qt's own, as long as it has a line to the server. Linux cuts the names of threads to 15 letters."""


class SoundServer:
    """To be asked before anything is played: without that line Qt ends the program where it begins to play.

    Qt 6.11.3 tries three seconds later to get another line, once; without one it goes on to list the
    outputs that there were. Where it plays by other means, nothing is ever lost here.
    """

    def __init__(self, threads: Path = Path("/proc/self/task")) -> None:
        """`threads`: where Linux lists those of this process."""
        self._threads = threads
        self._was_there = False

    def is_lost(self) -> bool:
        """Whether there was a line, and is none now."""
        there = _QT_THREAD in self._names()
        self._was_there |= there
        return self._was_there and not there

    def _names(self) -> Iterator[str]:
        for path in self._threads.glob("*/comm"):
            try:
                yield path.read_text(encoding="ascii", errors="replace").strip()
            except OSError:
                # A thread that ended meanwhile.
                continue
