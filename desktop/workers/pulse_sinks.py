"""PulseSinks: the sound outputs of PulseAudio: Qt notices only of the system's own that it went."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Signal, Slot

LIST = ("pactl", "list", "short", "sinks")
"""Comes with PulseAudio, and with what takes its place. A line for each: number, name and more, by tabs."""


class PulseSinks(QObject):
    """Asked when somebody wants to know; without an answer nothing is said to be missing."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, command: Sequence[str] = LIST) -> None:
        super().__init__(parent)
        self._names: frozenset[str] | None = None
        self._process = QProcess(self)
        self._program, *self._arguments = command
        self._process.finished.connect(self._on_finished)

    def ask(self) -> None:
        """The answer comes later; one question at a time."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start(self._program, self._arguments)

    def forget(self) -> None:
        """Nobody wants to know any more: the last answer grows old."""
        self._names = None

    def lacks(self, name: str) -> bool:
        """Whether it was not there when it was asked last."""
        return self._names is not None and name not in self._names

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, _: QProcess.ExitStatus) -> None:
        listed = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        lines = [line.split("\t") for line in listed.splitlines()]
        before = self._names
        self._names = None if code else frozenset(parts[1] for parts in lines if len(parts) > 1)
        if self._names != before:
            self.changed.emit()
