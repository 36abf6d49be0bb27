"""CallsTableModel: what stands in the calls table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop.core.call import Call, CallDirection, CallRow, CallStatus
from desktop.core.call_query import CallSort
from desktop.core.file_key import FileKey
from desktop.ui.calls.call_words import call_name, direction_icon, direction_text, status_text
from desktop.ui.calls.recording.recording_words import (
    RecordingFacts,
    days_left,
    days_left_cell,
    gone_text,
    lost_soon,
    pinned_text,
    played_cell,
    played_text,
    recording_cell,
    reviewed_cell,
    reviewed_text,
)
from desktop.ui.formatting import (
    duration_plain,
    duration_text,
    moment_full_text,
    moment_plain,
    moment_text,
    one_line,
    phone_text,
    strip_marks,
)
from desktop.ui.widgets.record_cell import bookmark_said, note_said, with_bookmark, with_note
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel, RowLook

if TYPE_CHECKING:
    from desktop.core.sheet_cell import SheetCell
    from desktop.core.transfer import Transfer

translate = QCoreApplication.translate


class CallColumn(IntEnum):
    DIRECTION = 0
    REVIEWED = 1
    DATE = 2
    CUSTOMER = 3
    PHONE = 4
    LENGTH = 5
    STATUS = 6
    RECORDING = 7
    DAYS_LEFT = 8
    TRANSCRIPT = 9


TRANSCRIPT_LEAST = 80

_MARKED = (CallColumn.TRANSCRIPT, CallColumn.CUSTOMER, CallColumn.PHONE)
"""A note and a bookmark are marked in the first of these that shows: there the least is lost by it."""

SORTS = {
    CallColumn.DATE: CallSort.DATE,
    CallColumn.CUSTOMER: CallSort.CUSTOMER,
    CallColumn.PHONE: CallSort.PHONE,
    CallColumn.LENGTH: CallSort.LENGTH,
    CallColumn.STATUS: CallSort.STATUS,
    CallColumn.DIRECTION: CallSort.DIRECTION,
    CallColumn.REVIEWED: CallSort.REVIEWED,
    CallColumn.RECORDING: CallSort.RECORDING,
    CallColumn.TRANSCRIPT: CallSort.TRANSCRIPT,
    CallColumn.DAYS_LEFT: CallSort.DAYS_LEFT,
}


class CallsTableModel(RecordTableModel[CallRow]):
    """Rows from the store, transfers from the queue, days left by the server's clock."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(_columns(), _no_rows, parent)
        self.transfer: Callable[[FileKey], Transfer | None] = _no_transfer
        """How a recording's transfer goes; nothing is under way before there is a queue."""
        self.played = "", False
        """The sid of the recording that the player holds, "" for none, and whether it is heard now."""
        self.is_hidden: Callable[[int], bool] = _nothing_hidden
        """Whether the list does not show this column just now."""
        self.server_now: Callable[[], datetime] = _utc_now
        self._painted: dict[int, RecordingFacts] | None = None
        """Of the rows that are painted just now: their tint and three of their cells want the same."""

    def facts(self, record: CallRow) -> RecordingFacts:
        """What decides what is said of this row's recording."""
        if self._painted is None:
            return self._facts(record)
        found = self._painted.get(record.row_id)
        if found is None:
            found = self._painted[record.row_id] = self._facts(record)
        return found

    def begin_painting(self) -> None:
        self._painted = {}

    def end_painting(self) -> None:
        self._painted = None

    def _facts(self, record: CallRow) -> RecordingFacts:
        transfer = self.transfer(FileKey.recording(record.call.sid))
        marks = record.shorter, record.reviewed, record.pinned, record.cut
        return RecordingFacts(record.call, record.kept, transfer, self.server_now(), *marks)

    def cell(self, record: CallRow, column: int) -> Cell:
        cell = self._unmarked(record, column)
        if (record.note or record.bookmark is not None) and column == self._marked():
            return with_bookmark(with_note(cell, record.note), record.bookmark)
        return cell

    def _marked(self) -> int:
        return next((column for column in _MARKED if not self.is_hidden(column)), _MARKED[0])

    def _unmarked(self, record: CallRow, column: int) -> Cell:
        call = record.call
        match column:
            case CallColumn.DIRECTION:
                return _direction_cell(call)
            case CallColumn.REVIEWED:
                return reviewed_cell(self.facts(record))
            case CallColumn.DATE:
                return _date_cell(call)
            case CallColumn.CUSTOMER:
                return _customer_cell(call)
            case CallColumn.PHONE:
                return Cell(phone_text(call.phone) if call.lead_name else "", secondary=True)
            case CallColumn.LENGTH:
                return _length_cell(call)
            case CallColumn.STATUS:
                return Cell(status_text(call.status), secondary=call.status is CallStatus.COMPLETED)
            case CallColumn.RECORDING:
                return self._recording(record)
            case CallColumn.DAYS_LEFT:
                return days_left_cell(self.facts(record))
        return _transcript_cell(call)

    def _recording(self, record: CallRow) -> Cell:
        (sid, playing), cell = self.played, recording_cell(self.facts(record))
        return played_cell(cell, playing) if sid == record.call.sid else cell

    def sheet_cells(self, record: CallRow, column: int) -> list[SheetCell]:
        """The number stands in its column also where the list shows it in place of a name."""
        from desktop.core import sheet_cell as sheet

        call = record.call
        match column:
            case CallColumn.DATE:
                return [sheet.sheet_moment(call.created_at)]
            case CallColumn.PHONE:
                return [sheet.sheet_phone(call.phone)]
            case CallColumn.LENGTH:
                return [sheet.sheet_length(call.duration_s)]
            case CallColumn.DAYS_LEFT:
                return [sheet.sheet_number(days_left(self.facts(record)))]
        if _unknown(call, column):
            return [sheet.sheet_text("")]
        return super().sheet_cells(record, column)

    def look(self, record: CallRow) -> RowLook:
        return RowLook.LOST_SOON if lost_soon(self.facts(record)) else RowLook.NORMAL

    def sentence(self, record: CallRow) -> str:
        call = record.call
        parts = [direction_text(call.direction), strip_marks(call_name(call))]
        if call.created_at is not None:
            parts.append(moment_plain(call.created_at))
        if call.duration_s is not None:
            parts.append(duration_plain(call.duration_s))
        parts += [status_text(call.status), recording_cell(self.facts(record)).copied]
        parts.append(days_left_cell(self.facts(record)).copied)
        sid, playing = self.played
        parts.append(played_text(playing) if sid == call.sid else "")
        parts.append(reviewed_text() if record.reviewed else "")
        parts.append(pinned_text() if record.pinned else "")
        parts.append(note_said() if record.note else "")
        parts.append("" if record.bookmark is None else bookmark_said())
        if call.gone_at is not None:
            parts.append(gone_text())
        return ", ".join(part for part in parts if part)


def _columns() -> list[Column]:
    direction, reviewed = translate("CallsTableModel", "Direction"), reviewed_text()
    length, transcript = translate("CallsTableModel", "Length"), translate("CallsTableModel", "Transcript")
    # What the details say too gives way first.
    return [
        Column("direction", "", 34, fixed=True, name=direction),
        Column("reviewed", "", 30, name=reviewed, gives_way=4),
        Column("date", translate("CallsTableModel", "Date"), 104, descending_first=True),
        Column("customer", translate("CallsTableModel", "Customer"), 142),
        Column("phone", translate("CallsTableModel", "Phone"), 132, gives_way=1),
        Column("length", length, 64, numeric=True, descending_first=True, gives_way=5),
        Column("status", translate("CallsTableModel", "Status"), 92, gives_way=2),
        Column("recording", translate("CallsTableModel", "Recording"), 132),
        Column("days_left", translate("CallsTableModel", "Days left"), 80),
        Column("transcript", transcript, 180, stretch=True, least=TRANSCRIPT_LEAST, gives_way=3),
    ]


def _direction_cell(call: Call) -> Cell:
    name, color = direction_icon(call)
    words = direction_text(call.direction)
    return Cell(plain=words, icon=name, icon_color=color, tooltip=words)


def _date_cell(call: Call) -> Cell:
    if call.created_at is None:
        whole = translate("CallsTableModel", "Date unknown")
        # The column has room for a date, and not for that.
        return Cell(translate("CallsTableModel", "No date"), plain=whole, secondary=True, tooltip=whole)
    told = partial(moment_full_text, call.created_at)
    return Cell(moment_text(call.created_at), tooltip=told, fleeting=True)


def _customer_cell(call: Call) -> Cell:
    if call.error_message:
        return Cell(
            translate("CallsTableModel", "The server could not give this call"),
            color="danger",
            tooltip=call.error_message,
        )
    named = bool(call.lead_name) or not call.phone
    return Cell(call_name(call), bold=named, plain=strip_marks(call_name(call)))


def _length_cell(call: Call) -> Cell:
    # A call that nobody took has no length worth a number.
    if not call.duration_s:
        return Cell(numeric=True)
    return Cell(duration_text(call.duration_s), numeric=True, plain=duration_plain(call.duration_s))


def _transcript_cell(call: Call) -> Cell:
    if not call.transcript:
        return Cell(translate("CallsTableModel", "No transcript"), secondary=True)
    return Cell(one_line(call.transcript), secondary=True, tooltip="")


def _unknown(call: Call, column: int) -> bool:
    """Whether the list has nothing but words for what is not known."""
    match column:
        case CallColumn.DIRECTION:
            return call.direction is CallDirection.UNKNOWN
        case CallColumn.CUSTOMER:
            return not (call.lead_name or call.phone or call.error_message)
        case CallColumn.STATUS:
            return call.status is CallStatus.UNKNOWN
    return column == CallColumn.TRANSCRIPT and not call.transcript


def _no_rows(_: Sequence[int]) -> list[CallRow]:
    return []


def _nothing_hidden(_: int) -> bool:
    return False


def _no_transfer(_: FileKey) -> Transfer | None:
    return None


def _utc_now() -> datetime:
    return datetime.now(UTC)
