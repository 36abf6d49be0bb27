"""AttemptThreads: carries out the queue's attempts, each on one of three threads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from desktop.core.cancel import CancelToken
from desktop.core.transfer import Attempt
from desktop.workers.attempts import Attempts, Throttle
from desktop.workers.task import Task, TaskSignals


@dataclass(frozen=True, slots=True)
class Running:
    """An attempt on a thread, and the session that it uses."""

    attempt: Attempt
    token: CancelToken
    attempts: Attempts


class AttemptThreads(QObject):
    """Lives on the UI thread, where it says what comes and how each attempt ended: once, or never after
    `end_all`."""

    ended = Signal(object, object, object)
    """Running, its result, Exception or None."""
    bytes_came = Signal(object, object, object)
    """Attempt, bytes so far, all of them or None."""

    _came = Signal(object, object, object)
    """The task's number, and as `bytes_came`."""

    def __init__(self, count: int, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(count)
        # By numbers of their own, which go on when another account's plan begins to count anew.
        self._running: dict[int, Running] = {}
        self._last_task = 0
        self._signals = TaskSignals(self)
        self._signals.ended.connect(self._on_ended)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    def start(self, attempt: Attempt, attempts: Attempts) -> None:
        token = CancelToken()
        self._last_task += 1
        self._running[self._last_task] = Running(attempt, token, attempts)
        on_bytes = Throttle(partial(self._came.emit, self._last_task))
        work = partial(attempts.attempt, attempt.key, attempt.way, token, on_bytes)
        self._pool.start(Task(self._last_task, work, self._signals))

    def stop(self, *numbers: int | None, for_now: bool = False) -> None:
        """Ends the attempts of these numbers; each still says how it ended. `for_now`: they go on later."""
        for running in list(self._running.values()):
            if running.attempt.number in numbers:
                running.token.cancel(for_now=for_now)

    def end_all(self) -> None:
        """Nobody hears of them any more."""
        self._pool.clear()
        for running in self._running.values():
            running.token.cancel(for_now=True)
        self._running.clear()

    def wait(self, seconds: float) -> bool:
        """Whether all threads have ended, at the latest after `seconds`."""
        return self._pool.waitForDone(max(0, round(seconds * 1000)))

    @Slot(object, object, object)
    def _on_came(self, number: int, received: int, total: int | None) -> None:
        running = self._running.get(number)
        if running is not None:
            self.bytes_came.emit(running.attempt, received, total)

    @Slot(object, object, object)
    def _on_ended(self, number: int, result: object, error: Exception | None) -> None:
        running = self._running.pop(number, None)
        if running is not None:
            self.ended.emit(running, result, error)
