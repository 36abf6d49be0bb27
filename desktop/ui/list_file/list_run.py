"""ListRun: one list on its way into a file."""

from __future__ import annotations

from collections.abc import Callable

from desktop.core.cancel import CancelToken
from desktop.core.list_file import ListFile, OnRows
from desktop.workers.task_pool import TaskPool
from desktop.workers.watched_task import WatchedTask

WriteList = Callable[[CancelToken, OnRows], ListFile]


class ListRun(WatchedTask):
    """Says how many rows are written, and ends in a ListFile."""

    def __init__(self, write: WriteList, asked: int, tasks: TaskPool) -> None:
        """`asked`: so many rows are to be written."""
        super().__init__(write, tasks)
        self.asked = asked
