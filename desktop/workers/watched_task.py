"""WatchedTask: work of the TaskPool that says how far it is and can be cancelled; lives on the UI thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, Cancelled
from desktop.workers.task_pool import TaskPool

EVERY_SECONDS = 0.1
"""Ten reports a second are enough for the eye, and do not flood the UI thread."""

Work = Callable[[CancelToken, Callable[[Any], None]], object]
"""Is handed what ends it, and what it says how far it is to."""


class WatchedTask(QObject):
    """Exactly one of `done(result)`, `failed(AppError)` and `cancelled`, or none once dropped.

    Lives until its work has ended: the thread that does it reports on this object to the last moment.
    """

    progressed = Signal(object)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _reported = Signal(object)

    def __init__(self, work: Work, tasks: TaskPool) -> None:
        # The pool outlives the window, which another language replaces while the work goes on.
        super().__init__(tasks)
        self._work = work
        self._tasks = tasks
        self._token = CancelToken()
        self._dropped = False
        self._next = 0.0
        self.progress: Any = None
        """What it said last."""
        self._reported.connect(self._on_reported)

    def start(self) -> None:
        self._tasks.run(self._run, self._on_done, self._on_failed)

    @Slot()
    def cancel(self) -> None:
        self._token.cancel()

    def drop(self) -> None:
        """As `cancel`, and nothing more is said."""
        self._dropped = True
        self._token.cancel()

    def _run(self) -> object:
        """On the pool's thread."""
        try:
            return self._work(self._token, self._report)
        except Cancelled:
            # The pool says nothing of that, but here somebody waits.
            return _CANCELLED

    def _report(self, progress: object) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + EVERY_SECONDS
            self._reported.emit(progress)

    @Slot(object)
    def _on_reported(self, progress: object) -> None:
        # How far it is is no news of one that ends.
        if not self._dropped and not self._token.cancelled:
            self.progress = progress
            self.progressed.emit(progress)

    def _on_done(self, result: object) -> None:
        self._end(self.cancelled.emit if result is _CANCELLED else partial(self.done.emit, result))

    def _on_failed(self, error: AppError) -> None:
        self._end(partial(self.failed.emit, error))

    def _end(self, say: Callable[[], None]) -> None:
        self.deleteLater()
        if not self._dropped:
            say()


_CANCELLED = object()
