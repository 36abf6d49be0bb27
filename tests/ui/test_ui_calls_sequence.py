"""Several played one after the other: what cannot be played is said and left out, the others are heard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import NotARecording
from desktop.core.models import CallRow, FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.recording.play_flow import LEFT_OUT_MESSAGE, PLAY_MESSAGE, STOPPED_MESSAGE
from desktop.ui.widgets.record_table_model import CellRole
from tests.ui.calls_desk import CallsDesk, calls_desk

FFMPEG_SAYS = "^Could not open media. FFmpeg error description: .*$"


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def rows(desk: CallsDesk) -> list[CallRow]:
    """Four that are here, of which the second and the third are damaged."""
    sound = {call.sid for call in desk.server.world.calls if call.fate == "kept"}
    chosen = [row for row in desk.playable() if row.call.sid in sound and row.call.created_at][:4]
    for row in chosen:
        desk.queue.request(FileKey.recording(row.call.sid))
    desk.wait(lambda: all(desk.text(row, CallColumn.RECORDING) == "Kept here" for row in chosen))
    for row in chosen[1:3]:
        kept = desk.scope.calls.kept(row.call.sid)
        assert kept is not None
        kept.path.write_bytes(b"<html>" + bytes(kept.size - 6))
    return chosen


def _number(desk: CallsDesk) -> tuple[int, int]:
    """Which of how many plays."""
    sequence = desk.player.sequence
    return sequence.number_of(desk.player.current_sid), sequence.count


def _play(desk: CallsDesk, rows: list[CallRow]) -> None:
    desk.page.table.select_ids([row.row_id for row in rows])
    desk.page.commands.play_selected.trigger()


@pytest.mark.qt_log_ignore(FFMPEG_SAYS, extend=True)
def test_damaged_ones_are_left_out_and_said(desk: CallsDesk, rows: list[CallRow]) -> None:
    _play(desk, rows)
    desk.wait(lambda: desk.player.current_sid == rows[0].call.sid)
    desk.player.sequence.go_on()
    desk.wait(lambda: desk.player.current_sid == rows[3].call.sid and desk.player.playing)
    assert _number(desk) == (4, 4)
    said = desk.wait_for_message(LEFT_OUT_MESSAGE).sentence
    assert said.startswith("2 recordings of this sequence were left out.")
    assert rows[2].call.lead_name in said or rows[2].call.phone[-4:] in said
    assert "damaged" in said
    assert desk.message(PLAY_MESSAGE) is None


@pytest.mark.qt_log_ignore(FFMPEG_SAYS, extend=True)
def test_the_last_one_is_the_end(desk: CallsDesk, rows: list[CallRow]) -> None:
    _play(desk, rows[:2])
    desk.wait(lambda: desk.player.current_sid == rows[0].call.sid)
    desk.player.sequence.go_on()
    assert "damaged" in desk.wait_for_message(PLAY_MESSAGE).sentence
    desk.wait(lambda: desk.player.sequence.count == 0)
    assert desk.player.state is PlayerState.EMPTY


@pytest.mark.qt_log_ignore(FFMPEG_SAYS, extend=True)
def test_what_cannot_be_had_any_more_is_left_out_too(desk: CallsDesk, rows: list[CallRow]) -> None:
    desk.go_offline()
    kept = desk.scope.calls.kept(rows[1].call.sid)
    assert kept is not None
    kept.path.unlink()
    _play(desk, [rows[0], rows[1], rows[3]])
    desk.wait(lambda: desk.player.current_sid == rows[0].call.sid)
    desk.player.sequence.go_on()
    desk.wait(lambda: desk.player.current_sid == rows[3].call.sid and desk.player.playing)
    assert "The server does not answer" in desk.wait_for_message(LEFT_OUT_MESSAGE).sentence


def _recording_told(desk: CallsDesk, row: CallRow) -> tuple[str, str]:
    """The icon, and what is said of it."""
    place = desk.page.model.row_of(row.row_id)
    assert place is not None
    cell = desk.page.model.index(place, CallColumn.RECORDING).data(CellRole)
    return cell.icon, cell.told


def test_the_row_that_plays_is_marked_and_the_name_goes_to_it(desk: CallsDesk, rows: list[CallRow]) -> None:
    first, second = rows[0], rows[3]
    _play(desk, [first, second])
    desk.wait(lambda: desk.player.current_sid == first.call.sid and desk.player.playing)
    assert _recording_told(desk, first) == ("volume", "Kept here, playing now")
    desk.player.sequence.go_on()
    desk.wait(lambda: desk.player.current_sid == second.call.sid)
    assert _recording_told(desk, first) == ("kept", "Kept here")
    desk.player.pause()
    assert _recording_told(desk, second) == ("pause", "Kept here, paused now")
    place = desk.page.model.row_of(second.row_id)
    assert place is not None
    said = desk.page.model.index(place, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "paused now" in str(said)
    desk.take(first)
    desk.qtbot.mouseClick(desk.player_bar.name, Qt.MouseButton.LeftButton)
    desk.wait(lambda: desk.page.table.current_id() == second.row_id)
    desk.player.close()
    assert _recording_told(desk, second) == ("kept", "Kept here")


def test_the_sequence_that_another_call_ends_can_be_gone_on_with(
    desk: CallsDesk, rows: list[CallRow]
) -> None:
    other = rows[3]
    new = _sound(desk) - {row.call.sid for row in rows}
    more = next(row for row in desk.playable() if row.call.sid in new)
    desk.queue.request(FileKey.recording(more.call.sid))
    desk.wait(lambda: desk.text(more, CallColumn.RECORDING) == "Kept here")
    _play(desk, [rows[0], more])
    desk.wait(lambda: desk.player.playing)
    playing = desk.player.current_sid
    desk.press_play(other)
    desk.wait(lambda: desk.player.current_sid == other.call.sid and desk.player.playing)
    said = desk.wait_for_message(STOPPED_MESSAGE)
    assert "1 of 2 was playing" in said.sentence and said.action is not None
    said.action.run()
    desk.wait(lambda: desk.player.current_sid == playing)
    assert desk.player.sequence.count == 2
    assert desk.message(STOPPED_MESSAGE) is None


def _sound(desk: CallsDesk) -> set[str]:
    return {call.sid for call in desk.server.world.calls if call.fate == "kept"}


@pytest.fixture
def two(desk: CallsDesk) -> list[CallRow]:
    """Two that are here, to be played one after the other; the first one is paused."""
    sound = _sound(desk)
    chosen = [row for row in desk.playable() if row.call.sid in sound][:2]
    for row in chosen:
        desk.queue.request(FileKey.recording(row.call.sid))
    desk.wait(lambda: all(desk.text(row, CallColumn.RECORDING) == "Kept here" for row in chosen))
    _play(desk, chosen)
    desk.wait(lambda: desk.player.current_sid == chosen[0].call.sid and desk.player.position > 0)
    desk.player.pause()
    return chosen


def _hold(desk: CallsDesk) -> None:
    """The next recordings stop after some bytes until they are released."""
    desk.server.faults.add(Fault(path=r"/stream$", kind="stall", at_bytes=20_000))


def _wait_for_next(desk: CallsDesk, second: CallRow) -> None:
    """It is on its way, as it is no longer here."""
    kept = desk.scope.calls.kept(second.call.sid)
    assert kept is not None
    kept.path.unlink()
    _hold(desk)
    desk.player_bar.commands.next.trigger()
    desk.wait_for_state(second, TransferState.TRANSFERRING)


def _come_to_the_end(desk: CallsDesk) -> None:
    """Of what is paused."""
    ended: list[str] = []
    desk.player.finished.connect(lambda: ended.append(desk.player.current_sid))
    desk.player.resume()
    desk.player.seek(desk.player.duration - 200)
    desk.wait(lambda: bool(ended))


def test_the_next_one_is_waited_for_though_the_one_before_ends(desk: CallsDesk, two: list[CallRow]) -> None:
    first, second = two
    _wait_for_next(desk, second)
    # Until then it is the one that plays of which the number is told.
    assert _number(desk) == (1, 2)
    _come_to_the_end(desk)
    assert desk.player.current_sid == first.call.sid
    desk.server.faults.clear()
    desk.wait(lambda: desk.player.current_sid == second.call.sid and desk.player.playing)
    assert _number(desk) == (2, 2)


@pytest.fixture
def asked(desk: CallsDesk, two: list[CallRow]) -> CallRow:
    """Another call, which was to be played; it is held while the first of the two ends."""
    others = _sound(desk) - {row.call.sid for row in two}
    row = next(row for row in desk.playable() if row.call.sid in others)
    _hold(desk)
    desk.press_play(row)
    desk.wait_for_state(row, TransferState.TRANSFERRING)
    _come_to_the_end(desk)
    assert desk.page.flow.wanted == row.call.sid
    return row


def test_a_call_that_is_asked_for_comes_before_the_rest_of_a_sequence(
    desk: CallsDesk, asked: CallRow
) -> None:
    desk.server.faults.clear()
    desk.wait(lambda: desk.player.current_sid == asked.call.sid and desk.player.playing)


def test_what_was_asked_for_is_cancelled_and_the_rest_is_played(
    desk: CallsDesk, two: list[CallRow], asked: CallRow
) -> None:
    desk.queue.cancel(FileKey.recording(asked.call.sid))
    desk.wait(lambda: desk.player.current_sid == two[1].call.sid and desk.player.playing)
    assert _number(desk) == (2, 2)


def test_what_was_asked_for_cannot_be_had_and_the_rest_is_played(
    desk: CallsDesk, two: list[CallRow], asked: CallRow
) -> None:
    desk.queue.failed.emit(FileKey.recording(asked.call.sid), NotARecording())
    desk.wait(lambda: desk.player.current_sid == two[1].call.sid and desk.player.playing)
    assert desk.wait_for_message(LEFT_OUT_MESSAGE).sentence.startswith("Left out")


def test_the_next_one_is_asked_for_again_after_the_one_that_is_played_once_more(
    desk: CallsDesk, two: list[CallRow]
) -> None:
    first, second = two
    _wait_for_next(desk, second)
    desk.press_play(first)
    desk.wait(lambda: desk.player.playing)
    assert desk.page.flow.wanted == ""
    _come_to_the_end(desk)
    assert desk.page.flow.wanted == second.call.sid


@pytest.mark.qt_log_ignore(FFMPEG_SAYS, extend=True)
def test_what_is_asked_for_meanwhile_is_not_dropped_for_one_that_cannot_be_played(
    desk: CallsDesk, rows: list[CallRow]
) -> None:
    others = _sound(desk) - {row.call.sid for row in rows}
    row = next(row for row in desk.playable() if row.call.sid in others)
    _hold(desk)
    # Before the player goes on to the next one.
    desk.player.failed.connect(
        lambda _: desk.page.flow.play(row.call.sid), Qt.ConnectionType.SingleShotConnection
    )
    desk.page.flow.play_all([one.call.sid for one in (rows[1], rows[0], rows[3])])
    desk.wait_for_state(row, TransferState.TRANSFERRING)
    assert (desk.page.flow.wanted, desk.player.current_sid) == (row.call.sid, "")
    desk.queue.cancel(FileKey.recording(row.call.sid))
    desk.wait(lambda: desk.player.current_sid == rows[0].call.sid and desk.player.playing)
