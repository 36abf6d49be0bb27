"""RecordCopy: rows as text for the clipboard, a page at a time so that the window never stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot

from desktop.ui.widgets.record_table_model import PAGE_ROWS, RecordTableModel
from desktop.ui.widgets.sheet_cell import SheetCell, begins_formula, sheet_text


class RecordCopy(QObject):
    """Reads `rows` of `model` in `columns`; emits `finished(QMimeData, number of rows)` once, then is gone.

    Rows go to a spreadsheet: their cells are values and not what the list shows (a date has its year, an
    amount no sign of its currency). Beside the lines with tabs there is a table that marks texts as texts: a
    spreadsheet would else take `+972-54-123-4567` for a sum. There is no line of headings: rows are put
    below those of the last time as often as on an empty sheet, and a line too many has to be found and
    deleted, while what these columns hold is plain to see.
    """

    finished = Signal(object, int)

    def __init__(
        self, model: RecordTableModel[Any], rows: Sequence[int], columns: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._rows = rows
        self._columns = columns
        self._lines: list[list[SheetCell]] = []
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timeout)
        model.ids_about_to_change.connect(self._stop)

    def start(self) -> None:
        """Up to a page at once; the rest between the window's other events."""
        self._on_timeout()
        if len(self._lines) < len(self._rows):
            self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        first = len(self._lines)
        self._lines += [self._line(row) for row in self._rows[first : first + PAGE_ROWS]]
        if len(self._lines) >= len(self._rows):
            self._stop()
            self.finished.emit(self._copied(), len(self._lines))

    @Slot()
    def _stop(self) -> None:
        self._timer.stop()
        self.deleteLater()

    def _line(self, row: int) -> list[SheetCell]:
        record = self._model.record_at(row)
        if record is None:
            return []
        return [cell for column in self._columns for cell in self._model.sheet_cells(record, column)]

    def _copied(self) -> QMimeData:
        copied = QMimeData()
        copied.setText("\n".join("\t".join(cell.line_text for cell in line) for line in self._lines))
        copied.setHtml(_table(self._lines))
        return copied


def copied_cell(text: str) -> QMimeData:
    """One cell as it is shown, to be put anywhere: into a mail, a search, a dialler.

    What a spreadsheet would take for a formula is also a table of one cell, which says that it is none.
    """
    copied, cell = QMimeData(), sheet_text(text)
    copied.setText(cell.text if cell.is_phone else cell.line_text)
    if begins_formula(cell.text):
        copied.setHtml(_table([[cell]]))
    return copied


def _table(lines: Sequence[Sequence[SheetCell]]) -> str:
    rows = ("".join(cell.html for cell in line) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
