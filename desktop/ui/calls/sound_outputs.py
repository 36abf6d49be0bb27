"""SoundOutputs: what this computer has to hear with, as it comes and goes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.services.sound_server import SoundServer
from desktop.workers.muted_endpoints import MutedEndpoints
from desktop.workers.pulse_sinks import PulseSinks

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice

LOOK_MS = 1_000


class SoundOutput(NamedTuple):
    """`id` is the system's own, and the same after a restart; `name` is what the user knows it by."""

    id: str
    name: str


_There = tuple[tuple[SoundOutput, ...], SoundOutput | None]


class SoundOutputs(QObject):
    """Built when sound is wanted: it loads QtMultimedia."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        from PySide6.QtMultimedia import QMediaDevices

        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._server = SoundServer()
        self._sinks = PulseSinks(self)
        self._sinks.changed.connect(self.look)
        self.watched = ""
        """The id of the output that the user chose: whether it is there is looked at, too."""
        self._endpoints = MutedEndpoints()
        self._is_heard = False
        """Somebody asked since the last look whether an output is muted."""
        self._told: _There | None = None
        self._devices.audioOutputsChanged.connect(self.look)
        # On Linux Qt says nothing when its line to the sound server breaks, and lists what there was.
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._on_time)
        if sys.platform == "linux":
            self._looks.start()

    @Slot()
    def look(self) -> None:
        """Says now what changed; to be called before anything is played."""
        before, self._told = self._told, (self.all(), self.system())
        if before is not None and before != self._told:
            self.changed.emit()

    @Slot()
    def _on_time(self) -> None:
        self._server.note()
        system = self.system()
        # Of its own output the system tells that it went, if there is another one.
        elsewhere = bool(self.watched) and system is not None and system.id != self.watched
        if elsewhere or self._is_heard or self._sinks.none_there:
            self._sinks.ask()
        else:
            self._sinks.forget()
        self._is_heard = False
        self.look()

    def all(self) -> tuple[SoundOutput, ...]:
        """Those that are there now."""
        if self._is_silent():
            return ()
        there = [_output(device) for device in self._devices.audioOutputs()]
        return tuple(one for one in there if one.id != self.watched or not self._sinks.lacks(_sink_of(one)))

    def system(self) -> SoundOutput | None:
        """The one that the system uses; None when there is none at all."""
        device = self._devices.defaultAudioOutput()
        return None if device.isNull() or self._is_silent() else _output(device)

    def _is_silent(self) -> bool:
        """Whether Qt lists what was there before."""
        return self._server.is_lost() or self._sinks.none_there

    def is_muted(self, output: SoundOutput) -> bool:
        """Whether the system lets nothing of it be heard, as far as it said so within the last second or two.

        To be asked again and again while something plays.
        """
        if sys.platform != "linux":
            return self._endpoints.is_muted(output.id)
        if not self._is_heard and not self._sinks.answered:
            self._sinks.ask()
        self._is_heard = True
        return self._sinks.is_muted(_sink_of(output))

    def device(self, output: SoundOutput) -> QAudioDevice:
        """What Qt plays to; the system's when this one went just now."""
        found = (device for device in self._devices.audioOutputs() if _output(device).id == output.id)
        return next(found, self._devices.defaultAudioOutput())


def chosen_output(
    wanted: str, there: tuple[SoundOutput, ...], system: SoundOutput | None
) -> SoundOutput | None:
    """The one whose id is `wanted` if it is there, or else the system's, "" included."""
    return next((one for one in there if one.id == wanted), system)


def _sink_of(output: SoundOutput) -> str:
    """What PulseAudio calls it."""
    return bytes.fromhex(output.id).decode("utf-8", "replace")


def _output(device: QAudioDevice) -> SoundOutput:
    return SoundOutput(bytes(device.id().data()).hex(), device.description())
