"""What is brought onto the disk together: shared waiting, failures of one's own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial

import pytest

from desktop.core.errors import DiskFailed
from desktop.store.together import Together
from tests.api.api_kit import until
from tests.waiting import PATIENCE_SECONDS


class Lots:
    """Work that is slow the first time: what comes meanwhile waits for it."""

    def __init__(self, fails: Callable[[Sequence[str]], BaseException | None] = lambda _: None) -> None:
        self.begun, self.may_end = threading.Event(), threading.Event()
        self.seen: list[list[str]] = []
        self._fails = fails

    def work(self, lot: Sequence[str]) -> None:
        self.seen.append(list(lot))
        self.begun.set()
        assert self.may_end.wait(PATIENCE_SECONDS)
        error = self._fails(lot)
        if error is not None:
            raise error


def done_beside_a_slow_one(lots: Lots, ones: Sequence[str]) -> dict[str, Future[None]]:
    """All of `ones` wait while "first" is being done."""
    together = Together(lots.work)
    with ThreadPoolExecutor(len(ones) + 1) as pool:
        ends = {"first": pool.submit(together.do, "first")}
        assert lots.begun.wait(PATIENCE_SECONDS)
        ends |= {one: pool.submit(together.do, one) for one in ones}
        until(partial(_wait_in, together, len(ones)))
        lots.may_end.set()
    return ends


def test_what_comes_meanwhile_goes_together() -> None:
    lots = Lots()
    ends = done_beside_a_slow_one(lots, "abc")
    assert [sorted(lot) for lot in lots.seen] == [["first"], ["a", "b", "c"]]
    assert [end.result() for end in ends.values()] == [None] * 4


def test_what_fails_for_one_is_no_failure_of_the_others() -> None:
    lots = Lots(lambda lot: DiskFailed("b") if "b" in lot else None)
    ends = done_beside_a_slow_one(lots, "abc")
    failed = [one for one, end in ends.items() if end.exception() is not None]
    assert failed == ["b"]
    assert isinstance(ends["b"].exception(), DiskFailed)
    assert {("a",), ("b",), ("c",)} <= {tuple(lot) for lot in lots.seen}


def test_after_a_bug_nobody_waits_for_ever() -> None:
    lots = Lots(lambda lot: ZeroDivisionError() if "a" in lot else None)
    ends = done_beside_a_slow_one(lots, "ab")
    assert ends["first"].exception() is None
    kinds = {type(ends[one].exception()) for one in "ab"}
    assert kinds == {ZeroDivisionError, CancelledError}


def test_what_is_done_waits_for_no_other_lot() -> None:
    begun, may_end = threading.Semaphore(0), threading.Semaphore(0)

    def work(_: Sequence[str]) -> None:
        begun.release()
        assert may_end.acquire(timeout=PATIENCE_SECONDS)

    together = Together(work)
    with ThreadPoolExecutor(4) as pool:
        ends = [pool.submit(together.do, "first")]
        assert begun.acquire(timeout=PATIENCE_SECONDS)
        for lot in ("ab", "c"):
            ends += [pool.submit(together.do, one) for one in lot]
            until(partial(_wait_in, together, len(lot)))
            may_end.release()
            assert begun.acquire(timeout=PATIENCE_SECONDS)
        # The last lot is being done: all before it are told.
        assert [end.result(PATIENCE_SECONDS) for end in ends[:3]] == [None] * 3
        assert not ends[3].done()
        may_end.release()


def _wait_in(together: Together[str], count: int) -> bool:
    return len(together._waiting) == count


@pytest.mark.parametrize("threads", [2, 8])
def test_each_is_done_once(threads: int) -> None:
    seen: list[int] = []
    together = Together[int](seen.extend)
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(together.do, range(200)))
    assert sorted(seen) == list(range(200))
