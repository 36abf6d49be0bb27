"""TimeJumps: where playing does not simply go on: a loop from A to B, silences that are left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

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

    def end_of(self, position: int, last: int | None = None) -> int | None:
        """Where the silence at `position` ends, at `last` at the most; None: there is none worth a jump."""
        place = bisect_right(self._ranges, (position, 1 << 62)) - 1
        if place < 0:
            return None
        end = self._ranges[place][1]
        end = end if last is None else min(end, last)
        return end if end - position >= _LEAST_JUMP_MS else None

    def before(self, position: int, milliseconds: int) -> int:
        """Where so much less of what is no silence was heard than at `position`."""
        for start, end in reversed(self._ranges[: bisect_right(self._ranges, (position, 0))]):
            heard = position - min(end, position)
            if heard >= milliseconds:
                break
            position, milliseconds = start, milliseconds - heard
        return max(0, position - milliseconds)


class HandedJumps(NamedTuple):
    """What one window leaves to the next."""

    loop: Loop = Loop()
    skips_silence: bool = False
    saved_ms: int = 0


class TimeJumps(QObject):
    """Of the recording that is loaded; whoever plays it asks `jump_from` at each place."""

    loop_changed = Signal()
    silence_skipped = Signal(object, object)
    """From and to (int, ms)."""
    silences_changed = Signal()
    """Where they are, whether they are left out, or how much time that saved."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._silences = Silences()
        self.silences_known = False
        """Whether it was looked for them."""
        self.loop = Loop()
        self.skips_silence = False
        self.saved_ms = 0
        """By leaving out silences of this recording."""

    @property
    def has_silences(self) -> bool:
        """Whether nobody speaks for a while in this recording, as far as that is known."""
        return bool(self._silences)

    def set_loop(self, loop: Loop) -> None:
        self.loop = loop
        self.loop_changed.emit()

    @Slot()
    def clear_loop(self) -> None:
        self.set_loop(Loop())

    def set_silences(self, ranges: Sequence[tuple[int, int]] | None) -> None:
        """Where nobody speaks, in ms; None: that is not known."""
        self._silences, self.silences_known = Silences(ranges or ()), ranges is not None
        self.silences_changed.emit()

    def set_skips_silence(self, skips: bool) -> None:
        self.skips_silence = skips
        self.silences_changed.emit()

    def handed(self) -> HandedJumps:
        """For another player of the same recording."""
        return HandedJumps(self.loop, self.skips_silence, self.saved_ms)

    def take_over(self, handed: HandedJumps) -> None:
        """After the recording is loaded; where its silences are is found anew."""
        self.saved_ms = handed.saved_ms
        self.set_skips_silence(handed.skips_silence)
        self.set_loop(handed.loop)

    def forget(self) -> None:
        """Another recording is loaded, or none."""
        # What was not there is not told: all that shows the player follows each of these.
        if self.saved_ms or self.silences_known:
            self.saved_ms = 0
            self.set_silences(None)
        if self.loop != Loop():
            self.clear_loop()

    def skipped_to(self, position: int, by: int) -> int:
        """Where skipping `by` ms leads from `position`. Backward, silences that are left out do not count: in
        one of them it would be back at once where it was."""
        if by < 0 and self.skips_silence:
            return self._silences.before(position, -by)
        return position + by

    def jump_from(self, position: int, last: int | None = None) -> int | None:
        """Where to go from `position` (ms): back to A, or over a silence, to `last` at the most; None: on."""
        back = self.loop.target(position)
        if back is not None:
            return back
        end = self._silences.end_of(position, last) if self.skips_silence else None
        if end is not None and self.loop.end is not None and self.loop.end <= end:
            # Past B it would go back to A, which may lie in the same silence: for ever to and fro.
            return None
        if end is not None:
            self.saved_ms += end - position
            self.silence_skipped.emit(position, end)
            self.silences_changed.emit()
        return end
