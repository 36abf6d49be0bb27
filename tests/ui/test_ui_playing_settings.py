"""How far the player's keys skip: chosen in the settings, and used at once."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.settings import Settings
from desktop.ui.calls.player import Player
from desktop.ui.calls.player_actions import PlayerActions
from desktop.ui.settings.playing_settings import PlayingSettings
from desktop.ui.settings.settings_dialog import SettingsDialog


def test_what_is_chosen_is_told_and_the_rest_stays(look: QApplication, qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(skip_back_s=7, step_back_s=3), None)
    qtbot.addWidget(dialog)
    dialog.show_page(dialog.playing)
    box = dialog.playing.forward_box
    box.setCurrentIndex(box.findData(60))
    chosen = dialog.chosen()
    assert (chosen.skip_back_s, chosen.skip_forward_s, chosen.step_back_s) == (7, 60, 3)


def test_absurd_settings_are_shown_as_the_nearest_choice(look: QApplication, qtbot: QtBot) -> None:
    shown = PlayingSettings()
    qtbot.addWidget(shown)
    shown.show_settings(Settings(skip_back_s=-5, skip_forward_s=10**8, step_back_s=10**8))
    assert (shown.back_box.currentData(), shown.forward_box.currentData()) == (5, 60)
    assert shown.step_back_box.currentData() == 10


def test_the_keys_skip_as_far_as_they_say(look: QApplication, qtbot: QtBot) -> None:
    player = Player()
    owner = QWidget()
    qtbot.addWidget(owner)
    actions = PlayerActions(player, owner)
    player.set_steps(5, 60, 0)
    assert "5" in actions.back.text() and "60" in actions.forward.text()
    player.set_steps(-1, 10**8, -4)
    assert (player.skip_back_s, player.skip_forward_s, player.step_back_s) == (1, 600, 0)
