"""The real program, watched: it says aloud when what is measured comes about."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer, Slot

from desktop import app
from desktop.core.models import FileKey, Priority


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


class StalledProgram(app.Program):
    """Asks for the recordings `wanted` as soon as it is online; the server lets all of them stall."""

    wanted: tuple[FileKey, ...] = ()

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.completed.connect(self._on_completed)

    @Slot()
    def _on_completed(self) -> None:
        self.connection.changed.connect(self._on_online)
        self.queue.changed.connect(self._on_stalled)

    @Slot()
    def _on_online(self) -> None:
        if self.queue.online and not self.queue.transfers():
            for key in self.wanted:
                self.queue.request(key, Priority.NOW)

    @Slot(object)
    def _on_stalled(self, _: FileKey) -> None:
        transfers = [self.queue.transfer(key) for key in self.wanted]
        # The size is known from the moment when an answer has begun.
        if all(transfer is not None and transfer.total for transfer in transfers):
            self.queue.changed.disconnect(self._on_stalled)
            print("closing", flush=True)
            self.window.close()


PROGRAMS = {"startup": PaintedProgram, "quit": StalledProgram}
"""What is started in place of the program, by what is measured."""
