"""A RecordTable over rows of nothing but their id, shown, with the keyboard in it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.ui.formatting import isolate_ltr
from desktop.ui.widgets.record_table import RecordTable
from desktop.ui.widgets.record_table_model import Cell, Column, RecordTableModel, RowLook

COLUMNS = [
    Column("mark", "", 36, sortable=False, fixed=True, name="Direction"),
    Column("date", "Date", 110, descending_first=True),
    Column("name", "Customer", stretch=True),
    Column("phone", "Phone", 130),
    Column("length", "Length", 60, numeric=True, descending_first=True),
]


@dataclass(frozen=True)
class Row:
    row_id: int


class Model(RecordTableModel[Row]):
    """Rows of nothing but their id; counts what is read."""

    def __init__(self, count: int) -> None:
        super().__init__(COLUMNS, self._read)
        self.reads: list[int] = []
        self.gone: set[int] = set()
        self.replace_ids(ids_of(range(count)))

    def _read(self, ids: Sequence[int]) -> list[Row]:
        self.reads.append(len(ids))
        return [Row(row_id) for row_id in ids if row_id not in self.gone]

    def cell(self, record: Row, column: int) -> Cell:
        number = record.row_id
        cells = (
            Cell(icon="incoming", plain="in"),
            Cell(isolate_ltr(f"day {number}")),
            Cell(f"name\t{number}\nof two lines", bold=True),
            Cell(isolate_ltr(f"+972-{number}"), secondary=True),
            Cell(str(number), numeric=True, badge="lost" if number == 3 else None),
        )
        return cells[column]

    def sentence(self, record: Row) -> str:
        return f"Call number {record.row_id}."

    def look(self, record: Row) -> RowLook:
        return RowLook.LOST_SOON if record.row_id == 3 else RowLook.NORMAL


def ids_of(numbers: Sequence[int]) -> array[int]:
    return array("q", numbers)


@dataclass
class Bench:
    """The table, its model, and who presses keys in it."""

    table: RecordTable
    model: Model
    bot: QtBot

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.table, key, modifiers)

    def click(self, row: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        place = self.table.visualRect(self.model.index(row, 1)).center()
        self.bot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


def record_bench(qtbot: QtBot, count: int) -> Bench:
    """Of `count` rows, their ids 0 and on."""
    table, model = RecordTable(), Model(count)
    qtbot.addWidget(table)
    table.setModel(model)
    table.resize(700, 400)
    with qtbot.waitExposed(table):
        table.show()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    return Bench(table, model, qtbot)


def place_of(bench: Bench, record_id: int) -> int:
    """Where the row begins in the viewport, in px."""
    row = bench.model.row_of(record_id)
    assert row is not None
    return bench.table.rowViewportPosition(row)
