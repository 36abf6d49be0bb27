"""ReadCalls: the rows that the list of calls read, found by the sid that everything else knows a call by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.core.models import CallRow
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.calls_table_model import CallsTableModel


class ReadCalls:
    """Those that were not read are read when they are shown: of them nothing has to be known."""

    def __init__(self, model: CallsTableModel) -> None:
        self._model = model
        self._scope: AccountScope | None = None
        self._row_ids: dict[str, int] = {}

    def set_scope(self, scope: AccountScope | None) -> None:
        """Whose calls they are from now on."""
        self._scope = scope

    def forget(self) -> None:
        """Nothing counts as read, as when the list is another account's."""
        self._row_ids.clear()

    def rows(self, ids: Sequence[int]) -> list[CallRow]:
        """The rows source of the model."""
        rows = self._scope.calls.rows(ids) if self._scope is not None else []
        self._row_ids.update((row.call.sid, row.row_id) for row in rows)
        return rows

    def row_ids(self, sids: Iterable[str]) -> list[int]:
        """Of those of `sids` that were read."""
        return [self._row_ids[sid] for sid in sids if sid in self._row_ids]

    def invalidate(self, sids: Iterable[str]) -> bool:
        """Their rows are read again; whether any of them had been read."""
        found = self.row_ids(sids)
        if found:
            self._model.invalidate(found)
        return bool(found)
