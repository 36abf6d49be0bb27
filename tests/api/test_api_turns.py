"""Turns: so many at a time, and no waiting that cannot be ended."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from desktop.api.turns import Turns
from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled


def test_never_more_than_so_many_and_all_get_through() -> None:
    turns, lock, now, high = Turns(3), threading.Lock(), 0, 0

    def work() -> None:
        nonlocal now, high
        with turns.turn():
            with lock:
                now += 1
                high = max(high, now)
            full.wait(0.01)
            with lock:
                now -= 1

    full = threading.Event()
    with ThreadPoolExecutor(12) as pool:
        done, _ = wait([pool.submit(work) for _ in range(60)], timeout=20)
    assert len(done) == 60
    assert high == 3


def test_a_token_ends_its_own_waiting_alone() -> None:
    turns, token, waiting = Turns(1), CancelToken(), threading.Event()

    def wait_in_line() -> str:
        waiting.set()
        try:
            with turns.turn(token):
                return "had it"
        except Cancelled:
            return "cancelled"

    with ThreadPoolExecutor(2) as pool:
        with turns.turn():
            cancelled = pool.submit(wait_in_line)
            waiting.wait(5)
            other = pool.submit(lambda: _take(turns))
            token.cancel()
            assert cancelled.result(5) == "cancelled"
            assert not other.done()
        assert other.result(5) == "had it"


def test_a_token_that_is_cancelled_already_gets_no_turn() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled), Turns(1).turn(token):
        pass


def test_closing_ends_all_waiting_now_and_later() -> None:
    turns = Turns(1)
    with ThreadPoolExecutor(2) as pool, turns.turn():
        waiting = [pool.submit(_take, turns) for _ in range(2)]
        turns.close()
        assert [future.result(5) for future in waiting] == ["cancelled", "cancelled"]
    assert _take(turns) == "cancelled"


def test_a_failure_gives_the_turn_back() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError, match="oops"), turns.turn():
        raise ValueError("oops")
    assert _take(turns) == "had it"


def _take(turns: Turns) -> str:
    try:
        with turns.turn():
            return "had it"
    except Cancelled:
        return "cancelled"
