"""SoundOutputs: what this computer has to hear with, as it comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice


class SoundOutput(NamedTuple):
    """`id` is the system's own, and the same after a restart; `name` is what the user knows it by."""

    id: str
    name: str


class SoundOutputs(QObject):
    """Built when sound is wanted: it loads QtMultimedia."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        from PySide6.QtMultimedia import QMediaDevices

        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self.changed)

    def all(self) -> tuple[SoundOutput, ...]:
        """Those that are there now."""
        return tuple(_output(device) for device in self._devices.audioOutputs())

    def system(self) -> SoundOutput | None:
        """The one that the system uses; None when there is none at all."""
        device = self._devices.defaultAudioOutput()
        return None if device.isNull() else _output(device)

    def device(self, output: SoundOutput) -> QAudioDevice:
        """What Qt plays to; the system's when this one went just now."""
        found = (device for device in self._devices.audioOutputs() if _output(device).id == output.id)
        return next(found, self._devices.defaultAudioOutput())


def chosen_output(
    wanted: str, there: tuple[SoundOutput, ...], system: SoundOutput | None
) -> SoundOutput | None:
    """The one whose id is `wanted` if it is there, or else the system's, "" included."""
    return next((one for one in there if one.id == wanted), system)


def _output(device: QAudioDevice) -> SoundOutput:
    return SoundOutput(bytes(device.id().data()).hex(), device.description())
