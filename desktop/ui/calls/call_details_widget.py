"""CallDetailsWidget: the call that is current in the table: who, when, the recording, what was said."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.models import Call, KeptFile
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.calls.call_words import call_name, direction_text
from desktop.ui.calls.recording_words import RecordingFacts, deleted_text
from desktop.ui.calls.transcript_widget import TranscriptWidget
from desktop.ui.calls.transfer_words import waiting_text
from desktop.ui.error_text import error_text
from desktop.ui.formatting import (
    day_text,
    duration_text,
    local,
    moment_full_text,
    percent_text,
    phone_text,
    size_text,
    strip_marks,
    time_range_text,
)
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import FilledButton, IconButton, LinkButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline

MIN_WIDTH = 300


class CallDetailsWidget(QWidget):
    """Emits what the user wants; the page does it."""

    play_clicked = Signal()
    cancel_clicked = Signal()
    reveal_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call: Call | None = None
        self._transfer: Transfer | None = None
        self._clock = 0.0
        self.setMinimumWidth(MIN_WIDTH)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(self.tr("Details of the call"))
        self._make_parts()
        self._lay_out()
        self.set_call(None)

    def _make_parts(self) -> None:
        self._name = ElidingLabel("", self, role="title")
        self._phone = ElidingLabel("", self, color="text2")
        self._phone.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._copy_phone = IconButton("copy", self.tr("Copy the phone number"), self)
        self._copy_phone.clicked.connect(self._on_copy_phone)
        self._line = ElidingLabel("", self, color="text2")
        self.play_button = FilledButton(self.tr("Play"), self, icon_name="play")
        self.play_button.clicked.connect(self.play_clicked)
        self._state = QLabel(self, wordWrap=True)
        self._state.setTextFormat(Qt.TextFormat.PlainText)
        self._cancel = LinkButton(self.tr("Cancel"), self)
        self._cancel.clicked.connect(self.cancel_clicked)
        self._reveal = IconButton("folder", self.tr("Show in folder"), self)
        self._reveal.clicked.connect(self.reveal_clicked)
        self._summary_heading = QLabel(self.tr("Summary"), self)
        self._summary_heading.setFont(font("caption", bold=True))
        self._summary_heading.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._summary = QLabel(self, wordWrap=True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.transcript = TranscriptWidget(self)
        self._nothing = EmptyList(self)
        self._nothing.show_reason("calls", self.tr("No call is selected"), self.tr("Choose one in the list."))
        # Seconds are counted while the server prepares the recording.
        self._seconds = QTimer(self, interval=1000)
        self._seconds.timeout.connect(self._on_second)

    def _lay_out(self) -> None:
        self._content = QWidget(self)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(Hairline(self))
        self._summary_part = self._summary_area()
        column.addWidget(self._summary_part)
        self._summary_line = Hairline(self)
        column.addWidget(self._summary_line)
        column.addWidget(self.transcript, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._content, 1)
        whole.addWidget(self._nothing, 1)

    def _head(self) -> QWidget:
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._name)
        phone = QHBoxLayout()
        phone.setSpacing(4)
        phone.addWidget(self._phone)
        phone.addWidget(self._copy_phone)
        phone.addStretch(1)
        column.addLayout(phone)
        column.addWidget(self._line)
        column.addSpacing(6)
        recording = QHBoxLayout()
        recording.setSpacing(8)
        recording.addWidget(self.play_button)
        recording.addWidget(self._state, 1)
        recording.addWidget(self._cancel)
        recording.addWidget(self._reveal)
        column.addLayout(recording)
        return head

    def _summary_area(self) -> QWidget:
        area = QWidget(self)
        column = QVBoxLayout(area)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(4)
        column.addWidget(self._summary_heading)
        scroll = QScrollArea(self, widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._summary)
        scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._summary_scroll = scroll
        column.addWidget(scroll)
        return area

    # -- what is shown ---------------------------------------------------------------------------

    def set_call(self, call: Call | None) -> None:
        """Shows another call; None: that none is selected."""
        self._call = call
        self._content.setVisible(call is not None)
        self._nothing.setVisible(call is None)
        if call is None:
            self._seconds.stop()
            return
        self._name.setText(call_name(call))
        named = bool(call.lead_name and call.phone)
        self._phone.setText(phone_text(call.phone) if named else "")
        self._phone.setVisible(named)
        self._copy_phone.setVisible(bool(call.phone))
        self._line.setText(_line(call))
        self._show_summary(call.summary)
        self.transcript.set_text(call.transcript)

    def _show_summary(self, summary: str) -> None:
        self._summary.setText(summary)
        self._summary_part.setVisible(bool(summary))
        self._summary_line.setVisible(bool(summary))
        room = self._summary.heightForWidth(max(200, self.width() - 32)) + 4
        self._summary_scroll.setFixedHeight(min(room, 140))

    def set_recording(
        self, facts: RecordingFacts, kept: KeptFile | None, playing: bool, clock: float
    ) -> None:
        """How the call's recording is; `clock` is the queue's, in s."""
        self._transfer, self._clock = facts.transfer, clock
        under_way = self._under_way() and kept is None
        gone = facts.deleted_at is not None and kept is None
        self.play_button.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play_button.set_icon_name("pause" if playing else "play", "on_accent")
        self.play_button.setVisible(facts.call.has_recording or kept is not None)
        self.play_button.setEnabled(not under_way)
        self._cancel.setVisible(under_way)
        self._reveal.setVisible(kept is not None)
        self._state.setText(self._state_text(facts, kept))
        palette = self._state.palette()
        palette.setColor(
            palette.ColorRole.WindowText, theme().color("text2" if gone or not under_way else "text")
        )
        self._state.setPalette(palette)
        self._run_seconds(under_way)

    def _run_seconds(self, run: bool) -> None:
        if run and not self._seconds.isActive():
            self._seconds.start()
        elif not run:
            self._seconds.stop()

    def _under_way(self) -> bool:
        return self._transfer is not None and not self._transfer.state.final

    def _state_text(self, facts: RecordingFacts, kept: KeptFile | None) -> str:
        if kept is not None:
            return self.tr("Kept here · {size}").format(size=size_text(kept.size))
        if not facts.call.has_recording:
            return self.tr("No recording")
        if facts.transfer is not None:
            text = self._transfer_text(facts.transfer)
            if text:
                return text
        if facts.deleted_at is not None:
            return deleted_text(facts.deleted_at)
        return self.tr("On the server")

    def _transfer_text(self, transfer: Transfer) -> str:
        if transfer.state is TransferState.PREPARING:
            seconds = duration_text(max(0.0, self._clock - transfer.since))
            return self.tr("Preparing the recording… {seconds}").format(seconds=seconds)
        if transfer.state is TransferState.TRANSFERRING:
            share = transfer.received / transfer.total if transfer.total else 0.0
            return self.tr("Downloading… {percent}").format(percent=percent_text(share))
        if transfer.state is TransferState.WAITING:
            return waiting_text(transfer.line)
        if transfer.state is TransferState.FAILED and transfer.error is not None:
            return error_text(transfer.error).sentence
        return ""

    def recording_text(self) -> str:
        """What is said of the recording now."""
        return self._state.text()

    @Slot()
    def _on_second(self) -> None:
        self._clock += 1.0
        if self._transfer is not None and self._under_way():
            self._state.setText(self._transfer_text(self._transfer))

    @Slot()
    def _on_copy_phone(self) -> None:
        if self._call is not None:
            QGuiApplication.clipboard().setText(strip_marks(self._call.phone))


def _line(call: Call) -> str:
    parts = [direction_text(call.direction)]
    if call.created_at is not None:
        parts.append(_when(call.created_at, call.duration_s))
    if call.duration_s:
        parts.append(duration_text(call.duration_s))
    return " · ".join(parts)


def _when(began: datetime, seconds: int | None) -> str:
    if not seconds:
        return moment_full_text(began)
    day = day_text(local(began).date())
    return f"{day}, {time_range_text(began, began + timedelta(seconds=seconds))}"
