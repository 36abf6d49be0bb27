"""PlayFlow: the line from pressing play to hearing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError, FileDamaged, Offline, RecordingGone, RecordingMissing
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.transfer import TransferState
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.call_words import call_and_moment
from desktop.ui.calls.play_sequence import HandedSequence
from desktop.ui.calls.player import Player
from desktop.ui.calls.recording.listening import Listening
from desktop.ui.calls.recording.opening import open_outside
from desktop.ui.calls.recording.recording_words import RecordingFacts
from desktop.ui.calls.time_jumps import HandedJumps
from desktop.ui.error_text import error_text
from desktop.ui.formatting import isolate, number_text
from desktop.ui.widgets.messages import Message, MessageAction, MessageKind, Messages
from desktop.workers.download_queue import DownloadQueue

PLAY_MESSAGE = "play"
STOPPED_MESSAGE = "play-stopped"
LEFT_OUT_MESSAGE = "play-left-out"
WARM_UP_MS = 3_000
"""After an account is shown: the lists come first, and nobody presses play as soon as that."""


class Stopped(NamedTuple):
    """A sequence that another call ended, and the number of the one that was played."""

    sequence: HandedSequence
    number: int


class Heard(NamedTuple):
    """What the player holds: `sid` "" for nothing, `position` in ms; `wanted`: what plays as soon as it is
    here, "" when nothing is waited for; `stopped`: what can be gone on with."""

    sid: str
    position: int
    playing: bool
    muted: bool
    wanted: str
    sequence: HandedSequence
    jumps: HandedJumps
    stopped: Stopped | None


class PlayFlow(QObject):
    """Plays what is kept at once and fetches the rest first. Of several presses the last one counts."""

    not_here = Signal(str)
    """This sid is to be played, and no whole file of it is here: perhaps the list says something else."""
    warmed_up = Signal()
    """What plays is there now, a moment after the start: what else a press of play needs may follow."""

    def __init__(
        self,
        queue: DownloadQueue,
        player: Player,
        listening: Listening,
        messages: Messages,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._listening = listening
        self._queue = queue
        self._player = player
        self._messages = messages
        self._scope: AccountScope | None = None
        self._started = ""
        self._path: Path | None = None
        """Of what was started last."""
        self._begin_at: int | None = None
        self._left_out = 0
        """How many of the sequence could not be played."""
        self._fetched_anew = ""
        """The sid whose file was damaged, so that it was fetched once more."""
        self.wanted = ""
        """The sid that plays as soon as it is here; "" when nothing is waited for."""
        self._gave_way = False
        """A sequence stands still, since another call is waited for: it goes on if that does not come."""
        self._unplugged = ""
        """The name of the sound output that the message says is gone."""
        self._said_stopped: tuple[Stopped, Message] | None = None
        self._said_none: Message | None = None
        """That this computer has no sound output any more."""
        self._said_paused: Message | None = None
        """That it is paused for want of its sound output, and can go on."""
        # Else the first press of play loads all that makes sound, and the window stands still meanwhile.
        self._warm_up = QTimer(self, singleShot=True)
        self._warm_up.timeout.connect(player.warm_up)
        self._warm_up.timeout.connect(self.warmed_up)
        self._listen(queue, player)

    def _listen(self, queue: DownloadQueue, player: Player) -> None:
        queue.changed.connect(self._on_changed)
        queue.ready.connect(self._on_ready)
        queue.failed.connect(self._on_failed)
        player.failed.connect(self._on_player_failed)
        # After `listening`, which notes what was heard of the one that ended.
        player.finished.connect(self._on_finished)
        player.given_up.connect(self._on_given_up)
        player.sequence.wanted.connect(self.play)
        player.output_lost.connect(self._on_output_lost)
        player.state_changed.connect(self._on_state_changed)
        player.device_changed.connect(self._on_device_changed)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: what was wanted and what plays is over."""
        self._scope = scope
        self.wanted = self._started = ""
        self._gave_way = False
        self._player.close()
        self._listening.set_scope(scope)
        if scope is not None:
            self._warm_up.start(WARM_UP_MS)
        else:
            self._warm_up.stop()

    def plays(self, sid: str) -> bool:
        """Whether this call's recording is heard now."""
        return self._player.playing and self._player.current_sid == sid

    @property
    def loaded(self) -> str:
        """The sid of the recording that the player holds; "" for none."""
        return self._player.current_sid

    def press(self, sid: str) -> None:
        """Play, pause or go on: what the key does for this call just now."""
        if self._player.current_sid == sid:
            self.wanted = ""
            self._player.sequence.note_again(sid)
            self._player.toggle()
        else:
            self.play(sid)

    @Slot(str)
    def play(self, sid: str, begin_at: int | None = None) -> None:
        """Plays the recording of `sid`, once it is here, from `begin_at` (ms) on or where it was left."""
        if self._scope is None:
            return
        self._begin_at = begin_at
        self._messages.dismiss(PLAY_MESSAGE)
        kept = self._scope.calls.kept(sid)
        if kept is None:
            self._fetch(sid)
            self.not_here.emit(sid)
        elif kept.cut and self._may_come_again(self._scope, sid):
            self._fetch(sid)
        else:
            self._start(sid, kept)

    def _may_come_again(self, scope: AccountScope, sid: str) -> bool:
        """Whether to wait for the whole of one that was cut; pressed twice, what is left of it is played."""
        call, transfer = scope.calls.call(sid), self._queue.transfer(FileKey.recording(sid))
        if call is None or not self._queue.online or self.wanted == sid:
            return False
        tried = transfer is not None and transfer.state in (TransferState.FAILED, TransferState.GONE)
        facts = RecordingFacts(call, False, transfer, scope.clock.now())
        return facts.is_there and facts.deleted_at is None and not tried

    @Slot()
    def _on_finished(self) -> None:
        self._follow(self._player.sequence.go_on)

    @Slot()
    def _on_given_up(self) -> None:
        self._follow(self._player.sequence.leave_out)

    def _follow(self, follow: Callable[[], None]) -> None:
        """The rest of a sequence follows, unless something is waited for: that was asked for last."""
        if not self.wanted:
            follow()
        else:
            self._gave_way = self.wanted != self._player.sequence.sid

    def play_all(self, sids: list[str]) -> None:
        """Plays these one after the other, each from where it was left; what cannot be is left out."""
        self._left_out = 0
        self._player.sequence.start(sids)

    def _fetch(self, sid: str) -> None:
        if self._queue.online:
            self.wanted = sid
            self._queue.request(FileKey.recording(sid), Priority.NOW)
        else:
            self.wanted = ""
            self._not_to_be_had(sid, Offline())

    def _start(self, sid: str, kept: KeptFile) -> None:
        self.wanted, self._gave_way = "", False
        call = self._scope.calls.call(sid) if self._scope is not None else None
        if self._scope is None or call is None:
            return
        self._started, self._path = sid, kept.path
        at, self._begin_at = self._begin_at, None
        before = Stopped(self._player.sequence.handed(), self._player.sequence.number_of(self.loaded))
        if (why := self._scope.calls.why_not_playable(kept)) is not None:
            self._player.refuse(call, why)
        else:
            self._player.play(kept.path, call, self._listening.begins_at(sid) if at is None else at)
        if before.sequence.sids and not self._player.sequence.count:
            self._say_stopped(before)

    def _say_stopped(self, stopped: Stopped) -> None:
        before, number = stopped
        words = self.tr("The selected recordings are played no further: {place} of {count} was playing.")
        said = words.format(place=number_text(number), count=number_text(len(before.sids)))
        action = MessageAction(self.tr("Go on with them"), partial(self._go_on_with, before))
        self._said_stopped = stopped, self._messages.note(said, action, key=STOPPED_MESSAGE)

    def _go_on_with(self, before: HandedSequence) -> None:
        self._messages.dismiss(STOPPED_MESSAGE)
        self._player.sequence.resume(before)

    @Slot(object)
    def _on_changed(self, key: FileKey) -> None:
        if not self.wanted or key != FileKey.recording(self.wanted):
            return
        transfer = self._queue.transfer(key)
        if transfer is None or transfer.state is TransferState.CANCELLED:
            self.wanted = ""
            if self._gave_way:
                self._gave_way = False
                self._player.sequence.go_on()

    @Slot(object, object)
    def _on_ready(self, key: FileKey, kept: KeptFile) -> None:
        if self.wanted and key == FileKey.recording(self.wanted):
            self._start(self.wanted, kept)

    @Slot(object, object)
    def _on_failed(self, key: FileKey, error: AppError) -> None:
        if self.wanted and key == FileKey.recording(self.wanted):
            sid, self.wanted = self.wanted, ""
            kept = self._scope.calls.kept(sid) if self._scope is not None else None
            if kept is not None and kept.cut:
                # There is no more of it to be had.
                self._start(sid, kept)
            else:
                self._not_to_be_had(sid, error)

    def _not_to_be_had(self, sid: str, error: AppError) -> None:
        sequence = self._player.sequence
        if sequence.has_next and (self._gave_way or sid == sequence.sid):
            self._gave_way = False
            self._leave_out(sid, error)
            sequence.go_on()
        elif isinstance(error, RecordingGone | RecordingMissing):
            self._say_gone(sid, error)
        else:
            self._say(error, partial(self.play, sid))

    @Slot(object)
    def _on_player_failed(self, error: AppError) -> None:
        sid = self._started
        call = self._scope.calls.call(sid) if self._scope is not None else None
        on_server = call is not None and call.gone_at is None and self._queue.online
        opening = self._opening(self._path) if self._path is not None else None
        if self._player.sequence.has_next:
            self._leave_out(sid, error, opening)
        elif isinstance(error, FileDamaged) and on_server and sid != self._fetched_anew:
            # What is on this computer cannot be played: another copy can help, once.
            again = partial(self._fetch_anew, sid)
            other = replace(opening, stays=True) if opening is not None else None
            self._messages.error(error, again, key=PLAY_MESSAGE, other=other)
        else:
            self._messages.danger(error_text(error).sentence, opening, key=PLAY_MESSAGE)

    def _leave_out(self, sid: str, error: AppError, opening: MessageAction | None = None) -> None:
        """One of a sequence: the others are heard all the same."""
        self._left_out += 1
        call = self._scope.calls.call(sid) if self._scope is not None else None
        name = isolate(call_and_moment(call)) if call is not None else ""
        if self._left_out == 1:
            words = self.tr("Left out, since it cannot be played: {name}. {why}")
        else:
            count = self.tr("%Ln recording(s) of this sequence were left out.", "", self._left_out)
            words = count + " " + self.tr("The last of them: {name}. {why}")
        said = words.format(name=name, why=error_text(error).sentence)
        self._messages.warning(said, opening, key=LEFT_OUT_MESSAGE)

    def _say_gone(self, sid: str, error: AppError) -> None:
        """Another call may be current by now: this one is named."""
        call = self._scope.calls.call(sid) if self._scope is not None else None
        words, said = error_text(error), error_text(error).sentence
        if call is not None:
            said = self.tr("{call}: {why}").format(call=isolate(call_and_moment(call)), why=said)
        self._messages.show(MessageKind.DANGER, said, icon_name=words.icon, key=PLAY_MESSAGE)

    def _fetch_anew(self, sid: str) -> None:
        self._fetched_anew = sid
        self._messages.dismiss(PLAY_MESSAGE)
        self._fetch(sid)

    def _opening(self, path: Path) -> MessageAction:
        """Another program may know what this one does not."""
        return MessageAction(
            self.tr("Open in the system's player"), partial(open_outside, path, self._messages)
        )

    @Slot(str)
    def _on_output_lost(self, name: str) -> None:
        """It is paused: what was in somebody's ears is not for the whole room."""
        other, self._unplugged = self._player.used_output, name
        if other is not None:
            self._say_paused(name, other.name)
            return
        sentence = self.tr("“{name}” was unplugged. This computer has no other sound output now.")
        action = self._opening(self._player.path) if self._player.path is not None else None
        words = sentence.format(name=isolate(name))
        self._said_none = self._messages.warning(words, action, key=PLAY_MESSAGE)

    def _say_paused(self, name: str, other: str) -> None:
        sentence = self.tr(
            "“{name}” was unplugged, so the recording is paused. It goes on through “{other}”."
        )
        action = MessageAction(self.tr("Go on"), self._player.resume)
        words = sentence.format(name=isolate(name), other=isolate(other))
        self._said_paused = self._messages.warning(words, action, key=PLAY_MESSAGE)

    def _forget_none(self, name: str, other: str) -> None:
        """There is another output by now."""
        said, self._said_none = self._said_none, None
        if said in self._messages.standing:
            self._messages.dismiss(PLAY_MESSAGE)
            if not self._player.playing and self._player.call is not None:
                self._say_paused(name, other)

    @Slot()
    def _on_device_changed(self) -> None:
        """It is played there again: that it was unplugged holds no longer."""
        used, name = self._player.used_output, self._unplugged
        if not name or used is None:
            return
        if used.name != name:
            self._forget_none(name, used.name)
            return
        self._unplugged = ""
        if self._player.playing or self._player.call is None:
            self._messages.dismiss(PLAY_MESSAGE)
            return
        sentence = self.tr("“{name}” is plugged in again. The recording goes on through it.")
        action = MessageAction(self.tr("Go on"), self._player.resume)
        self._said_paused = self._messages.note(sentence.format(name=isolate(name)), action, key=PLAY_MESSAGE)

    @Slot()
    def _on_state_changed(self) -> None:
        """Whoever goes on by key or button has done what the message offers."""
        if not self._player.playing:
            return
        self._gave_way = False
        if self._said_paused is not None:
            self._messages.dismiss(self._said_paused)
            self._said_paused = None

    def _say(self, error: AppError, again: Callable[[], object]) -> None:
        self._messages.error(error, again, key=PLAY_MESSAGE)

    # -- from one window to the next -------------------------------------------------------------

    def heard(self) -> Heard:
        player = self._player
        on = player.sequence.handed(), player.jumps.handed(), self._stopped()
        return Heard(player.current_sid, player.position, player.playing, player.muted, self.wanted, *on)

    def _stopped(self) -> Stopped | None:
        """As long as it is said."""
        stopped, said = self._said_stopped or (None, None)
        return stopped if said in self._messages.standing else None

    def take_up(self, heard: Heard) -> None:
        """Goes on with what another window played, and waits for what it waited for."""
        self.wanted = heard.wanted
        if heard.muted is not self._player.muted:
            self._player.toggle_mute()
        if self._scope is not None:
            if heard.sid:
                self._load(self._scope, heard)
            # Loading forgets both, as it does when the user plays something else.
            self._player.jumps.take_over(heard.jumps)
            self._player.sequence.take_over(heard.sequence)
            if heard.stopped is not None:
                self._say_stopped(heard.stopped)

    def _load(self, scope: AccountScope, heard: Heard) -> None:
        kept, call = scope.calls.kept(heard.sid), scope.calls.call(heard.sid)
        if kept is not None and call is not None:
            self._started, self._path = heard.sid, kept.path
            self._player.take_up(kept.path, call, heard.position, heard.playing)
