"""What of a recording was heard: ranges of time, and what share of it they come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

Range = tuple[int, int]
"""From and to, in ms."""

MOST_RANGES = 200
"""Whoever jumps about more than that has heard the smallest gaps, too."""


class Place(NamedTuple):
    """Where somebody stopped in a recording, and what he heard of it. Times in ms; `duration` 0: unknown."""

    position: int
    duration: int
    heard: tuple[Range, ...]
    played_at: datetime

    @property
    def share(self) -> float:
        """Of the recording that was heard, 0 to 1."""
        return heard_share(self.heard, self.duration)


def with_range(heard: Sequence[Range], start: int, end: int) -> tuple[Range, ...]:
    """`heard` and what is between `start` and `end`: in order, none touching the next."""
    if end <= start:
        return tuple(heard)
    return _fewer(_joined([*heard, (start, end)]))


def heard_share(heard: Iterable[Range], duration: int) -> float:
    """What part of `duration` the ranges cover, 0 to 1; 0 while the duration is unknown."""
    if duration <= 0:
        return 0.0
    covered = sum(max(0, min(end, duration) - max(0, start)) for start, end in heard)
    return min(1.0, covered / duration)


def _joined(ranges: Iterable[Range]) -> list[Range]:
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _fewer(ranges: list[Range]) -> tuple[Range, ...]:
    while len(ranges) > MOST_RANGES:
        place = min(range(len(ranges) - 1), key=lambda one: ranges[one + 1][0] - ranges[one][1])
        ranges[place : place + 2] = [(ranges[place][0], ranges[place + 1][1])]
    return tuple(ranges)
