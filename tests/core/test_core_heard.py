"""What of a recording was heard: never more than all of it, whatever is jumped about."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.core.heard import MOST_RANGES, heard_share, with_range

RANGES = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), max_size=60)


@given(RANGES)
def test_what_was_heard_is_heard_once(ranges: list[tuple[int, int]]) -> None:
    heard: tuple[tuple[int, int], ...] = ()
    milliseconds: set[int] = set()
    for start, end in ranges:
        heard = with_range(heard, start, end)
        milliseconds.update(range(start, end))
    assert sum(end - start for start, end in heard) == len(milliseconds)
    assert all(before[1] < after[0] for before, after in pairwise(heard))
    assert heard_share(heard, 400) == len(milliseconds) / 400


def test_whoever_jumps_about_has_heard_the_smallest_gaps() -> None:
    heard: tuple[tuple[int, int], ...] = ()
    for number in range(MOST_RANGES + 50):
        heard = with_range(heard, number * 1000, number * 1000 + 500 + number)
    assert len(heard) == MOST_RANGES


def test_a_duration_that_is_not_known_has_no_share() -> None:
    assert heard_share([(0, 500)], 0) == 0.0
    assert heard_share([(0, 900), (2_000, 2_500)], 1_000) == 0.9
