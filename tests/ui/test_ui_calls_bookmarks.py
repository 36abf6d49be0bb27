"""Bookmarks on the real page: made, written, found, gone to, taken back; whose they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.bookmark import Bookmark
from desktop.core.models import CallRow
from desktop.core.query import CallQuery
from desktop.demo.server import DemoServer
from desktop.ui.calls.bookmarks.bookmark_list import BookmarkList
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.formatting import strip_marks
from desktop.ui.theme import theme
from desktop.ui.widgets.record_table_model import CellRole
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.test_ui_calls_remembered import keep


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def row(desk: CallsDesk) -> CallRow:
    """A call whose recording is here."""
    made = next(one for one in desk.playable() if 30 <= (one.call.duration_s or 0) < 300)
    keep(desk, [made])
    return made


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


def test_what_is_written_on_a_bookmark_is_seen_whole(desk: CallsDesk, row: CallRow) -> None:
    """Letters that go below the line, as g and final Hebrew ones do."""
    play_at(desk, row, 9_000)
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.page.table.setFocus()
    desk.player_bar.commands.bookmark.trigger()
    desk.wait(lambda: isinstance(QApplication.focusWidget(), QLineEdit))
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    option = QStyleOptionFrame()
    editor.initStyleOption(option)
    area = editor.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, editor)
    assert area.height() >= editor.fontMetrics().height()


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


@pytest.mark.parametrize("words", ["חשבונית g (4).", "invoice ג (4)."])
def test_each_reads_in_its_own_direction(either_language: str, qtbot: QtBot, words: str) -> None:
    def drawn(text: str) -> QImage:
        shown = BookmarkList()
        qtbot.addWidget(shown)
        shown.show_bookmarks([Bookmark("CA1", datetime(2026, 1, 1, tzinfo=UTC), 5_000, text)])
        shown.resize(400, 80)
        return shown.grab().toImage()

    begin = "\u2067" if words[0] == "ח" else "\u2066"
    assert drawn(words) == drawn(f"{begin}{words}\u2069")


def _shows(desk: CallsDesk, texts: list[str]) -> bool:
    return not desk.tasks.busy and desk.page.details.bookmarks.texts() == texts


def test_removed_by_its_key_a_bookmark_leaves_the_keyboard_where_undo_is_heard(
    desk: CallsDesk, row: CallRow
) -> None:
    play_at(desk, row, 4_000)
    bookmark(desk, "first")
    desk.player.seek(6_000)
    desk.wait(lambda: desk.player.position == 6_000)
    bookmark(desk, "second")
    shown = desk.page.details.bookmarks
    shown.tree.setFocus()
    shown.tree.setCurrentIndex(shown.tree.model().index(0, 0))
    for left in (["second"], []):
        QTest.keyClick(shown.tree, Qt.Key.Key_Delete)
        desk.wait(partial(_shows, desk, left))
    focus = QApplication.focusWidget()
    assert focus is desk.page.table, "the list of bookmarks is gone"
    for back in (["second"], ["first", "second"]):
        QTest.keySequence(focus, QKeySequence(QKeySequence.StandardKey.Undo))
        desk.wait(partial(_shows, desk, back))


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


def test_what_is_being_written_on_already_is_left_alone(desk: CallsDesk, row: CallRow) -> None:
    """As when it is kept twice: tried again by itself, and by the user at that very moment."""
    writing(desk, row, "half a sen")
    shown = desk.page.details.bookmarks
    current = shown.current()
    assert current is not None
    shown.write_on(current, desk.page.table)
    editor = shown.tree.findChild(QLineEdit)
    assert shown.tree.is_writing and editor is not None and editor.text() == "half a sen"


def test_a_new_one_ends_the_writing_on_the_one_before(desk: CallsDesk, row: CallRow) -> None:
    writing(desk, row, "the first")
    desk.player.seek(9_000)
    desk.wait(lambda: desk.player.position == 9_000)
    desk.page.bookmarks.add()
    desk.wait(lambda: desk.player.marks == (4_000, 9_000))
    shown = desk.page.details.bookmarks
    desk.wait(lambda: shown.tree.is_writing and shown.current() is not None)
    current = shown.current()
    assert current is not None and current.at_ms == 9_000
    desk.wait(lambda: [one.text for one in desk.scope.bookmarks.of(row.call.sid)] == ["the first", ""])


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
