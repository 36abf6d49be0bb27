"""The vendors by month as a user meets them: gaps, what a cell leads to, what is said to be none, copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.query import ReceiptQuery
from desktop.core.vendor_board import MONTHS_SHOWN, CellState, first_day, month_number
from desktop.demo.server import DemoServer
from desktop.ui.formatting import month_text, strip_marks
from desktop.ui.receipts.completeness.board_dialog import BoardDialog
from desktop.ui.receipts.completeness.board_model import BoardCellRole, state_words
from desktop.ui.receipts.completeness.board_table import _line_widths
from tests.ui.doubtful_receipts import GAP_MONTHS_AGO, MONTHLY, add, add_monthly
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk


@pytest.fixture
def months(server: DemoServer) -> list[date]:
    """Those in which the monthly one sent a receipt."""
    return add_monthly(server)


@pytest.fixture
def desk(
    look: QApplication, months: list[date], qtbot: QtBot, server: DemoServer, data_dir: Path
) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def opened(desk: ReceiptsDesk) -> BoardDialog:
    """By its command, with its lines."""
    desk.page.commands.board.trigger()
    dialog = desk.page.completeness.board_dialog
    assert dialog is not None
    read(desk, dialog)
    return dialog


def read(desk: ReceiptsDesk, dialog: BoardDialog) -> None:
    desk.qtbot.waitUntil(lambda: bool(dialog.model.board.months) and not desk.tasks.busy, timeout=20_000)


def cell(dialog: BoardDialog, month: int) -> QModelIndex:
    """Of the monthly vendor."""
    line = next(number for number, row in enumerate(dialog.model.rows) if row.vendor == MONTHLY)
    return dialog.model.index(line, dialog.model.board.months.index(month) + 1)


def gap_of(desk: ReceiptsDesk) -> int:
    return month_number(desk.scope.clock.today()) - GAP_MONTHS_AGO


def state(index: QModelIndex) -> CellState:
    found: CellState = index.data(BoardCellRole).state
    return found


def test_a_gap_is_seen_and_named_in_either_language(
    either_language: str, months: list[date], qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    with receipts_desk(qtbot, server, data_dir) as desk:
        dialog = opened(desk)
        gap = cell(dialog, gap_of(desk))
        assert state(gap) is CellState.GAP
        words = state_words(CellState.GAP)
        assert gap.data() == words != ""
        said = gap.data(Qt.ItemDataRole.AccessibleTextRole)
        assert MONTHLY in said and said.endswith(words)
        there = cell(dialog, month_number(months[0]))
        assert state(there) is CellState.THERE
        assert "100.07" in strip_marks(there.data())
        dialog.gaps_box.click()
        assert all(row.gaps for row in dialog.model.rows)
        right_to_left = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        earlier, later = (dialog.table.visualRect(cell(dialog, gap_of(desk) + by)) for by in (-1, 1))
        # As the columns of a spreadsheet: months run as reading does.
        assert (earlier.left() > later.left()) == right_to_left
        dialog.close_button.click()


def test_enter_on_a_cell_lists_just_its_receipts(desk: ReceiptsDesk, months: list[date]) -> None:
    dialog = opened(desk)
    table = dialog.table
    table.setFocus()
    assert state(table.currentIndex()) is CellState.GAP
    month = month_number(months[-2])
    table.setCurrentIndex(cell(dialog, month))
    assert "1 receipt" in strip_marks(dialog.cell_label.text())
    wanted = table.currentIndex().data(BoardCellRole).came
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert desk.page.completeness.board_dialog is None
    query = desk.page.filter_bar.query
    assert query.vendors == (MONTHLY,)
    assert (query.invoice_period.first, query.period) == (first_day(month), ReceiptQuery().period)
    desk.qtbot.waitUntil(lambda: len(desk.page.model.ids) == wanted == 1, timeout=10_000)
    assert desk.listed()[0].invoice_number == "M-2"


def test_a_click_does_too_and_by_the_date_received_it_is_that(desk: ReceiptsDesk, months: list[date]) -> None:
    dialog = opened(desk)
    dialog.by_switch.set_current("received")
    dialog.by_switch.changed.emit("received")
    read(desk, dialog)
    place = cell(dialog, month_number(months[0]))
    table = dialog.table
    table.scrollTo(place)
    middle = table.visualRect(place).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    query = desk.page.filter_bar.query
    assert (query.period.first, query.invoice_period) == (months[0], ReceiptQuery().invoice_period)
    desk.qtbot.waitUntil(lambda: len(desk.page.model.ids) == 1, timeout=10_000)


def test_a_click_on_a_gap_stays_and_its_button_shows_the_vendor(
    desk: ReceiptsDesk, months: list[date]
) -> None:
    dialog = opened(desk)
    place = cell(dialog, gap_of(desk))
    dialog.table.scrollTo(place)
    middle = dialog.table.visualRect(place).center()
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert dialog.isVisible()
    dialog.show_button.click()
    desk.qtbot.waitUntil(lambda: len(desk.page.model.ids) == len(months), timeout=10_000)


def test_that_none_is_expected_is_remembered_and_taken_back(desk: ReceiptsDesk) -> None:
    dialog = opened(desk)
    gaps = dialog.model.board.gaps
    dialog.table.setCurrentIndex(cell(dialog, gap_of(desk)))
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    desk.qtbot.waitUntil(lambda: state(cell(dialog, gap_of(desk))) is CellState.NONE_EXPECTED, timeout=10_000)
    assert dialog.model.board.gaps == gaps - 1
    assert desk.scope.backup.due
    dialog.close_button.click()
    dialog = opened(desk)
    dialog.table.setCurrentIndex(cell(dialog, gap_of(desk)))
    assert dialog.expect_button.text() == "Expect one again"
    dialog.expect_button.click()
    desk.qtbot.waitUntil(lambda: state(cell(dialog, gap_of(desk))) is CellState.GAP, timeout=10_000)
    there = cell(dialog, gap_of(desk) - 1)
    dialog.table.setCurrentIndex(there)
    assert not dialog.expect_button.isVisibleTo(dialog)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert state(cell(dialog, gap_of(desk) - 1)) is CellState.THERE
    dialog.close_button.click()


def test_other_years_are_a_step_away(desk: ReceiptsDesk) -> None:
    dialog = opened(desk)
    newest = dialog.model.board.months
    assert not dialog.later_button.isEnabled()
    dialog.earlier_button.click()
    desk.qtbot.waitUntil(lambda: dialog.model.board.months[-1] == newest[-1] - MONTHS_SHOWN, timeout=10_000)
    assert dialog.empty.isVisible() or dialog.model.rows
    dialog.later_button.click()
    desk.qtbot.waitUntil(lambda: dialog.model.board.months == newest, timeout=10_000)
    dialog.close_button.click()


def test_all_of_it_goes_to_a_spreadsheet(desk: ReceiptsDesk, months: list[date]) -> None:
    dialog = opened(desk)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert len(lines) == 1 + len(dialog.model.rows)
    assert len({len(line) for line in lines}) == 1
    copied = dict(zip(lines[0], next(line for line in lines if line[0] == MONTHLY), strict=True))
    month = strip_marks(month_text(months[0]))
    parts = [copied[month], *(copied[f"{month}, {part}"] for part in ("with an amount", "sum", "currency"))]
    assert parts == ["1", "1", "100.07", "ILS"]
    gap = strip_marks(month_text(first_day(gap_of(desk))))
    assert (copied[gap], copied[f"{gap}, sum"], copied[f"{gap}, currency"]) == ("Missing", "", "")
    dialog.close_button.click()


def test_what_is_copied_can_be_reckoned_with_each_currency_and_what_has_no_amount(
    look: QApplication, months: list[date], qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    day, moment = months[0], datetime(months[0].year, months[0].month, 12, 12).astimezone()
    for amount, currency in ((None, "ILS"), (5_000, "USD"), (2_500, "USD")):
        add(server, MONTHLY, amount, currency=currency, invoice_date=day, received_at=moment)
    with receipts_desk(qtbot, server, data_dir) as desk:
        dialog = opened(desk)
        dialog.copy_button.click()
        lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
        copied = dict(zip(lines[0], next(line for line in lines if line[0] == MONTHLY), strict=True))
        month = strip_marks(month_text(day))
        assert (copied[month], copied[f"{month}, with an amount"]) == ("4", "3"), "3 of 4 receipts"
        sums = {
            copied[f"{month}, currency{number}"]: copied[f"{month}, sum{number}"] for number in ("", " 2")
        }
        assert sums == {"ILS": "100.07", "USD": "75.00"}
        dialog.close_button.click()


def test_in_a_small_window_the_names_stay_and_no_amount_is_cut(
    either_language: str, months: list[date], qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    moment = datetime(months[-1].year, months[-1].month, 12, 12).astimezone()
    add(server, MONTHLY, 123_456_789, invoice_date=months[-1], received_at=moment)
    for number in range(12):
        for day in months:
            moment = datetime(day.year, day.month, 12, 12).astimezone()
            add(server, f"Vendor {number}", 1_000, invoice_date=day, received_at=moment)
    with receipts_desk(qtbot, server, data_dir) as desk:
        desk.page.resize(960, 640)
        dialog = opened(desk)
        table, columns = dialog.table, range(1, 1 + MONTHS_SHOWN)
        assert table.horizontalScrollBar().maximum() > 0
        assert state(table.currentIndex()) is CellState.GAP
        assert table.viewport().rect().contains(table.visualRect(table.currentIndex())), "the first gap"
        for line, row in enumerate(dialog.model.rows):
            for column in columns:
                widths = _line_widths(row.cells[column - 1])
                assert table.columnWidth(column) >= max([0, *widths]) + 2 * 8, (line, column)
        names = table.names
        for column in (*columns, *reversed(columns)):
            table.setCurrentIndex(dialog.model.index(0, column))
            place = table.visualRect(table.currentIndex())
            assert table.viewport().rect().contains(place)
            assert not names.room().intersects(place), "what is current is not under the names"
            assert names.isVisible() and names.viewport().width() == table.columnWidth(0)
        leading = names.geometry().right() if table.isRightToLeft() else names.geometry().left()
        edge = table.viewport().geometry()
        assert leading == (edge.right() if table.isRightToLeft() else edge.left())
        table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
        assert names.verticalScrollBar().value() == table.verticalScrollBar().value() > 0
        dialog.close_button.click()


def test_without_regular_vendors_it_says_so(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    for receipt in list(server.world.receipts):
        server.world.receipts.remove(receipt.id)
    add_monthly(server)
    with receipts_desk(qtbot, server, data_dir) as desk:
        dialog = opened(desk)
        assert [row.vendor for row in dialog.model.rows] == [MONTHLY]
        dialog.table.setCurrentIndex(cell(dialog, gap_of(desk)))
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
        desk.qtbot.waitUntil(lambda: not dialog.model.board.gaps and not desk.tasks.busy, timeout=10_000)
        dialog.gaps_box.click()
        assert dialog.empty.accessibleName().startswith("No gaps")
        dialog.earlier_button.click()
        desk.qtbot.waitUntil(lambda: "Nobody" in dialog.empty.accessibleName(), timeout=10_000)
        assert not dialog.copy_button.isEnabled()
        dialog.close_button.click()
