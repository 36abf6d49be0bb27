"""RecordingRows: the rows of the calls follow what becomes of their recordings."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from desktop.core.models import FileKey, KeptFile
from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.calls_table_model import CallColumn
from desktop.ui.calls.read_calls import ReadCalls
from desktop.ui.calls.recording.call_recordings import CallRecordings
from desktop.ui.calls.recording.transfer_watch import TransferWatch
from desktop.workers.download_queue import DownloadQueue


class RecordingRows(QObject):
    """Those that `read` knows are drawn or read again; `recordings` shows the current one's anew."""

    kept = Signal()
    """A recording has come: of which call, the list may not know."""

    def __init__(
        self,
        queue: DownloadQueue,
        table: CallsTable,
        read: ReadCalls,
        recordings: CallRecordings,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._table = table
        self._model = table.calls
        self._read = read
        self._recordings = recordings
        self.transfers = TransferWatch(queue, self)
        self._model.transfer = self.transfers.transfer
        self.transfers.changed.connect(self._on_changed)
        self.transfers.line_moved.connect(self._on_line_moved)
        queue.ready.connect(self._on_ready)

    @Slot(object)
    def _on_changed(self, sids: frozenset[str]) -> None:
        self._model.touch(self._read.row_ids(sids))
        self._show_if_meant(sids)

    @Slot(object)
    def _on_line_moved(self, sids: frozenset[str]) -> None:
        """With each recording that has come, as often for all that wait: of their rows one cell."""
        self._model.touch(self._read.row_ids(sids), CallColumn.RECORDING)
        self._show_if_meant(sids)

    def _show_if_meant(self, sids: frozenset[str]) -> None:
        row = self._recordings.current_row()
        if self._table.selected_count() > 1 or (row is not None and row.call.sid in sids):
            self._recordings.show()

    @Slot(object, object)
    def _on_ready(self, key: FileKey, _: KeptFile) -> None:
        if key.is_recording:
            self._read_again(key.id)
            self.kept.emit()

    @Slot(str, object)
    def note_length(self, sid: str, _: int) -> None:
        """It is known how long this call's recording is: the mark of one that is shorter may come or go."""
        self._read_again(sid)

    def _read_again(self, sid: str) -> None:
        if self._read.invalidate([sid]):
            self._recordings.show()
