"""RecordingBar: the recording of the call in the details pane: play it, keep it, how it is on its way."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.core.errors import DiskFull, NoSlot, ServerBusy
from desktop.core.models import KeptFile
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.calls.recording.recording_words import (
    RecordingFacts,
    deleted_text,
    found_gone_text,
    why_cut,
    why_in_player,
)
from desktop.ui.calls.recording.transfer_words import waiting_text
from desktop.ui.error_text import error_text
from desktop.ui.formatting import duration_text, isolate_ltr, percent_text, size_text
from desktop.ui.theme import theme
from desktop.ui.widgets.allow import explain
from desktop.ui.widgets.buttons import FilledButton, IconButton, LinkButton, PlainButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.key_words import with_key
from desktop.ui.widgets.labels import plain_label


class _FileButton(PlainButton):
    """A button that stands for a file: it can be dragged away."""

    dragged = Signal()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pressed = self.isDown()
        super().mouseMoveEvent(event)
        if pressed and not self.rect().contains(event.position().toPoint()):
            # Past its edge it is no click any more.
            self.setDown(False)
            self.dragged.emit()


class RecordingBar(QWidget):
    """Emits what the user wants; the page does it."""

    play_clicked = Signal()
    keep_clicked = Signal()
    cancel_clicked = Signal()
    reveal_clicked = Signal()
    remove_clicked = Signal()
    dragged = Signal()
    """The recording, out of the window."""
    focus_lost = Signal()
    """The button that had it cannot be pressed any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transfer: Transfer | None = None
        self._clock = 0.0
        self._found_at: datetime | None = None
        self._keep_tip = self._remove_tip = ""
        self._make_parts()
        self._lay_out()
        # Seconds are counted while the server prepares the recording.
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self._on_second)

    def _make_parts(self) -> None:
        self.play_button = FilledButton(self.tr("Play"), self, icon_name="play")
        self.play_button.clicked.connect(self.play_clicked)
        self.keep_button = PlainButton(self.tr("Keep here"), self, icon_name="downloads")
        self.keep_button.clicked.connect(self.keep_clicked)
        self.kept_button = _FileButton("", self, icon_name="kept", icon_color="success")
        self.kept_button.dragged.connect(self.dragged)
        self.kept_button.clicked.connect(self.reveal_clicked)
        self.state_label = ElidingLabel("", self)
        self.cancel_button = LinkButton(self.tr("Cancel"), self)
        self.cancel_button.clicked.connect(self.cancel_clicked)
        self.reveal_button = IconButton("folder", self.tr("Show in folder"), self)
        self.reveal_button.clicked.connect(self.reveal_clicked)
        self.remove_button = IconButton("remove", self.tr("Remove from this computer"), self)
        self.remove_button.clicked.connect(self.remove_clicked)
        self.failure_label: QLabel = plain_label("")
        self.shorter_label: QLabel = plain_label("")
        self._buttons = (
            *(self.play_button, self.keep_button, self.kept_button, self.cancel_button),
            *(self.reveal_button, self.remove_button),
        )
        for button in self._buttons:
            # They come and go: clicked with the mouse, they leave the focus where it is.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.play_button, self.keep_button, self.kept_button):
            row.addWidget(widget)
        row.addWidget(self.state_label, 1)
        row.addWidget(self.cancel_button)
        row.addStretch(0)
        row.addWidget(self.reveal_button)
        row.addWidget(self.remove_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.failure_label)
        column.addWidget(self.shorter_label)

    def name_keys(self, keep: QAction, remove: QAction) -> None:
        """The buttons say which keys do the same."""
        self._keep_tip = with_key(keep, self.tr("Keep the recording on this computer"))
        self._remove_tip = with_key(remove, self.tr("Remove from this computer"))

    # -- what is shown ---------------------------------------------------------------------------

    def set_in_player(self, loaded: bool) -> None:
        """Whether the player holds it, or is about to: then it cannot go."""
        explain(self.remove_button, not loaded, why_in_player(), self._remove_tip)

    def set_recording(
        self,
        facts: RecordingFacts,
        kept: KeptFile | None,
        playing: bool,
        clock: float,
        no_server: str = "",
        found_at: datetime | None = None,
    ) -> None:
        """How the call's recording is; `clock` is the queue's, in s. `no_server`: why none is fetched;
        `found_at`: when the server said that it has none."""
        self._found_at = found_at
        focused = next((button for button in self._buttons if button.hasFocus()), None)
        self._show(facts, kept, playing, clock, no_server)
        if focused is not None and not focused.hasFocus():
            # Qt gave it to what comes next, which is a field.
            self.focus_lost.emit()

    def _show(
        self, facts: RecordingFacts, kept: KeptFile | None, playing: bool, clock: float, no_server: str
    ) -> None:
        self._transfer, self._clock = facts.transfer, clock
        under_way = (kept is None or kept.cut) and self._under_way()
        failed = self._failed() and kept is None
        there = kept is not None or facts.is_there
        gone = facts.found_gone and kept is None
        on_server = there and kept is None and not under_way and facts.deleted_at is None and not gone
        self._show_play(playing, failed, under_way)
        self.play_button.setVisible(there and not gone)
        reachable = kept is not None or not no_server
        explain(self.play_button, reachable, no_server, self._play_tip(playing, under_way))
        explain(self.keep_button, reachable, no_server, self._keep_tip)
        self.keep_button.setVisible(gone or (on_server and not failed))
        self.keep_button.setText(self.tr("Ask again") if gone else self.tr("Keep here"))
        self._show_kept(kept)
        self.cancel_button.setVisible(under_way)
        says_state = under_way or not (on_server or kept is not None)
        self._show_state(self._state_text(facts) if says_state else "", under_way)
        self._show_failure(failed)
        self._show_shorter(facts, kept)
        if not under_way:
            self._seconds.stop()
        elif not self._seconds.isActive():
            self._seconds.start()

    def _play_tip(self, playing: bool, under_way: bool) -> str:
        if playing:
            return self.tr("Pause (F8, in the list also Space)")
        if self._in_line(under_way):
            return self.tr("Moves it to the front of the line and plays it as soon as it is here (Space)")
        if under_way:
            return self.tr("Plays it as soon as it is here (Space)")
        return self.tr("Play the recording (Space)")

    def _in_line(self, under_way: bool) -> bool:
        """Whether others may go before it."""
        waits = (TransferState.WAITING, TransferState.PAUSED)
        return under_way and self._transfer is not None and self._transfer.state in waits

    def _show_play(self, playing: bool, failed: bool, under_way: bool) -> None:
        if playing:
            text, icon_name = self.tr("Pause"), "pause"
        elif failed:
            text, icon_name = self.tr("Try again"), "retry"
        elif self._in_line(under_way):
            text, icon_name = self.tr("Play first"), "play"
        else:
            text, icon_name = self.tr("Play"), "play"
        self.play_button.setText(text)
        self.play_button.set_icon_name(icon_name, "on_accent")

    def _show_kept(self, kept: KeptFile | None) -> None:
        self.kept_button.setVisible(kept is not None)
        self.reveal_button.setVisible(kept is not None)
        self.remove_button.setVisible(kept is not None)
        if kept is not None:
            self.kept_button.setText(self.tr("Kept here · {size}").format(size=size_text(kept.size)))
            place = isolate_ltr(str(kept.path))
            tip = self.tr("Show in folder: {path}. Drag it to another window for a copy.")
            self.kept_button.setToolTip(tip.format(path=place))

    def _show_state(self, text: str, under_way: bool) -> None:
        self.state_label.setVisible(bool(text))
        self.state_label.setText(text)
        self.state_label.set_color("text" if under_way else "text2")

    def _show_shorter(self, facts: RecordingFacts, kept: KeptFile | None) -> None:
        sentence = self._shorter_text(facts, kept) if kept is not None and kept.shorter else ""
        self.shorter_label.setText(sentence)
        self.shorter_label.setVisible(bool(sentence))

    def _shorter_text(self, facts: RecordingFacts, kept: KeptFile) -> str:
        call_seconds = facts.call.duration_s
        if kept.cut:
            return why_cut()
        if kept.seconds is None or call_seconds is None:
            return self.tr("The recording is shorter than the call.")
        said = self.tr("The recording is shorter than the call: it has {length} of {call}.")
        length, call = duration_text(int(kept.seconds)), duration_text(call_seconds)
        return said.format(length=length, call=call)

    def _show_failure(self, failed: bool) -> None:
        sentence = ""
        if failed and self._transfer is not None and self._transfer.error is not None:
            sentence = error_text(self._transfer.error).sentence
        self.failure_label.setText(sentence)
        self.failure_label.setVisible(bool(sentence))
        palette = self.failure_label.palette()
        palette.setColor(palette.ColorRole.WindowText, theme().color("danger"))
        self.failure_label.setPalette(palette)

    def _under_way(self) -> bool:
        return self._transfer is not None and not self._transfer.state.final

    def _failed(self) -> bool:
        ended = (TransferState.FAILED, TransferState.GONE)
        return self._transfer is not None and self._transfer.state in ended

    def _state_text(self, facts: RecordingFacts) -> str:
        if not facts.call.has_recording:
            return self.tr("No recording")
        if facts.found_gone:
            return found_gone_text(self._found_at)
        if facts.call.gone_at is not None:
            return self.tr("The recording is not on the server any more")
        if facts.transfer is not None and self._under_way():
            return self._transfer_text(facts.transfer)
        return deleted_text(facts.deleted_at) if facts.deleted_at is not None else ""

    def _transfer_text(self, transfer: Transfer) -> str:
        if transfer.state is TransferState.PREPARING:
            seconds = duration_text(max(0.0, self._clock - transfer.since))
            return self.tr("Preparing the recording… {seconds}").format(seconds=seconds)
        if transfer.state is TransferState.TRANSFERRING:
            if not transfer.total:
                return self.tr("Downloading…")
            share = percent_text(transfer.received / transfer.total)
            return self.tr("Downloading… {percent}").format(percent=share)
        if transfer.state is TransferState.PAUSED:
            return self.tr("Paused")
        if isinstance(transfer.error, DiskFull):
            return self.tr("Waiting for room on this disk")
        if isinstance(transfer.error, NoSlot | ServerBusy):
            return self.tr("Waiting, the server is busy")
        return waiting_text(transfer.line)

    def text(self) -> str:
        """What is said of the recording now, wherever it stands."""
        shown = (self.kept_button, self.state_label, self.failure_label, self.shorter_label)
        return " ".join(part.text() for part in shown if not part.isHidden())

    def forget(self) -> None:
        """Another account: no path, no reason and no state of the one before stays."""
        self.stop()
        for part in (self.kept_button, self.state_label, self.failure_label, self.shorter_label):
            part.setText("")
            part.setToolTip("")

    def stop(self) -> None:
        """No call is shown: nothing is counted."""
        self._transfer = None
        self._seconds.stop()

    @Slot()
    def _on_second(self) -> None:
        self._clock += 1.0
        if self._transfer is not None and self._under_way():
            self.state_label.setText(self._transfer_text(self._transfer))
