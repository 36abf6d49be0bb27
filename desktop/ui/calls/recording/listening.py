"""Listening: what plays is remembered: where it was left, and what of it somebody can have heard."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.core.errors import AppError
from desktop.core.heard import Place, Range, with_range
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.player import Player
from desktop.workers.task_pool import TaskPool

SAVE_MS = 5_000
"""While it plays, its place is written this often."""
REVIEWED_SHARE = 0.9
"""A recording of which so much was heard is heard out."""
_LONGEST_STEP_MS = 1_500
"""From one position to the next at normal speed; what is farther was jumped over."""


class Listening(QObject):
    """Reads the player's positions; the account's `listening` holds what came of them."""

    heard_out = Signal(str)
    """By now so much of this sid's recording was heard, in one go or in several; once, unlike what the user
    may say of the call afterwards."""

    def __init__(self, player: Player, tasks: TaskPool, parent: QObject) -> None:
        super().__init__(parent)
        self._player = player
        self._tasks = tasks
        self._scope: AccountScope | None = None
        self._sid = ""
        self._heard: tuple[Range, ...] = ()
        self._share = 0.0
        """Of the recording, that was heard."""
        self._last = self._farthest = 0
        self._rest = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._rest.timeout.connect(self.save)
        player.position_changed.connect(self._on_position)
        player.state_changed.connect(self._on_state_changed)
        player.jumps.silence_skipped.connect(self._on_silence_skipped)
        player.finished.connect(self._on_finished)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none; the one before writes what it holds when it is closed."""
        self.save()
        self._scope = scope
        self._sid = ""

    def begins_at(self, sid: str) -> int:
        """Where this recording goes on, in ms: a little before where it was left; 0 when it was heard out."""
        place = self._scope.listening.place(sid) if self._scope is not None else None
        if place is None or 0 < place.duration <= place.position + 1_000:
            return 0
        return max(0, place.position - self._player.step_back_s * 1000)

    @Slot()
    def save(self) -> None:
        """Writes what is held; a place that cannot be written is no reason to disturb anybody."""
        self._rest.stop()
        if self._scope is not None and self._sid:
            self._tasks.run(self._scope.listening.write, _written, _not_written)

    @Slot()
    def _on_state_changed(self) -> None:
        if self._player.current_sid != self._sid:
            self.save()
            self._begin(self._player.current_sid)
        self._last = self._player.position
        if not self._player.playing:
            self.save()

    def _begin(self, sid: str) -> None:
        """Another recording is loaded; "" for none."""
        self._sid, self._heard, self._share, self._farthest = sid, (), 0.0, 0
        if self._scope is None or not sid:
            return
        place = self._scope.listening.place(sid)
        if place is not None:
            self._heard, self._share = place.heard, place.share
        # What is listened to is not unused.
        self._tasks.run(partial(self._scope.reviewed.note_used, sid), _written, _not_written)

    @Slot(object)
    def _on_position(self, position: int) -> None:
        # A recording that is not loaded yet has no other place than its beginning.
        if not self._sid or self._sid != self._player.current_sid or not self._player.settled:
            return
        step = position - self._last
        if self._player.playing and self._is_step(step):
            self._note_heard(self._last, position)
        self._last, self._farthest = position, max(self._farthest, position)
        self._hold(position, self._player.duration)

    @Slot(object, object)
    def _on_silence_skipped(self, start: int, end: int) -> None:
        """There was nothing to hear."""
        self._note_heard(start, end)

    def _is_step(self, milliseconds: int) -> bool:
        """Whether that much was played from one place to the next, rather than jumped over."""
        return 0 < milliseconds <= _LONGEST_STEP_MS * max(1.0, self._player.speed)

    def _note_heard(self, start: int, end: int) -> None:
        """Muted, or with nothing to hear with, it was followed at the most."""
        if self._player.is_audible:
            self._heard = with_range(self._heard, start, end)

    @Slot()
    def _on_finished(self) -> None:
        # One that did not say how long it is ends where it was played to; Qt is back at its beginning now.
        duration = self._player.duration or max([self._farthest, *(end for _, end in self._heard)])
        if self._is_step(duration - self._last):
            self._note_heard(self._last, duration)
        self._hold(duration, duration)
        self.save()

    def _hold(self, position: int, duration: int) -> None:
        if self._scope is None or not self._sid or max(position, duration) <= 0:
            return
        place = Place(position, duration, self._heard, datetime.now(UTC))
        self._scope.listening.hold(self._sid, place)
        before, self._share = self._share, place.share
        if before < REVIEWED_SHARE <= self._share:
            self.heard_out.emit(self._sid)
        if not self._rest.isActive():
            self._rest.start()


def _written(_: None) -> None:
    """There is nothing to say."""


def _not_written(_: AppError) -> None:
    """It is held, and tried again with the next place."""
