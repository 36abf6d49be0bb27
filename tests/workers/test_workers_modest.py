"""Who gives way to whom, as each system tells it; elsewhere that nothing goes wrong."""

from __future__ import annotations

import ctypes
import os
import sys
import threading

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.workers import modest
from desktop.workers.modest import come_first
from desktop.workers.task_pool import TaskPool

LEAST_URGENT = 19
"""Linux knows nothing behind it, also for tests that are run as modestly as that."""


def _nice() -> int:
    """Of the thread itself; 0 where threads have none of their own."""
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) if sys.platform == "linux" else 0


def _urgency() -> int:
    """Of the thread itself; 0 where Windows is not asked."""
    if sys.platform == "win32":
        return int(vars(ctypes)["windll"].kernel32.GetThreadPriority(ctypes.c_void_p(-2)))
    return 0


def test_a_task_gives_way_to_the_window_and_takes_nothing_from_it(qtbot: QtBot) -> None:
    owner, found = QObject(), list[tuple[int, int]]()
    pool, before = TaskPool(owner, threads=1), (_nice(), _urgency())
    for _ in range(2):
        pool.run(lambda: (_nice(), _urgency()), found.append, lambda error: None)
    qtbot.waitUntil(lambda: len(found) == 2)
    assert pool.close(20_000)
    less = modest._NICE_THREAD if sys.platform == "linux" else 0
    expected = min(before[0] + less, LEAST_URGENT)
    assert found == [(expected, before[1])] * 2, "once, however many tasks the thread has"
    assert (_nice(), _urgency()) == before


def test_the_window_comes_first_where_a_system_lets_it() -> None:
    found: list[tuple[int, int]] = []
    before = _nice()

    def run() -> None:
        come_first()
        found.append((_nice(), _urgency()))

    # Not this one, whose urgency the other tests keep.
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert found == [(before, 1 if sys.platform == "win32" else 0)]
