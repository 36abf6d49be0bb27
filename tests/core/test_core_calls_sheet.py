"""The sheet of calls: every fact in its column, what is not known empty, nothing private, no formulas."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.core.call import Call, CallDirection, CallStatus
from desktop.core.calls_sheet import CallsSheet, CallsWords

WORDS = CallsWords(
    right_to_left=True,
    calls="Calls",
    directions={CallDirection.INBOUND: "In"},
    statuses={CallStatus.COMPLETED: "Done"},
    kept="Kept",
    on_server="There",
    no_recording="None",
    gone="Gone",
    broken="Not given",
    date="Date",
    direction="Direction",
    customer="Customer",
    phone="Phone",
    length="Length",
    status="Status",
    recording="Recording",
    summary="Summary",
    transcript="Transcript",
    remark="Remark",
    sid="Sid",
)
AT = datetime(2024, 1, 15, 14, 2).astimezone().astimezone(UTC)
CALL = Call(
    "CA1",
    AT,
    CallDirection.INBOUND,
    CallStatus.COMPLETED,
    lead_name="=HYPERLINK(1)",
    phone="+972541234567",
    duration_s=392,
    summary="In short",
    transcript="שלום\nשלום",
    has_recording=True,
    expires_at=AT + timedelta(days=7),
)


def _said(call: Call, *, kept: bool = False, days: int = 0) -> dict[str, str]:
    sheet = CallsSheet(WORDS, AT + timedelta(days=days))
    headings = [column.heading for column in sheet.sheet.columns]
    cells = zip(headings, sheet.line(call, kept=kept), strict=True)
    return {heading: cell.line_text for heading, cell in cells if cell.text}


def test_each_fact_stands_in_its_column() -> None:
    assert CallsSheet(WORDS, AT).sheet.right_to_left
    assert _said(CALL) == {
        "Date": "2024-01-15 14:02",
        "Direction": "In",
        "Customer": "'=HYPERLINK(1)",
        "Phone": "'+972-54-123-4567",
        "Length": "0:06:32",
        "Status": "Done",
        "Recording": "There",
        "Summary": "In short",
        "Transcript": "שלום שלום",
        "Sid": "CA1",
    }


def test_what_is_not_known_is_empty_and_a_broken_row_says_so() -> None:
    assert _said(Call("CA2", None, error_message="boom")) == {
        "Recording": "None",
        "Remark": "Not given: boom",
        "Sid": "CA2",
    }


@pytest.mark.parametrize(
    ("call", "kept", "days", "word"),
    [
        (CALL, True, 30, "Kept"),
        (CALL, False, 7, "There"),
        (CALL, False, 8, "Gone"),
        (CALL._replace(gone_at=AT), False, 0, "Gone"),
        (CALL._replace(expires_at=None), False, 30, "There"),
        (CALL._replace(has_recording=False), False, 0, "None"),
    ],
)
def test_where_a_recording_is(call: Call, kept: bool, days: int, word: str) -> None:
    assert _said(call, kept=kept, days=days)["Recording"] == word
