"""The keys of a keyboard that are made for playing, wherever the focus is in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.core.models import CallRow
from desktop.ui.calls.player_state import PlayerState
from tests.app.conftest import Driver

PLAY, TOGGLE, PAUSE = Qt.Key.Key_MediaPlay, Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaPause
NEXT, PREVIOUS, STOP = Qt.Key.Key_MediaNext, Qt.Key.Key_MediaPrevious, Qt.Key.Key_MediaStop


def focused(driver: Driver, place: str) -> QWidget:
    page = driver.calls
    widget: QWidget = page.table if place == "list" else page.details.transcript.reader
    widget.setFocus()
    driver.wait(widget.hasFocus)
    return widget


def press(widget: QWidget, key: Qt.Key) -> None:
    """These keys write nothing."""
    QTest.sendKeyEvent(QTest.KeyAction.Click, widget, key, "", Qt.KeyboardModifier.NoModifier)


def kept(driver: Driver, count: int) -> list[CallRow]:
    """So many calls with a recording that is here, taken together in the list."""
    rows, page = driver.recordings()[:count], driver.calls
    page.table.set_current_id(rows[0].row_id)
    page.table.select_ids([row.row_id for row in rows])
    page.commands.keep.trigger()
    driver.wait(lambda: all(driver.scope.calls.kept(row.call.sid) is not None for row in rows))
    driver.wait(lambda: all(row.kept for row in page.model.read([row.row_id for row in rows])))
    return rows


@pytest.mark.parametrize("place", ["list", "transcript"])
def test_they_play_pause_and_go_from_one_to_the_next(signed_in: Driver, place: str) -> None:
    player, rows = signed_in.player, kept(signed_in, 3)
    widget = focused(signed_in, place)
    press(widget, PLAY)
    signed_in.wait(lambda: player.playing and player.position > 0)
    assert player.current_sid == rows[0].call.sid, "the current one, as nothing was loaded"
    press(widget, TOGGLE)
    assert player.state is PlayerState.PAUSED
    press(widget, PLAY)
    assert player.playing
    for key in (PAUSE, STOP):
        press(widget, key)
        assert player.state is PlayerState.PAUSED, "it goes on from there another time"
        player.resume()
    signed_in.calls.commands.play_selected.trigger()
    signed_in.wait(lambda: player.sequence.count == 3)
    press(widget, NEXT)
    signed_in.wait(lambda: player.current_sid == rows[1].call.sid)
    press(widget, NEXT)
    signed_in.wait(lambda: player.current_sid == rows[2].call.sid)
    press(widget, PREVIOUS)
    signed_in.wait(lambda: player.current_sid == rows[1].call.sid)
    signed_in.program.window.commands.receipts.trigger()
    press(signed_in.receipts.table, TOGGLE)
    assert player.state is PlayerState.PAUSED, "on the other pages too"


def test_a_key_that_does_nothing_says_why(signed_in: Driver) -> None:
    widget = focused(signed_in, "list")
    press(widget, NEXT)
    signed_in.wait(lambda: "No recording is open in the player." in signed_in.texts())
    row = signed_in.recordings()[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: signed_in.player.playing)
    signed_in.wait(lambda: "No recording is open in the player." not in signed_in.texts())
    press(widget, PREVIOUS)
    signed_in.wait(lambda: "Nothing more is played in sequence." in signed_in.texts())
    assert signed_in.player.playing


def test_after_a_click_on_the_waveform_the_keys_of_the_page_are_heard(signed_in: Driver) -> None:
    """The player stands below every page, and belongs to none."""
    window, row = signed_in.program.window, kept(signed_in, 1)[0]
    signed_in.press_play(row)
    signed_in.wait(lambda: signed_in.player.playing and signed_in.player.position > 0)
    signed_in.player.pause()
    bar = window.player_bar.time_bar
    signed_in.calls.table.set_current_id(row.row_id)
    signed_in.calls.commands.reviewed.trigger()
    signed_in.wait(lambda: signed_in.calls.commands.undo.isEnabled() and not signed_in.program.tasks.busy)
    searches = {
        window.commands.receipts: signed_in.receipts.filter_bar.search_field,
        window.commands.calls: signed_in.calls.filter_bar.search_field,
    }
    for action, search in searches.items():
        action.trigger()
        signed_in.wait(bar.isVisible)
        signed_in.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
        signed_in.wait(bar.hasFocus)
        QTest.keySequence(bar, QKeySequence(QKeySequence.StandardKey.Find))
        signed_in.wait(search.hasFocus)
    signed_in.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
    signed_in.wait(bar.hasFocus)
    QTest.keySequence(bar, QKeySequence(QKeySequence.StandardKey.Undo))
    signed_in.wait(lambda: not signed_in.calls.commands.undo.isEnabled())
