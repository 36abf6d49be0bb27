"""CallWish: which calls the user wants exported."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.core.call_query import CallQuery
from desktop.core.export import AnyWords, ExportRequest
from desktop.core.export_ledger import SinceExport
from desktop.ui.call_export.call_export_words import calls_name

translate = QCoreApplication.translate


class CallWish(NamedTuple):
    """`ids` of rows, when given, win over `query`; `filters` say which these are. See ExportWish."""

    query: CallQuery | None = None
    ids: tuple[int, ...] = ()
    filters: str = ""
    listed: int = 0

    @property
    def since(self) -> tuple[SinceExport, ...]:
        """Whether a call was exported before is not asked."""
        return ()

    @property
    def receipts(self) -> int:
        """How many calls these are; 0: that is not known yet."""
        return len(self.ids) or self.listed

    def request(self, target: Path, words: AnyWords, *, unasked: bool = False) -> ExportRequest:
        filters = (self.filters,) if self.filters else ()
        return ExportRequest(target, self.query, self.ids, words=words, filters=filters, unasked=unasked)

    def name(self, business: str, now: datetime) -> str:
        """Of its ZIP; `now` in local time."""
        return calls_name(business, self.query, now)

    def subtitle(self) -> str:
        """Which calls these are, and what of each goes into the ZIP."""
        which = self.filters or translate("CallExportWords", "All calls")
        if self.query is None:
            which = translate("CallExportWords", "The selected calls")
        return f"{which} · {translate('CallExportWords', 'recording and transcript')}"
