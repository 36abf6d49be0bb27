"""What cannot be done with an earlier export is said with its own reason, and only what helps is offered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.export_ledger import ExportKind, ExportRecord, ExportState
from desktop.ui.earlier_exports.earlier_dialog import EarlierDialog
from desktop.ui.earlier_exports.earlier_words import EarlierExport
from desktop.ui.formatting import strip_marks


def earlier(
    state: ExportState, missing: int = 0, *, completed: bool = False, for_good: int = 0
) -> EarlierExport:
    now, target = datetime(2024, 3, 1, 9, tzinfo=UTC), Path("a.zip")
    record = ExportRecord(1, "0" * 32, ExportKind.RECEIPTS, state, now, now, target, asked=5, missing=missing)
    return EarlierExport(record, completed, for_good)


@pytest.fixture
def window(look: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("export", "verify", "retry"),
    [
        (earlier(ExportState.CANCELLED), "No ZIP came of it.", "No ZIP came of it."),
        (earlier(ExportState.FAILED), "No ZIP came of it.", "No ZIP came of it."),
        (earlier(ExportState.RUNNING), "It is not finished yet.", ""),
        (earlier(ExportState.DONE), "", "Nothing is missing in it."),
        (earlier(ExportState.DONE, 2, completed=True), "", "A later export has completed it."),
        (earlier(ExportState.DONE, 2, for_good=2), "", "What is missing in it is nowhere any more."),
        (earlier(ExportState.DONE, 2, for_good=1), "", ""),
    ],
)
def test_each_has_its_own_reason(window: QWidget, export: EarlierExport, verify: str, retry: str) -> None:
    dialog = EarlierDialog([export], window)
    assert dialog.verify_button.toolTip() == dialog.batch_button.toolTip() == verify
    assert dialog.retry_button.toolTip() == retry
    assert dialog.retry_button.isEnabled() == (not retry)


def test_only_what_may_come_is_counted(window: QWidget) -> None:
    dialog = EarlierDialog([earlier(ExportState.DONE, 3, for_good=1)], window)
    assert strip_marks(dialog.retry_button.text()) == "Try the 2 missing again"


def test_where_there_is_none_that_is_the_reason(window: QWidget) -> None:
    dialog = EarlierDialog([], window)
    assert dialog.retry_button.toolTip() == "Nothing was exported yet."
