"""The player's bar: what it says, what its keys and its mouse do, in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSlider, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.calls.player import Player
from desktop.ui.calls.player_bar import COMPACT_HEIGHT, HEIGHT, PlayerBar
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.time_bar import TimeBar
from desktop.ui.calls.time_jumps import Loop
from desktop.ui.theme import LIGHT
from desktop.ui.widgets.filter_chip import FilterChip
from tests.ui.test_ui_player import CALL, sound_file

BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(either_language: str, qtbot: QtBot) -> Iterator[PlayerBar]:
    window = QWidget()
    qtbot.addWidget(window)
    player = Player(window)
    made = PlayerBar(player, window)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    window.resize(1200, HEIGHT)
    window.show()
    yield made
    player.close()


@pytest.fixture
def loaded(bar: PlayerBar, tmp_path: Path, qtbot: QtBot) -> PlayerBar:
    player = bar.player
    player.play(sound_file(tmp_path / "call.wav", 60.0, channels=1), CALL)
    qtbot.waitUntil(lambda: player.duration == 60_000)
    player.pause()
    player.seek(20_000)
    qtbot.waitUntil(lambda: bar.time_bar.value() == 20_000)
    return bar


def go_to(bar: PlayerBar, place: int, qtbot: QtBot) -> None:
    bar.player.seek(place)
    qtbot.waitUntil(lambda: bar.player.position == place)


def _x(bar: PlayerBar, widget: QWidget) -> int:
    return widget.mapTo(bar, QPoint(0, 0)).x()


def test_it_is_there_while_a_recording_is_loaded(bar: PlayerBar, tmp_path: Path, qtbot: QtBot) -> None:
    assert not bar.isVisible()
    assert not any(action.isEnabled() for action in bar.commands.all())
    assert bar.commands.play.toolTip() != bar.commands.play.text()
    bar.player.play(sound_file(tmp_path / "call.wav"), CALL)
    assert bar.isVisible()
    always = [*bar.commands.transport(), bar.commands.mute, bar.commands.close]
    assert all(action.isEnabled() for action in always)
    step = bar.commands.next
    assert not step.isEnabled() and step.toolTip() != step.text(), "it says why not"
    bar.commands.close.trigger()
    assert not bar.isVisible()


def test_time_runs_left_to_right_in_both_languages(loaded: PlayerBar, either_language: str) -> None:
    keys = [_x(loaded, w) for w in (loaded.back_button, loaded.play_button, loaded.forward_button)]
    assert keys == sorted(keys)
    assert _x(loaded, loaded.elapsed_label) < _x(loaded, loaded.time_bar) < _x(loaded, loaded.total_label)
    mirrored = _x(loaded, loaded.mute_button) < _x(loaded, loaded.play_button)
    assert mirrored == (either_language == "he"), "everything else follows the language"


def test_it_says_who_when_and_where_it_is(loaded: PlayerBar) -> None:
    assert "Example Clinic" in loaded.shown_name
    assert loaded.elapsed_label.accessibleName() == "0:20"
    assert loaded.total_label.accessibleName() == "1:00"
    assert "0:20" in loaded.time_bar.accessibleDescription()
    assert "1:00" in loaded.time_bar.accessibleDescription()


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (Qt.Key.Key_Right, 25_000),
        (Qt.Key.Key_Left, 15_000),
        (Qt.Key.Key_PageDown, 50_000),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 60_000),
    ],
)
def test_keys_move_through_the_recording(loaded: PlayerBar, qtbot: QtBot, key: Qt.Key, place: int) -> None:
    qtbot.keyClick(loaded.time_bar, key)
    qtbot.waitUntil(lambda: loaded.player.position == place)
    assert loaded.time_bar.value() == place


def test_a_click_and_a_drag_go_there(loaded: PlayerBar, qtbot: QtBot) -> None:
    track = loaded.time_bar
    middle = QPoint(track.width() // 2, track.height() // 2)
    qtbot.mouseClick(track, BUTTON, pos=middle)
    qtbot.waitUntil(lambda: abs(loaded.player.position - 30_000) < 200)
    asked: list[int] = []
    track.seek_requested.connect(asked.append)
    qtbot.mousePress(track, BUTTON, pos=middle)
    qtbot.mouseMove(track, QPoint(track.width() // 4, 5))
    assert abs(track.value() - 15_000) < 200, "it shows where the mouse is"
    loaded.player.position_changed.emit(31_000)
    assert abs(track.value() - 15_000) < 200, "and is not drawn away while it is held"
    assert not asked
    qtbot.mouseRelease(track, BUTTON, pos=QPoint(track.width() + 50, 5))
    assert asked == [60_000]


def test_skipping_by_its_buttons(loaded: PlayerBar, qtbot: QtBot) -> None:
    qtbot.mouseClick(loaded.forward_button, BUTTON)
    qtbot.waitUntil(lambda: loaded.player.position == 50_000)
    qtbot.mouseClick(loaded.back_button, BUTTON)
    qtbot.waitUntil(lambda: loaded.player.position == 40_000)
    qtbot.mouseClick(loaded.play_button, BUTTON)
    assert loaded.player.playing
    assert loaded.play_button.icon().name() == "pause"


def test_right_is_forward_by_key_too(loaded: PlayerBar, qtbot: QtBot) -> None:
    loaded.window().activateWindow()
    qtbot.waitActive(loaded.window())
    qtbot.keyClick(loaded.window(), Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: loaded.player.position == 50_000)
    assert loaded.commands.play in loaded.more_button.menu().actions()
    assert "F8" in loaded.play_button.toolTip()
    qtbot.keyClick(loaded.window(), Qt.Key.Key_F8)
    assert loaded.player.playing


def test_speed_volume_and_mute(loaded: PlayerBar, qtbot: QtBot) -> None:
    fast = next(action for action in loaded.speed_actions() if action.data() == 1.5)
    fast.trigger()
    assert loaded.player.speed == 1.5
    assert [action.data() for action in loaded.speed_actions() if action.isChecked()] == [1.5]
    loaded.volume_slider.setValue(30)
    assert loaded.player.volume == 30
    loaded.player.set_volume(60)
    assert loaded.volume_slider.value() == 60
    muted = loaded.commands.mute.text()
    qtbot.mouseClick(loaded.mute_button, BUTTON)
    assert loaded.player.muted
    assert loaded.commands.mute.text() != muted
    assert loaded.mute_button.icon().name() == "mute"


def test_a_loop_and_a_bookmark_are_a_click_away(
    loaded: PlayerBar, qtbot: QtBot, either_language: str
) -> None:
    player, chip = loaded.player, loaded.loop_chip
    seen = []
    for place in (20_000, 30_000, 40_000):
        go_to(loaded, place, qtbot)
        qtbot.mouseClick(chip, BUTTON)
        seen.append((player.jumps.loop, bool(chip.value)))
        assert chip.accessibleName() == loaded.commands.loop.text(), "it says what it does next"
    assert seen == [(Loop(20_000), True), (Loop(20_000, 30_000), True), (Loop(), False)]
    with qtbot.waitSignal(player.bookmark_asked):
        qtbot.mouseClick(loaded.bookmark_button, BUTTON)
    order = chip, loaded.bookmark_button, loaded.speed_chip, loaded.mute_button
    places = [_x(loaded, widget) for widget in order]
    assert places == sorted(places, reverse=either_language == "he")


def test_in_a_narrow_window_the_waveform_comes_before_what_the_menu_has(
    loaded: PlayerBar, qtbot: QtBot
) -> None:
    rare = loaded.loop_chip, loaded.bookmark_button
    assert all(widget.isVisible() for widget in rare)
    loaded.window().resize(900, HEIGHT)
    qtbot.waitUntil(lambda: not any(widget.isVisible() for widget in rare))
    assert loaded.commands.loop in loaded.more_button.menu().actions()
    loaded.window().resize(1200, HEIGHT)
    qtbot.waitUntil(lambda: all(widget.isVisible() for widget in rare))
    loaded.set_compact(True)
    assert not any(widget.isVisible() for widget in rare)


def test_whoever_moves_the_volume_wants_to_hear_it(loaded: PlayerBar) -> None:
    player = loaded.player
    player.toggle_mute()
    player.set_volume(50)
    before = player.muted
    loaded.volume_slider.triggerAction(QSlider.SliderAction.SliderSingleStepAdd)
    assert player.volume > 50
    assert (before, player.muted) == (True, False), "a volume that is only remembered unmutes nothing"
    assert loaded.mute_button.icon().name() == "volume"


def test_space_plays_and_pauses_after_a_click_on_the_bar(loaded: PlayerBar, qtbot: QtBot) -> None:
    player, bar = loaded.player, loaded.time_bar
    for widget in (bar, loaded.volume_slider):
        for state in (PlayerState.PLAYING, PlayerState.PAUSED):
            qtbot.keyClick(widget, Qt.Key.Key_Space)
            assert player.state is state
    qtbot.keyClick(loaded.mute_button, Qt.Key.Key_Space)
    assert player.muted, "a button keeps its own meaning of it"
    assert player.state is PlayerState.PAUSED


def test_the_times_stand_close_to_the_waveform(loaded: PlayerBar, qtbot: QtBot) -> None:
    elapsed, bar, total = loaded.elapsed_label, loaded.time_bar, loaded.total_label
    assert elapsed.alignment() & Qt.AlignmentFlag.AlignRight

    def gaps() -> tuple[int, int]:
        before = _x(loaded, bar) - _x(loaded, elapsed) - elapsed.width()
        return before, _x(loaded, total) - _x(loaded, bar) - bar.width()

    # As far from it on the one side as on the other, and no wider than its digits.
    qtbot.waitUntil(lambda: gaps()[0] == gaps()[1] > 0)
    qtbot.waitUntil(lambda: elapsed.width() <= total.width() * 3 // 2)


def test_in_a_narrow_window_the_rest_gives_way_to_the_waveform(loaded: PlayerBar, qtbot: QtBot) -> None:
    loaded.window().resize(1500, HEIGHT)
    qtbot.waitUntil(lambda: loaded.width() == 1500)
    name, volume = loaded.name.width(), loaded.volume_slider.width()
    loaded.window().resize(900, HEIGHT)
    qtbot.waitUntil(lambda: loaded.width() == 900)
    assert loaded.time_bar.width() >= 200
    assert loaded.name.width() < name
    assert loaded.volume_slider.width() < volume
    loaded.window().resize(1500, HEIGHT)
    qtbot.waitUntil(lambda: (loaded.name.width(), loaded.volume_slider.width()) == (name, volume))


def test_nothing_is_higher_than_it_needs(loaded: PlayerBar) -> None:
    for widget in loaded.controls():
        if widget.isVisible() and not isinstance(widget, TimeBar):
            assert widget.height() <= max(40, widget.sizeHint().height()), widget.accessibleName()


def test_compact_it_is_one_line(loaded: PlayerBar) -> None:
    assert loaded.height() == HEIGHT
    loaded.set_compact(True)
    assert loaded.sizeHint().height() == COMPACT_HEIGHT
    assert not loaded.forward_button.isVisible()
    assert loaded.play_button.height() <= COMPACT_HEIGHT
    assert loaded.close_button.isVisible()
    loaded.set_compact(False)
    assert loaded.forward_button.isVisible()


def test_buttons_keep_their_height_in_a_high_bar(loaded: PlayerBar) -> None:
    chips = [widget for widget in loaded.controls() if isinstance(widget, FilterChip)]
    assert chips
    assert all(chip.height() <= chip.sizeHint().height() for chip in chips)


def test_every_control_has_a_name_and_a_tooltip(loaded: PlayerBar) -> None:
    for widget in loaded.controls():
        assert widget.accessibleName(), widget
    for action in loaded.commands.all():
        assert isinstance(action, QAction)
        assert action.text()
        assert action.toolTip()
        assert not action.icon().isNull()


def test_the_bar_fills_from_the_left(look: QApplication, qtbot: QtBot) -> None:
    track = TimeBar()
    qtbot.addWidget(track)
    track.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    track.resize(200, 30)
    track.set_duration(1000)
    track.set_position(250)
    image = track.grab().toImage()
    ratio = image.width() / 200
    colors = [image.pixelColor(int(x * ratio), image.height() // 2).name().upper() for x in (20, 120)]
    assert colors == [LIGHT.progress, LIGHT.track]


@pytest.mark.parametrize("compact", [False, True])
def test_the_speed_is_a_chip_as_high_as_every_other(loaded: PlayerBar, compact: bool, qtbot: QtBot) -> None:
    loaded.set_compact(compact)
    loaded.setFixedHeight(COMPACT_HEIGHT if compact else HEIGHT)
    qtbot.waitUntil(lambda: loaded.height() == (COMPACT_HEIGHT if compact else HEIGHT))
    chip = loaded.speed_chip
    assert chip.height() == chip.sizeHint().height()
