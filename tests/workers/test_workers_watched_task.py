"""Work that says how far it is: one ending, cancelled or not, and none once dropped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.errors import DiskFailed
from desktop.workers.task_pool import TaskPool
from desktop.workers.watched_task import WatchedTask


@pytest.fixture
def tasks() -> Iterator[TaskPool]:
    owner = QObject()
    pool = TaskPool(owner)
    yield pool
    assert pool.close(20_000)


def until_cancelled(token: CancelToken, on_progress: Callable[[int], None]) -> None:
    on_progress(1)
    assert token.wait(30)
    token.raise_if_cancelled()


def endings(task: WatchedTask) -> list[object]:
    said: list[object] = []
    task.done.connect(said.append)
    task.failed.connect(said.append)
    task.cancelled.connect(lambda: said.append("cancelled"))
    return said


def test_it_says_how_far_it_is_and_what_came_of_it(qtbot: QtBot, tasks: TaskPool) -> None:
    def work(token: CancelToken, on_progress: Callable[[int], None]) -> str:
        on_progress(5)
        return "done"

    task = WatchedTask(work, tasks)
    said = endings(task)
    with qtbot.waitSignal(task.progressed) as progressed:
        task.start()
    qtbot.waitUntil(lambda: bool(said))
    assert progressed.args == [5] and said == ["done"]


def test_it_is_cancelled(qtbot: QtBot, tasks: TaskPool) -> None:
    task = WatchedTask(until_cancelled, tasks)
    said = endings(task)
    with qtbot.waitSignal(task.progressed):
        task.start()
    task.cancel()
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["cancelled"]


def test_a_failure_is_said(qtbot: QtBot, tasks: TaskPool) -> None:
    def work(token: CancelToken, on_progress: Callable[[int], None]) -> None:
        raise DiskFailed("full")

    task = WatchedTask(work, tasks)
    said = endings(task)
    task.start()
    qtbot.waitUntil(lambda: bool(said))
    assert [type(one) for one in said] == [DiskFailed]


def test_once_dropped_it_says_nothing_and_lives_to_its_end(qtbot: QtBot, tasks: TaskPool) -> None:
    begun, gone = Event(), Event()

    def work(token: CancelToken, on_progress: Callable[[int], None]) -> None:
        begun.set()
        until_cancelled(token, on_progress)

    task = WatchedTask(work, tasks)
    said = endings(task)
    task.destroyed.connect(gone.set)
    task.start()
    assert begun.wait(10)
    task.drop()
    qtbot.waitUntil(gone.is_set)
    assert said == []
