"""PrintedList: a list as it goes to paper: its words, its columns and where its rows come from."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt

from desktop.ui.formatting import isolate_ltr, one_line
from desktop.ui.widgets.record_cell import Cell, Column
from desktop.ui.widgets.record_table import RecordTable

_LETTERS = 300
"""Of a text more than this fits on no line of paper."""


class Heading(NamedTuple):
    """What stands above the list: `title` large, `lines` below it, such as filters, count and sums, date."""

    title: str
    lines: tuple[str, ...]


class PrintedList(NamedTuple):
    """`ids` are what is printed even if the list changes meanwhile; `rows` reads some of them."""

    heading: Heading
    columns: tuple[Column, ...]
    ids: array[int]
    rows: Callable[[Sequence[int]], Sequence[Any]]
    cell: Callable[[Any, int], Cell]
    numbers: tuple[int, ...]
    """The columns' numbers in the model."""
    direction: Qt.LayoutDirection

    @classmethod
    def of(cls, table: RecordTable, ids: array[int], heading: Heading) -> PrintedList:
        """The columns that `table` shows, as it shows them."""
        records = table.records
        assert records is not None
        numbers = tuple(table.shown_columns())
        columns = tuple(records.columns[number] for number in numbers)
        return cls(heading, columns, ids, records.read, records.cell, numbers, table.layoutDirection())

    def lines(self, first: int, last: int) -> list[list[str]]:
        """The texts of the rows from `first` to before `last`, a list of cells each."""
        records = {record.row_id: record for record in self.rows(self.ids[first:last])}
        return [self._line(records.get(row_id)) for row_id in self.ids[first:last]]

    def _line(self, record: Any | None) -> list[str]:
        if record is None:
            return [""] * len(self.numbers)
        return [_text(self.cell(record, number)) for number in self.numbers]


def _text(cell: Cell) -> str:
    """What is said by an icon, or by a sign with a slot of its own, is said in words."""
    if cell.sign:
        return isolate_ltr(cell.copied)
    return cell.lasting[:_LETTERS] if cell.text else one_line(cell.copied)
