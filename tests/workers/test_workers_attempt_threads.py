"""The queue's threads: nobody hears of an account's attempts once it has gone."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey
from desktop.core.transfer import Answer, Attempt, Way
from desktop.services.transfers import Answered, OnBytes
from desktop.workers.attempt_threads import AttemptThreads

ATTEMPT = Attempt(1, FileKey.source(1), Way.FETCH)


class Slow:
    """An attempt that has bytes when it is told to, and goes on to its end."""

    def __init__(self) -> None:
        self.may_come, self.came, self.may_end = Event(), Event(), Event()

    def attempt(self, key: FileKey, way: Way, token: CancelToken, on_bytes: OnBytes) -> Answered:
        self.may_come.wait()
        on_bytes(1, 2)
        self.came.set()
        self.may_end.wait()
        return Answered(Answer.READY)


def test_of_what_was_ended_neither_bytes_nor_the_end_are_told(qtbot: QtBot) -> None:
    owner, slow = QObject(), Slow()
    threads = AttemptThreads(1, owner)
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


def test_else_both_are_told(qtbot: QtBot) -> None:
    owner, slow = QObject(), Slow()
    threads = AttemptThreads(1, owner)
    heard = QSignalSpy(threads.bytes_came)
    slow.may_come.set()
    slow.may_end.set()
    with qtbot.waitSignal(threads.ended):
        threads.start(ATTEMPT, slow)
    assert [heard.at(number) for number in range(heard.count())] == [[ATTEMPT, 1, 2]]
