"""What is remembered of a recording, on the real page: its place, what was heard, bookmarks; and copies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.recording.call_recordings import NOT_HERE_MESSAGE, NOTHING_MESSAGE
from desktop.ui.calls.recording.recording_copying import COPY_MESSAGE
from tests.ui.calls_desk import CallsDesk, calls_desk


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


def keep(desk: CallsDesk, rows: list[CallRow]) -> None:
    desk.take(rows[0])
    desk.page.table.select_ids([row.row_id for row in rows])
    desk.page.commands.keep.trigger()
    desk.wait(lambda: all(desk.text(row, CallColumn.RECORDING) == "Kept here" for row in rows))


@pytest.fixture
def row(desk: CallsDesk) -> CallRow:
    """A call whose recording is here."""
    made = next(one for one in desk.playable() if 30 <= (one.call.duration_s or 0) < 300)
    keep(desk, [made])
    return made


# -- its place -----------------------------------------------------------------------------------


def test_each_call_goes_on_where_it_was_left(desk: CallsDesk, row: CallRow) -> None:
    player, sid = desk.player, row.call.sid
    desk.press_play(row)
    desk.wait(lambda: player.duration > 20_000)
    player.seek(12_000)
    desk.wait(lambda: player.position > 12_200)
    player.close()
    place = desk.scope.listening.place(sid)
    # A busy computer hears more of it before it is closed, and before its place is looked at.
    assert place is not None and 12_000 <= place.position < 20_000
    desk.press_play(row)
    desk.wait(lambda: player.position > 5_000)
    assert place.position - 2_500 < player.position < place.position + 8_000
    desk.wait(lambda: desk.scope.listening._places.place(sid) is not None)


def test_what_was_heard_out_begins_anew(desk: CallsDesk, row: CallRow) -> None:
    player, sid = desk.player, row.call.sid
    desk.press_play(row)
    desk.wait(lambda: player.duration > 0 and player.position > 0)
    player.set_speed(3.0)
    player.seek(player.duration - 900)
    with desk.qtbot.waitSignal(player.finished, timeout=10_000):
        pass
    place = desk.scope.listening.place(sid)
    assert place is not None and place.position == place.duration
    player.close()
    desk.press_play(row)
    desk.wait(lambda: 0 < player.position < 5_000)


def test_each_time_that_it_is_played_it_is_used(desk: CallsDesk, row: CallRow) -> None:
    def used_at() -> int:
        with desk.scope.database.reader() as connection:
            sql = "SELECT coalesce(max(used_at), 0) FROM call_marks WHERE sid = ?"
            return int(connection.execute(sql, (row.call.sid,)).fetchone()[0])

    desk.press_play(row)
    desk.wait(lambda: used_at() > 0)
    first = used_at()
    desk.player.close()
    desk.press_play(row)
    desk.wait(lambda: used_at() > first)


# -- one after the other -------------------------------------------------------------------------


def test_a_selection_is_played_in_the_order_of_the_list(desk: CallsDesk) -> None:
    rows = desk.playable()[:4]
    keep(desk, [rows[0], rows[2], rows[3]])
    desk.page.table.select_ids([row.row_id for row in (rows[3], rows[1], rows[0], rows[2])])
    desk.page.commands.play_selected.trigger()
    wanted = [rows[place].call.sid for place in (0, 2, 3)]
    desk.wait(lambda: desk.player.current_sid == wanted[0] and desk.player.duration > 0)
    assert desk.player.sequence.count == 3, "what is not here is left out"
    left_out = desk.wait_for_message(NOT_HERE_MESSAGE)
    assert left_out.sentence.startswith("1 of the selected recordings is not on this computer")
    assert left_out.action is not None
    desk.player.seek(desk.player.duration)
    desk.wait(lambda: desk.player.current_sid == wanted[1])
    desk.player.sequence.go_on()
    desk.wait(lambda: desk.player.current_sid == wanted[2])
    assert not desk.player.sequence.has_next
    desk.player.sequence.go_back()
    desk.wait(lambda: desk.player.current_sid == wanted[1])
    desk.press_play(rows[0])
    assert desk.player.sequence.number_of(desk.player.current_sid) == 1, "one of them goes on from there"
    desk.player.close()
    assert desk.player.sequence.count == 0
    left_out.action.run()
    desk.wait(lambda: desk.scope.calls.kept(rows[1].call.sid) is not None)


def test_a_selection_of_which_nothing_is_here_says_so(desk: CallsDesk) -> None:
    rows = desk.playable()[:2]
    desk.page.table.select_ids([row.row_id for row in rows])
    desk.page.commands.play_selected.trigger()
    assert "Keep them here first" in desk.wait_for_message(NOTHING_MESSAGE).sentence


# -- copies --------------------------------------------------------------------------------------


def test_a_copy_is_saved_under_a_name_that_says_what_it_is(
    desk: CallsDesk, row: CallRow, tmp_path: Path
) -> None:
    asked: list[str] = []

    def choose(name: str) -> str:
        asked.append(name)
        return str(tmp_path / "mine")

    desk.take(row)
    desk.page.recordings.copying.choose_target = choose
    desk.page.commands.save_copy.trigger()
    message = desk.wait_for_message(COPY_MESSAGE)
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None and row.call.created_at is not None
    name = Path(asked[0]).name
    assert name.startswith(f"recording_{row.call.sid}_{row.call.created_at.astimezone().date()}")
    assert row.call.phone in name and name.endswith(f".{kept.extension}")
    saved = tmp_path / f"mine.{kept.extension}"
    assert saved.read_bytes() == kept.path.read_bytes()
    assert saved.name in message.sentence


def test_a_copy_whose_name_gets_its_ending_here_replaces_nothing(
    desk: CallsDesk, row: CallRow, tmp_path: Path
) -> None:
    """The dialog asked about the name as it was typed, and about no other."""
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None
    mine = tmp_path / f"mine.{kept.extension}"
    mine.write_text("my own")
    desk.take(row)
    copying = desk.page.recordings.copying
    for typed in (str(tmp_path / "mine"), str(mine)):
        copying.choose_target = partial(_answer, typed)
        assert mine.read_text() == "my own"
        desk.page.commands.save_copy.trigger()
        desk.wait_for_message(COPY_MESSAGE)
        desk.messages.dismiss(COPY_MESSAGE)
    assert mine.read_bytes() == (tmp_path / f"mine_(2).{kept.extension}").read_bytes()


def _answer(typed: str, _: str) -> str:
    return typed


def test_a_copy_that_cannot_be_written_says_why(desk: CallsDesk, row: CallRow, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    desk.take(row)
    desk.page.recordings.copying.choose_target = lambda _: str(tmp_path / "file" / "copy.wav")
    desk.page.commands.save_copy.trigger()
    assert desk.wait_for_message(COPY_MESSAGE).action is not None


def test_what_is_dragged_out_is_a_copy(desk: CallsDesk, row: CallRow) -> None:
    dragged: list[QMimeData] = []
    desk.take(row)
    desk.page.recordings.copying.start_drag = dragged.append
    button = desk.page.details.recording.kept_button
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseMove(button, QPoint(-40, -40))
    desk.wait(lambda: bool(dragged))
    [url] = dragged[0].urls()
    path = Path(url.toLocalFile())
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None and path != kept.path
    assert path.name.startswith(f"recording_{row.call.sid}")
    assert path.read_bytes() == kept.path.read_bytes()
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-40, -40))
    desk.scope.copies.sweep()
    assert not path.exists()


def test_space_plays_while_the_transcript_is_read(desk: CallsDesk, row: CallRow) -> None:
    desk.take(row)
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.page.details.transcript.reader.setFocus()
    QTest.keyClick(desk.page.details.transcript.reader, Qt.Key.Key_Space)
    desk.wait(lambda: desk.player.playing)
    QTest.keyClick(desk.page.details.transcript.reader, Qt.Key.Key_Space)
    assert not desk.player.playing
