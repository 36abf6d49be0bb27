"""Escape in a bookmark drops what was typed now, however it was begun; that it was made can be undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow
from desktop.demo.server import DemoServer
from desktop.ui.calls.call_marking import MESSAGE as MARKED_MESSAGE
from desktop.ui.formatting import strip_marks
from desktop.ui.widgets.messages import Message
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.test_ui_calls_bookmarks import bookmark, play_at
from tests.ui.test_ui_calls_remembered import keep


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir) as made:
        row = next(one for one in made.playable() if 30 <= (one.call.duration_s or 0) < 300)
        keep(made, [row])
        play_at(made, row, 4_000)
        made.window.activateWindow()
        made.wait(made.window.isActiveWindow)
        yield made


def _row(desk: CallsDesk) -> CallRow:
    row = desk.page.current_row()
    assert row is not None
    return row


def _kept(desk: CallsDesk) -> list[str]:
    return [one.text for one in desk.scope.bookmarks.of(_row(desk).call.sid)]


@pytest.fixture
def said(desk: CallsDesk) -> list[Message]:
    """What is said from now on; most of it leaves by itself."""
    messages: list[Message] = []
    desk.messages.shown.connect(messages.append)
    return messages


def _editor(desk: CallsDesk) -> QLineEdit:
    desk.wait(lambda: desk.page.details.bookmarks.tree.is_writing)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    return editor


def _press(desk: CallsDesk, words: str, key: Qt.Key) -> None:
    """B, the words, and then the key."""
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_B)
    editor = _editor(desk)
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, key)
    desk.wait(lambda: not desk.page.details.bookmarks.tree.is_writing)


def test_escape_keeps_the_moment_and_drops_the_words_and_undo_takes_the_moment_too(
    desk: CallsDesk, said: list[Message]
) -> None:
    _press(desk, "half a sen", Qt.Key.Key_Escape)
    desk.wait(lambda: not desk.tasks.busy)
    assert (_kept(desk), desk.page.details.bookmarks.texts()) == ([""], [""])
    assert desk.player.marks == (4_000,)
    assert desk.page.table.hasFocus(), "the keyboard is where it was"
    assert [strip_marks(one.sentence) for one in said] == ["The bookmark at 0:04 stays, without words."]
    QTest.keySequence(desk.page.table, QKeySequence(QKeySequence.StandardKey.Undo))
    desk.wait(lambda: desk.player.marks == () and not desk.tasks.busy)
    assert _kept(desk) == []
    assert not desk.page.commands.undo.isEnabled()
    assert strip_marks(said[-1].sentence) == "The bookmark at 0:04 was removed."


def test_escape_means_the_same_in_one_that_is_written_on_again(desk: CallsDesk, said: list[Message]) -> None:
    bookmark(desk, "as it was")
    shown = desk.page.details.bookmarks
    shown.tree.setFocus()
    QTest.keyClick(shown.tree, Qt.Key.Key_F2)
    editor = _editor(desk)
    QTest.keyClicks(editor, "another")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    desk.wait(lambda: not desk.tasks.busy)
    assert (_kept(desk), shown.texts()) == (["as it was"], ["as it was"])
    assert said == []


def test_one_that_was_written_on_is_not_undone_with_its_words(desk: CallsDesk) -> None:
    _press(desk, "words", Qt.Key.Key_Return)
    desk.wait(lambda: _kept(desk) == ["words"] and not desk.tasks.busy)
    assert not desk.page.commands.undo.isEnabled()


def test_what_the_message_took_away_is_not_undone_once_more(desk: CallsDesk, said: list[Message]) -> None:
    _press(desk, "", Qt.Key.Key_Escape)
    assert desk.page.commands.undo.isEnabled()
    assert said[-1].action is not None
    said[-1].action.run()
    desk.wait(lambda: desk.player.marks == () and not desk.tasks.busy)
    assert _kept(desk) == [] and not desk.page.commands.undo.isEnabled()


def test_the_undo_of_another_message_leaves_the_bookmark_that_was_made_since(desk: CallsDesk) -> None:
    desk.page.commands.reviewed.trigger()
    undo = desk.wait_for_message(MARKED_MESSAGE).action
    before = _row(desk).reviewed
    _press(desk, "", Qt.Key.Key_Escape)
    assert undo is not None
    undo.run()
    desk.wait(lambda: not desk.tasks.busy)
    assert (_row(desk).reviewed, _kept(desk)) == (not before, [""])
    undo.run()
    desk.wait(lambda: not desk.tasks.busy)
    assert (_row(desk).reviewed, _kept(desk)) == (not before, [""]), "it is taken back already"


def test_a_click_elsewhere_keeps_the_words_and_the_keyboard_goes_there(desk: CallsDesk) -> None:
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_B)
    QTest.keyClicks(_editor(desk), "words")
    field = desk.page.filter_bar.search_field
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    desk.wait(lambda: _kept(desk) == ["words"] and not desk.tasks.busy)
    assert field.hasFocus()
