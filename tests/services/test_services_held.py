"""HeldWork: nothing that was asked for is lost, done twice or out of its order."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

import pytest

from desktop.core.errors import DiskFailed, DiskFull, DiskReason
from desktop.services.held import HeldWork


def fail() -> None:
    raise DiskFull("on purpose")


def test_each_is_done_once_in_its_order_whoever_comes_first() -> None:
    held, done = HeldWork(), list[int]()
    works = [held.hold(partial(done.append, number)) for number in range(5)]
    works[2]()
    assert done == [0, 1, 2]
    held.do_all()
    assert done == [0, 1, 2, 3, 4]
    for work in works:
        work()
    assert done == [0, 1, 2, 3, 4]


def test_what_came_of_it_is_told_to_whoever_asked() -> None:
    held = HeldWork()
    first, second = held.hold(fail), held.hold(lambda: 7)
    assert second() == 7, "the failure of another is not its own"
    with pytest.raises(DiskFull):
        first()
    held.do_all()


def test_at_the_end_the_others_are_done_though_one_fails() -> None:
    held, done = HeldWork(), list[int]()
    held.hold(fail)
    held.hold(partial(done.append, 1))
    with pytest.raises(DiskFull):
        held.do_all()
    assert done == [1]
    held.do_all()


def test_what_another_program_holds_is_waited_for_once() -> None:
    held, tried = HeldWork(), list[int]()

    def wait_in_vain(number: int) -> None:
        tried.append(number)
        raise DiskFailed("database is locked", reason=DiskReason.IN_USE)

    works = [held.hold(partial(wait_in_vain, number)) for number in range(3)]
    with pytest.raises(DiskFailed):
        held.do_all()
    assert tried == [0] and not held
    with pytest.raises(DiskFailed):
        works[2]()


def test_threads_and_the_end_at_once() -> None:
    held, done, start = HeldWork(), list[int](), Barrier(5)
    works = [held.hold(partial(done.append, number)) for number in range(4)]

    def run(work: Callable[[], None]) -> None:
        start.wait()
        work()

    threads = [Thread(target=run, args=(work,)) for work in (*works, held.do_all)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [0, 1, 2, 3]
