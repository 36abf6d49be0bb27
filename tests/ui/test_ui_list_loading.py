"""How a list is read: the first rows at once, a long one to its end, an older answer never."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import AppError, DiskFailed
from desktop.ui.widgets.list_loading import ListLoading, ListWork
from desktop.workers.task_pool import TaskPool

FIRST = array("q", [1, 2])


class Reader:
    """A list whose reading is held as long as a test likes; each reading gives its own number."""

    def __init__(self, bot: QtBot, tasks: TaskPool) -> None:
        self.bot = bot
        self.gate = threading.Event()
        self.first: array[int] | None = None
        self.error: AppError | None = None
        self.begun = 0
        self.told: list[object] = []
        self.owner = QObject()
        self.loading = ListLoading(tasks, self.work, self.owner)
        self.loading.first_found.connect(self.told.append)
        self.loading.found.connect(lambda answer, anew: self.told.append((answer, anew)))
        self.loading.failed.connect(self.told.append)

    def work(self) -> ListWork:
        first = None if self.first is None else self._first
        return ListWork(self._whole, first, 0)

    def _first(self) -> array[int]:
        assert self.first is not None
        return self.first

    def _whole(self) -> int:
        self.begun += 1
        number = self.begun
        assert self.gate.wait(20)
        if self.error is not None:
            raise self.error
        return number

    def wait(self, condition: Callable[[], bool]) -> None:
        self.bot.waitUntil(condition, timeout=20_000)

    def let_go(self) -> None:
        self.gate.set()
        self.wait(lambda: not self.loading.busy)


@pytest.fixture
def reader(qapp: QApplication, qtbot: QtBot) -> Iterator[Reader]:
    owner = QObject()
    tasks = TaskPool(owner)
    made = Reader(qtbot, tasks)
    yield made
    made.gate.set()
    assert tasks.close(20_000)


def test_what_is_under_way_is_never_dropped_by_reading_again(reader: Reader) -> None:
    """However often it is asked for: once more after it."""
    reader.loading.ask()
    reader.wait(lambda: reader.begun == 1)
    for _ in range(20):
        reader.loading.refresh()
    reader.let_go()
    assert reader.told == [(1, True), (2, False)]


def test_an_older_question_is_dropped(reader: Reader) -> None:
    reader.loading.ask()
    reader.wait(lambda: reader.begun == 1)
    reader.loading.refresh()
    reader.loading.ask()
    reader.let_go()
    assert reader.told == [(2, True)]


def test_the_first_rows_come_at_once_and_the_rest_when_they_were_painted(reader: Reader) -> None:
    reader.first = FIRST
    reader.loading.ask()
    unanswered = [reader.loading.unanswered]
    reader.wait(lambda: reader.told == [FIRST])
    unanswered.append(reader.loading.unanswered)
    assert unanswered == [True, False]
    reader.loading.go_on()
    reader.loading.refresh()
    reader.let_go()
    assert reader.told == [FIRST, (1, False), (2, False)]


def test_rows_that_nobody_paints_do_not_hold_the_rest(reader: Reader) -> None:
    reader.first = FIRST
    reader.gate.set()
    reader.loading.ask()
    reader.wait(lambda: len(reader.told) == 2)
    assert reader.told == [FIRST, (1, False)]


def test_without_first_rows_the_whole_is_another_list(reader: Reader) -> None:
    reader.first = array("q")
    reader.loading.ask()
    reader.let_go()
    assert reader.told == [(1, True)]


def test_after_a_failure_the_list_is_still_another_one(reader: Reader) -> None:
    reader.error = DiskFailed("the disk is away")
    reader.loading.ask()
    reader.loading.refresh()
    reader.let_go()
    assert reader.told == [reader.error]
    reader.error = None
    reader.loading.refresh()
    reader.let_go()
    assert reader.told[1:] == [(2, True)]


def test_what_was_dropped_is_not_read_again(reader: Reader) -> None:
    reader.loading.ask()
    reader.loading.refresh()
    reader.loading.drop()
    assert not reader.loading.busy
    reader.let_go()
    reader.loading.refresh()
    reader.let_go()
    assert [answer for answer in reader.told if isinstance(answer, tuple)][-1][1] is False
    assert len(reader.told) == 1
