"""TimeJumps: where playing does not simply go on: a loop from A to B, silences that are left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_LEAST_LOOP_MS = 200
_LEAST_JUMP_MS = 300
"""A jump over less is heard as a stumble."""


class Loop(NamedTuple):
    """From A to B, in ms; None: not set yet. With both, what is between them is played again and again."""

    start: int | None = None
    end: int | None = None

    def step(self, position: int) -> Loop:
        """A, then B, then none: what one key does. A B that is before A becomes the A."""
        if self.start is None:
            return Loop(position)
        if self.end is None:
            first, last = sorted((self.start, position))
            return Loop(first, last) if last - first >= _LEAST_LOOP_MS else self
        return Loop()

    def target(self, position: int) -> int | None:
        """Where to go from `position`; None: on."""
        if self.start is None or self.end is None or position < self.end:
            return None
        return self.start


class Silences:
    """Ranges in ms, in order and apart."""

    def __init__(self, ranges: Sequence[tuple[int, int]] = ()) -> None:
        self._ranges = sorted(ranges)

    def __bool__(self) -> bool:
        return bool(self._ranges)

    def end_of(self, position: int) -> int | None:
        """Where the silence at `position` ends; None where there is none worth a jump."""
        place = bisect_right(self._ranges, (position, 1 << 62)) - 1
        if place < 0:
            return None
        end = self._ranges[place][1]
        return end if end - position >= _LEAST_JUMP_MS else None
