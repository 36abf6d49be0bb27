"""The real program with three transfers at full speed, while one recording after the other is played.

`python -m tests.benchmarks.busy_program IDLE_MS PLAYED FETCHED --data-dir DIR`; the last two are sids with
commas between them. Says "took SECONDS", the longest gap of the UI thread until all are fetched and the
waveforms of all that are played are there; and "idle SECONDS", the same with nothing under way for IDLE_MS.
Then it ends.
"""

from __future__ import annotations

import sys
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Slot

from desktop.core.errors import AppError
from desktop.core.models import FileKey
from tests.benchmarks.gap_program import GapProgram, run_as


class BusyProgram(GapProgram):
    """Fetches all and plays what is kept, each for as long as its waveform takes."""

    played: ClassVar[list[str]] = []
    fetched: ClassVar[list[str]] = []

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._left = list(self.played)
        self._coming = set(self.fetched)
        self._looks = QTimer(self, interval=50)
        self._looks.timeout.connect(self._on_look)

    def prepare(self) -> None:
        self.queue.ready.connect(self._on_ready)
        self.queue.failed.connect(self._on_failed)
        self.window.waveform.changed.connect(self._on_waveform)

    def on_synced(self) -> None:
        self.window.player.warm_up()

    def begin(self) -> None:
        self.watch()
        for sid in self.fetched:
            self.queue.request(FileKey.recording(sid))
        # To ask for many and to press play are two turns, as with anybody's hands.
        QTimer.singleShot(0, self._play_next)
        self._looks.start()

    @Slot()
    def _play_next(self) -> None:
        self.window.calls_page.flow.play(self._left[0])

    @Slot()
    def _on_waveform(self) -> None:
        if self._left and self.window.waveform.waveform is not None:
            self._left.pop(0)
            if self._left:
                self._play_next()

    @Slot(object, object)
    def _on_ready(self, key: FileKey, _: object) -> None:
        self._coming.discard(key.id)

    @Slot(object, object)
    def _on_failed(self, key: FileKey, error: AppError) -> None:
        raise RuntimeError(f"{key}: {error!r}")

    @Slot()
    def _on_look(self) -> None:
        if not self._coming and not self._left:
            self._looks.stop()
            self.end()
            self.window.player.close()
            self.window.waveform.ahead.hold()


def main(arguments: list[str]) -> int:
    idle_ms, played, fetched, *rest = arguments
    BusyProgram.played, BusyProgram.fetched = played.split(","), fetched.split(",")
    return run_as(BusyProgram, idle_ms, rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
