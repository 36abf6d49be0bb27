"""The downloads page: its sections and words, and what can be done in each row, with a real queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.expected_file import ExpectedFile
from desktop.core.models import CallRow, FileKey, Priority
from desktop.core.transfer import Transfer, TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.downloads.row_actions import RowAction, action_places
from desktop.ui.downloads.transfers_table_model import Section, TransferColumn, TransfersTableModel
from desktop.ui.formatting import strip_marks
from desktop.ui.theme import LIGHT
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        made.stack.setCurrentWidget(made.downloads)
        yield made


def _request(desk: CallsDesk, count: int) -> list[CallRow]:
    rows = desk.playable()[:count]
    for row in rows:
        desk.queue.request(FileKey.recording(row.call.sid))
    return rows


def _lines(desk: CallsDesk) -> list[str]:
    """The rows as they read, headings too."""
    model = desk.downloads.model
    return [str(model.index(row, 0).data() or "") for row in range(len(model.ids))]


def _headings(desk: CallsDesk) -> list[str]:
    model = desk.downloads.model
    return [line for row, line in enumerate(_lines(desk)) if model.is_heading(row)]


def _row_in(desk: CallsDesk, section: Section) -> int:
    """The id of the first row in this section."""
    model = desk.downloads.model
    return model.id_at(list(model.ids).index(-1 - section) + 1)


def _click(desk: CallsDesk, row_id: int, action: RowAction) -> None:
    """On what stands at the end of the row."""
    table = desk.downloads.table
    where = _places(desk, row_id)[action].center()
    desk.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def _places(desk: CallsDesk, row_id: int) -> dict[RowAction, QRect]:
    table, model = desk.downloads.table, desk.downloads.model
    row = model.row_of(row_id)
    assert row is not None
    cell = table.visualRect(model.index(row, TransferColumn.ACTION))
    return dict(action_places(model.actions_at(row), cell, table.layoutDirection()))


def test_nothing_under_way(desk: CallsDesk) -> None:
    page = desk.downloads
    assert page.empty.isVisible()
    assert page.title.text() == "Downloads"
    for button in (page.head.cancel_waiting_button, page.head.clear_button, page.head.retry_all_button):
        assert not button.isVisible(), "nothing to do, no button"


def test_the_queue_in_its_sections(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    rows = _request(desk, 9)
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    desk.wait(lambda: any(line.startswith("Now · 3 of 3") for line in _headings(desk)))
    page = desk.downloads
    assert page.title.text().startswith("3 of 3 active")
    waiting = desk.queue.counts().waiting
    assert f"Waiting · {waiting}" in _headings(desk)
    assert str(waiting) in page.head.cancel_waiting_button.text()
    assert len(page.model.ids) == len(rows) + len(_headings(desk))
    page.head.cancel_waiting_button.click()
    desk.wait(lambda: desk.queue.counts().waiting == 0)
    desk.server.faults.clear()
    desk.wait(lambda: not desk.queue.counts().transferring and not desk.queue.counts().preparing)
    # What was cancelled has not come: it is not counted as finished.
    desk.wait(
        lambda: (
            [line.split(" · ")[0] for line in _headings(desk)] == ["Finished since the start", "Cancelled"]
        )
    )
    assert sum(int(line.split(" · ")[1]) for line in _headings(desk)) == len(rows)
    page.head.clear_button.click()
    desk.wait(page.empty.isVisible)


def test_what_was_cancelled_is_said_and_asked_for_again_and_no_button_moves(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    rows = desk.playable()[:12]
    desk.page.table.select_ids([row.row_id for row in rows])
    desk.page.recordings.keep_selected()
    desk.wait(lambda: "will be kept" in " ".join(one.sentence for one in desk.messages.standing))
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    page, buttons = desk.downloads, _places_of_buttons(desk)
    desk.wait(lambda: _can_be_pressed(page.head.cancel_waiting_button))
    before, waiting = buttons(), desk.queue.line()
    assert len(waiting) > 1
    page.head.cancel_waiting_button.click()
    desk.wait(lambda: _can_be_pressed(page.head.clear_button))
    waits = page.head.cancel_waiting_button
    assert not waits.isEnabled() and waits.toolTip() == "No download is waiting."
    assert waits.isVisible() and buttons() == before, "no hole where it was"
    [message] = desk.messages.standing
    assert message.sentence == f"{len(waiting)} downloads cancelled."
    assert message.action is not None and message.action.label == "Undo"
    message.action.run()
    assert desk.queue.line() == waiting
    desk.wait(lambda: _can_be_pressed(page.head.cancel_waiting_button))
    page.head.pause_all_button.click()
    assert page.head.pause_all_button.text() == "Resume all" and buttons() == before
    # The same of those that are selected; one of them was paused.
    page.head.pause_all_button.click()
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    waiting = desk.queue.line()
    desk.queue.pause(waiting[1:2])
    page.refresh()
    states = [(one.key, one.state) for one in desk.queue.transfers() if one.key in waiting]
    page.table.select_ids([row for row in page.model.ids if _key(desk, row) in waiting])
    page.commands.cancel.trigger()
    assert not desk.queue.line()
    message = desk.messages.standing[0]
    assert message.sentence == f"{len(waiting)} downloads cancelled." and message.action is not None
    message.action.run()
    assert [(one.key, one.state) for one in desk.queue.transfers() if one.key in waiting] == states


def test_all_are_cancelled_and_put_back_at_their_places(desk: CallsDesk) -> None:
    """Those under way, those that wait, and one that is paused; also after the list was cleared."""
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    head, queue = desk.downloads.head, desk.queue
    sound = {call.sid for call in desk.server.world.calls if call.fate == "kept"}
    keys = [FileKey.recording(row.call.sid) for row in desk.playable() if row.call.sid in sound][:8]
    assert len(keys) == 8
    for key in keys:
        queue.request(key)
    queue.pause(keys[-1:])
    desk.wait(lambda: queue.counts().transferring == 3)
    desk.downloads.refresh()
    assert head.cancel_all_button.isVisible() and head.cancel_all_button.text() == "Cancel all 8"
    kept = [queue.kept_transfer(one.key) for one in queue.transfers()]
    before = [(one.key, one.priority, one.order, one.paused) for one in kept if one is not None]
    head.cancel_all_button.click()
    assert queue.counts().open == 0 and not head.cancel_all_button.isVisible()
    [message] = desk.messages.standing
    assert message.sentence == "8 downloads cancelled." and message.action is not None
    head.clear_button.click()
    assert queue.transfers() == []
    message.action.run()
    kept = [queue.kept_transfer(one.key) for one in queue.transfers()]
    assert [(one.key, one.priority, one.order, one.paused) for one in kept if one is not None] == before
    assert queue.counts().open == 8


def _can_be_pressed(button: QPushButton) -> bool:
    return button.isVisible() and button.isEnabled()


def _places_of_buttons(desk: CallsDesk) -> Callable[[], list[QRect]]:
    page = desk.downloads

    def places() -> list[QRect]:
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        head = page.head
        lasting = head.cancel_waiting_button, head.clear_button, head.pause_all_button
        return [button.geometry() for button in lasting]

    return places


def _key(desk: CallsDesk, row_id: int) -> FileKey | None:
    transfer = desk.downloads.model.transfer_of(row_id)
    return transfer.key if transfer is not None else None


def test_cancel_by_the_cross_and_again_by_its_word(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    (row,) = _request(desk, 1)
    desk.wait(lambda: "Now · 1 of 3" in _headings(desk))
    _click(desk, _row_in(desk, Section.NOW), RowAction.CANCEL)
    desk.wait_for_state(row, TransferState.CANCELLED)
    desk.server.faults.clear()
    desk.wait(lambda: _headings(desk) == ["Cancelled · 1"])
    _click(desk, _row_in(desk, Section.CANCELLED), RowAction.RETRY)
    desk.wait_for_state(row, TransferState.DONE)


def test_one_is_paused_and_goes_on_by_its_signs(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    (row,) = _request(desk, 1)
    desk.wait(lambda: "Now · 1 of 3" in _headings(desk))
    _click(desk, _row_in(desk, Section.NOW), RowAction.PAUSE)
    desk.wait_for_state(row, TransferState.PAUSED)
    desk.server.faults.clear()
    desk.wait(lambda: "Paused · 1" in _headings(desk))
    _click(desk, _row_in(desk, Section.PAUSED), RowAction.RESUME)
    desk.wait_for_state(row, TransferState.DONE)


def test_a_paused_one_is_cancelled_by_its_cross(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    (row,) = _request(desk, 1)
    desk.queue.pause([FileKey.recording(row.call.sid)])
    desk.wait(lambda: "Paused · 1" in _headings(desk))
    _click(desk, _row_in(desk, Section.PAUSED), RowAction.CANCEL)
    desk.wait_for_state(row, TransferState.CANCELLED)


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
    (row,) = _request(desk, 1)
    desk.wait(lambda: _headings(desk) == ["Finished since the start · 1"])
    page = desk.downloads
    assert not page.commands.show_it.isEnabled(), "nothing is selected"
    assert page.table.set_current_id(_row_in(desk, Section.FINISHED))
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
    rows = _request(desk, 2)
    desk.wait(lambda: "Needs a decision · 2" in _headings(desk))
    page = desk.downloads
    assert "2" in page.head.note.text()
    model = page.model
    said = str(model.index(1, TransferColumn.STATE).data())
    assert "not a recording" in said
    desk.server.faults.clear()
    page.table.setFocus()
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Up):
        desk.qtbot.keyClick(page.table, key)
    assert page.table.current_id() == _row_in(desk, Section.DECISION), "headings are passed over"
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
    headings = [-1 - row_id for row_id in model.ids if row_id < 0]
    assert headings[:3] == [Section.NOW, Section.PREPARING, Section.DECISION]
    assert headings[3:] == [Section.WAITING, Section.PAUSED, Section.FINISHED]


def test_all_that_failed_again_at_once(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="not_audio"))
    rows = _request(desk, 3)
    page = desk.downloads
    desk.wait(lambda: page.head.retry_all_button.isVisible() and "3" in page.head.retry_all_button.text())
    desk.server.faults.clear()
    page.head.retry_all_button.click()
    desk.wait(lambda: {desk.state(row) for row in rows} == {TransferState.DONE})
    desk.wait(lambda: not page.head.retry_all_button.isVisible())


def test_commands_by_key_on_what_is_selected(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    rows = _request(desk, 2)
    desk.wait(lambda: "Now · 2 of 3" in _headings(desk))
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
    rows = _request(desk, 2)
    page = desk.downloads
    desk.wait(lambda: "Waiting · 2" in _headings(desk))
    assert "Goes on when" in str(page.model.index(1, TransferColumn.STATE).data())
    assert page.title.text() == "2 waiting for the server"
    assert {desk.state(row) for row in rows} == {TransferState.WAITING}


def test_it_draws_nothing_while_it_is_hidden(desk: CallsDesk) -> None:
    desk.stack.setCurrentWidget(desk.page)
    (row,) = _request(desk, 1)
    desk.wait_for_state(row, TransferState.DONE)
    assert len(desk.downloads.model.ids) == 0
    desk.stack.setCurrentWidget(desk.downloads)
    assert len(desk.downloads.model.ids) == 2, "and is right at once when it is shown"


def test_selection_and_current_row_stay_while_the_queue_moves(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    rows = _request(desk, 6)
    desk.wait(lambda: desk.queue.counts().transferring == 3)
    desk.wait(lambda: any(line.startswith("Waiting") for line in _headings(desk)))
    table = desk.downloads.table
    last = desk.downloads.model.ids[-1]
    assert table.set_current_id(last)
    key = desk.downloads.model.transfer_of(last)
    desk.server.faults.clear()
    desk.wait(lambda: {desk.state(row) for row in rows} == {TransferState.DONE})
    desk.wait(lambda: _headings(desk) == ["Finished since the start · 6"])
    assert table.current_id() == last
    now = desk.downloads.model.transfer_of(last)
    assert key is not None
    assert now is not None
    assert now.key == key.key


def test_select_all_counts_no_headings(desk: CallsDesk) -> None:
    rows = _request(desk, 4)
    desk.wait(lambda: len(desk.downloads.model.ids) > len(rows))
    table = desk.downloads.table
    table.commands.open_menu(QPoint())
    menu = QApplication.activePopupWidget()
    assert menu is not None and menu.close()
    assert table.commands.select_all.text() == "Select all 4 rows"
    table.selectAll()
    assert table.selected_count() == len(rows) == len(desk.downloads.model.ids) - len(_headings(desk))


def test_rows_speak_as_sentences(desk: CallsDesk) -> None:
    _request(desk, 1)
    desk.wait(lambda: _headings(desk) == ["Finished since the start · 1"])
    model = desk.downloads.model
    said = str(model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Kept on this computer, checked" in said
    assert said == strip_marks(said)
    assert "Finished" in str(model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_headings_look_like_headings_in_both_languages(
    either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    with calls_desk(qtbot, server, data_dir) as desk:
        desk.stack.setCurrentWidget(desk.downloads)
        (row,) = _request(desk, 1)
        desk.wait_for_state(row, TransferState.DONE)
        desk.wait(lambda: len(desk.downloads.model.ids) == 2)
        table = desk.downloads.table
        image = table.viewport().grab().toImage()
        middle = image.width() // 2
        assert image.pixelColor(middle, 6).name().upper() == LIGHT.window
        assert image.pixelColor(middle, table.rowHeight(0) + 6).name().upper() == LIGHT.base
        assert table.rowHeight(0) < table.rowHeight(1)


def test_each_row_has_its_line_below_it_however_high_it_is(desk: CallsDesk) -> None:
    """Headings are lower than rows: lines at the height of the first one went through the words."""
    _request(desk, 4)
    table, model = desk.downloads.table, desk.downloads.model
    desk.wait(lambda: len(model.ids) >= 5)
    picture = table.viewport().grab().toImage()
    # Beside the words, where a row shows nothing but its ground.
    lines = [y for y in range(picture.height()) if picture.pixelColor(2, y) == LIGHT.color("hairline")]
    bottoms = [table.rowViewportPosition(row) + table.rowHeight(row) - 1 for row in range(len(model.ids))]
    assert lines == [y for y in bottoms if y < picture.height()]


def test_rows_keep_their_height_where_a_heading_stood(desk: CallsDesk) -> None:
    table, model = desk.downloads.table, desk.downloads.model
    rows = _request(desk, 3)
    for row in rows:
        desk.wait_for_state(row, TransferState.DONE)
        desk.downloads.refresh()
        heights = {model.is_heading(place): table.rowHeight(place) for place in range(len(model.ids))}
        each = [(model.is_heading(place), table.rowHeight(place)) for place in range(len(model.ids))]
        assert set(each) == set(heights.items())
    _request(desk, 8)
    desk.wait(lambda: len(_headings(desk)) >= 2)
    each = [(model.is_heading(place), table.rowHeight(place)) for place in range(len(model.ids))]
    assert len(set(each)) == 2, each


def test_badges_are_drawn_behind_the_words(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    desk.downloads.model.expected = lambda _: ExpectedFile(1)
    _request(desk, 1)
    desk.wait(lambda: "Now · 1 of 3" in _headings(desk))
    table = desk.downloads.table
    cell = table.visualRect(desk.downloads.model.index(1, TransferColumn.STATE))
    picture = table.viewport().grab(cell).toImage()
    middle = cell.height() // 2 - 6
    inks = {picture.pixelColor(x, middle).name().upper() for x in range(cell.width())}
    assert LIGHT.lost_tint in inks


def test_days_and_size_come_from_the_call(desk: CallsDesk) -> None:
    recordings, row = desk.page.recordings, desk.playable()[0]
    recordings.bytes_a_second = 2_000.0
    known = recordings.expected(FileKey.recording(row.call.sid))
    assert known.size == (row.call.duration_s or 0) * 2_000 > 0
    assert known.days_left is not None
    assert recordings.expected(FileKey.recording("CA0")) == ExpectedFile()


def test_space_on_what_is_not_here_says_so(desk: CallsDesk) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))
    _request(desk, 1)
    desk.wait(lambda: "Now · 1 of 3" in _headings(desk))
    assert desk.downloads.table.set_current_id(_row_in(desk, Section.NOW))
    desk.downloads.table.setFocus()
    desk.wait(lambda: not desk.downloads.commands.show_it.isEnabled())
    QTest.keyClick(desk.downloads.table, Qt.Key.Key_Space)
    desk.wait(lambda: any("not here yet" in one.sentence for one in desk.messages.standing))
