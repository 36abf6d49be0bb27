"""Together: work that costs about as much for several as for one, such as bringing them onto the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

from desktop.core.errors import AppError

T = TypeVar("T")


class _Place(Generic[T]):
    """Where a thread waits with what it wants done."""

    def __init__(self, one: T) -> None:
        self.one = one
        self.done: Future[None] = Future()
        self.called = threading.Event()
        """It is done, or it is this thread's turn to do all that waits."""

    def end(self) -> None:
        # After a bug nobody waits for ever.
        self.done.cancel()
        self.called.set()


class Together(Generic[T]):
    """What comes while others are at work goes with the next lot, done by a thread whose own is among it:
    whose own is done waits for nobody else's."""

    def __init__(self, work: Callable[[Sequence[T]], None]) -> None:
        """`work` does all of a lot or, when it raises an AppError, nothing of it that matters."""
        self._work = work
        self._lock = threading.Lock()
        self._waiting: list[_Place[T]] = []
        self._at_work = False

    def do(self, one: T) -> None:
        """Returns when it is done, by this thread or by another one; raises what came of this one alone."""
        place = _Place(one)
        if not self._is_first(place):
            place.called.wait()
        if not place.done.done():
            self._do_waiting()
        place.done.result()

    def _is_first(self, place: _Place[T]) -> bool:
        """Whether nobody is at work: then it is this one's turn."""
        with self._lock:
            self._waiting.append(place)
            first, self._at_work = not self._at_work, True
        return first

    def _do_waiting(self) -> None:
        with self._lock:
            lot, self._waiting = self._waiting, []
        try:
            self._do_all(lot)
        finally:
            self._call_next()
            for place in lot:
                place.end()

    def _call_next(self) -> None:
        """Before those of this lot, who have no hurry any more."""
        with self._lock:
            self._at_work = bool(self._waiting)
            if self._waiting:
                self._waiting[0].called.set()

    def _do_all(self, lot: list[_Place[T]]) -> None:
        try:
            self._work([place.one for place in lot])
        except AppError as error:
            self._do_each(lot, error)
        else:
            for place in lot:
                place.done.set_result(None)

    def _do_each(self, lot: list[_Place[T]], error: AppError) -> None:
        """What fails for one is no failure of the others."""
        if len(lot) == 1:
            lot[0].done.set_exception(error)
            return
        for single in lot:
            self._do_all([single])
