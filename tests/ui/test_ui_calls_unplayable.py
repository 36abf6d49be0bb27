"""Pressing play on what cannot be had, or not be heard: what is said of it, and the way on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.recording.play_flow import PLAY_MESSAGE
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def row(desk: CallsDesk) -> CallRow:
    """A call that nobody played yet."""
    return desk.playable()[0]


def test_a_failure_has_its_sentence_its_remedy_and_its_row(desk: CallsDesk, row: CallRow) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="not_audio"))
    desk.press_play(row)
    message = desk.wait_for_message(PLAY_MESSAGE)
    assert "not a recording" in message.sentence
    assert message.action is not None
    assert message.action.label == "Try again"
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Try again")
    bar = desk.page.details.recording
    desk.wait(lambda: bar.play_button.text() == "Try again")
    assert "not a recording" in bar.text()
    assert desk.page.commands.play.text() == "Try again"
    desk.server.faults.clear()
    message.action.run()
    desk.wait(lambda: desk.player.playing)
    assert desk.message(PLAY_MESSAGE) is None


def test_a_failure_of_one_that_nobody_waits_for_is_not_shouted(desk: CallsDesk, row: CallRow) -> None:
    desk.server.faults.add(Fault(path=r"/stream$", kind="not_audio"))
    desk.queue.request(FileKey.recording(row.call.sid))
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Try again")
    assert desk.message(PLAY_MESSAGE) is None


def test_a_deleted_recording_says_so(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    """By the server's clock, nine days ahead of this computer's."""
    call = server.world.add_call()
    server.world.age(9)
    with calls_desk(qtbot, server, data_dir) as desk:
        row = next(row for row in desk.rows() if row.call.sid == call.sid)
        assert desk.text(row, CallColumn.RECORDING).startswith("Deleted")
        desk.take(row)
        assert "Deleted" in desk.page.details.recording.text()
        desk.press_play(row)
        assert "deleted" in desk.wait_for_message(PLAY_MESSAGE).sentence
        desk.wait(lambda: "deleted" in desk.page.details.recording.text())


@pytest.mark.qt_log_ignore("^Could not open media. FFmpeg error description: .*$", extend=True)
def test_a_damaged_file_on_this_computer_is_fetched_anew(desk: CallsDesk, row: CallRow) -> None:
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    desk.player.close()
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None
    kept.path.write_bytes(b"<html>" + bytes(kept.size - 6))
    desk.press_play(row)
    message = desk.wait_for_message(PLAY_MESSAGE)
    assert "damaged" in message.sentence
    assert message.action is not None
    message.action.run()
    desk.wait(lambda: desk.player.playing)
    assert kept.path.read_bytes() == desk.server.world.recording_bytes(row.call.sid)


def test_one_without_a_sound_that_an_earlier_version_kept_is_not_played_for_ever(
    desk: CallsDesk, row: CallRow
) -> None:
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    desk.player.close()
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None
    whole = kept.path.read_bytes()
    empty = whole[: whole.index(b"data") + 4] + bytes(4)
    kept.path.write_bytes(empty)
    desk.scope.kept_files.record(replace(kept, size=len(empty), seconds=0.0))
    desk.press_play(row)
    message = desk.wait_for_message(PLAY_MESSAGE)
    assert message.sentence == "There is no sound in this recording."
    assert not desk.player.playing and message.action is not None
    message.action.run()
    desk.wait(lambda: desk.player.playing)
    assert kept.path.read_bytes() == whole


def test_a_call_without_a_recording_does_nothing(desk: CallsDesk) -> None:
    row = next(row for row in desk.rows() if not row.call.has_recording)
    desk.take(row)
    assert not desk.page.commands.play.isEnabled()
    assert "no recording" in desk.page.commands.play.toolTip()
    assert not desk.page.details.recording.play_button.isVisible()
    desk.page.table.row_activated.emit(row.row_id)
    assert desk.page.flow.wanted == ""
    assert not desk.queue.transfers()
