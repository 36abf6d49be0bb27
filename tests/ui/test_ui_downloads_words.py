"""What the downloads say: states, sizes, days left, what can be done, in words and signs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtWidgets import QApplication

from desktop.core.errors import (
    FileIncomplete,
    PreparationFailed,
    RecordingGone,
    RecordingMissing,
    ServerBusy,
    ServerFailed,
    StillPreparing,
)
from desktop.core.expected_file import ExpectedFile
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import QueueCounts, Transfer, TransferState
from desktop.ui.downloads.row_actions import RowAction, action_places, row_actions
from desktop.ui.downloads.transfer_words import Seen, counts_text, size_cell, state_cell
from desktop.ui.downloads.transfers_table_model import TransferColumn, TransfersTableModel
from desktop.ui.formatting import strip_marks
from tests.ui.transfer_rows import transfer


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (Seen(transfer(TransferState.TRANSFERRING, received=64, total=100), 0.0), "64% Downloading"),
        (
            Seen(transfer(TransferState.TRANSFERRING, received=60, total=100), 0.0, rate=10.0),
            "60% Downloading, 10\u00a0B a second, about 0:04 left",
        ),
        (Seen(transfer(TransferState.TRANSFERRING), 0.0), "Downloading, size not known yet"),
        (Seen(transfer(TransferState.PREPARING, since=5.0), 17.0), "Being prepared by the server for 0:12"),
        (Seen(transfer(TransferState.PREPARING, since=5.0), 9.0), "Usually 1 to 5 seconds"),
        (
            Seen(transfer(TransferState.PREPARING, since=5.0, next_at=180.0), 165.0),
            "Still being prepared after 2:40. Asking again in 0:15",
        ),
        (Seen(transfer(TransferState.WAITING, line=1), 0.0), "Next in line"),
        (Seen(transfer(TransferState.WAITING, line=7), 0.0), "In line: 7"),
        (
            Seen(transfer(TransferState.WAITING, line=2, next_at=60.0), 0.0),
            "The server is asked again in 1:00",
        ),
        (Seen(transfer(TransferState.WAITING, line=2), 0.0, online=False), "Goes on when the server"),
        (
            Seen(transfer(TransferState.WAITING, line=2), 0.0, online=False, signed_out=True),
            "Goes on when you sign in",
        ),
        (Seen(transfer(TransferState.FAILED, error=StillPreparing()), 0.0), "still preparing"),
        (Seen(transfer(TransferState.DONE), 0.0), "Kept on this computer, checked"),
        (Seen(transfer(TransferState.CANCELLED), 0.0), "Cancelled"),
        (Seen(transfer(TransferState.PAUSED), 0.0), "Paused"),
        (Seen(transfer(TransferState.GONE, error=RecordingMissing()), 0.0), "no recording on the server"),
        (
            Seen(transfer(TransferState.PREPARING, worker_silent=True, next_at=80.0), 65.0),
            "The server's recording service does not answer. Asking again in 0:15",
        ),
        (
            Seen(transfer(TransferState.WAITING, next_at=300.0, error=PreparationFailed()), 0.0),
            "The server could not prepare it. It is asked again in 5:00",
        ),
        (
            Seen(transfer(TransferState.WAITING, next_at=300.0, error=ServerBusy(retry_after=300.0)), 0.0),
            "Server busy, asked again in 5:00",
        ),
        (Seen(transfer(TransferState.WAITING, error=ServerBusy()), 0.0), "Server busy, asked again now"),
        (
            Seen(transfer(TransferState.WAITING, next_at=15.0, error=ServerFailed(status=500)), 0.0),
            "Asked again in 0:15. The server failed (error 500).",
        ),
    ],
)
def test_each_state_in_words(look: QApplication, seen: Seen, said: str) -> None:
    assert said in strip_marks(state_cell(seen).text)


def test_what_most_take_is_not_said_of_what_takes_longer(look: QApplication) -> None:
    cell = state_cell(Seen(transfer(TransferState.PREPARING, since=5.0), 17.0))
    assert "Usually" not in cell.text


def test_one_is_cancelled_by_a_word_of_its_own(look: QApplication) -> None:
    said = [QCoreApplication.translate("DownloadsHead", "Cancel the %Ln waiting", "", n) for n in (1, 2)]
    assert said == ["Cancel the one waiting", "Cancel the 2 waiting"]


def test_sizes(look: QApplication) -> None:
    sizes = [
        size_cell(transfer(TransferState.TRANSFERRING, received=3_250_586, total=5_033_165)),
        size_cell(transfer(TransferState.TRANSFERRING, received=1_048_576)),
        size_cell(transfer(TransferState.DONE, received=6_291_456, total=6_291_456)),
        size_cell(transfer(TransferState.WAITING)),
    ]
    said = [strip_marks(cell.text).replace("\u00a0", " ") for cell in sizes]
    assert said == ["3.1 MB of 4.8 MB", "1.0 MB so far", "6.0 MB", ""]


def test_a_size_that_is_thought_until_it_is_known(look: QApplication) -> None:
    about = 10 * 1024**2
    said = [
        strip_marks(size_cell(one, about).text).replace("\u00a0", " ")
        for one in (
            transfer(TransferState.WAITING),
            transfer(TransferState.TRANSFERRING, received=1_048_576),
            transfer(TransferState.DONE, received=1_048_576),
            transfer(TransferState.CANCELLED),
        )
    ]
    assert said == ["about 10.0 MB", "1.0 MB so far", "1.0 MB", ""]


def test_what_may_be_lost_before_it_comes_says_so(look: QApplication) -> None:
    days = iter([None, 3, 2, 1])
    model = TransfersTableModel(str, lambda: 0.0)
    model.expected = lambda _: ExpectedFile(next(days))
    seen = []
    for number in range(4):
        model.show([Transfer(FileKey.recording(str(number)), Priority.ASKED, TransferState.WAITING)])
        seen.append(model.badge_at(1).text)
        sentence = str(model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        assert sentence.endswith(seen[-1] or "in line")
    assert seen == ["", "", "2 days left", "Lost in 1 day"]
    model.show([transfer(TransferState.DONE)])
    assert not model.badge_at(1).text, "it is not lost any more"


def test_what_can_be_done(look: QApplication) -> None:
    moving = RowAction.PAUSE, RowAction.CANCEL
    for state in (TransferState.WAITING, TransferState.PREPARING, TransferState.TRANSFERRING):
        assert row_actions(transfer(state)) == moving
    assert row_actions(transfer(TransferState.PAUSED)) == (RowAction.RESUME, RowAction.CANCEL)
    again = transfer(TransferState.FAILED, error=FileIncomplete("x", received=1, expected=2))
    assert row_actions(again) == (RowAction.RETRY,)
    assert row_actions(transfer(TransferState.GONE, error=RecordingGone())) == (RowAction.REMOVE,)
    assert row_actions(transfer(TransferState.CANCELLED)) == (RowAction.RETRY,)
    assert row_actions(transfer(TransferState.DONE)) == (RowAction.PLAY, RowAction.REVEAL)
    receipt = Transfer(FileKey.source(1), Priority.NOW, TransferState.DONE)
    assert row_actions(receipt) == (RowAction.SHOW, RowAction.REVEAL)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_what_can_be_done_ends_on_one_edge(look: QApplication, direction: Qt.LayoutDirection) -> None:
    cell = QRect(100, 0, 90, 32)
    right_to_left = direction == Qt.LayoutDirection.RightToLeft
    edges = set()
    for state in TransferState:
        places = [place for _, place in action_places(row_actions(transfer(state)), cell, direction)]
        assert all(cell.contains(place) for place in places)
        edges.add(places[-1].left() if right_to_left else places[-1].right())
    assert len(edges) == 1


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (QueueCounts(3, 2, 7), "3 of 3 active, 7 waiting"),
        (QueueCounts(0, 2, 0), "2 being prepared"),
        (QueueCounts(0, 0, 4), "4 waiting"),
        (QueueCounts(2, 1, 0), "2 of 3 active"),
        (QueueCounts(), ""),
        (QueueCounts(paused=2), "2 paused"),
        (QueueCounts(waiting=4, busy=True), "4 waiting, the server is busy"),
        (QueueCounts(1, 0, 4, paused=2), "1 of 3 active, 4 waiting, 2 paused"),
        (QueueCounts(paused=2, held=True), "Downloads paused, 2 waiting"),
        (QueueCounts(1, 0, 0, paused=2, held=True), "1 of 3 active, 2 paused"),
        (QueueCounts(held=True), "Downloads paused"),
    ],
)
def test_counts_in_words(look: QApplication, counts: QueueCounts, said: str) -> None:
    assert counts_text(counts) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (QueueCounts(waiting=1), "1 ממתינה"),
        (QueueCounts(waiting=4), "4 ממתינות"),
        (QueueCounts(3, 0, 1), "3 מתוך 3 פעילות, 1 ממתינה"),
        (QueueCounts(preparing=1), "1 בהכנה"),
        (QueueCounts(waiting=1, busy=True), "1 ממתינה, השרת עסוק"),
        (QueueCounts(paused=1, held=True), "ההורדות מושהות, 1 ממתינה"),
        (QueueCounts(1, 0, 0, paused=1), "1 מתוך 3 פעילות, 1 מושהית"),
    ],
)
def test_one_is_told_apart_from_several_in_hebrew(
    hebrew: QApplication, counts: QueueCounts, said: str
) -> None:
    assert strip_marks(counts_text(counts)) == said


def test_a_call_is_described_once(look: QApplication) -> None:
    asked: list[FileKey] = []

    def describe(key: FileKey) -> str:
        asked.append(key)
        return "Sample Bakery"

    model = TransfersTableModel(describe, lambda: 0.0)
    for received in range(5):
        model.show([transfer(TransferState.TRANSFERRING, received=received, total=9)])
        assert model.index(1, 0).data() == "Sample Bakery"
    assert len(asked) == 1


def test_the_time_left_follows_what_came(look: QApplication) -> None:
    now = [0.0]
    model = TransfersTableModel(str, lambda: now[0])
    for moment, received in ((0.0, 0), (1.0, 100), (2.0, 200)):
        now[0] = moment
        model.show([transfer(TransferState.TRANSFERRING, received=received, total=1000)])
        said = strip_marks(str(model.index(1, TransferColumn.STATE).data()))
        assert ("about 0:08 left" in said) == (moment == 2.0)
