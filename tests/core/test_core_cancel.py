"""CancelToken: set once, from any thread, hooks at once and each once."""

from __future__ import annotations

import threading
from functools import partial

import pytest

from desktop.core.cancel import CancelToken
from desktop.core.errors import Cancelled


def test_a_new_token_stops_nobody() -> None:
    token = CancelToken()
    token.raise_if_cancelled()
    assert not token.cancelled
    assert not token.wait(0)


def test_cancelling_is_seen_and_raised() -> None:
    token = CancelToken()
    token.cancel()
    assert token.cancelled
    assert token.wait(60)
    with pytest.raises(Cancelled):
        token.raise_if_cancelled()


def test_hooks_run_once_in_their_order() -> None:
    token, ran = CancelToken(), []
    token.on_cancel(lambda: ran.append("first"))
    token.on_cancel(lambda: ran.append("second"))
    token.cancel()
    token.cancel()
    assert ran == ["first", "second"]


def test_a_hook_that_comes_late_runs_at_once() -> None:
    token, ran = CancelToken(), []
    token.cancel()
    remove = token.on_cancel(lambda: ran.append(1))
    remove()
    assert ran == [1]


def test_a_removed_hook_never_runs_and_may_be_removed_twice() -> None:
    token, ran = CancelToken(), []
    remove = token.on_cancel(lambda: ran.append("removed"))
    token.on_cancel(lambda: ran.append("kept"))
    remove()
    remove()
    token.cancel()
    remove()
    assert ran == ["kept"]


def test_a_hook_sees_the_token_set_and_may_cancel_again() -> None:
    token, seen = CancelToken(), []

    def hook() -> None:
        token.cancel()
        seen.append(token.cancelled)

    token.on_cancel(hook)
    token.cancel()
    assert seen == [True]


def test_one_broken_hook_does_not_keep_the_others_from_running() -> None:
    token, ran = CancelToken(), []

    def broken() -> None:
        raise OSError("socket is gone")

    token.on_cancel(broken)
    token.on_cancel(lambda: ran.append(1))
    with pytest.raises(OSError, match="socket is gone"):
        token.cancel()
    assert ran == [1]


def test_a_waiting_thread_wakes_when_another_cancels() -> None:
    token, woke = CancelToken(), []
    waiting = threading.Thread(target=lambda: woke.append(token.wait(30)))
    waiting.start()
    token.cancel()
    waiting.join(10)
    assert woke == [True]


def test_many_threads_cancel_and_hook_at_once_and_each_hook_runs_once() -> None:
    token, start = CancelToken(), threading.Barrier(8)
    ran: list[int] = []

    def work(number: int) -> None:
        start.wait()
        for step in range(200):
            token.on_cancel(partial(ran.append, number * 1000 + step))
            if step == 100:
                token.cancel()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(ran) == sorted(number * 1000 + step for number in range(8) for step in range(200))


def test_for_good_counts_after_for_now_and_not_the_other_way_round() -> None:
    token, ran, so = CancelToken(), list[bool](), list[bool]()
    token.on_cancel(lambda: ran.append(token.for_now))
    for for_now in (True, True, False, True):
        token.cancel(for_now=for_now)
        so.append(token.for_now)
    assert so == [True, True, False, False]
    assert ran == [True], "who listens was told once"
