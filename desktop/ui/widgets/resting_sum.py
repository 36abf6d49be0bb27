"""RestingSum: adds something up beside the UI thread, once nobody asks for something else any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.core.errors import AppError
from desktop.workers.task_pool import TaskHandle, TaskPool

REST_MS = 120
"""While somebody types or arrow keys repeat, nothing is added up: the lists go first."""


class RestingSum(QObject):
    """One sum at a time; an answer to an older question is dropped."""

    def __init__(
        self,
        tasks: TaskPool,
        then: Callable[[Any], None],
        on_error: Callable[[AppError], None],
        parent: QObject,
        rest_ms: int = REST_MS,
    ) -> None:
        """`rest_ms`: how long a question rests before it is worked on; 0: it is at once."""
        super().__init__(parent)
        self._tasks = tasks
        self._then = then
        self._on_error = on_error
        self._work: Callable[[], Any] | None = None
        self._handle: TaskHandle | None = None
        self._rest = QTimer(self, singleShot=True, interval=rest_ms)
        self._rest.timeout.connect(self._begin)

    def ask(self, work: Callable[[], Any] | None) -> None:
        """Drops the question before; None asks nothing."""
        if self._handle is not None:
            self._handle.abandon()
            self._handle = None
        self._work = work
        if work is None:
            self._rest.stop()
        elif self._rest.interval():
            self._rest.start()
        else:
            self._begin()

    @Slot()
    def _begin(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            self._handle = self._tasks.run(work, self._then, self._on_error)
