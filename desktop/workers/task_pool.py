"""TaskPool: everything that blocks and is not a download."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import Shiboken

from desktop.core.errors import AppError, Cancelled
from desktop.workers.task import Task

T = TypeVar("T")
THREADS = 4


class TaskHandle:
    """What a caller holds of its task: `abandon` drops the answer, whatever it will be."""

    def __init__(self) -> None:
        self.abandoned = False

    def abandon(self) -> None:
        self.abandoned = True


@dataclass(slots=True)
class _Waiting:
    handle: TaskHandle
    on_done: Callable[[Any], None]
    on_error: Callable[[AppError], None]


class TaskPool(QObject):
    """Owned by the UI thread, where every callback runs: exactly one of the two, or none once abandoned."""

    rested = Signal()
    """All that was asked is answered."""
    _task_ended = Signal(object, object, object)
    """The task's number, its result, Exception or None."""

    def __init__(self, parent: QObject | None = None, threads: int = THREADS) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._task_ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._waiting: dict[int, _Waiting] = {}
        self._last_number = 0
        self._closed = False

    def run(
        self, work: Callable[[], T], on_done: Callable[[T], None], on_error: Callable[[AppError], None]
    ) -> TaskHandle:
        """Runs `work` on a thread of the pool; pass bound methods, not lambdas that hold a widget."""
        handle = TaskHandle()
        if self._closed:
            return handle
        self._last_number += 1
        self._waiting[self._last_number] = _Waiting(handle, on_done, on_error)
        self._pool.start(Task(work, partial(self._task_ended.emit, self._last_number)))
        return handle

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def close(self, milliseconds: int) -> bool:
        """`stop`, then waits for the threads; False when some are still at work."""
        self.stop()
        return self.wait(milliseconds / 1000)

    def stop(self) -> None:
        """Drops every answer; what is asked afterwards, by widgets that are going away, is not done."""
        self.stop_after_all()
        self._pool.clear()

    def stop_after_all(self) -> None:
        """As `stop`, but what was asked before is done, also where no thread has begun with it."""
        self._closed = True
        self._waiting.clear()

    def wait(self, seconds: float) -> bool:
        """Whether all threads have ended, at the latest after `seconds`."""
        return self._pool.waitForDone(max(0, round(seconds * 1000)))

    def wait_for_answers(self, seconds: float) -> bool:
        """`wait`, and hands out here and now the answers that are there; the others come as always."""
        ended = self.wait(seconds)
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)
        return ended

    @Slot(object, object, object)
    def _on_ended(self, number: int, result: object, error: Exception | None) -> None:
        waiting = self._waiting.pop(number, None)
        if waiting is None:
            return
        if not waiting.handle.abandoned and not isinstance(error, Cancelled):
            self._answer(waiting, result, error)
        if not self._waiting:
            self.rested.emit()

    def _answer(self, waiting: _Waiting, result: object, error: Exception | None) -> None:
        if error is None:
            _tell(waiting.on_done, result)
        elif isinstance(error, AppError):
            _tell(waiting.on_error, error)
        else:
            # A bug, not a failure of the world: it goes where an exception of the UI thread goes.
            _tell(waiting.on_error, AppError(type(error).__name__))
            sys.excepthook(type(error), error, error.__traceback__)


def _tell(callback: Callable[[Any], None], answer: object) -> None:
    """Unless its object was deleted meanwhile, as a window is when the language changes."""
    method = callback.func if isinstance(callback, partial) else callback
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, QObject) or Shiboken.isValid(owner):
        callback(answer)
