"""When nothing can be heard, on the real page: a sentence, and the way to the system's own player."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.recording.opening import OPEN_MESSAGE
from desktop.ui.calls.recording.play_flow import LEFT_OUT_MESSAGE, PLAY_MESSAGE
from desktop.ui.widgets.buttons import LinkButton
from tests.ui.calls_desk import CallsDesk, calls_desk
from tests.ui.plugs import HEADPHONES, SPEAKERS, Plugs
from tests.ui.test_ui_time_jumps import strange_sound

OPEN = "Open in the system's player"
pytestmark = pytest.mark.no_qt_log
"""See `Plugs`."""


class SystemPlayer(QObject):
    """Takes what the program asks the system to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def system_player() -> Iterator[SystemPlayer]:
    made = SystemPlayer()
    # Its annotations say bytes, and it takes none.
    method: Any = "open"
    QDesktopServices.setUrlHandler("file", made, method)
    yield made
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def plugs(look: QApplication) -> Plugs:
    return Plugs(SPEAKERS, HEADPHONES)


@pytest.fixture
def desk(plugs: Plugs, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    with calls_desk(qtbot, server, data_dir, plugs) as made:
        yield made


@pytest.fixture
def row(desk: CallsDesk) -> CallRow:
    return desk.playable()[0]


def kept_path(desk: CallsDesk, row: CallRow) -> Path:
    """Of its recording, once it is here."""
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    kept = desk.scope.calls.kept(row.call.sid)
    assert kept is not None
    return kept.path


def play(desk: CallsDesk, row: CallRow) -> Path:
    desk.press_play(row)
    desk.wait(lambda: desk.player.playing and desk.player.position > 0)
    return kept_path(desk, row)


def damage(desk: CallsDesk, row: CallRow) -> Path:
    """What is kept is no sound any more."""
    desk.player.close()
    path = play(desk, row)
    desk.player.close()
    path.write_bytes(b"<html>" + bytes(path.stat().st_size - 6))
    return path


def link(desk: CallsDesk, label: str) -> LinkButton:
    """What the message that is shown offers under this name."""
    links = desk.page.message_bar.findChildren(LinkButton)
    return next(one for one in links if one.isVisible() and one.text() == label)


def take(desk: CallsDesk, label: str) -> str:
    """Waits for what is said of playing, and takes what it offers, as a click does; returns the sentence."""
    message = desk.wait_for_message(PLAY_MESSAGE)
    assert message.action is not None and message.action.label == label
    desk.messages.dismiss(message)
    message.action.run()
    return message.sentence


def test_without_a_sound_output_the_player_says_so_and_plays_on(
    desk: CallsDesk, plugs: Plugs, row: CallRow, system_player: SystemPlayer, qtbot: QtBot
) -> None:
    plugs.plug()
    path = play(desk, row)
    name = desk.player_bar.name
    assert name.line == "This computer has no sound output"
    assert desk.player.playing, "its transcript can be followed"
    desk.player_bar.commands.loop.trigger()
    assert desk.player.jumps.loop[0] is not None
    assert name.line == "This computer has no sound output", "nothing stands before it that takes its room"
    qtbot.mouseClick(name.open_button, Qt.MouseButton.LeftButton)
    assert system_player.opened == [path]
    plugs.plug(SPEAKERS)
    assert "no sound output" not in name.line
    assert not name.open_button.isVisible()


def test_the_output_that_was_pulled_out_is_named(desk: CallsDesk, plugs: Plugs, row: CallRow) -> None:
    desk.player.choose_output(HEADPHONES.id)
    play(desk, row)
    plugs.plug(SPEAKERS)
    assert desk.player.state is PlayerState.PAUSED
    sentence = take(desk, "Go on")
    assert HEADPHONES.name in sentence and SPEAKERS.name in sentence
    assert desk.player.playing


def test_with_the_last_output_pulled_out_the_system_may_try(
    desk: CallsDesk, plugs: Plugs, row: CallRow, system_player: SystemPlayer
) -> None:
    path = play(desk, row)
    plugs.plug()
    sentence = take(desk, OPEN)
    assert SPEAKERS.name in sentence and "no other sound output" in sentence
    assert system_player.opened == [path]
    assert desk.player_bar.name.open_button.isVisible()
    before = desk.player.position
    desk.player.resume()
    desk.wait(lambda: desk.player.position > before + 300)
    assert desk.player.playing, "it does not wait for an output that is gone"


@pytest.mark.parametrize("plays_on", [False, True])
def test_that_there_is_no_other_output_is_said_until_there_is_one(
    desk: CallsDesk, plugs: Plugs, row: CallRow, plays_on: bool
) -> None:
    play(desk, row)
    plugs.plug()
    assert "no other sound output" in desk.wait_for_message(PLAY_MESSAGE).sentence
    if plays_on:
        desk.player.resume()
    plugs.plug(HEADPHONES)
    said = desk.message(PLAY_MESSAGE)
    if plays_on:
        assert said is None and desk.player.playing
    else:
        assert said is not None and said.action is not None and HEADPHONES.name in said.sentence
        said.action.run()
        assert desk.player.playing and desk.message(PLAY_MESSAGE) is None


def test_a_damaged_file_that_cannot_be_fetched_is_for_the_system(
    desk: CallsDesk, row: CallRow, system_player: SystemPlayer
) -> None:
    path = damage(desk, row)
    desk.go_offline()
    desk.press_play(row)
    assert "damaged" in take(desk, OPEN)
    assert system_player.opened == [path]


def test_of_a_damaged_file_the_first_press_offers_another_copy_and_the_system(
    desk: CallsDesk, row: CallRow, system_player: SystemPlayer
) -> None:
    path = damage(desk, row)
    desk.press_play(row)
    assert "damaged" in desk.wait_for_message(PLAY_MESSAGE).sentence
    desk.qtbot.mouseClick(link(desk, OPEN), Qt.MouseButton.LeftButton)
    assert system_player.opened == [path]
    desk.qtbot.mouseClick(link(desk, "Try again"), Qt.MouseButton.LeftButton)
    desk.wait(lambda: desk.player.playing and desk.player.position > 0)
    assert path.read_bytes() == desk.server.world.recording_bytes(row.call.sid)
    assert desk.message(PLAY_MESSAGE) is None


def test_one_that_is_left_out_of_a_sequence_is_for_the_system_too(
    desk: CallsDesk, row: CallRow, system_player: SystemPlayer
) -> None:
    other = desk.playable()[1]
    play(desk, other)
    path = damage(desk, row)
    desk.page.flow.play_all([row.call.sid, other.call.sid])
    assert "damaged" in desk.wait_for_message(LEFT_OUT_MESSAGE).sentence
    desk.qtbot.mouseClick(link(desk, OPEN), Qt.MouseButton.LeftButton)
    assert system_player.opened == [path]
    desk.wait(lambda: desk.player.current_sid == other.call.sid and desk.player.playing)


def test_a_file_that_is_damaged_again_is_not_fetched_for_ever(
    desk: CallsDesk, row: CallRow, system_player: SystemPlayer
) -> None:
    path = damage(desk, row)
    desk.press_play(row)
    take(desk, "Try again")
    desk.wait(lambda: desk.player.playing and desk.player.position > 0)
    damage(desk, row)
    desk.press_play(row)
    take(desk, OPEN)
    assert system_player.opened == [path]


@pytest.mark.parametrize(("place", "form", "value"), [(22, "<H", 9), (22, "<H", 258), (24, "<I", 7)])
def test_a_header_that_no_player_survives_is_damage(
    desk: CallsDesk, row: CallRow, place: int, form: str, value: int
) -> None:
    """So many channels, or so low a rate, ended the whole program; one bit is enough."""
    path = play(desk, row)
    desk.player.close()
    whole = path.read_bytes()
    path.write_bytes(whole[:place] + struct.pack(form, value) + whole[place + struct.calcsize(form) :])
    desk.press_play(row)
    assert "damaged" in take(desk, "Try again")
    desk.wait(lambda: desk.player.playing and desk.player.position > 0)
    assert path.read_bytes() == whole
    assert PLAY_MESSAGE not in [one.key for one in desk.messages.standing]


def test_a_codec_that_is_missing_has_its_sentence(
    desk: CallsDesk, row: CallRow, system_player: SystemPlayer
) -> None:
    path = play(desk, row)
    desk.player.close()
    strange_sound(path, path.stat().st_size)
    desk.press_play(row)
    assert take(desk, OPEN) == "This program cannot play this kind of sound."
    assert system_player.opened == [path]


def test_the_menu_of_the_player_does_all_that_a_file_can_be_wanted_for(
    desk: CallsDesk, row: CallRow, system_player: SystemPlayer, tmp_path: Path
) -> None:
    path = play(desk, row)
    desk.take(desk.playable()[3])
    desk.page.recordings.copying.choose_target = lambda _: str(tmp_path / "mine")
    for action in desk.player_bar.commands.file.actions():
        action.trigger()
    saved = tmp_path / f"mine{path.suffix}"
    desk.wait(saved.exists)
    assert saved.read_bytes() == path.read_bytes(), "of what plays, whichever call is current"
    assert path in system_player.opened


def test_a_system_without_a_player_is_said(desk: CallsDesk, row: CallRow) -> None:
    play(desk, row)
    desk.page.commands.open.trigger()
    assert "no program" in desk.wait_for_message(OPEN_MESSAGE).sentence
