"""The real program, which says "painted" when the table of calls has painted rows, then closes its window."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from desktop import app


class PaintedProgram(app.Program):
    """Watches the table of calls."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._viewport = self.window.calls_table.viewport()
        self._viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self.window.calls_table.calls.rowCount():
            watched.removeEventFilter(self)
            # After this paint, not before it.
            QTimer.singleShot(0, self._on_painted)
        return False

    @Slot()
    def _on_painted(self) -> None:
        print("painted", flush=True)
        self.window.close()
