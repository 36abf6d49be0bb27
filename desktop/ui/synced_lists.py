"""SyncedLists: both lists are drawn again as a sync brings more of them to this computer."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.workers.connection import Connection

DRAWN_EACH_MS = 1000
"""Lists are drawn while a first sync goes on, though not again for each of its pages."""


class SyncedLists(QObject):
    """Reads what is on this computer, however it came there."""

    def __init__(
        self, connection: Connection, calls: CallsPage, receipts: ReceiptsPage, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._connection = connection
        self._calls = calls
        self._receipts = receipts
        connection.synced.connect(self._on_synced)
        connection.progressed.connect(self._on_progressed)
        self._timer = QTimer(self, singleShot=True, interval=DRAWN_EACH_MS)
        self._timer.timeout.connect(self.refresh)

    @Slot(object)
    def _on_synced(self, _: object) -> None:
        self._timer.stop()
        self._receipts.set_refusal(self._connection.receipts_refused)
        self.refresh()

    @Slot(object)
    def _on_progressed(self, _: object) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Draws them again from what is on this computer."""
        self._calls.refresh()
        self._receipts.refresh()
