"""RunningWork: what goes on for the user and would end with the window, as `UnsavedNote` asks about it."""

from __future__ import annotations

from collections.abc import Callable

from desktop.workers.task_pool import TaskPool


class RunningWork:
    """`is_running`: whether it is under way now."""

    def __init__(self, is_running: Callable[[], bool]) -> None:
        self._is_running = is_running

    def finish(self, last: TaskPool) -> None:
        """It is not waited for: it may take minutes."""

    def is_saved(self) -> bool:
        """Whether leaving would stop nothing."""
        return not self._is_running()
