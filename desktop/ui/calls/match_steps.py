"""MatchSteps: from match to match in the transcript, and past the last one to the next call of the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from desktop.ui.calls.calls_table import CallsTable
from desktop.ui.calls.transcript_widget import TranscriptWidget


class MatchSteps(QObject):
    """What the reader looks for in one transcript stays in it; what the list is searched for goes on."""

    def __init__(self, table: CallsTable, transcript: TranscriptWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._transcript = transcript

    @Slot()
    def go_on(self) -> None:
        self._step(1)

    @Slot()
    def go_back(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        listed = self._transcript.follows_list
        if self._transcript.step(by, around=not listed) or not listed:
            return
        row, calls = self._table.currentIndex().row() + by, self._table.calls
        if 0 <= row < len(calls.ids):
            self._table.set_current_id(calls.ids[row])
            if by < 0:
                self._transcript.go_to_last()
        elif row >= 0 and not calls.whole:
            # The last of the first rows is not the end.
            self._table.when_whole(partial(self._step, by))
