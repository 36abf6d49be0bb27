"""The transcript follows what plays, by an estimate that says so, and leaves the reader in peace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.calls.player import Player
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.transcript_follow import TranscriptFollow
from desktop.ui.calls.transcript_widget import TranscriptWidget
from tests.ui.test_ui_player import CALL, sound_file

LINES = [f"{number:03} good morning, this is the clinic 😀 speaking" for number in range(100)]


class Reading:
    """A transcript of a hundred equal lines beside a player that has its recording of a minute."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.transcript = TranscriptWidget(self.window)
        QVBoxLayout(self.window).addWidget(self.transcript)
        self.player = Player(self.window)
        self.follow = TranscriptFollow(self.transcript, self.player, self.window)
        self.window.resize(400, 300)
        self.window.show()
        self.transcript.set_text("\n".join(LINES))
        self.follow.set_sid(CALL.sid)
        self.text = self.transcript.reader
        self.player.play(path, CALL)
        qtbot.waitUntil(lambda: self.player.duration == 60_000)
        qtbot.waitUntil(lambda: self.player.position > 0)

    def marked(self) -> str:
        """What is tinted; the one tint there is."""
        [selection] = self.text.extraSelections()
        return selection.cursor.selectedText()

    def shows_marked(self) -> bool:
        """Whether all of it is in sight."""
        [selection] = self.text.extraSelections()
        end = QTextCursor(selection.cursor)
        start = QTextCursor(end)
        start.setPosition(end.selectionStart())
        end.setPosition(end.selectionEnd())
        seen = self.text.cursorRect(start).united(self.text.cursorRect(end))
        view = self.text.viewport().rect()
        return seen.top() >= view.top() and seen.bottom() <= view.bottom()

    def pause_on(self, qtbot: QtBot, line: str) -> None:
        """As soon as this one, or one after it, is marked and in sight."""
        qtbot.waitUntil(lambda: self.marked() >= line and self.shows_marked())
        self.player.pause()
        qtbot.waitUntil(lambda: self.player.state is PlayerState.PAUSED and self.player.settled)

    def shrink(self, qtbot: QtBot) -> None:
        """To a low and narrow window, in which lines are broken that were not."""
        before = self.text.viewport().height()
        self.window.resize(260, 200)
        qtbot.waitUntil(lambda: self.text.viewport().height() < before)

    def first_shown(self) -> str:
        return self.text.cursorForPosition(self.text.viewport().rect().topLeft()).block().text()


@pytest.fixture
def reading(look: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Reading]:
    made = Reading(qtbot, sound_file(tmp_path / "call.wav", 60.0, channels=1))
    yield made
    made.player.close()


def test_what_is_said_about_now_is_marked_and_in_view(reading: Reading, qtbot: QtBot) -> None:
    assert reading.marked() in LINES[:5]
    reading.player.seek(30_000)
    qtbot.waitUntil(lambda: reading.marked() in LINES[49:54])
    assert "estimated" in reading.transcript.place_text and "0:30" in reading.transcript.place_text
    qtbot.waitUntil(lambda: LINES[40] < reading.first_shown() < LINES[54])
    reading.player.close()
    assert reading.text.extraSelections() == []
    assert reading.transcript.place_text == ""


def test_it_does_not_scroll_while_somebody_reads_elsewhere(reading: Reading, qtbot: QtBot) -> None:
    bar = reading.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    reading.player.seek(30_000)
    qtbot.waitUntil(lambda: reading.marked() in LINES[49:54])
    assert bar.value() == bar.maximum()


def test_it_stays_in_sight_in_a_window_that_shrinks_and_is_followed_there(
    reading: Reading, qtbot: QtBot
) -> None:
    reading.player.seek(30_000)
    reading.pause_on(qtbot, LINES[49])
    reading.shrink(qtbot)
    assert reading.shows_marked()
    reading.player.resume()
    reading.player.seek(36_000)
    qtbot.waitUntil(lambda: reading.marked() > LINES[58] and reading.shows_marked())


def test_a_window_that_shrinks_leaves_the_reader_where_he_reads(reading: Reading, qtbot: QtBot) -> None:
    reading.player.seek(30_000)
    reading.pause_on(qtbot, LINES[49])
    reading.text.verticalScrollBar().setValue(0)
    reading.shrink(qtbot)
    assert reading.first_shown() == LINES[0]


def test_it_does_not_scroll_while_somebody_selects_or_searches(reading: Reading, qtbot: QtBot) -> None:
    cursor = reading.text.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
    reading.text.setTextCursor(cursor)
    reading.player.seek(30_000)
    qtbot.waitUntil(lambda: reading.marked() in LINES[49:54])
    assert reading.first_shown() == LINES[0]
    assert reading.text.textCursor().selectedText() == LINES[0]
    cursor.clearSelection()
    reading.text.setTextCursor(cursor)
    reading.transcript.look_for("003")
    reading.player.seek(50_000)
    qtbot.waitUntil(lambda: reading.player.position >= 50_000)
    assert reading.first_shown() < LINES[10]


def test_a_click_and_enter_go_there_and_a_drag_does_not(reading: Reading, qtbot: QtBot) -> None:
    reading.player.pause()
    cursor = reading.text.textCursor()
    cursor.setPosition(reading.transcript.text().index("007") + 7 * 1)
    place = reading.text.cursorRect(cursor).center()
    QTest.mouseClick(reading.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: 4_150 <= reading.player.position < 4_800)
    before = reading.player.position
    QTest.mousePress(reading.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseMove(reading.text.viewport(), place.__class__(place.x() + 90, place.y()))
    QTest.mouseRelease(
        reading.text.viewport(), Qt.MouseButton.LeftButton, pos=place.__class__(place.x() + 90, place.y())
    )
    assert reading.player.position == before
    cursor.setPosition(0)
    reading.text.setTextCursor(cursor)
    QTest.keyClick(reading.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reading.player.position == 0)


def test_the_same_words_shown_anew_are_marked_as_before(reading: Reading, qtbot: QtBot) -> None:
    reading.player.pause()
    # In the middle of a line.
    reading.player.seek(30_300)
    qtbot.waitUntil(lambda: reading.marked() == LINES[50])
    reading.transcript.set_text("\n".join(LINES))
    reading.follow.set_sid(CALL.sid)
    assert reading.marked() == LINES[50]


def test_another_calls_transcript_is_not_marked(reading: Reading) -> None:
    reading.follow.set_sid("CA2")
    assert reading.text.extraSelections() == []
    QTest.mouseClick(reading.text.viewport(), Qt.MouseButton.LeftButton)
    assert reading.player.position < 10_000
