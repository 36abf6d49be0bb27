"""What is chosen in the settings is put onto the settings as they are by then."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.settings import Settings
from desktop.ui.settings.settings_flow import SettingsFlow
from tests.prepared import account_service

OTHER = Settings(
    "he", "dark", True, 6, "receipts", 5, "days", 30, {"mine": "all"}, True, 40, 1.5, 5, 60, 3, "speaker",
    "/down", "/out", "https://a.example", "d@a.example", "mine", {"mine": "now"}, {"geometry": "x"},
    75, {"2027-01-01": "3000"}, {"2027-01-01": "19"},
)  # fmt: skip


@pytest.mark.parametrize("name", Settings._fields)
def test_a_setting_that_was_changed_there_counts_and_all_others_stay(
    look: QApplication, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    """None is named anywhere on its way, so none can be forgotten there."""
    accounts, window = account_service(tmp_path), QWidget()
    qtbot.addWidget(window)
    flow = SettingsFlow(accounts, lambda: "", window)
    flow.open()
    assert flow.dialog is not None
    # Another account, say, was opened meanwhile: of all that the dialog knows nothing.
    accounts.settings = OTHER._replace(**{name: getattr(Settings(), name)})
    with qtbot.waitSignal(flow.settings_chosen) as chosen:
        flow.dialog.settings_changed.emit(Settings()._replace(**{name: getattr(OTHER, name)}))
    assert chosen.args == [OTHER]
