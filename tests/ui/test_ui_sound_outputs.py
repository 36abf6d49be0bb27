"""The sound output that was chosen: it goes, it comes back, and what is said of it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.demo.server import DemoServer
from desktop.ui.calls.output_menu import OutputMenu
from desktop.ui.calls.player import Player
from desktop.ui.calls.player_state import PlayerState
from desktop.ui.calls.recording.play_flow import PLAY_MESSAGE
from desktop.ui.calls.sound_outputs import chosen_output
from desktop.workers.pulse_sinks import PulseSinks
from tests.ui.calls_desk import calls_desk
from tests.ui.plugs import HEADPHONES, SPEAKERS, Plugs
from tests.ui.test_ui_player import CALL, sound_file


def test_the_chosen_output_is_used_while_it_is_there() -> None:
    both = (SPEAKERS, HEADPHONES)
    assert chosen_output("", both, SPEAKERS) is SPEAKERS
    assert chosen_output("02", both, SPEAKERS) is HEADPHONES
    assert chosen_output("02", (SPEAKERS,), SPEAKERS) is SPEAKERS
    assert chosen_output("02", (), None) is None


@pytest.mark.no_qt_log
def test_what_was_in_somebodys_ears_is_not_for_the_whole_room(tmp_path: Path, qtbot: QtBot) -> None:
    plugs = Plugs(SPEAKERS, HEADPHONES)
    player = Player(outputs=plugs)
    try:
        player.choose_output(HEADPHONES.id)
        player.play(sound_file(tmp_path / "call.wav", 30.0), CALL)
        assert player.used_output == HEADPHONES
        with qtbot.waitSignal(player.output_lost) as lost:
            plugs.plug(SPEAKERS)
        assert lost.args == [HEADPHONES.name]
        assert player.state is PlayerState.PAUSED
        assert player.used_output == SPEAKERS
        plugs.plug(SPEAKERS, HEADPHONES)
        assert player.used_output == HEADPHONES, "it was chosen, and is remembered"
        player.resume()
        with qtbot.assertNotEmitted(player.output_lost):
            plugs.plug(HEADPHONES)
        assert player.playing, "nobody listened to the other one"
        plugs.plug()
        assert not player.has_sound
    finally:
        player.close()


@pytest.mark.no_qt_log
def test_that_it_was_unplugged_is_said_until_it_is_back(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    """And then the recording goes on where it was chosen to."""
    plugs = Plugs(SPEAKERS, HEADPHONES)
    with calls_desk(qtbot, server, data_dir, plugs) as desk:
        desk.player.choose_output(HEADPHONES.id)
        desk.press_play(desk.playable()[0])
        desk.wait(lambda: desk.player.playing)
        plugs.plug(SPEAKERS)
        said = desk.wait_for_message(PLAY_MESSAGE)
        assert "was unplugged" in said.sentence and SPEAKERS.name in said.sentence
        desk.wait(lambda: desk.player.state is PlayerState.PAUSED)
        plugs.plug(SPEAKERS, HEADPHONES)
        said = desk.wait_for_message(PLAY_MESSAGE)
        assert said.sentence.endswith("is plugged in again. The recording goes on through it.")
        assert said.action is not None
        said.action.run()
        desk.wait(lambda: desk.player.playing)
        assert desk.player.used_output == HEADPHONES
        # Heard elsewhere meanwhile: it moves back, and nothing is left to say.
        plugs.plug(SPEAKERS)
        assert "is paused" in desk.wait_for_message(PLAY_MESSAGE).sentence
        desk.player.resume()
        assert desk.message(PLAY_MESSAGE) is None, "it is not paused any more"
        plugs.plug(SPEAKERS, HEADPHONES)
        assert desk.message(PLAY_MESSAGE) is None
        desk.wait(lambda: desk.player.playing)
        assert desk.player.used_output == HEADPHONES


_LISTED = """Sink #0
\tState: RUNNING
\tName: speakers
\tDescription: Mute: yes
\tMute: no
\tVolume: front-left: 65536 / 100% / 0.00 dB,   front-right: 0 /   0% / -inf dB
\t        balance 0.00
\tBase Volume: 65536 / 100% / 0.00 dB

Sink #1
\tName: phones
\tMute: yes
\tVolume: mono: 65536 / 100% / 0.00 dB

Sink #4
\tName: television
\tMute: no
\tVolume: front-left: 0 /   0% / -inf dB,   front-right: 0 /   0% / -inf dB
"""


def test_what_the_sound_server_says_is_gone_or_mute_is_so(qapp: QApplication, qtbot: QtBot) -> None:
    sinks = PulseSinks(command=[sys.executable, "-c", f"print({_LISTED!r})"])
    names = ("speakers", "phones", "television", "headset")
    assert not any(sinks.lacks(name) or sinks.is_muted(name) for name in names), "nobody was asked"
    with qtbot.waitSignal(sinks.changed, timeout=20_000):
        sinks.ask()
    assert [sinks.lacks(name) for name in names] == [False, False, False, True]
    assert [sinks.is_muted(name) for name in names] == [False, True, True, False]
    assert not sinks.none_there


def test_that_the_last_sound_output_went_is_noticed(qapp: QApplication, qtbot: QtBot) -> None:
    sinks = PulseSinks(command=[sys.executable, "-c", ""])
    told = [sinks.none_there]
    with qtbot.waitSignal(sinks.changed, timeout=20_000):
        sinks.ask()
    told.append(sinks.none_there)
    sinks.forget()
    told.append(sinks.none_there)
    assert told == [False, True, False], "only while somebody asks"


@pytest.mark.no_qt_log
def test_the_menu_lists_what_is_plugged_in_now(look: QApplication) -> None:
    plugs = Plugs(SPEAKERS, HEADPHONES)
    player = Player(outputs=plugs)
    window = QWidget()
    menu = OutputMenu(player, window)
    menu.fill()
    assert [action.isChecked() for action in menu.actions()] == [True, False, False]
    menu.actions()[2].trigger()
    assert player.output_id == HEADPHONES.id
    plugs.plug(SPEAKERS)
    menu.fill()
    *_, missing = menu.actions()
    assert missing.isChecked() and "not plugged in" in missing.text()
    player.close()
