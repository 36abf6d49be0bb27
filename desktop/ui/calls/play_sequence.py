"""PlaySequence: several recordings one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot


class HandedSequence(NamedTuple):
    """What one window leaves to the next: all of it, and which of them is played."""

    sids: tuple[str, ...] = ()
    place: int = 0


class PlaySequence(QObject):
    """Whoever plays asks for `wanted`, and says with `note_playing` what it became."""

    wanted = Signal(str)
    """This sid is next."""
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sids: list[str] = []
        self._place = 0

    @property
    def count(self) -> int:
        """0 when nothing is played in sequence."""
        return len(self._sids)

    def number_of(self, sid: str) -> int:
        """Of this one, from 1 on. While the next one is on its way, another one still plays."""
        return self._sids.index(sid) + 1 if sid in self._sids else self._place + 1

    @property
    def sid(self) -> str:
        """Of the one that plays, or is to play next; "" when nothing is played in sequence."""
        return self._sids[self._place] if self._sids else ""

    @property
    def has_next(self) -> bool:
        return self._place + 1 < len(self._sids)

    @property
    def has_previous(self) -> bool:
        return bool(self._sids) and self._place > 0

    def start(self, sids: Sequence[str]) -> None:
        """Plays these in this order; one alone is no sequence."""
        self._sids = list(sids) if len(sids) > 1 else []
        self._place = 0
        self.changed.emit()
        if sids:
            self.wanted.emit(sids[0])

    @Slot()
    def go_on(self) -> None:
        """The next one; nothing after the last."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        self._go(-1)

    def leave_out(self) -> None:
        """The one that was wanted cannot be played: the next one is; after the last one it is over."""
        if self.has_next:
            self.go_on()
        else:
            self.note_playing("")

    def _go(self, by: int) -> None:
        if 0 <= self._place + by < len(self._sids):
            self._place += by
            self.changed.emit()
            self.wanted.emit(self._sids[self._place])

    def note_again(self, sid: str) -> None:
        """It goes on, whatever was to be next: what comes after it does so after it."""
        if sid in self._sids:
            self.note_playing(sid)

    def handed(self) -> HandedSequence:
        """For another player; this one keeps it."""
        return HandedSequence(tuple(self._sids), self._place)

    def take_over(self, handed: HandedSequence) -> None:
        """Goes on where another player stopped; what is played now is played already."""
        self._sids, self._place = list(handed.sids), handed.place
        self.changed.emit()

    def resume(self, handed: HandedSequence) -> None:
        """Goes on with one that ended: what played last is asked for."""
        self.take_over(handed)
        if self.sid:
            self.wanted.emit(self.sid)

    def note_playing(self, sid: str) -> None:
        """Something is played: one of these, or, as the user chose, another, which ends the sequence."""
        if self._sids and sid != self._sids[self._place]:
            if sid in self._sids:
                self._place = self._sids.index(sid)
            else:
                self._sids = []
            self.changed.emit()
