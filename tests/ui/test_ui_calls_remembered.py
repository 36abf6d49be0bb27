"""What is remembered of a recording, on the real page: its place, what was heard, bookmarks; and copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.heard import Place
from desktop.core.models import CallRow
from desktop.core.query import CallQuery
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.recording.call_recordings import NOTHING_MESSAGE
from desktop.ui.calls.recording.recording_copying import COPY_MESSAGE
from desktop.ui.formatting import strip_marks
from desktop.ui.theme import theme
from desktop.ui.widgets.record_table_model import CellRole
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
    assert place is not None and 12_000 <= place.position < 14_000
    assert place.heard[-1][0] >= 11_900, "what was jumped over was not heard"
    desk.press_play(row)
    desk.wait(lambda: player.position > 5_000)
    assert place.position - 2_500 < player.position < place.position + 1_500
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
    assert place.heard[-1][1] == place.duration
    assert 0 < place.share < 0.9
    player.close()
    desk.press_play(row)
    desk.wait(lambda: 0 < player.position < 5_000)


def reviewed(desk: CallsDesk, row: CallRow) -> bool:
    return row.row_id in desk.scope.calls.ids(CallQuery(reviewed=True))


def play_after_hearing(desk: CallsDesk, row: CallRow, share: float) -> None:
    """So much of it was heard another time; the rest is heard fast."""
    desk.press_play(row)
    desk.wait(lambda: desk.player.duration > 0)
    length = desk.player.duration
    desk.player.close()
    heard = round(length * share)
    desk.scope.listening.hold(row.call.sid, Place(heard, length, ((0, heard),), datetime.now(UTC)))
    desk.press_play(row)
    desk.player.set_speed(3.0)
    desk.wait(lambda: desk.player.position > heard - 1_500)


def test_what_was_heard_out_is_reviewed(desk: CallsDesk, row: CallRow) -> None:
    play_after_hearing(desk, row, 0.89)
    assert not reviewed(desk, row)
    desk.wait(lambda: reviewed(desk, row))


def test_what_the_user_said_of_a_call_that_was_heard_out_stands(desk: CallsDesk, row: CallRow) -> None:
    """In another run of the program he took the mark away."""
    play_after_hearing(desk, row, 0.93)
    desk.player.pause()
    desk.wait(lambda: not desk.tasks.busy)
    assert not reviewed(desk, row)


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
    desk.player.seek(desk.player.duration)
    desk.wait(lambda: desk.player.current_sid == wanted[1])
    desk.player.sequence.go_on()
    desk.wait(lambda: desk.player.current_sid == wanted[2])
    assert not desk.player.sequence.has_next
    desk.player.sequence.go_back()
    desk.wait(lambda: desk.player.current_sid == wanted[1])
    desk.press_play(rows[0])
    assert desk.player.sequence.number == 1, "one of them goes on from there"
    desk.player.close()
    assert desk.player.sequence.count == 0


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


# -- bookmarks -----------------------------------------------------------------------------------


def play_at(desk: CallsDesk, row: CallRow, milliseconds: int) -> None:
    desk.press_play(row)
    desk.wait(lambda: desk.player.duration > milliseconds)
    desk.player.pause()
    desk.player.seek(milliseconds)
    desk.wait(lambda: desk.player.position == milliseconds)


def bookmark(desk: CallsDesk, words: str) -> None:
    """With the keys alone, from the table on."""
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_B)
    tree = desk.page.details.bookmarks.tree
    desk.wait(lambda: tree.is_writing)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.wait(lambda: words in desk.page.details.bookmarks.texts() and not tree.is_writing)


def test_a_bookmark_is_made_written_found_and_gone_to_by_keys(desk: CallsDesk, row: CallRow) -> None:
    play_at(desk, row, 9_000)
    with desk.qtbot.waitSignal(desk.page.bookmarks.saved):
        bookmark(desk, "about the zebra invoice")
    assert desk.page.table.hasFocus(), "the keyboard is where it was"
    desk.wait(lambda: [one.text for one in desk.scope.bookmarks.of(row.call.sid)] != [""])
    assert desk.player.marks == (9_000,)
    assert list(desk.scope.calls.ids(CallQuery(text="zebra inv"))) == [row.row_id]
    desk.player.seek(2_000)
    desk.wait(lambda: desk.player.position == 2_000)
    tree = desk.page.details.bookmarks.tree
    item = tree.topLevelItem(0)
    assert item is not None and strip_marks(item.text(0)) == "0:09"
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(item).center())
    desk.wait(lambda: desk.player.position == 9_000)
    desk.player.close()
    tree.itemActivated.emit(item, 0)
    desk.wait(lambda: desk.player.playing and desk.player.position >= 9_000)


def marked(widget: QWidget) -> bool:
    """Whether anything in it has the colour of what is searched for."""
    image, mark = widget.grab().toImage(), theme().color("mark").rgb()
    places = ((x, y) for y in range(0, image.height(), 2) for x in range(0, image.width(), 2))
    return any(image.pixel(x, y) == mark for x, y in places)


def test_a_bookmark_is_filtered_by_seen_in_the_list_and_marked(desk: CallsDesk, row: CallRow) -> None:
    play_at(desk, row, 9_000)
    bookmark(desk, "a long way to " * 7 + "the Zebra invoice")
    page, tree = desk.page, desk.page.details.bookmarks.tree
    page.filter_bar.take_query(CallQuery(has_notes=True))
    assert page.filter_bar.more_chip.value == "With notes or bookmarks"
    desk.wait(lambda: list(page.model.ids) == [row.row_id])
    index = page.model.index(0, CallColumn.TRANSCRIPT)
    desk.wait(lambda: bool(index.data(CellRole).mark == "bookmark"))
    assert "Bookmark: \u2068a long way" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "has a bookmark" in str(index.data(Qt.ItemDataRole.AccessibleTextRole))
    assert not marked(tree.viewport())
    page.filter_bar.take_query(CallQuery("zebra inv"))
    desk.wait(lambda: list(page.model.ids) == [row.row_id] and not desk.tasks.busy)
    desk.take(row)
    desk.wait(lambda: marked(tree.viewport()))
    page.filter_bar.clear()
    assert not marked(tree.viewport())


def test_a_removed_bookmark_can_be_taken_back(desk: CallsDesk, row: CallRow) -> None:
    play_at(desk, row, 4_000)
    bookmark(desk, "first")
    desk.player.seek(2_000)
    desk.wait(lambda: desk.player.position == 2_000)
    bookmark(desk, "second")
    shown = desk.page.details.bookmarks
    assert shown.texts() == ["second", "first"], "in the order of the recording"
    shown.tree.setFocus()
    QTest.keyClick(shown.tree, Qt.Key.Key_Delete)
    desk.wait(lambda: shown.texts() == ["first"])
    message = desk.wait_for_message("bookmark")
    assert message.action is not None
    message.action.run()
    desk.wait(lambda: shown.texts() == ["second", "first"])
    other = next(one for one in desk.rows() if one.row_id != row.row_id)
    desk.take(other)
    assert not shown.isVisible()
    bookmark_on_another = desk.page.bookmarks
    bookmark_on_another.add()
    desk.wait(lambda: "Bookmark added at 0:02" in strip_marks(desk.wait_for_message("bookmark").sentence))
    assert len(desk.scope.bookmarks.of(row.call.sid)) == 3


def test_removed_bookmarks_come_back_with_one_key_the_last_one_first(desk: CallsDesk, row: CallRow) -> None:
    play_at(desk, row, 4_000)
    bookmark(desk, "first")
    desk.player.seek(2_000)
    desk.wait(lambda: desk.player.position == 2_000)
    bookmark(desk, "second")
    shown, undo = desk.page.details.bookmarks, desk.page.commands.undo
    assert not undo.isEnabled()
    for left in (["first"], []):
        desk.page.bookmarks.remove(desk.scope.bookmarks.of(row.call.sid)[0])
        desk.wait(lambda: undo.isEnabled() and not desk.tasks.busy)
        assert shown.texts() == left
    desk.messages.dismiss("bookmark")
    desk.page.table.setFocus()
    for back in (["first"], ["second", "first"]):
        QTest.keySequence(desk.page.table, QKeySequence(QKeySequence.StandardKey.Undo))
        desk.wait(lambda: not desk.tasks.busy)
        assert shown.texts() == back
    assert not undo.isEnabled()
    # Put back by the message, it is not to be undone any more.
    desk.page.bookmarks.remove(desk.scope.bookmarks.of(row.call.sid)[0])
    said = desk.wait_for_message("bookmark")
    assert said.action is not None and undo.isEnabled()
    said.action.run()
    assert not undo.isEnabled()


def test_another_account_sees_none_of_it(desk: CallsDesk, row: CallRow) -> None:
    play_at(desk, row, 4_000)
    bookmark(desk, "mine")
    desk.page.set_scope(None)
    assert desk.page.details.bookmarks.texts() == []
    assert desk.player.marks == ()


def writing(desk: CallsDesk, row: CallRow, words: str) -> None:
    """A bookmark is being written, and not finished."""
    play_at(desk, row, 4_000)
    desk.page.bookmarks.add()
    desk.wait(lambda: desk.page.details.bookmarks.tree.is_writing)
    editor = desk.page.details.bookmarks.tree.findChild(QLineEdit)
    assert editor is not None
    QTest.keyClicks(editor, words)


def test_what_is_being_written_when_the_account_goes_is_kept_and_seen_no_more(
    desk: CallsDesk, row: CallRow
) -> None:
    writing(desk, row, "half a sen")
    desk.tasks.stop()
    desk.page.set_scope(None)
    assert desk.page.details.bookmarks.texts() == []
    desk.scope.bookmarks.finish()
    assert [one.text for one in desk.scope.bookmarks.of(row.call.sid)] == ["half a sen"]


def test_what_is_being_written_stays_with_its_call_when_another_one_is_shown(
    desk: CallsDesk, row: CallRow
) -> None:
    writing(desk, row, "of this one")
    other = next(one for one in desk.rows() if one.row_id != row.row_id)
    desk.take(other)
    desk.wait(lambda: desk.page.details.bookmarks.texts() == [])
    assert [one.text for one in desk.scope.bookmarks.of(row.call.sid)] == ["of this one"]


def test_a_bookmark_that_the_disk_does_not_take_is_shown_and_written_when_the_user_says_so(
    desk: CallsDesk, row: CallRow
) -> None:
    play_at(desk, row, 4_000)
    desk.wait(lambda: not desk.tasks.busy)
    writer = desk.scope.database._writer
    writer.execute("PRAGMA query_only = 1")
    desk.page.bookmarks.add()
    message = desk.wait_for_message("bookmark")
    assert len(desk.page.details.bookmarks.texts()) == 1
    writer.execute("PRAGMA query_only = 0")
    assert message.action is not None
    message.action.run()
    desk.wait(lambda: list(desk.scope.calls.ids(CallQuery(has_notes=True))) == [row.row_id])


def test_space_plays_while_the_transcript_is_read(desk: CallsDesk, row: CallRow) -> None:
    desk.take(row)
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.page.details.transcript.reader.setFocus()
    QTest.keyClick(desk.page.details.transcript.reader, Qt.Key.Key_Space)
    desk.wait(lambda: desk.player.playing)
    QTest.keyClick(desk.page.details.transcript.reader, Qt.Key.Key_Space)
    assert not desk.player.playing
