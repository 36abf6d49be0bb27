"""Collector: Python's cyclic garbage goes on one thread alone."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.workers.render_limits import give_images_back

EVERY_MS = 5_000
ALL_EVERY = 12
"""Of so many times once all that there is is gone through, which a window waits for; else what is new."""
_NEW = 1


class Collector(QObject):
    """Lives on the thread of the window: a collection on another one would destroy widgets there, and crash.

    From its making on Python collects nothing by itself.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._times = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """What there is by now stays: it is never gone through again."""
        gc.collect()
        gc.freeze()
        give_images_back()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def collect(self) -> None:
        """What is new, and now and then all."""
        self._times += 1
        if self._times % ALL_EVERY:
            gc.collect(_NEW)
        else:
            gc.collect()
