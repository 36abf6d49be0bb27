"""RecordCopy: rows as text for the clipboard, a page at a time so that the window never stands."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot

from desktop.ui.widgets.record_table_model import PAGE_ROWS, PlainTextRole, RecordTableModel


class RecordCopy(QObject):
    """Reads `rows` of `model` in `columns`; emits `finished(QMimeData, number of rows)` once, then is gone.

    Beside the lines with tabs it makes a table that marks texts as texts: a spreadsheet would else take
    `+972-54-123-4567` for a sum, and `=1+1` in a vendor's name for a formula.
    """

    finished = Signal(object, int)

    def __init__(
        self, model: RecordTableModel[Any], rows: Sequence[int], columns: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._rows = rows
        self._columns = columns
        self._lines: list[list[str]] = []
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

    def _line(self, row: int) -> list[str]:
        cells = (self._model.index(row, column).data(PlainTextRole) for column in self._columns)
        return [" ".join(str(text or "").split()) for text in cells]

    def _copied(self) -> QMimeData:
        copied = QMimeData()
        copied.setText("\n".join("\t".join(line) for line in self._lines))
        styles = ["" if self._model.columns[c].numeric else _AS_TEXT for c in self._columns]
        rows = (
            "".join(f"<td{style}>{escape(text)}</td>" for style, text in zip(styles, line, strict=True))
            for line in self._lines
        )
        copied.setHtml("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
        return copied


_AS_TEXT = " style='mso-number-format:\"\\@\"'"
