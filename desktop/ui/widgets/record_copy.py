"""RecordCopy: rows as text for the clipboard, a page at a time so that the window never stands."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData, QObject, QTimer, Signal, Slot

from desktop.ui.widgets.record_table_model import PAGE_ROWS, RecordTableModel


class RecordCopy(QObject):
    """Reads the rows of `ids` in `columns`; emits `finished(QMimeData, number of rows)` once, then is gone.

    The list may change meanwhile: a row that is gone by then is left out, and not counted.
    Beside the lines with tabs it makes a table that marks texts as texts: a spreadsheet would else take
    `+972-54-123-4567` for a sum, and `=1+1` in a vendor's name for a formula.
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
        self._lines: list[list[str]] = []
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

    def _line(self, record: Any) -> list[str]:
        cells = (self._model.cell(record, column).copied for column in self._columns)
        return [" ".join(text.split()) for text in cells]

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
