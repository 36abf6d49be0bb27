"""The server's counting: what was under way at once, as its clients meant it."""

from __future__ import annotations

from desktop.demo.counters import Counters


def test_files_at_once_are_counted_from_the_first_to_the_last_byte() -> None:
    counters = Counters()
    leave = [counters.arrive("GET /file", api=True, file=True) for _ in range(3)]
    leave[0]()
    leave[0]()
    counters.arrive("GET /file", api=True, file=True)
    assert counters.file_requests_high == 3
    counters.arrive("GET /file", api=True, file=True)
    assert counters.file_requests_high == counters.requests_high == 4


def test_whoever_hung_up_may_ask_for_another_before_that_is_noticed() -> None:
    counters = Counters()
    for gone in (bool, lambda: True, bool, bool):
        counters.arrive("GET /file", api=True, file=True, gone=gone)
    assert counters.file_requests_high == 3
