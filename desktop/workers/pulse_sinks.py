"""PulseSinks: the sound outputs of PulseAudio: what Qt does not say of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal, Slot

LIST = ("pactl", "list", "sinks")
"""Comes with PulseAudio, and with what takes its place. Some lines for each: "Name:", "Mute:", "Volume:"."""
_NAME = re.compile(r"\tName: (.+)")
_MUTED = re.compile(r"\tMute: yes")
_VOLUME = re.compile(r"\tVolume: ")
_OF_CHANNEL = re.compile(r": (\d+) ")


class PulseSinks(QObject):
    """Asked when somebody wants to know; without an answer nothing is said to be missing, or mute."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, command: Sequence[str] = LIST) -> None:
        super().__init__(parent)
        self._muted: dict[str, bool] | None = None
        """By name."""
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_in_english())
        self._program, *self._arguments = command
        self._process.finished.connect(self._on_finished)

    def ask(self) -> None:
        """The answer comes later; one question at a time."""
        if self._process.state() is QProcess.ProcessState.NotRunning:
            self._process.start(self._program, self._arguments)

    def forget(self) -> None:
        """Nobody wants to know any more: the last answer grows old."""
        self._muted = None

    def lacks(self, name: str) -> bool:
        """Whether it was not there when it was asked last. Qt notices that of the system's own alone."""
        return self._muted is not None and name not in self._muted

    @property
    def none_there(self) -> bool:
        """Whether there was none at all when it was asked last. That the last one goes Qt does not notice."""
        return self._muted == {}

    def is_muted(self, name: str) -> bool:
        """Whether it was muted, or as low as can be, when it was asked last."""
        return self._muted is not None and self._muted.get(name, False)

    @property
    def answered(self) -> bool:
        """Whether anything is known of them."""
        return self._muted is not None

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, code: int, _: QProcess.ExitStatus) -> None:
        listed = bytes(self._process.readAllStandardOutput().data()).decode("utf-8", "replace")
        before = self._muted
        self._muted = None if code else _muted_of(listed)
        if self._muted != before:
            self.changed.emit()


def _muted_of(listed: str) -> dict[str, bool]:
    """Of each sink whether nothing of it is heard."""
    muted: dict[str, bool] = {}
    name = ""
    for line in listed.splitlines():
        if found := _NAME.match(line):
            name = found[1]
            muted[name] = False
        elif name and _MUTED.match(line):
            muted[name] = True
        elif name and _VOLUME.match(line):
            loud = [int(found) for found in _OF_CHANNEL.findall(line)]
            muted[name] |= bool(loud) and not any(loud)
    return muted


def _in_english() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("LC_ALL", "C")
    return environment
