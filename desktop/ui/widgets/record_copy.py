"""RecordCopy: rows as text for the clipboard, a page at a time so that the window never stands."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot

from desktop.core.sheet_cell import SheetCell, SheetKind, sheet_text
from desktop.ui.widgets.record_table_model import PAGE_ROWS, RecordTableModel

_FORMATS = {
    SheetKind.TEXT: "\\@",
    SheetKind.FILE: "\\@",
    SheetKind.MOMENT: "yyyy\\-mm\\-dd\\ hh\\:mm",
    SheetKind.DAY: "yyyy\\-mm\\-dd",
    SheetKind.LENGTH: "[h]\\:mm\\:ss",
}
"""How a spreadsheet is told to show what it pastes; a number it shows as it likes."""


class RecordCopy(QObject):
    """Reads the rows of `ids` in `columns`; emits `finished(QMimeData, number of rows)` once, then is gone.

    The list may change meanwhile: a row that is gone by then is left out, and not counted.
    Rows go to a spreadsheet: their cells are values and not what the list shows (a date has its year, an
    amount no sign of its currency). Beside the lines with tabs there is a table that marks texts as texts: a
    spreadsheet would else take `+972-54-123-4567` for a sum. There is no line of headings: rows are put
    below those of the last time as often as on an empty sheet, and a line too many has to be found and
    deleted, while what these columns hold is plain to see.
    """

    finished = Signal(object, int)

    def __init__(
        self, model: RecordTableModel[Any], ids: array[int], columns: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._ids = ids
        self._done = 0
        self._columns = columns
        self._lines: list[list[SheetCell]] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)

    def start(self) -> None:
        """Up to a page at once; the rest between the window's other events."""
        self._timer.start()
        self._on_timeout()

    def stop(self) -> None:
        """Nothing more is read, and nothing is copied."""
        self._timer.stop()
        self.deleteLater()

    @Slot()
    def _on_timeout(self) -> None:
        page = self._ids[self._done : self._done + PAGE_ROWS]
        self._done += len(page)
        self._lines += [self._line(record) for record in self._model.read(page)]
        if self._done >= len(self._ids):
            self.stop()
            self.finished.emit(self._copied(), len(self._lines))

    def _line(self, record: Any) -> list[SheetCell]:
        return [cell for column in self._columns for cell in self._model.sheet_cells(record, column)]

    def _copied(self) -> QMimeData:
        return sheet_data(self._lines)


def sheet_data(lines: Sequence[Sequence[SheetCell]]) -> QMimeData:
    """Lines for a spreadsheet: with tabs, and as a table."""
    copied = QMimeData()
    copied.setText("\n".join("\t".join(cell.line_text for cell in line) for line in lines))
    copied.setHtml(_table(lines))
    return copied


def copied_cell(text: str) -> QMimeData:
    """One cell as it is shown, to be put anywhere: into a mail, a search, a dialler.

    What a spreadsheet would take for a formula is also a table of one cell, which says that it is none.
    """
    copied, cell = QMimeData(), sheet_text(text)
    copied.setText(cell.text if cell.is_phone else cell.line_text)
    if cell.is_danger:
        copied.setHtml(_table([[cell]]))
    return copied


def _table(lines: Sequence[Sequence[SheetCell]]) -> str:
    rows = ("".join(map(_table_cell, line)) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _table_cell(cell: SheetCell) -> str:
    """It says what is a text: a phone number, which would only be misread for a sum, stays as it is."""
    text = cell.text if cell.is_phone else cell.line_text
    form = _FORMATS.get(cell.kind)
    style = f" style='mso-number-format:\"{form}\"'" if form else ""
    return f"<td{style}>{escape(text)}</td>"
