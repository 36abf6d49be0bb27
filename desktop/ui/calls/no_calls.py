"""NoCalls: why there is no call in the list, and what to do about it."""

from __future__ import annotations

from desktop.ui.calls.call_queries import ListedCalls
from desktop.ui.calls.search_reach import reach_text
from desktop.ui.formatting import isolate
from desktop.ui.widgets.empty_list import EmptyList


class NoCalls(EmptyList):
    """Every reason that this list has."""

    def show_none_yet(self, synced: bool) -> None:
        """There is no call on this computer. `synced`: the server was asked."""
        if synced:
            sentence = self.tr("Calls appear here a few minutes after they end.")
            self._offer_sync("calls", self.tr("No calls yet"), sentence, self.tr("Sync now"))
        else:
            sentence = self.tr("The list fills when the server answers.")
            lead = self.tr("Not synced on this computer yet")
            self._offer_sync("offline", lead, sentence, self.tr("Try now"))

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
