"""Exactly one ending, on the UI thread, and none for those who are gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from desktop.core.errors import AppError, Cancelled, Offline
from desktop.workers.task_pool import TaskPool


class Asker(QObject):
    """Asks, and notes what it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.threads: list[threading.Thread] = []

    def on_done(self, answer: object) -> None:
        self.objectName()
        self.heard.append(answer)
        self.threads.append(threading.current_thread())

    def on_done_for(self, what: str, answer: object) -> None:
        self.on_done((what, answer))

    def on_error(self, error: AppError) -> None:
        self.objectName()
        self.heard.append(type(error))


@pytest.fixture
def pool(qtbot: QtBot) -> Iterator[TaskPool]:
    made = TaskPool()
    yield made
    assert made.close(20_000)


def raise_(error: Exception) -> None:
    raise error


def test_the_answer_comes_once_on_the_ui_thread(pool: TaskPool, qtbot: QtBot) -> None:
    asker = Asker()
    pool.run(lambda: 7, asker.on_done, asker.on_error)
    qtbot.waitUntil(lambda: not pool.busy)
    assert asker.heard == [7]
    assert asker.threads == [threading.main_thread()]


def test_a_failure_comes_once(pool: TaskPool, qtbot: QtBot) -> None:
    asker = Asker()
    pool.run(partial(raise_, Offline()), asker.on_done, asker.on_error)
    qtbot.waitUntil(lambda: not pool.busy)
    assert asker.heard == [Offline]


def test_nothing_is_said_of_what_was_cancelled_or_abandoned(pool: TaskPool, qtbot: QtBot) -> None:
    asker = Asker()
    pool.run(partial(raise_, Cancelled()), asker.on_done, asker.on_error)
    pool.run(lambda: 1, asker.on_done, asker.on_error).abandon()
    qtbot.waitUntil(lambda: not pool.busy)
    assert asker.heard == []


def test_a_bug_reaches_the_last_resort_and_the_one_who_waits(
    pool: TaskPool, qtbot: QtBot, uncaught: list[BaseException]
) -> None:
    asker = Asker()
    pool.run(partial(raise_, KeyError("x")), asker.on_done, asker.on_error)
    qtbot.waitUntil(lambda: not pool.busy)
    assert asker.heard == [AppError]
    assert [type(error) for error in uncaught] == [KeyError]


@pytest.mark.parametrize("error", [None, Offline(), KeyError("x")])
def test_who_was_deleted_meanwhile_hears_nothing(
    pool: TaskPool, qtbot: QtBot, uncaught: list[BaseException], error: Exception | None
) -> None:
    """A change of language makes a new window while the old one's questions are under way."""
    asker, go = Asker(), threading.Event()

    def work() -> None:
        go.wait(10)
        if error is not None:
            raise error

    pool.run(work, asker.on_done, asker.on_error)
    pool.run(work, partial(asker.on_done_for, "bound"), asker.on_error)
    Shiboken.delete(asker)
    go.set()
    qtbot.waitUntil(lambda: not pool.busy)
    assert asker.heard == []
    # A bug is a bug, whoever asked.
    assert [type(one) for one in uncaught] == [type(error)] * 2 * isinstance(error, KeyError)


def test_closed_it_drops_answers_and_takes_nothing_on(pool: TaskPool) -> None:
    asker, go = Asker(), threading.Event()
    pool.run(partial(go.wait, 10), asker.on_done, asker.on_error)
    go.set()
    assert pool.close(20_000)
    pool.run(lambda: 1, asker.on_done, asker.on_error)
    assert not pool.busy
    assert asker.heard == []


@pytest.mark.parametrize("after_all", [True, False])
def test_stopped_it_does_what_was_asked_before_only_where_that_is_to_be(
    qtbot: QtBot, after_all: bool
) -> None:
    pool, asker = TaskPool(threads=1), Asker()
    may, done = threading.Event(), list[str]()

    def work(name: str) -> None:
        assert may.wait(60)
        done.append(name)

    for name in ("first", "second"):
        pool.run(partial(work, name), asker.on_done, asker.on_error)
    if after_all:
        pool.stop_after_all()
    else:
        pool.stop()
    pool.run(partial(work, "third"), asker.on_done, asker.on_error)
    may.set()
    assert pool.wait(60)
    QCoreApplication.processEvents()
    # The first one had a thread already, or was about to have one.
    assert done in ([["first", "second"]] if after_all else [["first"], []])
    assert asker.heard == []
