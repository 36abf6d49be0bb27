"""The settings about receipts: the bound of confidence, and the tables of allocation numbers and VAT."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.settings import Settings
from desktop.ui.settings.receipts_settings import ReceiptsSettings
from desktop.ui.settings.settings_dialog import SettingsDialog


@pytest.fixture
def dialog(look: QApplication, qtbot: QtBot) -> SettingsDialog:
    made = SettingsDialog(Settings(), None)
    qtbot.addWidget(made)
    made.show_page(made.receipts)
    made.show()
    return made


def test_what_is_not_touched_stays(dialog: SettingsDialog) -> None:
    assert dialog.chosen() == Settings()
    odd = Settings(least_confidence=63)
    dialog.receipts.show_settings(odd)
    assert dialog.receipts.least_box.currentData() == 60
    assert dialog.receipts.chosen(odd).least_confidence == 63


def test_lines_are_added_changed_and_taken_away(dialog: SettingsDialog, qtbot: QtBot) -> None:
    table = dialog.receipts.thresholds
    table.add_button.click()
    line = table.rows[-1]
    assert line.number.hasFocus()
    line.day.setDate(QDate(2027, 1, 1))
    QTest.keyClicks(line.number, "3,000.50")
    table.rows[0].remove.click()
    dialog.receipts.rates.rows[-1].number.setText("17.5")
    box = dialog.receipts.least_box
    box.setCurrentIndex(box.findData(80))
    with qtbot.waitSignal(dialog.settings_changed) as chosen:
        QTest.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    [settings] = chosen.args
    assert settings.allocation_thresholds == {"2026-06-01": "5000", "2027-01-01": "3000.5"}
    assert settings.vat_rates == {"2015-10-01": "17", "2025-01-01": "17.5"}
    assert settings.least_confidence == 80


@pytest.mark.parametrize("typed", ["", "much", "-1", "1e3", "17.555", "101"])
def test_what_is_no_number_is_said_and_holds_the_dialog(dialog: SettingsDialog, typed: str) -> None:
    table = dialog.receipts.rates
    table.rows[1].number.setText(typed)
    assert table.note.isVisible() and table.accessibleDescription() == table.note.text()
    dialog.show_page(dialog.about)
    dialog.ok_button.click()
    assert dialog.isVisible() and dialog.receipts.isVisible()
    assert table.rows[1].number.hasFocus()
    table.reset_button.click()
    assert not table.problem() and not table.note.isVisible()
    dialog.ok_button.click()
    assert not dialog.isVisible()


def test_two_lines_cannot_hold_from_one_day(dialog: SettingsDialog) -> None:
    table = dialog.receipts.thresholds
    table.rows[0].day.setDate(table.rows[1].day.date())
    assert "same day" in table.problem()
    table.rows[0].day.setDate(QDate(2025, 1, 1))
    assert not table.problem()


def test_defaults_come_back(dialog: SettingsDialog) -> None:
    other = Settings(allocation_thresholds={"2030-01-01": "1"}, vat_rates={}, least_confidence=0)
    dialog.receipts.show_settings(other)
    assert dialog.receipts.chosen(other) == other
    assert dialog.receipts.least_box.currentText() == "Not a reason"
    dialog.defaults_button.click()
    assert dialog.chosen() == Settings()


def test_each_control_is_named_for_a_screen_reader_and_digits_keep_their_order(
    either_language: str, qtbot: QtBot
) -> None:
    page = ReceiptsSettings()
    qtbot.addWidget(page)
    page.show_settings(Settings(vat_rates={"2025-01-01": "18"}))
    for table in (page.thresholds, page.rates):
        for line in table.rows:
            assert all(part.accessibleName() for part in (line.day, line.number, line.remove))
            assert line.number.layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert page.rates.rows[0].day.day() == date(2025, 1, 1)
    assert page.thresholds.rows[0].number.text() == "10,000"
