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
        """What goes back to what it was, until a list is shown that knows of it: a key means this one."""
        self._listing = False
        """Rows are about to change: the one that takes the place of one that went does so by itself."""
        self._readings: int | None = None
        """How many lists were read since that is written; None: it is not."""
        self._model.ids_about_to_change.connect(self._on_listing)
        self._model.ids_changed.connect(self._on_listed)
        table.current_id_changed.connect(self._on_current_changed)
        decisions.going_back.connect(self._on_going_back)
        decisions.undone.connect(self._on_undone)

    def meant(self) -> list[int]:
        """What a key decides about: the selected receipts, or the one that was undone a moment ago, which a
        filtered list does not show again yet."""
        return [self._back] if self._back is not None and self._waits() else [*self._table.selected_ids()]

    def go_on(self, ids: Sequence[int]) -> bool:
        """These were decided about: from a single one to the next, if there is any; see `_next`.

        Several stay selected: what was done with them is seen, and can be done again. False: it stays.
        """
        undone = self._back in ids
        self.forget()
        row = self._model.row_of(ids[0]) if len(ids) == 1 else None
        if row is None or row >= len(self._model.ids) - 1:
            return False
        return self._table.set_current_id(self._model.id_at(self._next(row, undone)))

    def _next(self, row: int, undone: bool) -> int:
        """From one that was to be decided about to the next such one, as far as the list is read: a key that
        is pressed once too often would overturn what was decided. Else the one below.

        `undone`: it was, whatever it is shown as.
        """
        ids = self._model.ids[row : row + LOOKED_AHEAD]
        shown = self._model.shown_as(ids)
        places = (place for place, one in enumerate(ids) if place and shown.get(one) in _UNDECIDED)
        was_undecided = undone or shown.get(ids[0]) in _UNDECIDED
        return row + (next(places, 1) if was_undecided else 1)

    def _waits(self) -> bool:
        """One is current at most; who takes several means those."""
        return self._table.selected_count() <= 1

    @Slot()
    def forget(self) -> None:
        """Nothing that goes back is waited for: a key means what is selected."""
        self._back, self._readings, self._listing = None, None, False

    @Slot(object)
    def _on_going_back(self, ids: Sequence[int]) -> None:
        self.forget()
        if len(ids) == 1:
            self._back = ids[0]
            self._table.set_current_id(ids[0])

    @Slot(object)
    def _on_current_changed(self, current: int | None) -> None:
        """Somebody goes elsewhere; but to the place of a row that left the list, nobody went."""
        if current not in (None, self._back) and not self._listing:
            self.forget()

    @Slot(object, object)
    def _on_undone(self, asked: Sequence[int], back: Sequence[int]) -> None:
        """The list that follows shows it, unless it leaves it out. Other undos do not count."""
        if self._back in back:
            self._readings = 0
        elif self._back in asked:
            self.forget()

    @Slot()
    def _on_listing(self) -> None:
        self._listing = True

    @Slot(bool)
    def _on_listed(self, anew: bool) -> None:
        """Another list: whatever was waited for is past."""
        if anew:
            self.forget()
        elif self._back is not None and self._waits():
            self._table.set_current_id(self._back)

    def on_read(self, *, more: bool) -> None:
        """Rows were read and are shown; `more`: they are read again, since something changed meanwhile."""
        self._listing = False
        if self._readings is None:
            return
        self._readings += 1
        # The first may be older than the undo, the second cannot be.
        if self._readings > 1 or not more:
            self.forget()
