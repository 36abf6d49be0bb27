"""Console: what a command runs on: an event loop without a screen, a thread for its work, and Ctrl+C."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from types import FrameType
from typing import Any, Self, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from desktop.core.cancel import CancelToken
from desktop.ui.translation import speak
from desktop.workers.collector import Collector
from desktop.workers.task_pool import TaskPool

T = TypeVar("T")

LOOK_EVERY_MS = 100
"""Python hears a signal only when it runs, and Qt's loop runs none of it by itself."""
_SIGNALS = ("SIGINT", "SIGTERM", "SIGBREAK")
"""The last one is Windows' Ctrl+Break."""


class Console:
    """Lives on the main thread. `token`: set by Ctrl+C; whoever works is given it."""

    def __init__(self, language: str = "") -> None:
        # No screen is asked for: it runs where there is none, as from a scheduler.
        self._app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
        self.token = CancelToken()
        self.tasks = TaskPool()
        self._stop_asked = False
        self._before: dict[int, Any] = {}
        self._looking = QTimer(interval=LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)
        self._collector = Collector()
        speak(self._app, language)

    def __enter__(self) -> Self:
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._on_signal)
        self._looking.start()
        self._collector.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._looking.stop()
        self._collector.stop()
        self.tasks.stop()
        while not self.tasks.wait(1.0):
            pass
        for number, before in self._before.items():
            signal.signal(number, before)

    def run(self, work: Callable[[], T]) -> T:
        """Does `work` on a thread of the pool, raising what it raises; meanwhile the queue, and Ctrl+C, are
        heard."""
        loop, came = QEventLoop(), Future[T]()

        def end(_: object) -> None:
            loop.quit()

        self.tasks.run(partial(_settle, came, work), end, end)
        loop.exec()
        return came.result()

    def _on_signal(self, _: int, __: FrameType | None) -> None:
        # No more than that: the main thread may stand anywhere just now, with a lock held.
        self._stop_asked = True

    def _look(self) -> None:
        if self._stop_asked:
            self.token.cancel()


def _settle(came: Future[T], work: Callable[[], T]) -> None:
    """The pool says nothing of what was cancelled, and who waits is to hear of our own bugs, too."""
    try:
        came.set_result(work())
    except Exception as error:
        came.set_exception(error)
