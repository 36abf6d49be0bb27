"""What stands in the calls table: the words and marks of each state, by the server's clock."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from desktop.core.errors import RecordingGone, StillPreparing
from desktop.core.models import Call, CallDirection, CallRow, CallStatus, FileKey
from desktop.core.transfer import Transfer, TransferState
from desktop.ui.calls.call_words import call_and_moment
from desktop.ui.calls.calls_table_model import CallColumn, CallsTableModel
from desktop.ui.calls.recording.transfer_words import waiting_text
from desktop.ui.formatting import strip_marks
from desktop.ui.widgets.record_table_model import Cell, RowLook
from tests.ui.transfer_rows import transfer

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CALL = Call(
    "CA1",
    NOW - timedelta(hours=3),
    CallDirection.INBOUND,
    CallStatus.COMPLETED,
    lead_name="Example Clinic",
    phone="+97235550188",
    duration_s=392,
    transcript="Hello,\nI am calling",
    has_recording=True,
    has_transcript=True,
    expires_at=NOW + timedelta(days=6, hours=21),
)


class Bench:
    """One row, and the transfer that the queue has for it."""

    def __init__(self) -> None:
        self.row = CallRow(1, CALL, kept=False)
        self.transfer: Transfer | None = None
        self.model = CallsTableModel()
        self.model.transfer = self._transfer
        self.model.server_now = lambda: NOW
        self.model.set_rows_source(self._rows)
        self.model.replace_ids(array("q", [1]))

    def _transfer(self, key: FileKey) -> Transfer | None:
        return self.transfer if key == FileKey.recording("CA1") else None

    def _rows(self, _: Sequence[int]) -> list[CallRow]:
        return [self.row]

    def cell(self, column: CallColumn) -> Cell:
        return self.model.cell(self.row, column)

    def text(self, column: CallColumn) -> str:
        return self.cell(column).copied

    def show(self, call: Call, kept: bool = False) -> None:
        self.row = CallRow(1, call, kept=kept)


@pytest.fixture
def bench(look: QApplication) -> Bench:
    return Bench()


def test_a_call_in_words(bench: Bench) -> None:
    texts = [bench.text(column) for column in CallColumn]
    assert texts[CallColumn.DIRECTION] == "Incoming"
    assert texts[CallColumn.CUSTOMER] == "Example Clinic"
    assert texts[CallColumn.PHONE] == "+972-3-555-0188"
    assert texts[CallColumn.LENGTH] == "6:32"
    assert texts[CallColumn.STATUS] == "Completed"
    assert texts[CallColumn.RECORDING] == "On server"
    assert texts[CallColumn.DAYS_LEFT] == "7 days"
    assert texts[CallColumn.TRANSCRIPT] == "Hello, I am calling"


def test_what_is_missing_is_said_in_words(bench: Bench) -> None:
    bench.show(
        CALL._replace(
            lead_name="",
            phone="",
            created_at=None,
            duration_s=None,
            transcript="",
            has_recording=False,
            expires_at=None,
            status=CallStatus.NO_ANSWER,
        )
    )
    assert bench.text(CallColumn.CUSTOMER) == "Anonymous caller"
    assert bench.text(CallColumn.DATE) == "Date unknown", "as it is copied"
    assert bench.text(CallColumn.RECORDING) == "No recording"
    assert bench.text(CallColumn.TRANSCRIPT) == "No transcript"
    for column in (CallColumn.PHONE, CallColumn.LENGTH, CallColumn.DAYS_LEFT):
        assert bench.text(column) == ""
    assert bench.cell(CallColumn.DIRECTION).icon == "missed"
    assert bench.cell(CallColumn.DIRECTION).icon_color == "danger"


def test_a_number_alone_stands_where_the_name_would(bench: Bench) -> None:
    bench.show(CALL._replace(lead_name=""))
    assert bench.text(CallColumn.CUSTOMER) == "+972-3-555-0188"
    assert not bench.cell(CallColumn.CUSTOMER).bold
    assert bench.text(CallColumn.PHONE) == ""


@pytest.mark.parametrize(
    ("left", "text", "badge", "row_look"),
    [
        (timedelta(days=2, minutes=1), "3 days", None, RowLook.NORMAL),
        (timedelta(days=2), "2 days", "warning", RowLook.NORMAL),
        (timedelta(days=1, minutes=1), "2 days", "warning", RowLook.NORMAL),
        (timedelta(days=1), "Last day", "lost", RowLook.LOST_SOON),
        (timedelta(minutes=5), "Last day", "lost", RowLook.LOST_SOON),
        (timedelta(hours=-20), "Last day", "lost", RowLook.LOST_SOON),
        (timedelta(days=-1), "", None, RowLook.NORMAL),
    ],
)
def test_days_left(bench: Bench, left: timedelta, text: str, badge: str | None, row_look: RowLook) -> None:
    bench.show(CALL._replace(expires_at=NOW + left))
    cell = bench.cell(CallColumn.DAYS_LEFT)
    assert (cell.copied, cell.badge) == (text, badge)
    assert bench.model.look(bench.row) is row_look


def test_what_is_kept_here_is_in_no_hurry(bench: Bench) -> None:
    bench.show(CALL._replace(expires_at=NOW + timedelta(hours=2)), kept=True)
    assert bench.text(CallColumn.RECORDING) == "Kept here"
    assert bench.text(CallColumn.DAYS_LEFT) == ""
    assert bench.model.look(bench.row) is RowLook.NORMAL


def test_a_deleted_recording_says_when(bench: Bench) -> None:
    bench.show(CALL._replace(expires_at=datetime(2026, 11, 20, 12, tzinfo=UTC)))
    assert bench.text(CallColumn.RECORDING).startswith("Deleted 21 Nov")
    assert bench.cell(CallColumn.RECORDING).icon == "gone"
    bench.show(CALL._replace(expires_at=datetime(2026, 11, 20, 12, tzinfo=UTC)), kept=True)
    assert bench.text(CallColumn.RECORDING) == "Kept here"


def test_each_state_of_a_transfer(bench: Bench) -> None:
    bench.transfer = transfer(TransferState.PREPARING)
    assert bench.text(CallColumn.RECORDING) == "Preparing…"
    bench.transfer = transfer(TransferState.TRANSFERRING, received=64, total=100)
    assert bench.text(CallColumn.RECORDING) == "64%"
    assert bench.cell(CallColumn.RECORDING).progress == 0.64
    bench.transfer = transfer(TransferState.TRANSFERRING, received=64, total=None)
    assert (bench.cell(CallColumn.RECORDING).progress or 0) < 0
    bench.transfer = transfer(TransferState.WAITING, line=4)
    assert bench.text(CallColumn.RECORDING) == "In line: 4"
    bench.transfer = transfer(TransferState.FAILED, error=StillPreparing())
    assert bench.text(CallColumn.RECORDING) == "Try again"
    assert bench.cell(CallColumn.RECORDING).color == "danger"
    for state in (TransferState.CANCELLED, TransferState.DONE):
        bench.transfer = transfer(state)
        assert bench.text(CallColumn.RECORDING) == "On server"
    bench.transfer = transfer(TransferState.GONE, error=RecordingGone())
    assert bench.text(CallColumn.RECORDING) != "Try again", "nothing is gained by trying"


def test_kept_wins_over_any_transfer(bench: Bench) -> None:
    bench.show(CALL, kept=True)
    bench.transfer = transfer(TransferState.PREPARING)
    assert bench.text(CallColumn.RECORDING) == "Kept here"


@pytest.mark.parametrize(
    ("line", "text"),
    [(0, "Waiting"), (1, "Next in line"), (2, "In line: 2"), (10, "In line: 10"), (1234, "1,234")],
)
def test_places_in_the_line(look: QApplication, line: int, text: str) -> None:
    assert text in strip_marks(waiting_text(line))


def test_a_row_speaks_as_a_sentence(bench: Bench) -> None:
    said = bench.model.sentence(bench.row)
    for word in ("Incoming", "Example Clinic", "6:32", "Completed", "On server", "7 days"):
        assert word in said
    assert said == strip_marks(said)


def test_a_row_that_the_server_could_not_give(bench: Bench) -> None:
    bench.show(CALL._replace(error_message="<b>boom</b>", lead_name="", phone=""))
    cell = bench.cell(CallColumn.CUSTOMER)
    assert "could not" in cell.copied
    assert cell.color == "danger"


def test_hebrew_words_and_order(hebrew: QApplication) -> None:
    bench = Bench()
    bench.show(CALL._replace(expires_at=NOW + timedelta(days=2)))
    assert bench.text(CallColumn.DAYS_LEFT) == "יומיים"
    bench.show(CALL._replace(expires_at=NOW + timedelta(days=1)))
    assert bench.text(CallColumn.DAYS_LEFT) == "יום אחרון"
    assert bench.text(CallColumn.STATUS) == "הושלמה"
    assert bench.text(CallColumn.PHONE) == "+972-3-555-0188"


def test_a_note_and_a_bookmark_are_marked_in_the_first_place_that_shows(bench: Bench) -> None:
    hidden: set[int] = set()
    bench.model.is_hidden = hidden.__contains__
    bench.row = bench.row._replace(note="Call back", bookmark="The price")
    for column in (CallColumn.TRANSCRIPT, CallColumn.CUSTOMER, CallColumn.PHONE):
        marked = [one for one in CallColumn if bench.cell(one).mark]
        assert marked == [column]
        assert "Call back" in bench.cell(column).told and "The price" in bench.cell(column).told
        assert "Call back" not in bench.text(column)
        hidden.add(column)


def test_a_call_without_a_moment_is_named_with_that(look: QApplication) -> None:
    assert strip_marks(call_and_moment(CALL._replace(created_at=None))) == "Example Clinic, date not known"
    assert strip_marks(call_and_moment(CALL)).startswith("Example Clinic, 22 Nov")
