"""CallDetailsWidget: the call that is current in the table: who, when, recording, what was said, the note."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Slot
from PySide6.QtGui import QGuiApplication, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.models import Call
from desktop.core.search_text import places
from desktop.ui.calls.bookmarks.bookmark_list import BookmarkList
from desktop.ui.calls.call_words import call_name, direction_icon, direction_text
from desktop.ui.calls.recording.recording_bar import RecordingBar
from desktop.ui.calls.recording.recording_words import gone_text
from desktop.ui.calls.transcript_widget import TranscriptWidget
from desktop.ui.formatting import (
    day_text,
    duration_text,
    local,
    moment_full_text,
    phone_text,
    strip_marks,
    time_range_text,
)
from desktop.ui.icons import icon
from desktop.ui.notes.note_pad import NotePad
from desktop.ui.theme import font, theme
from desktop.ui.widgets.buttons import IconButton
from desktop.ui.widgets.eliding_label import ElidingLabel
from desktop.ui.widgets.empty_list import EmptyList
from desktop.ui.widgets.hairline import Hairline
from desktop.ui.widgets.marked_text import utf16_places

MIN_WIDTH = 300
WIDTH = 376
_SUMMARY_HEIGHT = 140
_ICON = 16


class CallDetailsWidget(QWidget):
    """Shows one call; `recording` emits what the user wants with its recording."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._call: Call | None = None
        self._words = ""
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
        self.copy_phone_button = IconButton("copy", self.tr("Copy the phone number"), self)
        self.copy_phone_button.clicked.connect(self.copy_phone)
        self._direction = QLabel(self)
        self._line = ElidingLabel("", self, color="text2")
        self._gone = ElidingLabel(gone_text(), self, color="warning", bold=True)
        self.recording = RecordingBar(self)
        self._summary_heading = QLabel(self.tr("Summary"), self)
        self._summary_heading.setFont(font("caption", bold=True))
        self._summary_heading.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self._summary = QLabel(self, wordWrap=True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.transcript = TranscriptWidget(self)
        self.note = NotePad(self)
        self.bookmarks = BookmarkList(self)
        self._nothing = EmptyList(self)
        self.note_listed(False)

    @Slot(bool)
    def note_listed(self, any_calls: bool) -> None:
        """Whether there is one in the list that could be chosen."""
        if any_calls:
            lead, sentence = self.tr("No call is selected"), self.tr("Choose one in the list.")
        else:
            lead, sentence = self.tr("There is no call to show"), ""
        self._nothing.show_reason("calls", lead, sentence)

    @property
    def reason(self) -> str:
        """What stands in the place of a call."""
        return self._nothing.accessibleName()

    def _lay_out(self) -> None:
        self._content = QWidget(self)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head_part = self._head()
        column.addWidget(self._head_part)
        column.addWidget(Hairline(self))
        self._summary_part = self._summary_area()
        column.addWidget(self._summary_part)
        self._summary_line = Hairline(self)
        column.addWidget(self._summary_line)
        column.addWidget(self.transcript, 1)
        column.addWidget(Hairline(self))
        column.addWidget(self.note)
        column.addWidget(self.bookmarks)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._content, 1)
        whole.addWidget(self._nothing, 1)

    def _head(self) -> QWidget:
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        column.addWidget(self._name)
        phone = QHBoxLayout()
        phone.setSpacing(4)
        phone.addWidget(self._phone)
        phone.addWidget(self.copy_phone_button)
        phone.addStretch(1)
        column.addLayout(phone)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._direction)
        line.addWidget(self._line, 1)
        column.addLayout(line)
        column.addWidget(self._gone)
        column.addSpacing(6)
        column.addWidget(self.recording)
        return head

    def _summary_area(self) -> QWidget:
        area = QWidget(self)
        column = QVBoxLayout(area)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(4)
        column.addWidget(self._summary_heading)
        scroll = QScrollArea(self, widgetResizable=True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._summary)
        scroll.setAccessibleName(self.tr("Summary"))
        scroll.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self._summary.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._summary_scroll = scroll
        column.addWidget(scroll)
        return area

    # -- what is shown ---------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    @property
    def shown_name(self) -> str:
        return self._name.text() if self._call is not None else ""

    @property
    def line_text(self) -> str:
        return self._line.text()

    @property
    def gone_text(self) -> str:
        """What is said of a call that the server has no longer; "" of another one."""
        return "" if self._gone.isHidden() else self._gone.text()

    @property
    def summary_text(self) -> str:
        return self._summary.text()

    @property
    def marked_in_summary(self) -> str:
        return self._summary.selectedText()

    def set_call(self, call: Call | None) -> None:
        """Shows another call; None: that none is selected. The same one again leaves the reader in peace."""
        if call is not None and call == self._call:
            return
        self._call = call
        self._content.setVisible(call is not None)
        self._nothing.setVisible(call is None)
        if call is None:
            self.recording.stop()
            return
        self._name.setText(call_name(call))
        self._phone.setText(self._phone_line(call))
        self.copy_phone_button.setVisible(bool(call.phone))
        self._show_direction(call)
        self._line.setText(_line(call))
        self._gone.setVisible(call.gone_at is not None)
        self._show_summary(call.summary)
        self.transcript.set_text(call.transcript)

    def settle(self) -> None:
        """Lays out what was just shown or hidden, at once: the next paint may come before Qt does it."""
        for part in (self.recording, self._head_part, self._summary_part, self._content):
            if (layout := part.layout()) is not None:
                layout.activate()
        QCoreApplication.sendPostedEvents(self._summary_scroll.viewport(), QEvent.Type.LayoutRequest)

    def look_for(self, words: str) -> None:
        """What the list is searched for is marked in all that was said or written, in the summary once."""
        self._words = words
        self.transcript.look_for(words)
        self.note.look_for(words)
        self.bookmarks.look_for(words)
        self._mark_summary()

    def _mark_summary(self) -> None:
        summary = self._summary.text()
        [(start, end)] = places(summary, self._words, 1) or [(0, 0)]
        units = utf16_places(summary)
        palette = self._summary.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme().color("mark"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme().color("text"))
        self._summary.setPalette(palette)
        self._summary.setSelection(units(start), units(end) - units(start))
        bar = self._summary_scroll.verticalScrollBar()
        bar.setValue(bar.maximum() * start // max(1, len(summary)))

    def forget(self) -> None:
        """Another account: nothing of the one before stays, not even where nobody sees it."""
        self._words = ""
        self.set_call(None)
        for label in (self._name, self._phone, self._line, self._summary):
            label.setText("")
        self.transcript.forget()
        self.note.look_for("")
        self.bookmarks.look_for("")
        self.recording.forget()

    def _phone_line(self, call: Call) -> str:
        if not call.phone:
            return self.tr("The number is withheld")
        return phone_text(call.phone) if call.lead_name else self.tr("No name is known")

    def _show_direction(self, call: Call) -> None:
        name, color = direction_icon(call)
        self._direction.setVisible(bool(name))
        if name:
            picture = icon(name, color).pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF())
            self._direction.setPixmap(picture)

    def _show_summary(self, summary: str) -> None:
        self._summary.setText(summary)
        self._summary_part.setVisible(bool(summary))
        self._summary_line.setVisible(bool(summary))
        self._fit_summary()
        self._mark_summary()

    def _fit_summary(self) -> None:
        """As high as the text needs; a long one scrolls."""
        room = self._summary.heightForWidth(max(MIN_WIDTH, self.width()) - 32) + 4
        self._summary_scroll.setFixedHeight(min(room, _SUMMARY_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_summary()

    @Slot()
    def copy_phone(self) -> None:
        """Copies the number of the call that is shown, without direction marks."""
        if self._call is not None and self._call.phone:
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
