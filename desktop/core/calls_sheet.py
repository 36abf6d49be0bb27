"""What a list of calls says of each of them in a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desktop.core.call import Call, CallDirection, CallStatus, deleted_since
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import SheetCell, sheet_file, sheet_length, sheet_moment, sheet_phone, sheet_text

_MOMENT, _NAME, _WORD, _LENGTH, _TEXT, _SID = 17, 28, 15, 10, 60, 36


@dataclass(frozen=True, slots=True)
class CallsWords:
    """All that the sheet says, in the language of the program.

    Of `directions` and `statuses` what is not in it, such as the unknown one, is left empty. The headings
    come last, in the order of the columns; `broken` is said of a row that the server could not give.
    """

    right_to_left: bool
    calls: str
    directions: Mapping[CallDirection, str]
    statuses: Mapping[CallStatus, str]
    kept: str
    on_server: str
    no_recording: str
    gone: str
    broken: str
    date: str
    direction: str
    customer: str
    phone: str
    length: str
    status: str
    recording: str
    summary: str
    transcript: str
    remark: str
    sid: str


class CallFileNames(NamedTuple):
    """What the files of a call are called in a ZIP; "" for one that is not in it."""

    recording: str = ""
    transcript: str = ""


class CallsSheet:
    """The sheet of calls. The user's own notes and bookmarks stay out of it: it is given to others."""

    def __init__(self, words: CallsWords, now: datetime) -> None:
        """`now`: the server's time, which decides what it has deleted."""
        self._words = words
        self._now = now

    @property
    def sheet(self) -> Sheet:
        words = self._words
        columns = (
            SheetColumn(words.date, _MOMENT),
            SheetColumn(words.direction, _WORD),
            SheetColumn(words.customer, _NAME),
            SheetColumn(words.phone, _MOMENT),
            SheetColumn(words.length, _LENGTH, numeric=True),
            SheetColumn(words.status, _WORD),
            SheetColumn(words.recording, _NAME),
            SheetColumn(words.summary, _TEXT),
            SheetColumn(words.transcript, _TEXT),
            SheetColumn(words.remark, _NAME),
            SheetColumn(words.sid, _SID),
        )
        return Sheet(words.calls, columns, words.right_to_left)

    def line(self, call: Call, *, kept: bool) -> list[SheetCell]:
        """`call` with its whole transcript; `kept`: its recording is on this computer."""
        return self._line(call, sheet_text(self._recording(call, kept)), sheet_text(call.transcript))

    def line_with_files(self, call: Call, names: CallFileNames) -> list[SheetCell]:
        """Of a ZIP: in place of what there is, the files that lie beside the sheet."""
        return self._line(call, *map(sheet_file, names))

    def _line(self, call: Call, recording: SheetCell, transcript: SheetCell) -> list[SheetCell]:
        words = self._words
        return [
            sheet_moment(call.created_at),
            sheet_text(words.directions.get(call.direction, "")),
            sheet_text(call.lead_name),
            sheet_phone(call.phone),
            sheet_length(call.duration_s),
            sheet_text(words.statuses.get(call.status, "")),
            recording,
            sheet_text(call.summary),
            transcript,
            sheet_text(f"{words.broken}: {call.error_message}" if call.error_message else ""),
            sheet_text(call.sid),
        ]

    def _recording(self, call: Call, kept: bool) -> str:
        words = self._words
        if kept:
            return words.kept
        if not call.has_recording:
            return words.no_recording
        return words.gone if deleted_since(call, self._now) is not None else words.on_server
