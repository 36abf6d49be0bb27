"""ShownWaveform: the waveform of the recording that is loaded, from this computer or made now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.errors import AppError
from desktop.ui.calls.player import Player
from desktop.ui.calls.time_bar import TimeBar
from desktop.workers.task_pool import TaskHandle, TaskPool
from desktop.workers.waveform_maker import WaveformMaker
from desktop.workers.waveforms_ahead import WaveformsAhead

if TYPE_CHECKING:
    from desktop.core.models import KeptFile
    from desktop.core.waveform import Peaks
    from desktop.services.account_scope import AccountScope
    from desktop.services.waveform import FoundWaveform, Waveform


class ShownWaveform(QObject):
    """Feeds the player's bar; what belongs to a recording that is not loaded any more is dropped."""

    changed = Signal()
    """Another `waveform`, or none."""
    duration_found = Signal(str, object)
    """The call's sid, and the true length of its recording in ms (int), as it was decoded; of others than the
    loaded one, too."""

    def __init__(
        self,
        tasks: TaskPool,
        player: Player,
        bar: TimeBar,
        ahead: WaveformsAhead,
        parent: QObject,
        maker: WaveformMaker | None = None,
    ) -> None:
        """`ahead` makes those of the other recordings while nobody waits for this one's."""
        super().__init__(parent)
        self.ahead = ahead
        ahead.duration_found.connect(self.duration_found)
        self._tasks = tasks
        self._player = player
        self._bar = bar
        self.maker = maker or WaveformMaker(self)
        self._scope: AccountScope | None = None
        self._sid = ""
        self._handle: TaskHandle | None = None
        self.waveform: Waveform | None = None
        """Of the recording that is loaded; None while it is not known. Its `silences` can be skipped."""
        player.state_changed.connect(self._on_state_changed)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Whose recordings are played from now on; waveforms without a recording are cleared away."""
        self._scope = scope
        self.ahead.set_scope(scope)
        self._forget()
        if scope is None:
            self.maker.close()
        else:
            self._tasks.run(scope.waveforms.sweep, _nothing, _nothing)
            self._on_state_changed()

    @Slot()
    def warm_up(self) -> None:
        """Somebody may press play soon."""
        if self._scope is not None:
            self.maker.warm_up()

    def _forget(self) -> None:
        self.maker.cancel()
        if self._handle is not None:
            self._handle.abandon()
        self._handle = None
        self._sid = ""
        self._show(None)
        self._wait(False)

    def _wait(self, waits: bool) -> None:
        self._bar.set_waiting(waits)
        if waits:
            self.ahead.hold()
        else:
            self.ahead.go_on()

    @Slot()
    def _on_state_changed(self) -> None:
        sid = self._player.current_sid
        if sid == self._sid and not self._opened_anew:
            return
        self._forget()
        if self._scope is None or not sid:
            return
        self._sid = sid
        self._wait(True)
        find = partial(self._scope.waveforms.find, sid)
        self._handle = self._tasks.run(find, self._on_found, self._on_failed)

    @property
    def _opened_anew(self) -> bool:
        """Whether the player has opened the same recording again, and forgot of it what was told before."""
        return self.waveform is not None and not self._player.jumps.silences_known

    def _on_found(self, found: FoundWaveform | None) -> None:
        if found is not None and found.waveform is not None:
            self._on_waveform(found.waveform)
        elif found is not None:
            self.maker.make(found.kept.path, partial(self._on_peaks, found.kept), self._on_failed)
        else:
            self._wait(False)

    def _on_peaks(self, kept: KeptFile, peaks: Peaks) -> None:
        if self._scope is not None:
            keep = partial(self._scope.waveforms.keep, kept, peaks)
            self._handle = self._tasks.run(keep, self._on_waveform, self._on_failed)

    def _on_waveform(self, waveform: Waveform) -> None:
        self._show(waveform)
        self._wait(False)
        self.ahead.note_found(self._sid, waveform)

    def _on_failed(self, _: AppError) -> None:
        """It plays all the same, or the player says why not: a plain bar is enough."""
        self._wait(False)

    def _show(self, waveform: Waveform | None) -> None:
        if waveform is self.waveform:
            return
        self.waveform = waveform
        self._bar.set_peaks(waveform.peaks if waveform is not None else None)
        silences = waveform.silences if waveform is not None else None
        self._bar.set_silences(silences or ())
        self._player.jumps.set_silences(silences)
        self.changed.emit()


def _nothing(_: object) -> None:
    """A sweep that failed is done the next time."""
