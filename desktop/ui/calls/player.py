"""Player: a recording that is on this computer, as sound; its own states, no widgets."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, Slot

from desktop.core.errors import FileDamaged
from desktop.core.models import Call

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioOutput, QMediaDevices, QMediaPlayer

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class PlayerState(Enum):
    EMPTY = "empty"
    PLAYING = "playing"
    PAUSED = "paused"


class Player(QObject):
    """Lives on the UI thread. QtMultimedia is loaded when sound is wanted, never before the first paint."""

    state_changed = Signal()
    position_changed = Signal(object)
    """int, in ms."""
    duration_changed = Signal(object)
    """int, in ms."""
    settings_changed = Signal()
    """Speed, volume or mute."""
    device_changed = Signal()
    """Whether there is anything to hear with: see `has_sound`."""
    failed = Signal(object)
    """AppError."""
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._media: QMediaPlayer | None = None
        self._output: QAudioOutput | None = None
        self._devices: QMediaDevices | None = None
        self._detail = ""
        self._begin_at: int | None = None
        """Where to begin, in ms, once the file is loaded; None: it begins by itself."""
        self.call: Call | None = None
        self.state = PlayerState.EMPTY
        self.speed = 1.0
        self.volume = 100
        self.muted = False

    @property
    def current_sid(self) -> str:
        """The call whose recording is loaded; "" when there is none."""
        return self.call.sid if self.call is not None else ""

    @property
    def playing(self) -> bool:
        return self.state is PlayerState.PLAYING

    @property
    def position(self) -> int:
        """In ms."""
        return int(self._media.position()) if self._media is not None else 0

    @property
    def duration(self) -> int:
        """In ms; 0 while it is not known."""
        return int(self._media.duration()) if self._media is not None else 0

    @property
    def has_sound(self) -> bool:
        """Whether the computer has a sound output; True before anybody looked."""
        return self._devices is None or not self._devices.defaultAudioOutput().isNull()

    # -- commands --------------------------------------------------------------------------------

    def play(self, path: Path, call: Call) -> None:
        """Plays the file from its beginning, in place of what played."""
        media = self._load(path, call)
        self._begin_at = None
        media.play()
        self._set_state(PlayerState.PLAYING)

    def take_up(self, path: Path, call: Call, position: int, playing: bool) -> None:
        """Goes on at `position` (ms), where another player stopped; paused unless that one was `playing`."""
        self._load(path, call)
        # Not before the file is loaded: until then it has no other place than its beginning.
        self._begin_at = position
        self._set_state(PlayerState.PLAYING if playing else PlayerState.PAUSED)

    def _load(self, path: Path, call: Call) -> QMediaPlayer:
        media = self._built()
        media.stop()
        self.call = call
        self._detail = ""
        media.setSource(QUrl.fromLocalFile(str(path)))
        media.setPlaybackRate(self.speed)
        return media

    @Slot()
    def pause(self) -> None:
        if self._media is not None and self.playing:
            self._media.pause()
            self._set_state(PlayerState.PAUSED)

    @Slot()
    def resume(self) -> None:
        """Goes on with what is paused; from the beginning when it was heard to its end."""
        if self._media is not None and self.state is PlayerState.PAUSED:
            self._media.play()
            self._set_state(PlayerState.PLAYING)

    @Slot()
    def toggle(self) -> None:
        """Pauses what plays, goes on with what is paused."""
        if self.playing:
            self.pause()
        else:
            self.resume()

    @Slot()
    def close(self) -> None:
        """Stops and lets go of the file, which Windows does not let anybody delete before."""
        if self._media is not None:
            self._media.stop()
            self._media.setSource(QUrl())
        self.call = None
        self._set_state(PlayerState.EMPTY)
        self.duration_changed.emit(0)
        self.position_changed.emit(0)

    def seek(self, milliseconds: int) -> None:
        if self._media is not None and self.state is not PlayerState.EMPTY:
            self._media.setPosition(max(0, min(milliseconds, self.duration)))

    def skip(self, seconds: int) -> None:
        """Forward, or backward when negative."""
        self.seek(self.position + seconds * 1000)

    def set_speed(self, speed: float) -> None:
        """0.5 to 3, with the voice's own pitch."""
        self.speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if self._media is not None:
            self._media.setPlaybackRate(self.speed)
        self.settings_changed.emit()

    def set_volume(self, volume: int) -> None:
        """0 to 100, as the ear hears it."""
        self.volume = min(max(volume, 0), 100)
        self._apply_volume()
        self.settings_changed.emit()

    @Slot()
    def toggle_mute(self) -> None:
        self.muted = not self.muted
        self._apply_volume()
        self.settings_changed.emit()

    def warm_up(self) -> None:
        """Builds what plays, so that the first press of play does not wait for it."""
        self._built()

    # -- QtMultimedia ----------------------------------------------------------------------------

    def _built(self) -> QMediaPlayer:
        return self._media if self._media is not None else self._build()

    def _build(self) -> QMediaPlayer:
        from PySide6.QtMultimedia import QMediaDevices, QMediaPlayer

        media = QMediaPlayer(self)
        _keep_python_out_of_the_sound_threads(media)
        media.setPitchCompensation(True)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._on_devices_changed)
        self._media = media
        self._choose_device()
        media.positionChanged.connect(self._on_position)
        media.durationChanged.connect(self._on_duration)
        media.mediaStatusChanged.connect(self._on_status)
        media.errorOccurred.connect(self._on_error)
        return media

    def _apply_volume(self) -> None:
        if self._output is None:
            return
        # Loudness is heard logarithmically: half way on the slider shall sound like half.
        self._output.setVolume((self.volume / 100) ** 2)
        self._output.setMuted(self.muted)

    @Slot()
    def _on_devices_changed(self) -> None:
        """Headphones came or went: the sound goes where the system's goes."""
        self._choose_device()
        self.device_changed.emit()

    def _choose_device(self) -> None:
        if self._media is None or self._devices is None:
            return
        device = self._devices.defaultAudioOutput()
        if device.isNull():
            self._play_unheard(self._media)
            return
        self._output = self._output or self._new_output(self._media)
        self._output.setDevice(device)
        self._apply_volume()

    def _new_output(self, media: QMediaPlayer) -> QAudioOutput:
        from PySide6.QtMultimedia import QAudioOutput

        output = QAudioOutput(self)
        _keep_python_out_of_the_sound_threads(output)
        media.setAudioOutput(output)
        return output

    def _play_unheard(self, media: QMediaPlayer) -> None:
        """Without a sound device a recording runs on all the same, its transcript can be followed."""
        from PySide6.QtMultimedia import QAudioBufferOutput

        if self._output is None and media.audioBufferOutput() is None:
            silence = QAudioBufferOutput(self)
            _keep_python_out_of_the_sound_threads(silence)
            media.setAudioBufferOutput(silence)

    @Slot("qlonglong")
    def _on_position(self, position: int) -> None:
        self.position_changed.emit(int(position))

    @Slot("qlonglong")
    def _on_duration(self, duration: int) -> None:
        self.duration_changed.emit(int(duration))

    @Slot(object)
    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        from PySide6.QtMultimedia import QMediaPlayer

        if self.state is PlayerState.EMPTY:
            return
        if status == QMediaPlayer.MediaStatus.EndOfMedia:
            self._set_state(PlayerState.PAUSED)
            self.finished.emit()
        elif status == QMediaPlayer.MediaStatus.InvalidMedia:
            self._fail()
        elif status == QMediaPlayer.MediaStatus.LoadedMedia:
            self._begin()

    def _begin(self) -> None:
        position, self._begin_at = self._begin_at, None
        if self._media is not None and position is not None:
            self._media.setPosition(position)
            if self.playing:
                self._media.play()
            else:
                self._media.pause()

    @Slot(object, str)
    def _on_error(self, error: QMediaPlayer.Error, detail: str) -> None:
        # Not yet a failure: a bad packet in the middle is left out, the rest is heard.
        self._detail = detail

    def _fail(self) -> None:
        detail = self._detail or "invalid media"
        self.close()
        self.failed.emit(FileDamaged(detail))

    def _set_state(self, state: PlayerState) -> None:
        self.state = state
        self.state_changed.emit()


def _keep_python_out_of_the_sound_threads(sender: QObject) -> None:
    """Makes the binding look now, on this thread, whether Python overrides `disconnectNotify`.

    It looks once for each object, with the GIL held, when something disconnects for the first time. That is
    else FFmpeg's sound thread as it ends, while this thread waits for it to end: the window froze for good.
    """
    sender.objectNameChanged.connect(_nothing)
    sender.objectNameChanged.disconnect(_nothing)


def _nothing(_: str) -> None:
    """Is never called."""
