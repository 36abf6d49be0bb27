"""The queue's threads: nobody hears of an account's attempts once it has gone."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey, KeptFile
from desktop.core.transfer import Answer, Attempt, Way
from desktop.services.transfers import Answered, Arrived, Tell
from desktop.workers.attempt_threads import AttemptThreads, Running
from tests.workers.arrived_kit import arrived, kept_file

ATTEMPT = Attempt(1, FileKey.source(1), Way.FETCH)
ASK = Attempt(2, FileKey.recording("CA1"), Way.ASK, may_go_on=True)
ASK_NEXT = replace(ASK, number=3)


class Heard:
    """An AttemptListener that remembers what it is told."""

    def __init__(self) -> None:
        self.bytes: list[tuple[Attempt, int, int | None]] = []
        self.went_on: list[Attempt] = []
        self.arrived: list[Attempt] = []
        self.ended: list[Running] = []
        self.moved_on = 0

    def on_bytes(self, attempt: Attempt, received: int, total: int | None) -> None:
        self.bytes.append((attempt, received, total))

    def on_went_on(self, attempt: Attempt) -> None:
        self.went_on.append(attempt)

    def on_arrived(self, attempt: Attempt) -> None:
        self.arrived.append(attempt)

    def on_ended(self, running: Running, result: object, error: Exception | None) -> None:
        self.ended.append(running)

    def on_all_told(self, moved_on: bool) -> None:
        self.moved_on += moved_on


class Slow:
    """An attempt that has bytes when it is told to, and goes on to its end."""

    def __init__(self) -> None:
        self.may_come, self.came, self.may_end = Event(), Event(), Event()

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Answered:
        self.may_come.wait()
        tell.bytes_came(1, 2)
        self.came.set()
        self.may_end.wait()
        return Answered(Answer.READY)


class Ready:
    """What was asked about is ready when it may be told so; then it is here, and kept when it may be."""

    def __init__(self) -> None:
        self.asked, self.may_tell, self.may_keep = Event(), Event(), Event()

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered:
        self.asked.set()
        self.may_tell.wait(60)
        if not tell.goes_on():
            return Answered(Answer.READY)
        return arrived(self._keep)

    def _keep(self) -> KeptFile:
        self.may_keep.wait(120)
        return kept_file(ASK.key, "wav")


def test_of_what_was_ended_neither_bytes_nor_the_end_are_told(qtbot: QtBot) -> None:
    owner, slow, heard = QObject(), Slow(), Heard()
    threads = AttemptThreads(1, heard, owner)
    threads.start(ATTEMPT, slow)
    slow.may_come.set()
    # On their way when the account goes.
    assert slow.came.wait(60)
    threads.end_all()
    slow.may_end.set()
    assert threads.wait(20)
    QCoreApplication.processEvents()
    assert [heard.bytes, heard.ended] == [[], []]


class Quick:
    """A small file: all of it is there as soon as its beginning."""

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Answered:
        tell.bytes_came(0, 2)
        tell.bytes_came(2, 2)
        return Answered(Answer.READY)


def test_the_last_of_a_file_is_told_however_soon_it_comes(qtbot: QtBot) -> None:
    """Whoever speaks with the server keeps it to ten times a second: see `Download`."""
    owner, heard = QObject(), Heard()
    threads = AttemptThreads(1, heard, owner)
    threads.start(ATTEMPT, Quick())
    qtbot.waitUntil(lambda: len(heard.ended) == 1)
    assert heard.bytes == [(ATTEMPT, 0, 2), (ATTEMPT, 2, 2)]


def test_else_both_are_told(qtbot: QtBot) -> None:
    owner, slow, heard = QObject(), Slow(), Heard()
    threads = AttemptThreads(1, heard, owner)
    slow.may_come.set()
    threads.start(ATTEMPT, slow)
    qtbot.waitUntil(lambda: heard.bytes == [(ATTEMPT, 1, 2)])
    assert heard.moved_on == 0
    slow.may_end.set()
    qtbot.waitUntil(lambda: len(heard.ended) == 1)
    qtbot.waitUntil(lambda: heard.moved_on == 1)


def test_what_is_ready_goes_on_and_is_heard_of_until_it_is_kept(qtbot: QtBot) -> None:
    owner, ready, heard = QObject(), Ready(), Heard()
    threads = AttemptThreads(1, heard, owner)
    ready.may_tell.set()
    threads.start(ASK, ready)
    qtbot.waitUntil(lambda: len(heard.arrived) == 1)
    fetching = replace(ASK, way=Way.FETCH)
    assert [heard.went_on, heard.arrived, heard.ended] == [[fetching], [fetching], []]
    ready.may_keep.set()
    qtbot.waitUntil(lambda: len(heard.ended) == 1)
    assert heard.ended[0].attempt == fetching


@pytest.mark.parametrize("held_back", [True, False])
def test_what_only_asks_goes_on_to_nothing(qtbot: QtBot, held_back: bool) -> None:
    owner, ready, heard = QObject(), Ready(), Heard()
    threads = AttemptThreads(1, heard, owner)
    threads.start(replace(ASK, may_go_on=held_back), ready)
    assert ready.asked.wait(60)
    if held_back:
        threads.hold_back()
    ready.may_tell.set()
    qtbot.waitUntil(lambda: len(heard.ended) == 1)
    assert heard.went_on == []


def test_the_next_one_comes_while_a_file_is_brought_onto_the_disk(qtbot: QtBot) -> None:
    owner, first, second = QObject(), Ready(), Ready()
    threads = AttemptThreads(1, Heard(), owner)
    threads.start(ASK, first)
    threads.start(ASK_NEXT, second)
    first.may_tell.set()
    assert second.asked.wait(60), "though the first one is still to be kept"
    assert not first.may_keep.is_set()
    # Nobody hears of it any more, and nothing of it is lost.
    threads.end_all()
    assert not threads.wait(0)
    for one in (first, second):
        one.may_tell.set()
        one.may_keep.set()
    assert threads.wait(60)


def test_what_came_behind_a_file_that_is_held_is_kept_before_it(qtbot: QtBot) -> None:
    """By another program, which on Windows may take ten seconds; and nothing more comes."""
    owner, held, second, heard = QObject(), Ready(), Ready(), Heard()
    threads = AttemptThreads(1, heard, owner)
    threads.start(ASK, held)
    held.may_tell.set()
    qtbot.waitUntil(lambda: len(heard.arrived) == 1)
    second.may_tell.set()
    second.may_keep.set()
    threads.start(ASK_NEXT, second)
    qtbot.waitUntil(lambda: [running.attempt.number for running in heard.ended] == [ASK_NEXT.number])
    held.may_keep.set()
    qtbot.waitUntil(lambda: len(heard.ended) == 2)
    assert threads.wait(20)
