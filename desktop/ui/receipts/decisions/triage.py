"""Triage: after a decision the next receipt is there at once; after an undo, the one that it was about."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot

from desktop.core.models import ReceiptStatus
from desktop.ui.receipts.decisions.receipt_decisions import ReceiptDecisions
from desktop.ui.receipts.receipts_table import ReceiptsTable

LOOKED_AHEAD = 200
_UNDECIDED = (ReceiptStatus.PENDING_REVIEW, ReceiptStatus.INCOMPLETE)


class Triage(QObject):
    """Goes by the list as it stands, without waiting for what is read or sent."""

    def __init__(self, table: ReceiptsTable, decisions: ReceiptDecisions, parent: QObject) -> None:
        super().__init__(parent)
        self._table = table
        self._model = table.receipts
        self._back: int | None = None
        """What was undone, and comes back into a list that is filtered."""
        self._model.ids_changed.connect(self._on_listed)
        decisions.undone.connect(self._on_undone)

    def go_on(self, ids: Sequence[int]) -> bool:
        """These were decided about: from a single one to the next, if there is any; see `_next`.

        Several stay selected: what was done with them is seen, and can be done again. False: it stays.
        """
        self._back = None
        row = self._model.row_of(ids[0]) if len(ids) == 1 else None
        if row is None or row >= len(self._model.ids) - 1:
            return False
        return self._table.set_current_id(self._model.id_at(self._next(row)))

    def _next(self, row: int) -> int:
        """From one that was to be decided about to the next such one, as far as the list is read: a key that
        is pressed once too often would overturn what was decided. Else the one below."""
        ids = self._model.ids[row : row + LOOKED_AHEAD]
        shown = self._model.shown_as(ids)
        undecided = [place for place, one in enumerate(ids) if shown.get(one) in _UNDECIDED]
        return row + (undecided[1] if undecided[:1] == [0] and len(undecided) > 1 else 1)

    @Slot(object)
    def _on_undone(self, ids: Sequence[int]) -> None:
        if len(ids) == 1 and not self._table.set_current_id(ids[0]):
            self._back = ids[0]

    @Slot(bool)
    def _on_listed(self, anew: bool) -> None:
        """Another list: whatever was waited for is past."""
        if self._back is not None and (anew or self._table.set_current_id(self._back)):
            self._back = None
