"""Tab leads to the radio button that is taken, and from there past the others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.models import Account
from desktop.core.settings import Settings
from desktop.ui.settings.radio_choice import RadioChoice
from desktop.ui.settings.settings_dialog import SettingsDialog
from desktop.ui.widgets.radio_group import RadioGroup
from desktop.ui.widgets.segment_switch import Segment, SegmentSwitch

ACCOUNT = Account("https://prosaas.example", 1, 2, "office@sample.example", "Office", "Sample Ltd")


def between_fields(qtbot: QtBot, middle: QWidget) -> tuple[QWidget, QLineEdit, QLineEdit]:
    """The window, which goes as soon as nobody holds it, and the fields."""
    window = QWidget()
    column = QVBoxLayout(window)
    first, last = QLineEdit(), QLineEdit()
    for widget in (first, middle, last):
        column.addWidget(widget)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus()
    return window, first, last


def tab(qtbot: QtBot, key: Qt.Key = Qt.Key.Key_Tab) -> QWidget:
    focused = QApplication.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, key)
    now = QApplication.focusWidget()
    assert now is not None
    return now


@pytest.mark.parametrize("taken", ["", "light", "dark"])
def test_tab_leads_to_what_is_taken_and_past_the_rest(look: QApplication, qtbot: QtBot, taken: str) -> None:
    choice = RadioChoice("Theme", [("", "As the system"), ("light", "Light"), ("dark", "Dark")])
    _window, first, last = between_fields(qtbot, choice)
    choice.set_current(taken)
    radio = tab(qtbot)
    assert isinstance(radio, QRadioButton) and radio.isChecked()
    assert tab(qtbot) is last
    assert tab(qtbot, Qt.Key.Key_Backtab) is radio
    assert tab(qtbot, Qt.Key.Key_Backtab) is first
    assert choice.current() == taken


def test_also_after_another_one_was_taken_elsewhere(look: QApplication, qtbot: QtBot) -> None:
    choice = RadioChoice("Rows", [("normal", "Normal"), ("compact", "Compact")])
    _window, first, _ = between_fields(qtbot, choice)
    choice.set_current("normal")
    tab(qtbot)
    first.setFocus()
    choice.set_current("compact")
    radio = tab(qtbot)
    assert isinstance(radio, QRadioButton) and radio.text() == "Compact"


def test_where_none_is_taken_tab_leads_to_the_first(look: QApplication, qtbot: QtBot) -> None:
    holder = QWidget()
    column, group = QVBoxLayout(holder), RadioGroup(holder)
    buttons = [QRadioButton(text) for text in ("One", "Two")]
    for button in buttons:
        group.addButton(button)
        column.addWidget(button)
    _window, *_ = between_fields(qtbot, holder)
    assert tab(qtbot) is buttons[0]


def test_a_switch_of_segments_too(look: QApplication, qtbot: QtBot) -> None:
    switch = SegmentSwitch([Segment("source", "Source"), Segment("preview", "Preview")])
    _window, _, last = between_fields(qtbot, switch)
    switch.set_current("preview")
    radio = tab(qtbot)
    assert isinstance(radio, QRadioButton) and radio.text() == "Preview"
    assert tab(qtbot) is last


def test_the_pages_of_the_settings_too(look: QApplication, qtbot: QtBot) -> None:
    dialog = SettingsDialog(Settings(), ACCOUNT)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    dialog.show_page(dialog.account)
    reached = [tab(qtbot) for _ in range(8)]
    sections = [one for one in reached if isinstance(one, QRadioButton)]
    assert {one.text() for one in sections} == {"Account"}
