"""ListRun: one list on its way into a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.core.cancel import CancelToken
from desktop.workers.task_pool import TaskPool
from desktop.workers.watched_task import WatchedTask

WriteList = Callable[[CancelToken, Callable[[Any], None]], Any]
"""Is handed what ends it, and what it says how far it is to; returns what was written."""


class ListRun(WatchedTask):
    """Says how far it is, and ends in what was written."""

    def __init__(self, write: WriteList, asked: int, tasks: TaskPool) -> None:
        """`asked`: so many rows are to be written."""
        super().__init__(write, tasks)
        self.asked = asked
