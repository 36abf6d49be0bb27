"""Console: what a command runs on: an event loop without a screen, a thread for its work, and Ctrl+C."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Any, Self, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.ui.translation import speak
from desktop.workers.task_pool import TaskPool

T = TypeVar("T")

LOOK_EVERY_MS = 100
"""Python hears a signal only when it runs, and Qt's loop runs none of it by itself."""
COLLECT_EVERY_MS = 5_000
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
        self._looking = _every(LOOK_EVERY_MS, self._look)
        # On this thread alone: what is left in cycles may be Qt's own.
        gc.disable()
        self._collecting = _every(COLLECT_EVERY_MS, gc.collect)
        speak(self._app, language)

    def __enter__(self) -> Self:
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                self._before[number] = signal.signal(number, self._on_signal)
        for timer in (self._looking, self._collecting):
            timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        for timer in (self._looking, self._collecting):
            timer.stop()
        self.tasks.stop()
        while not self.tasks.wait(1.0):
            pass
        for number, before in self._before.items():
            signal.signal(number, before)

    def run(self, work: Callable[[], T]) -> T:
        """`work` on a thread of the pool; meanwhile the queue, and Ctrl+C, are heard. Raises AppError."""
        loop = QEventLoop()
        ended: list[tuple[T | None, AppError | None]] = []

        def end(outcome: tuple[T | None, AppError | None]) -> None:
            ended.append(outcome)
            loop.quit()

        self.tasks.run(partial(_outcome, work), end, lambda error: end((None, error)))
        loop.exec()
        [(result, error)] = ended
        if error is not None:
            raise error
        return result  # type: ignore[return-value]  # None is a T where there is no error

    def _on_signal(self, _: int, __: FrameType | None) -> None:
        # No more than that: the main thread may stand anywhere just now, with a lock held.
        self._stop_asked = True

    def _look(self) -> None:
        if self._stop_asked:
            self.token.cancel()


def _every(milliseconds: int, slot: Callable[[], Any]) -> QTimer:
    timer = QTimer(interval=milliseconds)
    timer.timeout.connect(slot)
    return timer


def _outcome(work: Callable[[], T]) -> tuple[T | None, AppError | None]:
    """The pool says nothing of what was cancelled."""
    try:
        return work(), None
    except AppError as error:
        return None, error
