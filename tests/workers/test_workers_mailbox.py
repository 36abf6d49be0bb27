"""What threads say to the UI thread: in order, several at once, and nothing is left lying."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop.workers.mailbox import Mailbox


def _nothing() -> None:
    """Follows from what was heard."""


def test_all_that_came_is_heard_at_once_and_in_order(qtbot: QtBot) -> None:
    owner, heard, emptied = QObject(), list[int](), list[int]()
    mailbox = Mailbox(lambda: emptied.append(len(heard)), owner)
    with ThreadPoolExecutor(1) as pool:
        list(pool.map(mailbox.put, (partial(heard.append, number) for number in range(100))))
    assert heard == []
    QCoreApplication.processEvents()
    assert heard == list(range(100))
    assert emptied == [100]


def test_what_comes_while_others_are_heard_is_heard_too(qtbot: QtBot) -> None:
    owner, heard = QObject(), list[str]()
    mailbox = Mailbox(_nothing, owner)
    mailbox.put(lambda: mailbox.put(partial(heard.append, "later")))
    mailbox.put(partial(heard.append, "sooner"))
    qtbot.waitUntil(lambda: heard == ["sooner", "later"])


def test_what_is_put_by_is_heard_with_the_next_and_before_it(qtbot: QtBot) -> None:
    owner, heard = QObject(), list[str]()
    mailbox = Mailbox(_nothing, owner)
    mailbox.put_by(partial(heard.append, "by and by"))
    QCoreApplication.processEvents()
    assert heard == []
    mailbox.put(partial(heard.append, "now"))
    QCoreApplication.processEvents()
    assert heard == ["by and by", "now"]


def test_what_is_put_by_is_heard_by_a_look(qtbot: QtBot) -> None:
    owner, heard, emptied = QObject(), list[str](), list[int]()
    mailbox = Mailbox(lambda: emptied.append(len(heard)), owner)
    mailbox.look()
    assert emptied == []
    mailbox.put_by(partial(heard.append, "by and by"))
    mailbox.look()
    assert (heard, emptied) == (["by and by"], [1])


@pytest.mark.qt_no_exception_capture
def test_a_bug_in_one_letter_leaves_the_others_to_be_heard(qtbot: QtBot) -> None:
    owner, heard = QObject(), list[str]()
    mailbox = Mailbox(_nothing, owner)
    mailbox.put(lambda: [][1])
    mailbox.put(partial(heard.append, "after it"))
    with capture_exceptions() as bugs:
        qtbot.waitUntil(lambda: heard == ["after it"])
    assert [kind for kind, *_ in bugs] == [IndexError]


def test_many_threads_lose_nothing(qtbot: QtBot) -> None:
    owner, heard = QObject(), list[int]()
    mailbox = Mailbox(_nothing, owner)
    with ThreadPoolExecutor(4) as pool:
        for number in range(1000):
            pool.submit(mailbox.put, partial(heard.append, number))
        qtbot.waitUntil(lambda: len(heard) == 1000)
    assert sorted(heard) == list(range(1000))
