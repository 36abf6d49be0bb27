"""From pressing play to hearing it, on the real page with a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtMultimedia import QMediaPlayer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey, Priority
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.recording import play_flow
from desktop.ui.calls.recording.play_flow import PLAY_MESSAGE
from desktop.ui.widgets.messages import MessageKind
from tests.double_click import double_click
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def row(desk: CallsDesk) -> CallRow:
    """A call that nobody played yet."""
    return desk.playable()[0]


def _hold(desk: CallsDesk) -> None:
    """The next recordings stop after some bytes until they are released."""
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))


def test_what_plays_is_built_before_anybody_presses_play(
    desk: CallsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It loads QtMultimedia, for which the window would stand still."""
    assert desk.player.findChild(QMediaPlayer) is None
    monkeypatch.setattr(play_flow, "WARM_UP_MS", 0)
    desk.page.set_scope(desk.scope)
    desk.wait(lambda: desk.player.findChild(QMediaPlayer) is not None)
    assert desk.player.state is PlayerState.EMPTY


def test_play_fetches_plays_and_keeps(desk: CallsDesk, row: CallRow) -> None:
    assert desk.text(row, CallColumn.RECORDING) == "On server"
    desk.press_play(row)
    desk.wait(lambda: desk.player.position > 50)
    assert desk.player.current_sid == row.call.sid
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    assert desk.text(row, CallColumn.DAYS_LEFT) == ""
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None
    assert kept.path.read_bytes() == desk.server.world.recording_bytes(row.call.sid)
    bar = desk.page.details.recording
    assert "Kept here" in bar.text()
    assert bar.play_button.text() == "Pause"
    assert not desk.messages.standing


def _keep(desk: CallsDesk, row: CallRow) -> Path:
    """Plays the call to keep it; returns its file."""
    desk.press_play(row)
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    desk.wait(lambda: desk.player.playing)
    desk.player.close()
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None
    return kept.path


def test_a_file_deleted_by_others_is_fetched_again(desk: CallsDesk, row: CallRow) -> None:
    path = _keep(desk, row)
    path.unlink()
    _hold(desk)
    desk.press_play(row)
    desk.wait_for_state(row, TransferState.TRANSFERRING)
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) != "Kept here")
    desk.server.faults.clear()
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    desk.wait(lambda: desk.player.playing)
    assert path.read_bytes() == desk.server.world.recording_bytes(row.call.sid)


def test_offline_a_file_deleted_by_others_is_no_longer_called_kept(desk: CallsDesk, row: CallRow) -> None:
    path = _keep(desk, row)
    desk.go_offline()
    path.unlink()
    desk.press_play(row)
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "On server")
    assert "Kept here" not in desk.page.details.recording.text()
    assert desk.text(row, CallColumn.DAYS_LEFT)


@pytest.mark.parametrize("status", [404, 410])
def test_one_that_the_server_has_no_longer_is_said_to_be_gone(
    desk: CallsDesk, row: CallRow, status: int
) -> None:
    bar, path = desk.page.details.recording, "^/api/(recordings|calls/.*/download)"
    desk.server.faults.add(Fault(path, "status", status=status))
    assert desk.text(row, CallColumn.DAYS_LEFT)
    desk.press_play(row)
    said = desk.wait_for_message(PLAY_MESSAGE).sentence
    assert row.call.lead_name in said or row.call.phone[-4:] in said
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Not on the server any more")
    assert desk.text(row, CallColumn.DAYS_LEFT) == ""
    desk.wait(lambda: bar.state_label.text().startswith("Not on the server any more (asked "))
    assert not bar.play_button.isVisible()
    # It may be back: that is asked for without a blue button.
    desk.server.faults.clear()
    assert bar.keep_button.text() == "Ask again"
    desk.qtbot.mouseClick(bar.keep_button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    desk.wait(bar.play_button.isVisible)


def test_one_that_waits_is_played_first_by_the_button(desk: CallsDesk, qtbot: QtBot) -> None:
    desk.server.faults.add(Fault(path=r"/(stream|status)$", kind="stall", at_bytes=0))
    rows = desk.playable()[:8]
    for row in rows:
        desk.queue.request(FileKey.recording(row.call.sid))
    last, button = rows[-1], desk.page.details.recording.play_button
    desk.wait_for_state(last, TransferState.WAITING)
    desk.take(last)
    desk.wait(lambda: button.isEnabled() and button.text() == "Play first")
    assert "front of the line" in button.toolTip()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    transfer = desk.transfer(last)
    assert transfer is not None and transfer.priority is Priority.NOW
    assert desk.page.flow.wanted == last.call.sid


def test_the_wait_is_said_with_seconds_and_percent(desk: CallsDesk, row: CallRow) -> None:
    bar = desk.page.details.recording
    desk.server.faults.add(Fault(path=r"/status$", kind="stall", at_bytes=0))
    desk.press_play(row)
    desk.wait(lambda: bar.cancel_button.isVisible())
    assert bar.play_button.isEnabled()
    desk.server.faults.clear()
    _hold(desk)
    desk.wait_for_state(row, TransferState.TRANSFERRING)
    desk.wait(lambda: "%" in bar.text())
    desk.wait(lambda: "%" in desk.text(row, CallColumn.RECORDING))
    desk.server.faults.clear()
    desk.wait(lambda: desk.player.playing)


def test_preparing_is_said_in_the_row_and_in_the_pane(desk: CallsDesk, row: CallRow) -> None:
    desk.server.faults.add(Fault(path=r"/(stream|status)$", kind="worker_down"))
    desk.press_play(row)
    desk.wait_for_state(row, TransferState.PREPARING)
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Preparing…")
    bar = desk.page.details.recording
    desk.wait(lambda: "Preparing the recording" in bar.text())
    assert "0:0" in bar.text(), "how many seconds it has taken"


def test_cancelling_the_wait(desk: CallsDesk, row: CallRow, qtbot: QtBot) -> None:
    _hold(desk)
    desk.press_play(row)
    desk.wait_for_state(row, TransferState.TRANSFERRING)
    bar = desk.page.details.recording
    desk.wait(lambda: bar.cancel_button.isVisible())
    qtbot.mouseClick(bar.cancel_button, Qt.MouseButton.LeftButton)
    desk.wait_for_state(row, TransferState.CANCELLED)
    assert desk.page.flow.wanted == ""
    desk.wait(lambda: not bar.cancel_button.isVisible())
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "On server")
    desk.wait(lambda: not list(desk.scope.folder.rglob("*.part")))
    desk.server.faults.clear()
    desk.queue.request(FileKey.recording(row.call.sid), Priority.ASKED)
    desk.wait_for_state(row, TransferState.DONE)
    assert desk.player.state is PlayerState.EMPTY, "nobody wants to hear it any more"


def test_of_ten_pressed_quickly_the_last_one_plays(desk: CallsDesk) -> None:
    rows = desk.playable()[:10]
    desk.server.counters.reset()
    for row in rows:
        desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    assert desk.player.current_sid == rows[-1].call.sid
    desk.wait(lambda: all(desk.state(row) is TransferState.DONE for row in rows))
    assert desk.player.current_sid == rows[-1].call.sid
    counters = desk.server.counters
    assert counters.file_requests_high <= 3
    assert counters.preparations_high <= 3
    assert counters.requests_high <= 4
    desk.wait(lambda: all(desk.text(row, CallColumn.RECORDING) == "Kept here" for row in rows))


def test_those_that_wait_say_their_place(desk: CallsDesk) -> None:
    _hold(desk)
    rows = desk.playable()[:8]
    for row in rows:
        desk.queue.request(FileKey.recording(row.call.sid))
    desk.wait(lambda: any(desk.text(row, CallColumn.RECORDING) == "In line: 2" for row in rows))
    waiting = [row for row in rows if desk.state(row) is TransferState.WAITING]
    last = waiting[-1]
    before = desk.text(last, CallColumn.RECORDING)
    desk.queue.cancel(FileKey.recording(waiting[0].call.sid))
    desk.wait(lambda: desk.text(last, CallColumn.RECORDING) not in (before, "Waiting"))
    desk.server.faults.clear()


def test_again_from_this_computer_with_the_server_gone(desk: CallsDesk, row: CallRow) -> None:
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    desk.player.close()
    desk.server.stop()
    desk.go_offline()
    desk.press_play(row)
    assert desk.player.playing, "at once"
    other = desk.playable()[1]
    desk.press_play(other)
    assert desk.wait_for_message(PLAY_MESSAGE).kind is MessageKind.DANGER
    assert desk.player.current_sid == row.call.sid, "what plays goes on"
    desk.press_play(row)
    assert desk.player.state is PlayerState.PAUSED


def test_pressing_play_on_what_plays_pauses_it(desk: CallsDesk, row: CallRow, qtbot: QtBot) -> None:
    table = desk.page.table
    desk.take(row)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Space)
    desk.wait(lambda: desk.player.playing)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert desk.player.state is PlayerState.PAUSED
    desk.wait(lambda: desk.page.details.recording.play_button.text() == "Play")
    qtbot.mouseClick(desk.page.details.recording.play_button, Qt.MouseButton.LeftButton)
    assert desk.player.playing
    place = table.visualRect(desk.page.model.index(desk.page.model.row_of(row.row_id) or 0, 2)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    double_click(table.viewport(), place)
    assert desk.player.state is PlayerState.PAUSED


def test_moving_through_the_list_does_not_stop_the_sound(desk: CallsDesk, row: CallRow) -> None:
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    desk.take(desk.playable()[4])
    assert desk.player.playing
    assert desk.page.details.recording.play_button.text() == "Play"
    desk.take(row)
    assert desk.page.details.recording.play_button.text() == "Pause"


# -- keeping -----------------------------------------------------------------------------------------


def test_keeping_several(desk: CallsDesk) -> None:
    rows = desk.playable()[:4]
    desk.take(rows[0])
    desk.page.table.select_ids([row.row_id for row in rows])
    assert "4" in desk.page.commands.keep.text()
    desk.page.commands.keep.trigger()
    assert "4 recordings" in desk.wait_for_message("keep").sentence
    desk.wait(lambda: all(desk.text(row, CallColumn.RECORDING) == "Kept here" for row in rows))
    assert desk.player.state is PlayerState.EMPTY
    desk.page.commands.keep.trigger()
    desk.wait(lambda: "nothing to fetch" in desk.wait_for_message("keep").sentence)


def test_keeping_all_leaves_out_what_is_deleted(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    server.world.add_call(created_at=server.world.started - timedelta(days=9))
    with calls_desk(qtbot, server, data_dir) as desk:
        desk.go_offline()
        expected = len(desk.playable())
        assert 10 < expected < len([row for row in desk.rows() if row.call.has_recording])
        desk.page.table.selectAll()
        with qtbot.waitSignal(desk.page.keeper.asked) as asked:
            desk.page.commands.keep.trigger()
        assert asked.args == [expected]
        desk.wait(lambda: len(desk.queue.transfers()) == expected)
        desk.wait(desk.page.commands.cancel.isEnabled)
        desk.page.commands.cancel.trigger()
        assert {transfer.state for transfer in desk.queue.transfers()} == {TransferState.CANCELLED}


def test_what_was_never_on_the_screen_is_cancelled_with_the_rest(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    for _ in range(150):
        server.world.add_call()
    with calls_desk(qtbot, server, data_dir) as desk:
        desk.go_offline()
        desk.page.table.selectAll()
        with qtbot.waitSignal(desk.page.keeper.asked) as asked:
            desk.page.commands.keep.trigger()
        desk.wait(lambda: len(desk.queue.transfers()) == asked.args[0])
        desk.wait(desk.page.commands.cancel.isEnabled)
        desk.page.commands.cancel.trigger()
        assert {transfer.state for transfer in desk.queue.transfers()} == {TransferState.CANCELLED}


def test_keeping_the_one_that_is_shown(desk: CallsDesk, row: CallRow, qtbot: QtBot) -> None:
    desk.take(row)
    bar = desk.page.details.recording
    qtbot.mouseClick(bar.keep_button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: bar.kept_button.isVisible())
    assert not bar.keep_button.isVisible()
    assert bar.reveal_button.isVisible()
    assert not desk.page.commands.keep.isEnabled()
    assert desk.page.commands.reveal.isEnabled()


def test_another_account_ends_everything(desk: CallsDesk, row: CallRow) -> None:
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    desk.page.table.selectionModel().select(
        desk.page.model.index(3, 0), QItemSelectionModel.SelectionFlag.Select
    )
    desk.page.set_scope(None)
    assert desk.player.state is PlayerState.EMPTY
    assert len(desk.page.model.ids) == 0
    assert desk.page.describe(FileKey.recording(row.call.sid)) == "Recording"
    assert not desk.page.commands.play.isEnabled()
