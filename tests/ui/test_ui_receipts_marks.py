"""Marks of receipts, side by side in their colours, in the list and in the thumbnails; amounts never cut."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.receipts_table_model import ReceiptColumn
from desktop.ui.receipts.thumbnails.receipts_grid import ReceiptsGrid
from desktop.ui.receipts.thumbnails.thumbnail_delegate import BOX
from desktop.ui.theme import theme
from desktop.ui.widgets.record_table_model import Cell, CellRole
from tests.ui.doubtful_receipts import add
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

VENDOR = ReceiptColumn.VENDOR


@pytest.fixture
def desk(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    for _ in range(2):
        add(server, "Both Ltd", 2_360_000, invoice_date=date(2026, 10, 2), confidence=40)
    add(server, "Yen Ltd", 1_234_567_890, currency="JPY")
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def list_only(desk: ReceiptsDesk, vendor: str) -> None:
    desk.page.filter_bar.take_query(ReceiptQuery(vendors=(vendor,)))
    desk.qtbot.waitUntil(lambda: not (desk.page.loading.busy or desk.tasks.busy), timeout=20_000)


def vendor_cell(desk: ReceiptsDesk) -> Cell:
    cell: Cell = desk.page.model.index(0, VENDOR).data(CellRole)
    return cell


def columns_with(image: QImage, color: str) -> list[int]:
    """Where, across, the image has a pixel of just this colour of the theme."""
    wanted = theme().color(color).rgb()
    return [
        x for x in range(image.width()) if any(image.pixel(x, y) == wanted for y in range(image.height()))
    ]


def test_both_doubts_stand_side_by_side_in_the_list_and_in_thumbnails(desk: ReceiptsDesk) -> None:
    list_only(desk, "Both Ltd")
    cell, table = vendor_cell(desk), desk.page.table
    icons = [(cell.icon, cell.icon_color), *cell.more_icons]
    assert icons == [("copy", "warning"), ("number", "warning")]
    assert not cell.mark, "the far side is for the user's own notes and tags"
    place = table.visualRect(desk.page.model.index(0, VENDOR))
    seen = columns_with(table.viewport().grab(place).toImage(), "warning")
    leading = [x if not table.isRightToLeft() else place.width() - 1 - x for x in seen]
    assert min(leading) < 16 and 30 < max(leading) < 48, "two icons at the leading side"
    table.setFocus()
    QTest.keySequence(table, QKeySequence("Ctrl+T"))
    grid = desk.page.pictures.grid
    tile = grid.visualRect(desk.page.model.index(0, 0))
    words = QRect(
        tile.left(), tile.top() + BOX.height() + 12, tile.width(), tile.height() - BOX.height() - 12
    )
    image = grid.viewport().grab(words).toImage()
    amount_line = image.copy(0, image.height() // 3, image.width(), image.height() // 3)
    marks = columns_with(amount_line, "warning")
    from_end = [x if grid.isRightToLeft() else image.width() - 1 - x for x in marks]
    assert min(from_end) < 28 and max(from_end) > 32, "two icons at the trailing side"
    assert columns_with(amount_line, "dot_grey"), "the server is not sure of the amount"


def test_a_long_amount_is_whole_and_other_columns_give_way(desk: ReceiptsDesk) -> None:
    list_only(desk, "Yen Ltd")
    table = desk.page.table
    index = desk.page.model.index(0, ReceiptColumn.AMOUNT)
    cell: Cell = index.data(CellRole)
    assert "1,234,567,890" in strip_marks(cell.text)
    desk.qtbot.waitUntil(lambda: table.columnWidth(ReceiptColumn.AMOUNT) >= table._delegate.cell_width(cell))
    assert table.columnWidth(VENDOR) >= 88
    assert table.horizontalScrollBar().maximum() == 0
    before = table.column_state()
    list_only(desk, "Both Ltd")
    assert table.column_state() == before, "what the user chose is not what a long amount needs"


def test_a_long_amount_that_comes_into_sight_with_a_larger_window_is_whole(desk: ReceiptsDesk) -> None:
    table, bar = desk.page.table, desk.page.table.verticalScrollBar()
    desk.qtbot.waitUntil(lambda: not (desk.page.loading.busy or desk.tasks.busy), timeout=20_000)
    desk.page.resize(1368, 600)
    row = next(number for number, one in enumerate(desk.listed()) if one.vendor == "Yen Ltd")
    bar.setValue(table.rowHeight(row) * row - table.viewport().height())
    assert table.rowViewportPosition(row) == table.viewport().height(), "the first that is not seen"
    assert table._measuring.interval() == 0, "at once, however far down"
    cell: Cell = desk.page.model.index(row, ReceiptColumn.AMOUNT).data(CellRole)
    desk.qtbot.waitUntil(lambda: not table._measuring.isActive())
    assert table.columnWidth(ReceiptColumn.AMOUNT) < table._delegate.cell_width(cell)
    desk.page.resize(1368, 876)
    desk.qtbot.waitUntil(lambda: table.columnWidth(ReceiptColumn.AMOUNT) >= table._delegate.cell_width(cell))


# -- the current one stays in sight --------------------------------------------------------------


def current_cell(grid: ReceiptsGrid) -> QRect:
    return grid.visualRect(grid.model().index(grid.currentIndex().row(), 0))


def test_the_current_thumbnail_stays_whole_when_the_view_gets_smaller(desk: ReceiptsDesk) -> None:
    table = desk.page.table
    table.setFocus()
    QTest.keySequence(table, QKeySequence("Ctrl+T"))
    grid = desk.page.pictures.grid
    for _ in range(7):
        QTest.keyClick(grid, Qt.Key.Key_Down)
    assert grid.viewport().rect().contains(current_cell(grid))
    for width, height in ((1368, 820), (960, 640), (1100, 876), (1368, 876)):
        desk.page.resize(width, height)
        desk.qtbot.waitUntil(lambda: grid.viewport().rect().contains(current_cell(grid)))
    desk.messages.success("Something was done", key="test")
    QTest.keyClick(grid, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: grid.viewport().rect().contains(current_cell(grid)))


def _is_under_mouse(widget: QWidget, inside: bool) -> bool:
    return widget.underMouse() is inside


def test_the_current_row_stays_in_sight_when_the_list_gets_lower(desk: ReceiptsDesk) -> None:
    page, table = desk.page, desk.page.table
    desk.qtbot.waitUntil(lambda: not (page.loading.busy or desk.tasks.busy), timeout=20_000)
    # Into the list and out of it: where the pointer was before, nobody knows.
    for place, inside in ((table.viewport(), True), (page.preview.view.viewport(), False)):
        QTest.mouseMove(place, place.rect().center())
        desk.qtbot.waitUntil(partial(_is_under_mouse, table.viewport(), inside))
    last = table.rowAt(table.viewport().height() - table.rowHeight(0))
    assert last > 10 and table.set_current_id(page.model.ids[last])

    def in_sight() -> bool:
        return table.viewport().rect().contains(table.visualRect(table.currentIndex()))

    assert in_sight()
    for height in (820, 640, 876, 600):
        page.resize(1368, height)
        desk.qtbot.waitUntil(in_sight)
    top = table.model().index(0, 0)
    table.scrollTo(top)
    page.resize(1368, 590)
    assert table.rowAt(0) == 0, "what was out of sight before stays there"
