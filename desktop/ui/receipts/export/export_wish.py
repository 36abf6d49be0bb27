"""ExportWish: what the user wants exported, in which words, and what its ZIP is called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.core.export import AnyWords, ExportRequest
from desktop.core.export_ledger import SinceExport
from desktop.core.query import Period, ReceiptQuery
from desktop.ui.receipts.export.export_words import period_text, suggested_name

translate = QCoreApplication.translate


class ExportWish(NamedTuple):
    """`ids`, when given, win over `query`. `filters` say which these are, `since` which of them alone.

    `shown`: the rows that the list shows of the query, in its order; () where nobody knows them yet.
    """

    query: ReceiptQuery | None = None
    ids: tuple[int, ...] = ()
    filters: str = ""
    since: tuple[SinceExport, ...] = ()
    shown: Sequence[int] = ()

    @property
    def receipts(self) -> int:
        """How many these are; 0: that is not known yet."""
        return 0 if self.since else len(self.ids) or len(self.shown)

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """The server removes receipts too seldom for that."""
        return ()

    @property
    def said(self) -> str:
        """Which these are, in words that stand in a sentence."""
        return ", ".join(self._parts())

    def _parts(self) -> tuple[str, ...]:
        return tuple(part for part in (self.filters, *map(since_text, self.since)) if part)

    def request(self, target: Path, words: AnyWords, *, unasked: bool = False) -> ExportRequest:
        said, since = self._parts(), self.since
        return ExportRequest(
            target,
            self.query,
            self.ids,
            self.shown,
            words=words,
            filters=said,
            since=since,
            unasked=unasked,
        )

    def name(self, business: str, now: datetime) -> str:
        """Of its ZIP; `now` in local time."""
        return suggested_name(business, self.query, now, *(_IN_NAMES[one] for one in self.since))

    def subtitle(self) -> str:
        """Which receipts these are, and what of each goes into the ZIP."""
        period = period_text(self.query.period) if self.query is not None else selected_text()
        parts = [period, *map(since_text, self.since), translate("ExportWords", "source and preview")]
        return " · ".join(parts)


_IN_NAMES = {SinceExport.NEVER: "new", SinceExport.SAME: "same", SinceExport.CHANGED: "changed"}


def since_text(since: SinceExport) -> str:
    """What became of them since they were exported, for a line of words."""
    return {
        SinceExport.NEVER: translate("ExportWords", "new since the last export"),
        SinceExport.SAME: translate("ExportWords", "the same as in the last export"),
        SinceExport.CHANGED: translate("ExportWords", "changed since the last export"),
    }[since]


def asked_text(words: Sequence[str], *, selected: bool) -> str:
    """Of an export that an earlier start began, by the words of its filter."""
    which = words or (selected_text() if selected else period_text(Period()),)
    return " · ".join((*which, translate("ExportWords", "source and preview")))


def selected_text() -> str:
    return translate("ExportWords", "The selected receipts")
