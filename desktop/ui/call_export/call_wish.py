"""CallWish: which calls the user wants exported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.core.call_query import CallQuery
from desktop.core.export import AnyWords, ExportRequest
from desktop.ui.call_export.call_export_words import calls_name
from desktop.ui.calls.search_reach import searched_back_text

translate = QCoreApplication.translate


class CallWish(NamedTuple):
    """`ids` of rows, when given, win over `query`; `filters` say which these are. See ExportWish.

    `reached`: transcripts from before that were not searched, see `FoundCalls`; None: all were. `named`:
    sid and words of each, as the list shows them; () where these are too many.
    """

    query: CallQuery | None = None
    ids: tuple[int, ...] = ()
    filters: str = ""
    shown: Sequence[int] = ()
    reached: datetime | None = None
    named: tuple[tuple[str, str], ...] = ()

    @property
    def said(self) -> str:
        """Which these are, in words that stand in a sentence."""
        return self.filters

    @property
    def receipts(self) -> int:
        """How many calls these are; 0: that is not known yet."""
        return len(self.ids) or len(self.shown)

    def request(self, target: Path, words: AnyWords, *, unasked: bool = False) -> ExportRequest:
        filters = tuple(part for part in (self.filters, self._reach()) if part)
        return ExportRequest(
            target, self.query, self.ids, self.shown, words=words, filters=filters, unasked=unasked
        )

    def name(self, business: str, now: datetime) -> str:
        """Of its ZIP; `now` in local time."""
        return calls_name(business, self.query, now)

    def subtitle(self) -> str:
        """Which calls these are, and what of each goes into the ZIP."""
        which = self.filters or translate("CallExportWords", "All calls")
        if self.query is None:
            which = translate("CallExportWords", "The selected calls")
        return asked_text([part for part in (which, self._reach()) if part], selected=False)

    def _reach(self) -> str:
        """That a search of a letter or two is not one of all that is here."""
        return searched_back_text(self.reached) if self.reached is not None else ""


def asked_text(words: Sequence[str], *, selected: bool) -> str:
    """Which calls an export is of, by the words of its filter, and what of each goes into the ZIP."""
    every = translate("CallExportWords", "All calls")
    which = words or (translate("CallExportWords", "The selected calls") if selected else every,)
    return " · ".join((*which, translate("CallExportWords", "recording and transcript")))
