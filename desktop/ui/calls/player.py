"""Player: a recording that is on this computer, as sound; its own states, no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.models import Call
from desktop.ui.calls.play_sequence import PlaySequence
from desktop.ui.calls.played_file import PlayedFile
from desktop.ui.calls.played_output import PlayedOutput, keep_python_out_of_the_sound_threads
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.sought_place import SoughtPlace
from desktop.ui.calls.sound_outputs import SoundOutput, SoundOutputs
from desktop.ui.calls.time_jumps import TimeJumps

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer

_END_MS = 50
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class Player(QObject):
    """Lives on the UI thread. QtMultimedia is loaded when sound is wanted, never before the first paint."""

    state_changed = Signal()
    position_changed = Signal(object)
    """int, in ms."""
    duration_changed = Signal(object)
    """int, in ms."""
    settings_changed = Signal()
    """Speed, volume, mute, how far its keys skip, or the sound output."""
    device_changed = Signal()
    """Whether there is anything to hear with: see `has_sound`."""
    output_lost = Signal(str)
    """The name of the sound output that was pulled out while something played, which is paused then."""
    failed = Signal(object)
    """AppError."""
    finished = Signal()
    """At its end; whoever knows what was asked for meanwhile says what is played next."""
    given_up = Signal()
    """Some time after `failed`, when nothing else is played since: as `finished`."""
    marks_changed = Signal()
    bookmark_asked = Signal()
    """At this place of this recording."""
    file_wanted = Signal(object)
    """FileWish."""

    def __init__(self, parent: QObject | None = None, outputs: SoundOutputs | None = None) -> None:
        """`outputs`: the computer's, None; built when sound is wanted."""
        super().__init__(parent)
        self._media: QMediaPlayer | None = None
        self._file: PlayedFile | None = None
        self._output: PlayedOutput | None = None
        self._outputs = outputs
        self._paused_by_key = False
        """It was paused, and not moved since: it goes on a little before."""
        self._stopping = False
        self._sought = SoughtPlace()
        self._begin_at: int | None = None
        # By somebody who listened before; not sought before it was loaded.
        self._was_left_there = False
        """Where to begin, in ms, once the file is loaded; None: it begins by itself."""
        self.call: Call | None = None
        self.state = PlayerState.EMPTY
        self.speed = 1.0
        self.volume = 100
        self.muted = False
        self.skip_back_s, self.skip_forward_s, self.step_back_s = 10, 30, 2
        self.output_id = ""
        """The sound output that the user chose, whether or not it is there; "" to follow the system."""
        self.jumps = TimeJumps(self)
        self.path: Path | None = None
        self.marks: tuple[int, ...] = ()
        """Where the bookmarks of this recording are, in ms."""
        self.sequence = PlaySequence(self)

    @property
    def current_sid(self) -> str:
        """The call whose recording is loaded; "" when there is none."""
        return self.call.sid if self.call is not None else ""

    @property
    def playing(self) -> bool:
        return self.state is PlayerState.PLAYING

    @property
    def position(self) -> int:
        """In ms; of one that is not loaded yet, where it will begin."""
        if self._begin_at is not None:
            return self._begin_at
        return int(self._media.position()) if self._media is not None else 0

    @property
    def settled(self) -> bool:
        """Whether it is where it was told to begin; what Qt says of its place means nothing before."""
        return self._begin_at is None and not self._stopping

    @property
    def duration(self) -> int:
        """In ms; 0 while it is not known."""
        return int(self._media.duration()) if self._media is not None else 0

    @property
    def has_sound(self) -> bool:
        """Whether the computer has a sound output; True before anybody looked."""
        return self._output is None or self._output.used is not None

    @property
    def is_audible(self) -> bool:
        """Whether somebody can hear what plays now: it has an output, and nothing here or there mutes it."""
        return self._output is not None and self._output.is_audible

    @property
    def used_output(self) -> SoundOutput | None:
        """The one that is played to; None when there is none, or before anybody looked."""
        return self._output.used if self._output is not None else None

    def outputs(self) -> tuple[SoundOutput, ...]:
        """Those that can be chosen now."""
        self._built()
        return self._output.all() if self._output is not None else ()

    # -- commands --------------------------------------------------------------------------------

    def play(self, path: Path, call: Call, position: int = 0) -> None:
        """Plays the file from `position` (ms) on, in place of what played."""
        if position > 0:
            self.take_up(path, call, position, True)
            return
        self._load(path, call).play()
        self._set_state(PlayerState.PLAYING)

    def refuse(self, call: Call, error: AppError) -> None:
        """This one was to be played, and is as one that turns out not to be playable."""
        self.sequence.note_playing(call.sid)
        self._fail(error)

    def take_up(self, path: Path, call: Call, position: int, playing: bool) -> None:
        """Goes on at `position` (ms), where another player stopped; paused unless that one was `playing`."""
        self._load(path, call)
        # Not before the file is loaded: until then it has no other place than its beginning.
        self._begin_at, self._was_left_there = position, True
        self._set_state(PlayerState.PLAYING if playing else PlayerState.PAUSED)

    def _load(self, path: Path, call: Call) -> QMediaPlayer:
        media = self._built()
        self._look_for_output()
        self._stop()
        self.call, self.path = call, path
        self._paused_by_key = False
        self.jumps.forget()
        self.sequence.note_playing(call.sid)
        if self._file is not None:
            self._file.open(path)
        media.setPlaybackRate(self.speed)
        return media

    @Slot()
    def pause(self) -> None:
        if self._media is not None and self.playing:
            self._media.pause()
            self._paused_by_key = True
            self._set_state(PlayerState.PAUSED)

    @Slot()
    def resume(self) -> None:
        """Goes on a little before where it was paused; from the beginning when it was heard to its end."""
        if self._media is not None and self.state is PlayerState.PAUSED:
            self._look_for_output()
            if self.settled and 0 < self.duration <= self.position + _END_MS:
                self.seek(0)
            elif self._paused_by_key:
                self.seek(self.jumps.skipped_to(self.position, -self.step_back_s * 1000))
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
        self._let_go()
        self.sequence.note_playing("")

    def _let_go(self) -> None:
        self._stop()
        self.call = self.path = None
        self._paused_by_key = False
        self.jumps.forget()
        self._set_state(PlayerState.EMPTY)
        self.duration_changed.emit(0)
        self.position_changed.emit(0)

    def _stop(self) -> None:
        """Lets go of the file. That it goes to its beginning is nobody's wish, and no place to remember."""
        self._stopping = True
        self._begin_at = None
        self._sought.forget()
        if self._file is not None:
            self._file.let_go()
        self._stopping = False

    def seek(self, milliseconds: int) -> None:
        if self._media is None or self.state is PlayerState.EMPTY:
            return
        self._paused_by_key = False
        self._look_for_output()
        if self._begin_at is not None:
            # Not loaded yet: it begins there.
            self._begin_at, self._was_left_there = max(0, milliseconds), False
        else:
            last = self._last_place()
            target = max(0, milliseconds if last is None else min(milliseconds, last))
            self._sought.note(target)
            self._media.setPosition(target)

    def _last_place(self) -> int | None:
        """Where it can go to at the most, in ms; None: a file need not say how long it is."""
        if self.duration <= 0:
            return None
        # Told to play from its very end, Qt says for ever that it plays there.
        return self.duration - _END_MS if self.playing else self.duration

    def _within(self, milliseconds: int) -> int:
        """Where to begin: the recording may be shorter by now than when somebody left it there."""
        last = self._last_place()
        if last is None:
            return milliseconds
        return 0 if self._was_left_there and milliseconds > self.duration else min(milliseconds, last)

    def skip(self, seconds: int) -> None:
        """Forward, or backward when negative."""
        self.seek(self.jumps.skipped_to(self._sought.or_else(self.position), seconds * 1000))

    def set_speed(self, speed: float) -> None:
        """0.5 to 3, with the voice's own pitch."""
        self.speed = min(max(speed, SPEEDS[0]), SPEEDS[-1])
        if self._media is not None:
            self._look_for_output()
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

    def set_steps(self, back: int, forward: int, step_back: int) -> None:
        """How far the keys skip, and how far before its place a recording goes on, in s."""
        self.skip_back_s, self.skip_forward_s = (min(max(1, one), 600) for one in (back, forward))
        self.step_back_s = min(max(0, step_back), 60)
        self.settings_changed.emit()

    @Slot()
    def skip_back(self) -> None:
        self.skip(-self.skip_back_s)

    @Slot()
    def skip_forward(self) -> None:
        self.skip(self.skip_forward_s)

    def choose_output(self, output_id: str) -> None:
        """Plays to this sound output whenever it is there; "" follows the system."""
        self._look_for_output()
        self.output_id = output_id
        if self._output is not None:
            self._output.use(output_id)
        self.settings_changed.emit()
        self.device_changed.emit()

    # -- at this place ---------------------------------------------------------------------------

    @Slot()
    def step_loop(self) -> None:
        """Sets A here, then B, then neither."""
        if self.call is not None:
            self.jumps.set_loop(self.jumps.loop.step(self.position))

    def set_marks(self, marks: Sequence[int]) -> None:
        """Where the bookmarks of the recording that is loaded are, in ms."""
        self.marks = tuple(marks)
        self.marks_changed.emit()

    @Slot()
    def warm_up(self) -> None:
        """Builds what plays, so that the first press of play does not wait for it."""
        self._built()

    # -- QtMultimedia ----------------------------------------------------------------------------

    def _built(self) -> QMediaPlayer:
        return self._media if self._media is not None else self._build()

    def _build(self) -> QMediaPlayer:
        from PySide6.QtMultimedia import QMediaPlayer

        media = QMediaPlayer(self)
        keep_python_out_of_the_sound_threads(media)
        media.setPitchCompensation(True)
        output = PlayedOutput(media, self._outputs or SoundOutputs(self), self)
        output.lost.connect(self._on_output_lost)
        output.changed.connect(self.device_changed)
        output.use(self.output_id)
        file = PlayedFile(media, self)
        file.loaded.connect(self._on_loaded)
        file.ended.connect(self._on_ended)
        file.failed.connect(self._on_not_playable)
        self._media, self._file, self._output = media, file, output
        self._apply_volume()
        media.positionChanged.connect(self._on_position)
        media.durationChanged.connect(self._on_duration)
        return media

    def _look_for_output(self) -> None:
        if self._output is not None:
            self._output.look()

    def _apply_volume(self) -> None:
        if self._output is not None:
            self._output.set_loudness(self.volume, self.muted)

    @Slot(object)
    def _on_output_lost(self, lost: SoundOutput) -> None:
        """What was heard in somebody's ears alone is not heard by the whole room."""
        if self.playing:
            self.pause()
        if self.call is not None:
            self.output_lost.emit(lost.name)

    @Slot("qlonglong")
    def _on_position(self, position: int) -> None:
        self._sought.note_report()
        self.position_changed.emit(int(position))
        target = self.jumps.jump_from(int(position), self._last_place()) if self.playing else None
        if target is not None:
            self.seek(target)

    @Slot("qlonglong")
    def _on_duration(self, duration: int) -> None:
        self.duration_changed.emit(int(duration))

    @Slot()
    def _on_ended(self) -> None:
        loop = self.jumps.loop
        if loop.end is not None and self.playing:
            self.seek(loop.start or 0)
            if self._media is not None:
                self._media.play()
        elif self.state is not PlayerState.EMPTY:
            self._set_state(PlayerState.PAUSED)
            self.finished.emit()

    @Slot()
    def _on_loaded(self) -> None:
        position, self._begin_at = self._begin_at, None
        if self._media is not None and position is not None:
            self._media.setPosition(self._within(position))
            if self.playing:
                self._media.play()
            else:
                self._media.pause()

    @Slot(object)
    def _on_not_playable(self, error: AppError) -> None:
        if self.state is not PlayerState.EMPTY:
            self._fail(error)

    def _fail(self, error: AppError) -> None:
        """`given_up` once whatever reported this is done with it."""
        self._let_go()
        self.failed.emit(error)
        QTimer.singleShot(0, self, self._on_failed)

    @Slot()
    def _on_failed(self) -> None:
        if self.call is None:
            self.given_up.emit()

    def _set_state(self, state: PlayerState) -> None:
        self.state = state
        self.state_changed.emit()
