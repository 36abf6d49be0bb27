"""Words that a new user stumbled over: cut off, capital in a sentence, a number that is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.export import DiskRoom, ExportPlan, ExportSizes
from desktop.core.models import Receipt
from desktop.core.query import ReceiptQuery
from desktop.core.transfer_items import DONE_REMEMBERED
from desktop.ui.call_export.call_wish import asked_text as calls_asked_text
from desktop.ui.downloads.transfers_table_model import Section, TransferRow, heading_text
from desktop.ui.formatting import strip_marks
from desktop.ui.keys.key_lines import key_lines
from desktop.ui.receipts.export.export_wish import ExportWish, asked_text
from desktop.ui.receipts.receipt_words import named_text
from desktop.ui.widgets.choice_menu import ChoiceMenu
from desktop.ui.zip_export.zip_words import plan_text

pytestmark = pytest.mark.usefixtures("look")


def test_a_filter_menu_ticks_all_while_none_is_chosen(qtbot: QtBot) -> None:
    menu = ChoiceMenu([("a", "A"), ("b", "B")])
    qtbot.addWidget(menu)
    every, first = menu.actions()[0], menu.actions()[2]
    assert every.isChecked()
    first.trigger()
    assert menu.values() == ("a",) and not every.isChecked()
    every.trigger()
    assert menu.values() == () and every.isChecked()
    every.trigger()
    assert every.isChecked(), "pressed once more"
    menu.set_values(("b",))
    assert not every.isChecked()


def test_a_receipt_without_a_date_is_named_within_a_sentence() -> None:
    assert strip_marks(named_text(Receipt(8))) == "Unknown vendor, no date"


def test_more_than_are_remembered_are_finished() -> None:
    row = TransferRow(1, Section.FINISHED, count=DONE_REMEMBERED)
    assert strip_marks(heading_text(row)) == "Finished since the start · 500+"
    assert strip_marks(heading_text(replace(row, count=499))) == "Finished since the start · 499"


def test_the_key_named_help_is_not_told_beside_f1(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    action = QAction("Keyboard shortcuts", window)
    action.setShortcuts([QKeySequence("F1"), QKeySequence("Help")])
    assert [line.keys for line in key_lines(window, {window: "all"})["all"]] == [("F1",)]


def test_an_export_that_goes_on_says_what_it_was_asked_for_with() -> None:
    every = ExportWish(query=ReceiptQuery()).subtitle()
    assert asked_text((), selected=False) == every == "All dates · source and preview"
    assert asked_text((), selected=True) == ExportWish(ids=(1,)).subtitle()
    assert asked_text(("Approved",), selected=False) == "Approved · source and preview"
    assert calls_asked_text((), selected=False) == "All calls · recording and transcript"


def test_what_is_needed_is_not_told_once_more_is_written() -> None:
    plan = ExportPlan((1,), ExportSizes(unsized=1), DiskRoom("C:", 8_300_000, 900_000_000))
    assert "or more needed" in plan_text(plan, 8_000_000)
    later = strip_marks(plan_text(plan, 100_000_000))
    assert later.endswith("free") and "needed" not in later
