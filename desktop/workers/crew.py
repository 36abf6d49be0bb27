"""Crew: a few threads of a QThreadPool that stay a moment for what comes next."""

from __future__ import annotations

import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QDeadlineTimer, QObject, QThreadPool

from desktop.workers.task import Task, outcome

T = TypeVar("T")
STAY_SECONDS = 0.025
"""Longer than the UI thread takes to say what comes next. A task for each piece would cost a tenth of the
time that a small recording takes: from one to the next Qt's threads forget all that they knew of Python."""


class Crew(ABC, Generic[T]):
    """`put` from any thread. What a piece is, and when another thread is to begin, a subclass says."""

    def __init__(self, most: int, parent: QObject, clock: Callable[[], float] = time.monotonic) -> None:
        """At most so many threads."""
        self._most = most
        self._clock = clock
        self._pool = QThreadPool(parent)
        self._pool.setMaxThreadCount(most)
        self._changed = threading.Condition(threading.Lock())
        self._waiting: deque[T] = deque()
        self._at_work = self._idle = 0

    def put(self, piece: T) -> None:
        """It is done after those that were put before, unless `clear` comes first."""
        with self._changed:
            self._waiting.append(piece)
            self._changed.notify()
            begins = self._count_another()
        if begins:
            self._begin()

    def clear(self) -> None:
        """Nothing comes of what nobody has begun with."""
        with self._changed:
            self._waiting.clear()

    def wait(self, deadline: QDeadlineTimer) -> bool:
        """Whether all threads have ended by then."""
        return self._pool.waitForDone(deadline)

    def look(self) -> None:
        """Begins another thread where what waits needs one by now. From any thread."""
        with self._changed:
            begins = self._count_another()
        if begins:
            self._begin()

    def _count_another(self) -> bool:
        """Whether another thread is to begin: it counts from now on. Nobody changes anything meanwhile."""
        begins = bool(self._waiting) and self._at_work < self._most and self._needs_another()
        self._at_work += begins
        return begins

    def _begin(self) -> None:
        self._pool.start(Task(self._work, _say_nothing))

    def _needs_another(self) -> bool:
        """Whether another thread is of use; nobody changes anything meanwhile."""
        return self._idle < len(self._waiting)

    # -- on the threads --------------------------------------------------------------------------

    @abstractmethod
    def _do(self, piece: T) -> None:
        """All of it, its end being said; may take more with `_next`."""

    def _stays_until(self) -> float:
        """How long a thread that has nothing to do waits for something."""
        return self._clock() + STAY_SECONDS

    def _next(self, until: float) -> T | None:
        """What comes by then; None: nothing."""
        with self._changed:
            return self._take(until)

    def _work(self) -> None:
        while (piece := self._first()) is not None:
            # A bug ends one piece, not the thread.
            outcome(partial(self._do, piece))

    def _first(self) -> T | None:
        """None: there is none, and this thread is not counted any more."""
        until = self._stays_until()
        with self._changed:
            piece = self._take(until)
            self._at_work -= piece is None
            return piece

    def _take(self, until: float) -> T | None:
        if not self._waiting and (left := until - self._clock()) > 0:
            self._idle += 1
            self._changed.wait(left)
            self._idle -= 1
        return self._waiting.popleft() if self._waiting else None


def _say_nothing(*_: object) -> None:
    """Each piece says itself how it ended."""
