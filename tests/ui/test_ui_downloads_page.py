"""The downloads page: its sections and words, and what can be done in each row, with a real queue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.expected_file import ExpectedFile
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.downloads.row_actions import RowAction
from desktop.ui.downloads.transfers_table_model import Section, TransferColumn, TransfersTableModel
from desktop.ui.formatting import strip_marks
from tests.ui.calls_desk import CallsDesk
from tests.ui.downloads_desk import click, downloads_desk, headings, request, row_in


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with downloads_desk(qtbot, server, data_dir) as made:
        yield made


def test_nothing_under_way(desk: CallsDesk) -> None:
    page = desk.downloads
    assert page.empty.isVisible()
    assert page.title.text() == "Downloads"
    for button in (page.head.cancel_waiting_button, page.head.clear_button, page.head.retry_all_button):
        assert not button.isVisible(), "nothing to do, no button"


def test_the_queue_in_its_sections(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    rows = request(desk, 9)
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    desk.wait(lambda: any(line.startswith("Now · 3 of 3") for line in headings(desk)))
    page = desk.downloads
    assert page.title.text().startswith("3 of 3 active")
    waiting = desk.queue.counts().waiting
    assert f"Waiting · {waiting}" in headings(desk)
    assert str(waiting) in page.head.cancel_waiting_button.text()
    assert len(page.model.ids) == len(rows) + len(headings(desk))
    page.head.cancel_waiting_button.click()
    desk.wait(lambda: desk.queue.counts().waiting == 0)
    desk.server.faults.clear()
    desk.wait(lambda: not desk.queue.counts().transferring and not desk.queue.counts().preparing)
    # What was cancelled has not come: it is not counted as finished.
    desk.wait(
        lambda: [line.split(" · ")[0] for line in headings(desk)] == ["Finished since the start", "Cancelled"]
    )
    assert sum(int(line.split(" · ")[1]) for line in headings(desk)) == len(rows)
    page.head.clear_button.click()
    desk.wait(page.empty.isVisible)


def test_one_is_paused_and_goes_on_by_its_signs(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    (row,) = request(desk, 1)
    desk.wait(lambda: "Now · 1 of 3" in headings(desk))
    click(desk, row_in(desk, Section.NOW), RowAction.PAUSE)
    desk.wait_for_state(row, TransferState.PAUSED)
    desk.server.faults.clear()
    desk.wait(lambda: "Paused · 1" in headings(desk))
    click(desk, row_in(desk, Section.PAUSED), RowAction.RESUME)
    desk.wait_for_state(row, TransferState.DONE)


def test_what_ended_last_stands_first_also_if_nobody_looked(desk: CallsDesk) -> None:
    sound = {call.sid for call in desk.server.world.calls if call.fate == "kept"}
    rows = [row for row in desk.playable() if row.call.sid in sound][:4]
    desk.stack.setCurrentWidget(desk.page)
    for row in (rows[2], rows[0], rows[3], rows[1]):
        desk.queue.request(FileKey.recording(row.call.sid))
        desk.wait_for_state(row, TransferState.DONE)
    # Asked for first, and here last.
    desk.queue.request(FileKey.recording(rows[2].call.sid))
    desk.wait_for_state(rows[2], TransferState.DONE)
    desk.stack.setCurrentWidget(desk.downloads)
    model = desk.downloads.model
    shown = [one.key.id for one in map(model.transfer_of, model.ids) if one is not None]
    assert shown == [rows[place].call.sid for place in (2, 1, 3, 0)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_on_what_has_come_shows_it(desk: CallsDesk, key: Qt.Key) -> None:
    (row,) = request(desk, 1)
    desk.wait(lambda: headings(desk) == ["Finished since the start · 1"])
    page = desk.downloads
    assert not page.commands.show_it.isEnabled(), "nothing is selected"
    assert page.table.set_current_id(row_in(desk, Section.FINISHED))
    assert {page.commands.show_it, page.commands.reveal} <= set(page.table.context_actions)
    assert page.commands.show_it.isEnabled() and page.commands.reveal.isEnabled()
    page.table.setFocus()
    with desk.qtbot.waitSignal(page.shown) as shown:
        desk.qtbot.keyClick(page.table, key)
    with desk.qtbot.waitSignal(page.reveal_asked) as revealed:
        page.commands.reveal.trigger()
    assert shown.args == revealed.args == [FileKey.recording(row.call.sid)]


def test_a_failure_says_why_and_is_tried_again(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="not_audio"))
    rows = request(desk, 2)
    desk.wait(lambda: "Needs a decision · 2" in headings(desk))
    page = desk.downloads
    assert "2" in page.head.note.text()
    model = page.model
    said = str(model.index(1, TransferColumn.STATE).data())
    assert "not a recording" in said
    desk.server.faults.clear()
    page.table.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Up):
        desk.qtbot.keyClick(page.table, key)
    assert page.table.current_id() == row_in(desk, Section.DECISION), "headings are passed over"
    desk.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    desk.wait(lambda: TransferState.DONE in {desk.state(row) for row in rows})
    assert TransferState.FAILED in {desk.state(row) for row in rows}


def test_what_failed_stands_above_what_waits(look: QApplication) -> None:
    states = (
        TransferState.WAITING,
        TransferState.DONE,
        TransferState.FAILED,
        TransferState.PAUSED,
        TransferState.PREPARING,
        TransferState.TRANSFERRING,
    )
    model = TransfersTableModel(str, lambda: 0.0)
    keys = map(FileKey.recording, map(str, range(len(states))))
    model.show([Transfer(key, Priority.ASKED, state) for key, state in zip(keys, states, strict=True)])
    sections = [-1 - row_id for row_id in model.ids if row_id < 0]
    assert sections[:3] == [Section.NOW, Section.PREPARING, Section.DECISION]
    assert sections[3:] == [Section.WAITING, Section.PAUSED, Section.FINISHED]


def test_all_that_failed_again_at_once(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="not_audio"))
    rows = request(desk, 3)
    page = desk.downloads
    desk.wait(lambda: page.head.retry_all_button.isVisible() and "3" in page.head.retry_all_button.text())
    desk.server.faults.clear()
    page.head.retry_all_button.click()
    desk.wait(lambda: {desk.state(row) for row in rows} == {TransferState.DONE})
    desk.wait(lambda: not page.head.retry_all_button.isVisible())


def test_commands_by_key_on_what_is_selected(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    rows = request(desk, 2)
    desk.wait(lambda: "Now · 2 of 3" in headings(desk))
    page = desk.downloads
    assert not page.commands.cancel.isEnabled()
    assert page.commands.cancel.toolTip() != page.commands.cancel.text()
    page.table.selectAll()
    assert page.commands.cancel.isEnabled()
    page.table.setFocus()
    desk.qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    desk.wait(lambda: {desk.state(row) for row in rows} == {TransferState.CANCELLED})
    desk.wait(lambda: page.commands.retry.isEnabled())
    page.commands.remove.trigger()
    desk.wait(page.empty.isVisible)


def test_offline_says_when_it_goes_on(desk: CallsDesk) -> None:
    desk.go_offline()
    rows = request(desk, 2)
    page = desk.downloads
    desk.wait(lambda: "Waiting · 2" in headings(desk))
    assert "Goes on when" in str(page.model.index(1, TransferColumn.STATE).data())
    assert page.title.text() == "2 waiting for the server"
    assert {desk.state(row) for row in rows} == {TransferState.WAITING}


def test_it_draws_nothing_while_it_is_hidden(desk: CallsDesk) -> None:
    desk.stack.setCurrentWidget(desk.page)
    (row,) = request(desk, 1)
    desk.wait_for_state(row, TransferState.DONE)
    assert len(desk.downloads.model.ids) == 0
    desk.stack.setCurrentWidget(desk.downloads)
    assert len(desk.downloads.model.ids) == 2, "and is right at once when it is shown"


def test_selection_and_current_row_stay_while_the_queue_moves(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    rows = request(desk, 6)
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    desk.wait(lambda: any(line.startswith("Waiting") for line in headings(desk)))
    table = desk.downloads.table
    last = desk.downloads.model.ids[-1]
    assert table.set_current_id(last)
    key = desk.downloads.model.transfer_of(last)
    desk.server.faults.clear()
    desk.wait(lambda: {desk.state(row) for row in rows} == {TransferState.DONE})
    desk.wait(lambda: headings(desk) == ["Finished since the start · 6"])
    assert table.current_id() == last
    now = desk.downloads.model.transfer_of(last)
    assert key is not None
    assert now is not None
    assert now.key == key.key


def test_select_all_counts_no_headings(desk: CallsDesk) -> None:
    rows = request(desk, 4)
    desk.wait(lambda: len(desk.downloads.model.ids) > len(rows))
    table = desk.downloads.table
    table.commands.open_menu(QPoint())
    menu = QApplication.activePopupWidget()
    assert menu is not None and menu.close()
    assert table.commands.select_all.text() == "Select all 4 rows"
    table.selectAll()
    assert table.selected_count() == len(rows) == len(desk.downloads.model.ids) - len(headings(desk))


def test_rows_speak_as_sentences(desk: CallsDesk) -> None:
    request(desk, 1)
    desk.wait(lambda: headings(desk) == ["Finished since the start · 1"])
    model = desk.downloads.model
    said = str(model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Kept on this computer, checked" in said
    assert said == strip_marks(said)
    assert "Finished" in str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_days_and_size_come_from_the_call(desk: CallsDesk) -> None:
    recordings, row = desk.page.recordings, desk.playable()[0]
    recordings.bytes_a_second = 2_000.0
    known = recordings.expected(FileKey.recording(row.call.sid))
    assert known.size == (row.call.duration_s or 0) * 2_000 > 0
    assert known.days_left is not None
    assert recordings.expected(FileKey.recording("CA0")) == ExpectedFile()


def test_space_on_what_is_not_here_says_so(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    request(desk, 1)
    desk.wait(lambda: "Now · 1 of 3" in headings(desk))
    assert desk.downloads.table.set_current_id(row_in(desk, Section.NOW))
    desk.downloads.table.setFocus()
    desk.wait(lambda: not desk.downloads.commands.show_it.isEnabled())
    QTest.keyClick(desk.downloads.table, Qt.Key.Key_Space)
    desk.wait(lambda: any("not here yet" in one.sentence for one in desk.messages.standing))
