"""Small windows: no number is cut, on any page, in either language, with the player open."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from desktop.core.models import FileKey, FileKind
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.formatting import RLI, strip_marks
from desktop.ui.main_window import SMALLEST_SIZE
from desktop.ui.theme import font
from desktop.ui.widgets.messages import MessageKind
from desktop.ui.widgets.painting import elided
from desktop.ui.widgets.record_delegate import RecordDelegate
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.record_table_model import Cell, CellRole
from tests.app.conftest import Driver

DIGIT = re.compile(r"\d")
SIZES = (SMALLEST_SIZE, QSize(1024, 700), QSize(1280, 720), QSize(1366, 768))


def cut_labels(window: QWidget) -> list[str]:
    """Labels and buttons in sight that say a number and have no room for it."""
    shown = [label for label in window.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
    cut = [label.text() for label in shown if _width(label) > label.width() + 1]
    pressed = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    cut += [button.text() for button in pressed if button.sizeHint().width() > button.width() + 1]
    return [strip_marks(text) for text in cut if DIGIT.search(text)]


def _width(label: QLabel) -> int:
    return QFontMetrics(label.font()).horizontalAdvance(label.text())


def cut_cells(table: RecordTable) -> list[str]:
    """Numbers of the rows in sight that are wider than their column."""
    delegate, cut = table.itemDelegate(), []
    assert isinstance(delegate, RecordDelegate)
    for row in range(max(0, table.rowAt(0)), max(0, table.rowAt(table.viewport().height() - 1)) + 1):
        for column in table.shown_columns():
            cell: Cell = table.model().index(row, column).data(CellRole)
            if cell.numeric and delegate.cell_width(cell) > table.columnWidth(column):
                cut.append(strip_marks(cell.text))
    return cut


def overlapping(row: QWidget) -> list[tuple[str, str]]:
    """Neighbours in `row` of which one lies over the other."""
    parts = [child for child in row.children() if isinstance(child, QWidget) and child.isVisible()]
    pairs = [(one, other) for one in parts for other in parts if one is not other]
    return [
        (type(one).__name__, type(other).__name__)
        for one, other in pairs
        if one.geometry().intersects(other.geometry())
    ]


def resize(driver: Driver, size: QSize) -> None:
    window = driver.program.window
    window.resize(size)
    driver.wait(lambda: not driver.program.tasks.busy and window.size() == size)


def play(driver: Driver) -> None:
    driver.press_play(driver.recordings()[0])
    driver.wait(lambda: driver.player.call is not None)


def test_numbers_stand_whole(driver: Driver, server: DemoServer) -> None:
    window, queue = driver.program.window, driver.program.queue
    play(driver)
    server.faults.add(Fault("^/storage/", "drip", bytes_per_second=5_000))
    driver.wait(lambda: len(driver.receipts.model.ids) >= 9)
    for receipt_id in driver.receipts.model.ids[:9]:
        queue.request(FileKey.source(receipt_id))
    driver.wait(lambda: any(transfer.received for transfer in queue.transfers()))
    for command in (window.commands.calls, window.commands.receipts, window.commands.downloads):
        command.trigger()
        table = next(table for table in window.findChildren(RecordTable) if table.isVisible())
        table.selectAll()
        for size in SIZES:
            resize(driver, size)
            driver.wait(lambda: cut_labels(window) == [])
            assert cut_cells(table) == []
            assert table.horizontalHeader().length() == table.viewport().width(), "some gave way"
            assert overlapping(window.status) == []
            assert overlapping(window.player_bar) == []


def test_messages_leave_the_window_to_the_list(driver: Driver) -> None:
    """One of the news and one that lasts, however many there are; the others are a click away."""
    window = driver.program.window
    window.resize(SMALLEST_SIZE)
    window.messages.show(MessageKind.WARNING, "Working offline.", key="offline", lasting=True)
    for number in range(4):
        window.messages.warning(f"Warning {number}.")
    bars = (driver.calls.message_bar, driver.receipts.message_bar)
    for command, bar in zip((window.commands.calls, window.commands.receipts), bars, strict=True):
        command.trigger()
        driver.wait(bar.isVisible)
        labels = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
        assert sorted(labels) == sorted(["Warning 3.", shown_number(bar), "Working offline."])
        assert "4" in shown_number(bar)
        assert bar.height() < SMALLEST_SIZE.height() // 5


def shown_number(bar: QWidget) -> str:
    """Which of how many the bar says it shows."""
    labels = [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
    return next(text for text in labels if not text.endswith("."))


def test_a_row_that_begins_in_english_reads_from_the_right(
    start: Callable[[str], Driver], server: DemoServer
) -> None:
    driver = start("he")
    driver.sign_in(server)
    driver.wait_for_lists()
    model = driver.receipts.model
    # Another list of ids takes the place of the one that is there.
    driver.wait(lambda: len(model.ids) > 0)
    rows = [model.record_at(row) for row in range(len(model.ids))]
    receipt = next(row.receipt for row in rows if row is not None and row.receipt.preview_file)
    driver.program.queue.request(FileKey(FileKind.RECEIPT_PREVIEW, str(receipt.id)))
    driver.program.window.commands.downloads.trigger()
    page = driver.program.window.downloads_page
    page.refresh()
    cells = [page.model.index(row, 0).data(CellRole).text for row in range(len(page.model.ids))]
    preview = next(text for text in cells if strip_marks(text).startswith("Preview"))
    assert preview.startswith(RLI)
    metrics = QFontMetrics(font(table=True))
    assert elided(metrics, preview, 100).startswith(RLI), "also where it is cut"
    assert strip_marks(elided(metrics, preview, 100)).endswith("…")
