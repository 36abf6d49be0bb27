"""FirstSyncReport: while lists are fetched for the first time, the empty ones say how far that is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Slot

from desktop.services.sync import SyncProgress
from desktop.ui.formatting import number_text
from desktop.ui.widgets.unsynced_list import UnsyncedList
from desktop.workers.connection import Connection, ConnectionState


class FirstSyncReport(QObject):
    """Follows the connection; which list is which is said by the names that `SyncProgress` has for them."""

    def __init__(self, connection: Connection, lists: Mapping[str, UnsyncedList], parent: QObject) -> None:
        super().__init__(parent)
        self._connection = connection
        self._lists = lists
        connection.changed.connect(self._on_changed)
        connection.progressed.connect(self._on_progressed)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        if self._connection.state.reachable and self._connection.synced_at is not None:
            # The lists are about to be read: until then nothing else is known of them.
            return
        for empty in self._lists.values():
            empty.set_account(self._connection.state is not ConnectionState.NO_ACCOUNT)
            empty.set_fetched(self._connection.busy)

    @Slot(object)
    def _on_progressed(self, progress: SyncProgress) -> None:
        empty = self._lists.get(progress.what)
        if empty is not None and self._connection.busy:
            words = self.tr("{seen} of {total} have come so far.")
            seen, total = number_text(progress.seen), number_text(progress.total)
            empty.set_fetched(True, words.format(seen=seen, total=total))
