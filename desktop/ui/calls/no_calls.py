"""NoCalls: why there is no call in the list, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.ui.calls.call_queries import ListedCalls
from desktop.ui.calls.search_reach import reach_text
from desktop.ui.formatting import isolate
from desktop.ui.widgets.unsynced_list import UnsyncedList

translate = QCoreApplication.translate


class NoCalls(UnsyncedList):
    """Every reason that this list has."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("calls", translate("NoCalls", "The calls are being fetched"), parent)

    def show_none_yet(self, synced: bool) -> None:
        """There is no call on this computer. `synced`: the server was asked."""
        if synced:
            sentence = self.tr("Calls appear here a few minutes after they end.")
            self._offer_sync("calls", self.tr("No calls yet"), sentence, self.tr("Sync now"))
        else:
            self.show_unsynced()

    def show_nothing_matches(self, found: ListedCalls, filters: str) -> None:
        """There are calls, but `filters` (their words) leave out every one."""
        query = found.query
        if query.lost_soon and not found.lost_soon:
            self._say_nothing_is_lost()
            return
        lead = self.tr("Nothing matches")
        if query.text:
            lead = self.tr("Nothing matches “{words}”").format(words=isolate(query.text))
        link = self.tr("Search all dates") if query.period else ""
        if found.reached is not None:
            filters = "\n".join(part for part in (filters, reach_text(found.reached)) if part)
        self.show_reason("search", lead, filters, action=self.tr("Clear filters"), link=link)

    def _say_nothing_is_lost(self) -> None:
        sentence = self.tr("The server deletes nothing within two days that is not on this computer.")
        lead = self.tr("Nothing is about to be lost")
        self.show_reason("check", lead, sentence, action=self.tr("Clear filters"))

    def _offer_sync(self, icon_name: str, lead: str, sentence: str, action: str) -> None:
        self.show_reason(icon_name, lead, sentence, action=action, action_icon="retry")
