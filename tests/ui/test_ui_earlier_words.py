"""What cannot be done with an earlier export is said with its own reason, and only what helps is offered."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.export_ledger import ExportKind, ExportRecord, ExportState
from desktop.ui.earlier_exports.earlier_dialog import EarlierDialog
from desktop.ui.earlier_exports.earlier_table_model import EarlierColumn
from desktop.ui.earlier_exports.earlier_words import EarlierExport
from desktop.ui.formatting import strip_marks


def earlier(
    state: ExportState,
    missing: int = 0,
    *,
    completed: bool = False,
    for_good: int = 0,
    kind: ExportKind = ExportKind.RECEIPTS,
) -> EarlierExport:
    now, target = datetime(2024, 3, 1, 9, tzinfo=UTC), Path("a.zip")
    record = ExportRecord(1, "0" * 32, kind, state, now, now, target, asked=5, rows=4, missing=missing)
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


ONLY_ZIPS = "This is possible for ZIPs only."


WHOLE, AGAIN = "Everything is there", "Nothing is missing in it."
ONE_MISSING, ANEW = "1 receipt missing", "A PDF is not completed: save it once more."
PDF, ROWS, CALLS = ExportKind.PDF, ExportKind.RECEIPTS_LIST, ExportKind.CALLS_LIST


@pytest.mark.parametrize(
    ("kind", "missing", "said", "ending", "retry"),
    [
        (PDF, 0, "Receipts as PDF", WHOLE, AGAIN),
        (PDF, 1, "Receipts as PDF", ONE_MISSING, ANEW),
        (ROWS, 0, "List of receipts", WHOLE, AGAIN),
        (CALLS, 0, "List of calls", WHOLE, AGAIN),
    ],
)
def test_what_needs_a_zip_is_offered_for_none_else(
    window: QWidget, kind: ExportKind, missing: int, said: str, ending: str, retry: str
) -> None:
    dialog = EarlierDialog([earlier(ExportState.DONE, missing, kind=kind)], window)
    for button in (dialog.result_button, dialog.verify_button, dialog.batch_button):
        assert not button.isEnabled() and button.toolTip() == ONLY_ZIPS
    assert dialog.reveal_button.isEnabled()
    assert not dialog.retry_button.isEnabled() and dialog.retry_button.toolTip() == retry
    model = dialog.table.model()
    row = [strip_marks(model.index(0, column).data() or "") for column in EarlierColumn]
    assert row[EarlierColumn.KIND] == said and row[EarlierColumn.ENDING] == ending
    assert (row[EarlierColumn.ROWS], row[EarlierColumn.FILES]) == ("4", "")
