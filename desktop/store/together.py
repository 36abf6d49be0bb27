"""Together: work that costs about as much for several as for one, such as bringing them onto the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

from desktop.core.errors import AppError

T = TypeVar("T")


class Together(Generic[T]):
    """What comes while others are at work goes with the next lot, by the first thread that is free for it."""

    def __init__(self, work: Callable[[Sequence[T]], None]) -> None:
        """`work` does all of a lot or, when it raises an AppError, nothing of it that matters."""
        self._work = work
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._waiting: list[tuple[T, Future[None]]] = []

    def do(self, one: T) -> None:
        """Returns when it is done, by this thread or by another one; raises what came of this one alone."""
        done: Future[None] = Future()
        with self._lock:
            self._waiting.append((one, done))
        with self._turn:
            with self._lock:
                lot, self._waiting = self._waiting, []
            if lot:
                self._do_all(lot)
        done.result()

    def _do_all(self, lot: list[tuple[T, Future[None]]]) -> None:
        try:
            self._work([one for one, _ in lot])
            for _, done in lot:
                done.set_result(None)
        except AppError as error:
            self._do_each(lot, error)
        finally:
            # After a bug nobody waits for ever.
            for _, done in lot:
                done.cancel()

    def _do_each(self, lot: list[tuple[T, Future[None]]], error: AppError) -> None:
        """What fails for one is no failure of the others."""
        if len(lot) == 1:
            lot[0][1].set_exception(error)
            return
        for single in lot:
            self._do_all([single])
