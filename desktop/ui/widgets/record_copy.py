"""RecordCopy: rows as lines of text for the clipboard, a page at a time so that the window never stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.ui.widgets.record_table_model import PAGE_ROWS, PlainTextRole, RecordTableModel


class RecordCopy(QObject):
    """Reads `rows` of `model` in `columns`; emits `finished(text, number of rows)` once, then is gone."""

    finished = Signal(str, int)

    def __init__(
        self, model: RecordTableModel[Any], rows: Sequence[int], columns: Sequence[int], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._rows = rows
        self._columns = columns
        self._lines: list[str] = []
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
            self.finished.emit("\n".join(self._lines), len(self._lines))

    @Slot()
    def _stop(self) -> None:
        self._timer.stop()
        self.deleteLater()

    def _line(self, row: int) -> str:
        cells = (self._model.index(row, column).data(PlainTextRole) for column in self._columns)
        return "\t".join(" ".join(str(text or "").split()) for text in cells)
