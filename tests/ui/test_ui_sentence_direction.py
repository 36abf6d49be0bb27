"""A sentence that begins with a name in the other script reads as its language does, selectable or not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.formatting import file_name_text, in_own_direction, isolate
from desktop.ui.widgets.labels import plain_label


def _drawn(qtbot: QtBot, text: str) -> QImage:
    label = plain_label("")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setText(text)
    qtbot.addWidget(label)
    label.resize(400, 40)
    return label.grab().toImage()


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("”{name}” נותק. אין כעת יציאת שמע אחרת.", "\u200f"),
        ("{name}: the recording was deleted (again).", "\u200e"),
    ],
)
@pytest.mark.parametrize("name", ["Headset 65", "מאפייה לדוגמה"])
def test_a_name_at_its_beginning_does_not_turn_it_around(
    either_language: str, qtbot: QtBot, words: str, mark: str, name: str
) -> None:
    sentence = words.format(name=isolate(name))
    assert _drawn(qtbot, sentence) == _drawn(qtbot, mark + sentence)


def test_what_is_all_name_goes_its_own_way(look: QApplication, qtbot: QtBot) -> None:
    name = "(מאפייה לדוגמה)"
    assert _drawn(qtbot, name) == _drawn(qtbot, "\u200f" + name)
    assert _drawn(qtbot, isolate("Sample!")) != _drawn(qtbot, "\u200f" + "Sample!")


def test_only_what_qt_would_turn_around_gets_a_mark(look: QApplication) -> None:
    for text in ("", "12:30", "Saved.", "נשמר.", isolate("Sample"), f"Saved {isolate('קבלה')}."):
        assert in_own_direction(text) == text
    nested = file_name_text("קבלה sample.pdf")
    assert in_own_direction(f"{nested} was saved.") == f"\u200e{nested} was saved."
    assert in_own_direction(f"{isolate('a.pdf')} נשמר.") == f"\u200f{isolate('a.pdf')} נשמר."
