"""What counts as heard, and makes a call reviewed: what somebody can have heard, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.heard import Place
from desktop.core.models import CallRow
from desktop.core.query import CallQuery
from desktop.demo.server import DemoServer
from desktop.ui.calls.player import Player
from tests.playing_desk import PlayingDesk
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.endless_sound import endless_sound
from tests.ui.plugs import SPEAKERS, Plugs
from tests.ui.test_ui_player import sound_file

pytestmark = pytest.mark.no_qt_log
"""See `Plugs`."""
SID = "CA" + "1" * 32


@pytest.fixture
def plugs(look: QApplication) -> Plugs:
    return Plugs(SPEAKERS)


# -- with no window ------------------------------------------------------------------------------


@pytest.fixture
def playing(plugs: Plugs, tmp_path: Path) -> Iterator[PlayingDesk]:
    made = PlayingDesk(tmp_path, plugs)
    yield made
    made.close()


def play_to_the_end(desk: PlayingDesk, qtbot: QtBot) -> Place:
    """From where it was left; returns what is remembered of it."""
    with qtbot.waitSignal(desk.player.finished, timeout=20_000):
        desk.flow.play(SID)
    place = desk.scope.listening.place(SID)
    assert place is not None and place.position == place.duration > 500
    return place


def _mute(player: Player, _: Plugs) -> None:
    player.toggle_mute()


def _turn_down(player: Player, _: Plugs) -> None:
    player.set_volume(0 if player.volume else 100)


def _mute_in_the_system(_: Player, plugs: Plugs) -> None:
    plugs.muted = not plugs.muted


def _unplug(_: Player, plugs: Plugs) -> None:
    plugs.plug(*(() if plugs.there else (SPEAKERS,)))


@pytest.mark.parametrize("switch", [_mute, _turn_down, _mute_in_the_system, _unplug])
def test_what_nobody_can_hear_was_not_heard(
    playing: PlayingDesk, plugs: Plugs, tmp_path: Path, qtbot: QtBot, switch: Callable[[Player, Plugs], None]
) -> None:
    playing.keep(SID, sound_file(tmp_path / "call.wav", 1.0).read_bytes())
    switch(playing.player, plugs)
    with qtbot.assertNotEmitted(playing.listening.heard_out):
        assert play_to_the_end(playing, qtbot).heard == ()
    switch(playing.player, plugs)
    with qtbot.waitSignal(playing.listening.heard_out, timeout=20_000):
        playing.flow.play(SID)


def test_a_silence_that_is_left_out_unheard_was_not_heard(
    playing: PlayingDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    player = playing.player
    playing.keep(SID, sound_file(tmp_path / "call.wav", 61.0, 1).read_bytes())
    player.toggle_mute()
    player.jumps.set_skips_silence(True)
    with qtbot.waitSignals([player.jumps.silence_skipped, player.finished], timeout=20_000):
        playing.flow.play(SID)
        player.jumps.set_silences([(0, 60_000)])
    place = playing.scope.listening.place(SID)
    assert place is not None and place.heard == ()


def test_one_that_does_not_say_how_long_it_is_is_heard_out_at_its_end(
    playing: PlayingDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    playing.keep(SID, endless_sound(tmp_path / "endless.flac", 1.0).read_bytes())

    def play() -> None:
        playing.flow.play(SID)

    # A busy computer may not look at it once while it plays: then it plays once more.
    playing.player.finished.connect(play)
    with qtbot.waitSignal(playing.listening.heard_out):
        play()
    playing.player.finished.disconnect(play)
    playing.player.close()


# -- on the real page ----------------------------------------------------------------------------


@pytest.fixture
def desk(plugs: Plugs, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir, plugs) as made:
        yield made


@pytest.fixture
def row(desk: CallsDesk) -> CallRow:
    return next(one for one in desk.playable() if 30 <= (one.call.duration_s or 0) < 300)


def reviewed(desk: CallsDesk, row: CallRow) -> bool:
    return row.row_id in desk.scope.calls.ids(CallQuery(reviewed=True))


def hold_heard(desk: CallsDesk, row: CallRow, share: float) -> None:
    """So much of it was heard another time."""
    desk.press_play(row)
    desk.wait(lambda: desk.player.duration > 0)
    length = desk.player.duration
    desk.player.close()
    heard = round(length * share)
    desk.scope.listening.hold(row.call.sid, Place(heard, length, ((0, heard),), datetime.now(UTC)))


def play_the_rest(desk: CallsDesk, row: CallRow) -> None:
    """Fast, and waits for what came of it."""
    desk.player.set_speed(3.0)
    with desk.qtbot.waitSignal(desk.player.finished, timeout=60_000):
        desk.press_play(row)
    desk.wait(lambda: not desk.tasks.busy)


def test_what_was_heard_out_is_reviewed(desk: CallsDesk, row: CallRow) -> None:
    hold_heard(desk, row, 0.89)
    assert not reviewed(desk, row)
    play_the_rest(desk, row)
    desk.wait(lambda: reviewed(desk, row))


def test_muted_to_its_end_it_is_not(desk: CallsDesk, row: CallRow) -> None:
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing)
    desk.qtbot.mouseClick(desk.player_bar.mute_button, Qt.MouseButton.LeftButton)
    hold_heard(desk, row, 0.89)
    play_the_rest(desk, row)
    assert not reviewed(desk, row)


def test_what_the_user_said_of_a_call_that_was_heard_out_stands(desk: CallsDesk, row: CallRow) -> None:
    """In another run of the program he took the mark away."""
    hold_heard(desk, row, 0.93)
    play_the_rest(desk, row)
    assert not reviewed(desk, row)


def test_what_was_jumped_over_was_not_heard(desk: CallsDesk, row: CallRow) -> None:
    player = desk.player
    desk.press_play(row)
    desk.wait(lambda: player.duration > 20_000)
    player.seek(12_000)

    def is_heard_there() -> bool:
        place = desk.scope.listening.place(row.call.sid)
        return place is not None and any(end > 12_200 for _, end in place.heard)

    # What plays while a busy computer does not look is not heard, either.
    desk.wait(is_heard_there)
    player.close()
    place = desk.scope.listening.place(row.call.sid)
    assert place is not None and place.heard[-1][0] >= 11_900
