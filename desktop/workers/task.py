"""Task: one piece of blocking work on a pool's thread, with exactly one ending."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QRunnable

from desktop.core.errors import AppError
from desktop.workers.modest import give_way

log = logging.getLogger("desktop.task")
T = TypeVar("T")

OnEnd = Callable[[object, Exception | None], None]
"""Called on the task's thread with its result or its error, of which one is None."""


class Task(QRunnable):
    """Runs `work` and says how it ended. A bug in it ends the task too, and is logged, not lost."""

    def __init__(self, work: Callable[[], object], on_end: OnEnd) -> None:
        super().__init__()
        self._work = work
        self._on_end = on_end

    def run(self) -> None:
        give_way()
        self._on_end(*outcome(self._work))


def outcome(work: Callable[[], T]) -> tuple[T, None] | tuple[None, Exception]:
    """What came of it: its result or its error."""
    try:
        return work(), None
    except AppError as failure:
        let_go(failure)
        return None, failure
    except Exception as bug:  # the one edge where a worker's bug reaches the UI thread
        log.exception("a task failed")
        return None, bug


def let_go(error: BaseException | None) -> None:
    """Of a failure that is kept for long, as a transfer's is, nothing stays but what it says: its frames hold
    what came last of a file."""
    while error is not None and error.__traceback__ is not None:
        error.__traceback__ = None
        let_go(error.__cause__)
        error = error.__context__
