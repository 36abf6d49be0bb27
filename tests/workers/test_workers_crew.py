"""A few threads that stay a moment: never more than so many, each piece once, and none is forgotten."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from itertools import count

import pytest
from PySide6.QtCore import QDeadlineTimer, QObject

from desktop.workers.crew import STAY_SECONDS, Crew
from tests.waiting import PATIENCE_SECONDS, wait_until

MOST = 3


class Hands(Crew[int]):
    """Does what it is told to, when it may; negative numbers are bugs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(MOST, parent)
        self.done: list[int] = []
        self.begun = threading.Semaphore(0)
        self.may_end = threading.Event()

    @property
    def at_work(self) -> int:
        return self._at_work

    def _do(self, piece: int) -> None:
        self.begun.release()
        assert self.may_end.wait(PATIENCE_SECONDS)
        if piece < 0:
            raise ZeroDivisionError
        self.done.append(piece)


@pytest.fixture
def hands() -> Iterator[Hands]:
    owner = QObject()
    made = Hands(owner)
    yield made
    made.may_end.set()
    assert made.wait(QDeadlineTimer(20_000))


def put(hands: Hands, *pieces: int) -> None:
    for piece in pieces:
        hands.put(piece)


def await_begun(hands: Hands, number: int) -> None:
    for _ in range(number):
        assert hands.begun.acquire(timeout=PATIENCE_SECONDS)


def test_so_many_are_at_work_and_no_more(hands: Hands) -> None:
    put(hands, *range(MOST + 2))
    await_begun(hands, MOST)
    assert hands.at_work == MOST
    hands.may_end.set()
    wait_until(lambda: sorted(hands.done) == list(range(MOST + 2)), "all is done")


def test_what_nobody_has_begun_with_can_be_dropped(hands: Hands) -> None:
    put(hands, *range(MOST + 2))
    await_begun(hands, MOST)
    hands.clear()
    hands.may_end.set()
    assert hands.wait(QDeadlineTimer(20_000))
    assert sorted(hands.done) == list(range(MOST))


def test_a_bug_ends_one_piece_alone(hands: Hands, caplog: pytest.LogCaptureFixture) -> None:
    hands.may_end.set()
    put(hands, *[-1] * (2 * MOST), 1)
    wait_until(lambda: hands.done == [1], "what comes after it is done")
    assert hands.wait(QDeadlineTimer(20_000))
    # Threads of other tests may have something to say, too.
    assert [one.name for one in caplog.records].count("desktop.task") == 2 * MOST


@pytest.mark.parametrize("pauses", [False, True])
def test_what_comes_at_any_moment_is_done(hands: Hands, pauses: bool) -> None:
    """Also just when a thread has waited long enough for it."""
    hands.may_end.set()
    numbers, rest = count(), threading.Event()
    for _ in range(60):
        put(hands, next(numbers))
        if pauses:
            rest.wait(STAY_SECONDS)
    last = next(numbers)
    wait_until(lambda: sorted(hands.done) == list(range(last)), "all is done")


class Named(Crew[threading.Event]):
    """Remembers which threads there were."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(MOST, parent)
        self.threads: set[int] = set()
        self.is_over = False

    @property
    def all_rest(self) -> bool:
        return self._idle == self._at_work

    def _stays_until(self) -> float:
        return 0.0 if self.is_over else self._clock() + PATIENCE_SECONDS

    def _do(self, piece: threading.Event) -> None:
        self.threads.add(threading.get_ident())
        piece.set()


def test_a_thread_that_waits_takes_what_comes_next() -> None:
    owner = QObject()
    named = Named(owner)
    for _ in range(10):
        piece = threading.Event()
        wait_until(lambda: named.all_rest, "the one before is done")
        named.put(piece)
        assert piece.wait(PATIENCE_SECONDS)
    assert len(named.threads) == 1
    named.is_over = True
    last = threading.Event()
    named.put(last)
    assert named.wait(QDeadlineTimer(20_000))
    assert last.is_set()
