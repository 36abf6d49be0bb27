"""A computer whose sound outputs a test plugs in and out."""

from __future__ import annotations

from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtMultimedia import QAudioDevice

from desktop.ui.calls.sound_outputs import SoundOutput, SoundOutputs

SPEAKERS, HEADPHONES = SoundOutput("01", "Speakers"), SoundOutput("02", "Headphones & co")


class Plugs(SoundOutputs):
    """A computer's sound outputs, which a test plugs in and out; nothing is heard through them.

    For tests with the mark `no_qt_log`: Qt's sound thread says that it finds no device while this thread
    waits for it and holds the GIL, which pytest-qt's listener, Python too, then waits for: for ever.
    """

    def __init__(self, *there: SoundOutput) -> None:
        listener = qInstallMessageHandler(None)
        assert listener is None, "a test with Plugs is to be marked no_qt_log"
        super().__init__()
        self.there = there
        self.muted = False
        """By the system, whichever it is."""

    def all(self) -> tuple[SoundOutput, ...]:
        return self.there

    def system(self) -> SoundOutput | None:
        return self.there[0] if self.there else None

    def is_muted(self, output: SoundOutput) -> bool:
        return self.muted

    def device(self, output: SoundOutput) -> QAudioDevice:
        return QAudioDevice()

    def plug(self, *there: SoundOutput) -> None:
        self.there = there
        self.changed.emit()
