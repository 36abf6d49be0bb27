"""The queue's threads: nobody hears of an account's attempts once it has gone."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey, KeptFile
from desktop.core.transfer import Answer, Attempt, Way
from desktop.services.transfers import Answered, Arrived, Tell
from desktop.workers.attempt_threads import AttemptThreads

ATTEMPT = Attempt(1, FileKey.source(1), Way.FETCH)
ASK = Attempt(2, FileKey.recording("CA1"), Way.ASK, may_go_on=True)


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
        self.may_tell.wait(10)
        return Arrived(self._keep, ExitStack()) if tell.goes_on() else Answered(Answer.READY)

    def _keep(self) -> KeptFile:
        self.may_keep.wait(10)
        return KeptFile(ASK.key, Path("a"), 1, "", "wav", datetime.now(UTC))


def test_of_what_was_ended_neither_bytes_nor_the_end_are_told(qtbot: QtBot) -> None:
    owner, slow = QObject(), Slow()
    threads = AttemptThreads(1, 1, owner)
    heard = QSignalSpy(threads.bytes_came), QSignalSpy(threads.ended)
    threads.start(ATTEMPT, slow)
    slow.may_come.set()
    # On their way when the account goes.
    assert slow.came.wait(5)
    threads.end_all()
    slow.may_end.set()
    assert threads.wait(5)
    QCoreApplication.processEvents()
    assert [spy.count() for spy in heard] == [0, 0]


class Quick:
    """A small file: all of it is there as soon as its beginning."""

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Answered:
        tell.bytes_came(0, 2)
        tell.bytes_came(2, 2)
        return Answered(Answer.READY)


def test_the_last_of_a_file_is_told_however_soon_it_comes(qtbot: QtBot) -> None:
    """Whoever speaks with the server keeps it to ten times a second: see `Download`."""
    owner = QObject()
    threads = AttemptThreads(1, 1, owner)
    heard = QSignalSpy(threads.bytes_came)
    with qtbot.waitSignal(threads.ended):
        threads.start(ATTEMPT, Quick())
    assert [heard.at(number)[1:] for number in range(heard.count())] == [[0, 2], [2, 2]]


def test_else_both_are_told(qtbot: QtBot) -> None:
    owner, slow = QObject(), Slow()
    threads = AttemptThreads(1, 1, owner)
    heard, moved_on = QSignalSpy(threads.bytes_came), QSignalSpy(threads.moved_on)
    slow.may_come.set()
    threads.start(ATTEMPT, slow)
    qtbot.waitUntil(lambda: heard.count() == 1)
    assert heard.at(0) == [ATTEMPT, 1, 2]
    assert moved_on.count() == 0
    with qtbot.waitSignal(threads.ended):
        slow.may_end.set()
    assert moved_on.count() == 1


def test_what_is_ready_goes_on_and_is_heard_of_until_it_is_kept(qtbot: QtBot) -> None:
    owner, ready = QObject(), Ready()
    threads = AttemptThreads(1, 1, owner)
    went_on, arrived, ended = (QSignalSpy(one) for one in (threads.went_on, threads.arrived, threads.ended))
    ready.may_tell.set()
    threads.start(ASK, ready)
    qtbot.waitUntil(lambda: arrived.count() == 1)
    fetching = replace(ASK, way=Way.FETCH)
    assert [went_on.at(0), arrived.at(0), ended.count()] == [[fetching], [fetching], 0]
    ready.may_keep.set()
    qtbot.waitUntil(lambda: ended.count() == 1)
    assert ended.at(0)[0].attempt == fetching


@pytest.mark.parametrize("held_back", [True, False])
def test_what_only_asks_goes_on_to_nothing(qtbot: QtBot, held_back: bool) -> None:
    owner, ready = QObject(), Ready()
    threads = AttemptThreads(1, 1, owner)
    went_on = QSignalSpy(threads.went_on)
    with qtbot.waitSignal(threads.ended):
        threads.start(replace(ASK, may_go_on=held_back), ready)
        assert ready.asked.wait(10)
        if held_back:
            threads.hold_back()
        ready.may_tell.set()
    assert went_on.count() == 0


def test_the_next_one_comes_while_a_file_is_brought_onto_the_disk(qtbot: QtBot) -> None:
    owner, first, second = QObject(), Ready(), Ready()
    threads = AttemptThreads(1, 1, owner)
    threads.start(ASK, first)
    threads.start(replace(ASK, number=3), second)
    first.may_tell.set()
    assert second.asked.wait(10), "though the first one is still to be kept"
    assert not first.may_keep.is_set()
    # Nobody hears of it any more, and nothing of it is lost.
    threads.end_all()
    assert not threads.wait(0)
    for one in (first, second):
        one.may_tell.set()
        one.may_keep.set()
    assert threads.wait(10)
