"""Where a skip counts from while Qt still says where the recording was before the last one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.calls.player import Player
from desktop.ui.calls.sought_place import SoughtPlace
from tests.ui.test_ui_player import CALL, sound_file


def test_a_skip_counts_from_where_the_one_before_went() -> None:
    sought = SoughtPlace()
    assert sought.or_else(20_000) == 20_000, "nothing was asked for"
    sought.note(50_000)
    sought.note_report()
    assert sought.or_else(20_000) == 50_000, "Qt still says where it was"
    sought.note_report()
    sought.note_report()
    assert sought.or_else(50_300) == 50_300, "Qt knows better by now"
    sought.note(80_000)
    sought.forget()
    assert sought.or_else(0) == 0, "another recording"


def test_pressed_several_times_each_press_counts(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    player = Player()
    player.play(sound_file(tmp_path / "call.wav", 120.0, channels=1), CALL)
    qtbot.waitUntil(lambda: player.duration == 120_000)
    player.pause()
    player.seek(10_000)
    for _ in range(5):
        player.skip(10)
    qtbot.waitUntil(lambda: player.position == 60_000)
    player.skip(-10)
    qtbot.waitUntil(lambda: player.position == 50_000)
    player.close()
