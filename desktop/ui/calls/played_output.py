"""PlayedOutput: where the sound of one QMediaPlayer goes: the device, how loud, and what when it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from desktop.ui.calls.sound_outputs import SoundOutput, SoundOutputs, chosen_output

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer

_NO_OUTPUT: Any = None
"""Qt takes none, of which its annotations know nothing."""


class PlayedOutput(QObject):
    """Goes to the device that is wanted while it is there, and else where the system's sound goes."""

    lost = Signal(object)
    """The SoundOutput that was played to was pulled out; another one, or none, has its place already."""
    changed = Signal()

    def __init__(self, media: QMediaPlayer, outputs: SoundOutputs, parent: QObject) -> None:
        super().__init__(parent)
        self._media = media
        self._outputs = outputs
        self._output: QAudioOutput | None = None
        self._wanted = ""
        self._volume, self._muted = 100, False
        self.used: SoundOutput | None = None
        """The one that is played to; None when there is none."""
        outputs.look()
        outputs.changed.connect(self._on_devices_changed)

    def all(self) -> tuple[SoundOutput, ...]:
        """Those that can be chosen."""
        return self._outputs.all()

    @property
    def is_audible(self) -> bool:
        """Whether anything comes out of a device, as far as the system says."""
        if self.used is None or self._muted or self._volume == 0:
            return False
        return not self._outputs.is_muted(self.used)

    def use(self, wanted: str) -> None:
        """Plays to the device with this id; for "", or while it is gone, where the system's sound goes."""
        self._wanted = self._outputs.watched = wanted
        self._choose()

    def set_loudness(self, volume: int, muted: bool) -> None:
        """`volume` 0 to 100, as the ear hears it."""
        self._volume, self._muted = volume, muted
        if self._output is not None:
            # Loudness is heard logarithmically: half way on the slider shall sound like half.
            self._output.setVolume((volume / 100) ** 2)
            self._output.setMuted(muted)

    @Slot()
    def _on_devices_changed(self) -> None:
        """Headphones came or went."""
        before = self.used
        self._choose()
        if before is not None and before not in self._outputs.all():
            self.lost.emit(before)
        self.changed.emit()

    def look(self) -> None:
        """Notices now what else would be noticed soon: before anything is played."""
        self._outputs.look()

    def _choose(self) -> None:
        self.used = chosen_output(self._wanted, self._outputs.all(), self._outputs.system())
        if self.used is None:
            self._play_unheard()
            return
        self._output = self._output or self._new_output()
        self._output.setDevice(self._outputs.device(self.used))
        self.set_loudness(self._volume, self._muted)
        if self._media.audioOutput() is None:
            self._media.setAudioOutput(self._output)

    def _new_output(self) -> QAudioOutput:
        from PySide6.QtMultimedia import QAudioOutput

        output = QAudioOutput(self)
        keep_python_out_of_the_sound_threads(output)
        return output

    def _play_unheard(self) -> None:
        """Without a sound device a recording runs on all the same, its transcript can be followed."""
        from PySide6.QtMultimedia import QAudioBufferOutput

        if self._media.audioBufferOutput() is None:
            silence = QAudioBufferOutput(self)
            keep_python_out_of_the_sound_threads(silence)
            self._media.setAudioBufferOutput(silence)
        if self._media.audioOutput() is not None:
            # It would wait for a device that does not come back.
            self._media.setAudioOutput(_NO_OUTPUT)


def keep_python_out_of_the_sound_threads(sender: QObject) -> None:
    """Makes the binding look now, on this thread, whether Python overrides `disconnectNotify`.

    It looks once for each object, with the GIL held, when something disconnects for the first time. That is
    else FFmpeg's sound thread as it ends, while this thread waits for it to end: the window froze for good.
    """
    sender.objectNameChanged.connect(_nothing)
    sender.objectNameChanged.disconnect(_nothing)


def _nothing(_: str) -> None:
    """Is never called."""
