"""SoughtPlace: where playing was told to go, while Qt may still say where it was before."""

from __future__ import annotations

_REPORTS = 3
"""The first is made by the seek itself; the next one can be of before it."""


class SoughtPlace:
    """Of several skips in quick succession each counts from where the one before went."""

    def __init__(self) -> None:
        self._target = 0
        self._reports = _REPORTS

    def forget(self) -> None:
        """Another recording: what Qt says is all that is known."""
        self._reports = _REPORTS

    def note(self, target: int) -> None:
        """It is told to go to `target` (ms)."""
        self._target, self._reports = target, 0

    def note_report(self) -> None:
        """Qt said where it is."""
        self._reports += 1

    def or_else(self, position: int) -> int:
        """Where it is, when Qt says `position` (ms)."""
        return self._target if self._reports < _REPORTS else position
