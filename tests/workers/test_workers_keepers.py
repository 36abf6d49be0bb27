"""What arrived is kept: several are noted at once, each has its own end, and none waits for a held one."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial

import pytest
from PySide6.QtCore import QDeadlineTimer, QObject

from desktop.core.errors import AppError, DiskFailed
from desktop.core.models import FileKey, KeptFile
from desktop.services.transfers import Arrived, Settled
from desktop.store.file_rows import InPlace
from desktop.workers.keepers import AT_MOST, BEHIND, MOST_TOGETHER, STUCK_SECONDS, Keepers
from tests.told_clock import ToldClock
from tests.waiting import PATIENCE_SECONDS, wait_until
from tests.workers.arrived_kit import arrived, kept_file

HELD = FileKey.source(0)
HELD_SECONDS = 3 * PATIENCE_SECONDS
"""Longer than anybody waits for the others: else these would be kept then, whoever waited for whom."""


class Book:
    """What is noted, lot by lot, and what each file came to."""

    def __init__(self) -> None:
        self.lots: list[list[int]] = []
        self.ends: dict[int, object] = {}
        self.closed: list[int] = []
        self.refused: dict[int, AppError] = {}
        self.bug: Exception | None = None
        self.may_settle = threading.Event()
        self.held_up = threading.Semaphore(0)

    def file(self, number: int, *, held: bool = False) -> Arrived:
        def settle() -> Settled:
            if held:
                self.held_up.release()
                assert self.may_settle.wait(HELD_SECONDS)
            return Settled(kept_file(FileKey.source(number)))

        part = ExitStack()
        part.callback(self.closed.append, number)
        return Arrived(settle, self.note, part)

    def note(self, files: Sequence[InPlace]) -> list[AppError | None]:
        numbers = [int(kept.key.id) for kept, _ in files]
        self.lots.append(numbers)
        if self.bug is not None:
            raise self.bug
        return [self.refused.get(number) for number in numbers]

    def end(self, number: int, result: object, error: Exception | None) -> None:
        assert number not in self.ends
        self.ends[number] = result if error is None else error

    def kept(self) -> list[int]:
        # As they are now: others come while these are looked at.
        ends = list(self.ends.items())
        return sorted(number for number, end in ends if isinstance(end, KeptFile))


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
def clock() -> ToldClock:
    return ToldClock()


@pytest.fixture
def keepers(book: Book, clock: ToldClock) -> Iterator[Keepers]:
    owner = QObject()
    made = Keepers(lambda: True, owner, clock)
    yield made
    book.may_settle.set()
    assert made.wait(QDeadlineTimer(20_000))


def keep(keepers: Keepers, book: Book, *numbers: int, held: bool = False) -> None:
    for number in numbers:
        keepers.keep(book.file(number, held=held), partial(book.end, number))


def hold_one(keepers: Keepers, book: Book, number: int = 0) -> None:
    """One thread is at this file until `book.may_settle`."""
    keep(keepers, book, number, held=True)
    assert book.held_up.acquire(timeout=PATIENCE_SECONDS)


def test_what_comes_while_one_is_brought_to_its_place_is_noted_with_it(keepers: Keepers, book: Book) -> None:
    hold_one(keepers, book)
    keep(keepers, book, 1, 2)
    book.may_settle.set()
    wait_until(lambda: len(book.ends) == 3, "all are kept")
    assert book.lots == [[0, 1, 2]]
    assert book.kept() == [0, 1, 2]


def test_no_more_are_noted_at_once_than_may_be(keepers: Keepers, book: Book) -> None:
    """Whoever came first does not wait for all that come."""
    hold_one(keepers, book)
    # As long as one thread alone is enough.
    numbers = range(1, BEHIND)
    keep(keepers, book, *numbers)
    book.may_settle.set()
    wait_until(lambda: len(book.ends) == BEHIND, "all are kept")
    assert [len(lot) for lot in book.lots] == [MOST_TOGETHER]
    assert book.kept() == [0, *numbers]


def refusal() -> AppError:
    """As whoever notes files catches it."""
    try:
        raise DiskFailed("refused") from OSError()
    except AppError as error:
        return error


def test_whoever_came_first_does_not_wait_for_a_slow_disk(
    keepers: Keepers, book: Book, clock: ToldClock
) -> None:
    """As somebody does who wants to hear it: each of the next ones may take as long."""
    hold_one(keepers, book)
    keep(keepers, book, 1)
    clock.now += STUCK_SECONDS
    book.may_settle.set()
    wait_until(lambda: len(book.ends) == 2, "both are kept")
    assert book.lots == [[0], [1]]


def test_what_fails_for_one_is_no_failure_of_the_others(keepers: Keepers, book: Book) -> None:
    book.refused[1] = refusal()
    hold_one(keepers, book)
    keep(keepers, book, 1, 2)
    book.may_settle.set()
    wait_until(lambda: len(book.ends) == 3, "all have an end")
    assert book.kept() == [0, 2]
    assert book.ends[1] is book.refused[1]
    # It is kept for long, and with it all that its frames hold.
    assert book.refused[1].__traceback__ is None
    assert sorted(book.closed) == [0, 1, 2]


def test_what_cannot_be_brought_to_its_place_says_so_alone(keepers: Keepers, book: Book) -> None:
    def fail() -> KeptFile:
        raise DiskFailed("held")

    hold_one(keepers, book)
    keepers.keep(arrived(fail), partial(book.end, 1))
    keep(keepers, book, 2)
    book.may_settle.set()
    wait_until(lambda: len(book.ends) == 3, "all have an end")
    assert isinstance(book.ends[1], DiskFailed)
    assert book.lots == [[0, 2]]


def test_what_was_noted_already_is_not_noted_again(keepers: Keepers, book: Book) -> None:
    kept = kept_file(HELD)
    one = Arrived(lambda: Settled(kept, is_noted=True), book.note, ExitStack())
    keepers.keep(one, partial(book.end, 0))
    wait_until(lambda: book.ends == {0: kept}, "it is kept")
    assert book.lots == []


def test_after_a_bug_each_has_its_end_and_what_comes_then_is_kept(keepers: Keepers, book: Book) -> None:
    book.bug = ZeroDivisionError()
    hold_one(keepers, book)
    keep(keepers, book, 1)
    book.may_settle.set()
    wait_until(lambda: len(book.ends) == 2, "both have an end")
    assert list(book.ends.values()) == [book.bug] * 2
    book.bug = None
    keep(keepers, book, 2)
    wait_until(lambda: book.kept() == [2], "the next one is kept")


def test_files_of_two_accounts_are_noted_apart(keepers: Keepers, book: Book) -> None:
    other = Book()
    hold_one(keepers, book)
    keepers.keep(other.file(1), partial(other.end, 1))
    book.may_settle.set()
    wait_until(lambda: bool(book.ends and other.ends), "both are kept")
    assert (book.lots, other.lots) == ([[0]], [[1]])


def test_of_many_behind_a_file_that_is_held_none_waits_for_it(keepers: Keepers, book: Book) -> None:
    """By another program, which on Windows may take ten seconds."""
    hold_one(keepers, book)
    keep(keepers, book, *range(1, BEHIND + 1))
    wait_until(lambda: book.kept() == list(range(1, BEHIND + 1)), "the others are kept")
    book.may_settle.set()
    wait_until(lambda: 0 in book.ends, "it is kept, too")


def test_nor_does_one_that_comes_when_it_is_held_for_long(
    keepers: Keepers, book: Book, clock: ToldClock
) -> None:
    for number in range(AT_MOST - 1):
        clock.now += STUCK_SECONDS
        hold_one(keepers, book, number)
    clock.now += STUCK_SECONDS
    keep(keepers, book, AT_MOST)
    wait_until(lambda: book.kept() == [AT_MOST], "the other one is kept")


def test_nor_does_one_that_came_before_it_was(keepers: Keepers, book: Book, clock: ToldClock) -> None:
    hold_one(keepers, book)
    keep(keepers, book, 1)
    keepers.look()
    assert book.kept() == []
    clock.now += STUCK_SECONDS
    keepers.look()
    wait_until(lambda: book.kept() == [1], "the other one is kept")


def test_nor_does_one_that_is_in_its_place_before_it(keepers: Keepers, book: Book, clock: ToldClock) -> None:
    def settle() -> Settled:
        keep(keepers, book, 1, held=True)
        return Settled(kept_file(FileKey.source(0)))

    keepers.keep(Arrived(settle, book.note, ExitStack()), partial(book.end, 0))
    assert book.held_up.acquire(timeout=PATIENCE_SECONDS)
    keepers.look()
    assert book.lots == []
    clock.now += STUCK_SECONDS
    keepers.look()
    wait_until(lambda: book.kept() == [0], "the other one is kept")
    book.may_settle.set()
    wait_until(lambda: book.lots == [[0], [1]], "it is noted, too, and the other one not once more")


def test_none_waits_for_all_that_is_here_already(keepers: Keepers, book: Book) -> None:
    """Of which nothing is noted: it counts among those that go together all the same."""
    ended: list[int] = []

    def bring(number: int) -> None:
        part, end = ExitStack(), partial(book.end, number)
        keepers.keep(Arrived(partial(settle, number), book.note, part), end)

    def settle(number: int) -> Settled:
        # Before more of them wait than one thread is enough for.
        if number == MOST_TOGETHER - 1:
            bring(MOST_TOGETHER)
        elif number == MOST_TOGETHER:
            ended.extend(book.ends)
        return Settled(kept_file(HELD), is_noted=True)

    hold_one(keepers, book)
    for number in range(1, MOST_TOGETHER):
        bring(number)
    book.may_settle.set()
    wait_until(lambda: MOST_TOGETHER in book.ends, "the last one is kept")
    assert 0 in ended


class SlowStart(ToldClock):
    """Each thread after the first few stands at its first look at the clock until it may go on."""

    def __init__(self, quick: int) -> None:
        super().__init__()
        self.threads: set[int] = set()
        self.may_go_on = threading.Event()
        self._quick, self._main = quick, threading.get_ident()

    def __call__(self) -> float:
        if threading.get_ident() != self._main:
            self.threads.add(threading.get_ident())
            if len(self.threads) > self._quick:
                assert self.may_go_on.wait(PATIENCE_SECONDS)
        return self.now


@pytest.mark.parametrize("held", [0, 1])
def test_while_a_thread_begins_no_other_does(book: Book, held: int) -> None:
    """The first one, or another one since that is held up."""
    owner, clock = QObject(), SlowStart(held)
    keepers = Keepers(lambda: False, owner, clock)
    for number in range(held):
        hold_one(keepers, book, number)
    clock.now += STUCK_SECONDS
    keep(keepers, book, 1, 2)
    clock.may_go_on.set()
    book.may_settle.set()
    assert keepers.wait(QDeadlineTimer(20_000))
    assert book.kept() == [*range(held), 1, 2]
    assert len(clock.threads) == held + 1


def test_each_is_kept_once_whoever_brings_it(book: Book) -> None:
    owner, left = QObject(), deque(range(400))
    keepers = Keepers(lambda: len(left) > 0, owner)

    def bring() -> None:
        while left:
            try:
                number = left.popleft()
            except IndexError:
                return
            keep(keepers, book, number)

    threads = [threading.Thread(target=bring) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert keepers.wait(QDeadlineTimer(60_000))
    assert book.kept() == list(range(400))
    assert sorted(book.closed) == list(range(400))
    assert all(1 <= len(lot) <= MOST_TOGETHER for lot in book.lots)


class Patient(Keepers):
    """Would wait for more until nobody waits for it any longer."""

    is_over = False

    def _stays_until(self) -> float:
        return 0.0 if self.is_over else self._clock() + HELD_SECONDS


def test_where_nothing_more_can_come_nothing_is_waited_for(book: Book) -> None:
    owner = QObject()
    keepers = Patient(lambda: False, owner)
    keep(keepers, book, 0)
    wait_until(lambda: book.kept() == [0], "it is kept")
    keepers.is_over = True
    keep(keepers, book, 1)
    assert keepers.wait(QDeadlineTimer(20_000))
    assert book.kept() == [0, 1]
