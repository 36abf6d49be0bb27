"""Task: one piece of blocking work on a pool's thread, with exactly one ending."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QRunnable, Signal

from desktop.core.errors import AppError

log = logging.getLogger("desktop.task")


class TaskSignals(QObject):
    """Made on the UI thread, outlives its tasks: `ended(number, result, error)`, one of the two is None."""

    ended = Signal(object, object, object)


class Task(QRunnable):
    """Runs `work` and says how it ended. A bug in it ends the task too, and is logged, not lost."""

    def __init__(self, number: int, work: Callable[[], object], signals: TaskSignals) -> None:
        super().__init__()
        self.number = number
        self._work = work
        self._signals = signals

    def run(self) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = self._work()
        except AppError as failure:
            error = failure
        except Exception as bug:  # the one edge where a worker's bug reaches the UI thread
            log.exception("a task failed")
            error = bug
        self._signals.ended.emit(self.number, result, error)
