"""What the lists of exported calls say: the index, and the list of what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from desktop.core.call import Call
from desktop.core.calls_sheet import CallsWords
from desktop.core.errors import AppError
from desktop.core.sheet import Sheet, SheetColumn
from desktop.core.sheet_cell import SheetCell, sheet_day, sheet_moment, sheet_phone, sheet_text

_MOMENT, _NAME, _TEXT, _SID = 17, 28, 44, 36


@dataclass(frozen=True, slots=True)
class CallExportWords:
    """All that the lists in a ZIP of calls say, in the language of the program.

    `which_file`, `why`, `detail` and `since` are headings. `reason` says in a word or two why a recording is
    not there, `sentence` in a sentence; both on any thread.
    """

    calls: CallsWords
    missing: str
    which_file: str
    why: str
    detail: str
    since: str
    reason: Callable[[AppError], str]
    sentence: Callable[[AppError], str]


@dataclass(frozen=True, slots=True)
class MissingRecording:
    """A recording that is not in the ZIP, and why."""

    call: Call
    reason: AppError


class CallsInside(NamedTuple):
    """What an export of calls came to: so many were asked for, and so many files of them stand in it."""

    asked: int
    recordings: int
    transcripts: int


def missing_calls_sheet(words: CallExportWords) -> Sheet:
    columns = (
        SheetColumn(words.calls.date, _MOMENT),
        SheetColumn(words.calls.customer, _NAME),
        SheetColumn(words.calls.phone, _MOMENT),
        SheetColumn(words.which_file, _MOMENT),
        SheetColumn(words.why, _NAME),
        SheetColumn(words.since, _MOMENT),
        SheetColumn(words.detail, _TEXT),
        SheetColumn(words.calls.sid, _SID),
    )
    return Sheet(words.missing, columns, words.calls.right_to_left)


def missing_call_line(missing: MissingRecording, words: CallExportWords) -> list[SheetCell]:
    """With the day on which the server deleted it, where that is known."""
    call, reason = missing.call, missing.reason
    since = getattr(reason, "since", None)
    return [
        sheet_moment(call.created_at),
        sheet_text(call.lead_name),
        sheet_phone(call.phone),
        sheet_text(words.calls.recording),
        sheet_text(words.reason(reason)),
        sheet_day(since.astimezone().date() if isinstance(since, datetime) else None),
        sheet_text(words.sentence(reason)),
        sheet_text(call.sid),
    ]
