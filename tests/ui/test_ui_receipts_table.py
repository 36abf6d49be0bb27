"""What stands in the receipts table and under it, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import Money, Receipt, ReceiptRow, ReceiptStatus, ReceiptSummary
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.receipts_foot import ReceiptsFoot
from desktop.ui.receipts.receipts_table import ReceiptsTable
from desktop.ui.receipts.receipts_table_model import ReceiptColumn, ReceiptsTableModel
from desktop.ui.widgets.record_table_model import Cell

PLAIN = Receipt(
    7,
    received_at=datetime.now(UTC).replace(month=1, day=15),
    vendor="Office ציוד\u202e\nLtd",
    amount=Money(-123450, "ILS"),
    currency="ILS",
    invoice_number="A-17",
    confidence=80,
    status=ReceiptStatus.PENDING_REVIEW,
)
TOTALS = (Money(8421035, "ILS"), Money(120400, "USD"), Money(134440, "EUR"))


def cell(receipt: Receipt, column: ReceiptColumn) -> Cell:
    return ReceiptsTableModel().cell(ReceiptRow(receipt.id, receipt), column)


def test_an_amount_reads_from_its_sign(look: QApplication) -> None:
    made = cell(PLAIN, ReceiptColumn.AMOUNT)
    assert strip_marks(made.text) == "−₪1,234.50"
    assert made.sign == ""
    assert made.numeric


def test_hebrew_digits_end_on_one_line_before_the_sign(hebrew: QApplication) -> None:
    made = cell(PLAIN, ReceiptColumn.AMOUNT)
    assert strip_marks(made.text) == "-1,234.50"
    assert made.sign == "₪"
    assert made.copied == "-1,234.50 ₪"


def test_what_is_missing_is_said_in_words(either_language: str) -> None:
    empty = Receipt(8)
    for column in (ReceiptColumn.DATE, ReceiptColumn.VENDOR, ReceiptColumn.AMOUNT, ReceiptColumn.CONFIDENCE):
        made = cell(empty, column)
        assert made.text
        assert made.secondary
        assert not any(mark in made.text for mark in "-–—0")


def test_a_confidence_that_is_missing_is_whole_in_its_column(either_language: str, qtbot: QtBot) -> None:
    table = ReceiptsTable()
    qtbot.addWidget(table)
    made = cell(Receipt(8), ReceiptColumn.CONFIDENCE)
    width = table.receipts.columns[ReceiptColumn.CONFIDENCE].width
    assert table._delegate.cell_width(made) <= width, "it is read, or the column says nothing"


def test_missing_words_in_english(look: QApplication) -> None:
    assert cell(Receipt(8), ReceiptColumn.VENDOR).copied == "Unknown vendor"
    assert cell(Receipt(8), ReceiptColumn.AMOUNT).copied == "No amount recognised"


def test_a_vendor_is_one_line_without_marks_of_its_own(look: QApplication) -> None:
    assert cell(PLAIN, ReceiptColumn.VENDOR).copied == "Office ציוד Ltd"


def test_a_row_that_the_server_could_not_give_says_so(look: QApplication) -> None:
    broken = Receipt(9, error_message="could not convert <b>1.234,50</b>")
    made = cell(broken, ReceiptColumn.VENDOR)
    assert made.color == "danger"
    assert made.tooltip == broken.error_message
    model = ReceiptsTableModel()
    assert "could not give" in model.sentence(ReceiptRow(9, broken))


@pytest.mark.parametrize(
    ("percent", "dot"), [(100, "dot_green"), (80, "dot_green"), (79, "dot_amber"), (60, "dot_amber")]
)
def test_confidence_has_a_dot_and_a_number(look: QApplication, percent: int, dot: str) -> None:
    made = cell(replace(PLAIN, confidence=percent), ReceiptColumn.CONFIDENCE)
    assert (made.dot, made.text) == (dot, str(percent))
    assert made.tooltip


def test_low_confidence_is_neither_green_nor_amber(look: QApplication) -> None:
    assert cell(replace(PLAIN, confidence=59), ReceiptColumn.CONFIDENCE).dot == "dot_grey"


@pytest.mark.parametrize("status", list(ReceiptStatus))
def test_each_status_is_a_badge_with_a_word(either_language: str, status: ReceiptStatus) -> None:
    made = cell(replace(PLAIN, status=status), ReceiptColumn.STATUS)
    assert made.badge is not None
    assert made.text


def test_a_row_is_spoken_whole(look: QApplication) -> None:
    said = ReceiptsTableModel().sentence(ReceiptRow(7, PLAIN))
    assert "Office ציוד Ltd" in said
    assert "−₪1,234.50" in said
    assert "To review" in said
    assert "80" in said
    assert said == strip_marks(said)


# -- sums ----------------------------------------------------------------------------------------


@pytest.fixture
def foot(either_language: str, qtbot: QtBot) -> ReceiptsFoot:
    made = ReceiptsFoot()
    qtbot.addWidget(made)
    made.resize(520, 60)
    made.show()
    return made


def test_sums_stand_by_currency_with_what_lacks_an_amount(foot: ReceiptsFoot, qtbot: QtBot) -> None:
    statuses = {ReceiptStatus.PENDING_REVIEW: 48, ReceiptStatus.APPROVED: 259, ReceiptStatus.REJECTED: 5}
    foot.show_summary(ReceiptSummary(1312, TOTALS, 5, statuses))
    assert "1,312" in foot.count_label.text()
    totals = strip_marks(foot.totals_label.accessibleName())
    assert all(digits in totals for digits in ("84,210.35", "1,204.00", "1,344.40"))
    assert "5" in foot.missing_label.text()
    statuses_label = foot.statuses_label
    qtbot.waitUntil(lambda: all(number in statuses_label.text() for number in ("48", "259", "1,005")))
    foot.resize(240, 60)
    qtbot.waitUntil(lambda: "48" in statuses_label.text() and "1,005" not in statuses_label.text())
    assert "1,005" in statuses_label.accessibleName()


def test_a_sum_is_shown_whole_or_counted(foot: ReceiptsFoot, qtbot: QtBot) -> None:
    foot.show_summary(ReceiptSummary(312, TOTALS, 5, {ReceiptStatus.APPROVED: 312}))
    foot.resize(330, 60)
    qtbot.waitUntil(lambda: "+" in foot.totals_label.text())
    shown = strip_marks(foot.totals_label.text())
    for digits in ("84,210.35", "1,204.00", "1,344.40"):
        assert digits in shown or digits[:4] not in shown
    foot.resize(900, 60)
    qtbot.waitUntil(lambda: "+" not in foot.totals_label.text())


def test_the_selection_has_its_own_sum(foot: ReceiptsFoot, qtbot: QtBot) -> None:
    foot.show_selection(3, ReceiptSummary(3, (Money(185300, "ILS"),), 0, {}))
    said = foot.selection_label
    qtbot.waitUntil(lambda: "1,853.00" in strip_marks(said.text()))
    assert "3" in strip_marks(said.text())
    foot.show_selection(3, ReceiptSummary(3, TOTALS, 0, {}))
    foot.resize(230, 60)
    qtbot.waitUntil(lambda: "+" in said.text())
    assert "84,210.35" in said.text()
    assert "1,204" not in said.text()
    foot.resize(900, 60)
    foot.show_selection(3, ReceiptSummary(3, (Money(185300, "ILS"),), 2, {}))
    qtbot.waitUntil(lambda: "(2 " in strip_marks(said.text()) and "1,853.00" in said.text())
    foot.resize(150, 60)
    qtbot.waitUntil(lambda: "(" not in said.text() and "1,853.00" not in said.text())
    foot.show_selection(0, ReceiptSummary(0, (), 0, {}))
    assert foot.selection_label.text() == ""
