"""A recording that does not say how long it is: its place is remembered, and its end is an end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.playing_desk import PlayingDesk
from tests.ui.endless_sound import endless_sound

SID = "CA" + "1" * 32


@pytest.fixture
def desk(look: QApplication, tmp_path: Path) -> Iterator[PlayingDesk]:
    made = PlayingDesk(tmp_path)
    yield made
    made.close()


def test_it_goes_on_where_it_was_left(desk: PlayingDesk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.keep(SID, endless_sound(tmp_path / "endless.flac", 20.0).read_bytes())
    desk.flow.play(SID)
    qtbot.waitUntil(lambda: desk.player.position > 100)
    desk.player.seek(9_000)
    qtbot.waitUntil(lambda: desk.player.position > 9_100)
    desk.player.close()
    desk.flow.play(SID)
    assert desk.player.position > 6_000
    qtbot.waitUntil(lambda: desk.player.settled and desk.player.position > 7_000)


def test_heard_to_its_end_it_begins_anew(desk: PlayingDesk, tmp_path: Path, qtbot: QtBot) -> None:
    desk.keep(SID, endless_sound(tmp_path / "endless.flac", 1.0).read_bytes())
    with qtbot.waitSignal(desk.player.finished, timeout=20_000):
        desk.flow.play(SID)
    qtbot.waitUntil(lambda: not desk.player.playing)
    place = desk.scope.listening.place(SID)
    assert place is not None and place.duration == place.position > 500
    assert desk.listening.begins_at(SID) == 0
