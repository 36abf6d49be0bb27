"""NoReceipts: why the list of receipts is empty, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.ui.error_text import error_text
from desktop.ui.receipts.receipt_queries import FoundReceipts
from desktop.ui.widgets.unsynced_list import UnsyncedList

translate = QCoreApplication.translate


class NoReceipts(UnsyncedList):
    """Its button clears the filters or syncs, its link searches all dates: the page knows which."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("receipts", translate("NoReceipts", "The receipts are being fetched"), parent)

    def show_why(self, refusal: AppError | None, found: FoundReceipts, filters: str, synced: bool) -> None:
        """Of an empty list: `refusal` of the server, `filters` in words, whether anything ever came."""
        if refusal is not None:
            self.show_refusal(refusal)
        elif found.count and found.query.filters:
            self.show_nothing_matches(found.query, filters, found.count)
        else:
            self.show_none_yet(synced)

    def show_refusal(self, error: AppError) -> None:
        """The server gives this user none at all."""
        lead = self.tr("No receipts for this account")
        self._offer_sync("account", lead, error_text(error).sentence, self.tr("Sync now"))

    def show_none_yet(self, synced: bool) -> None:
        """There are none, or nobody knows yet."""
        if synced:
            sentence = self.tr("Receipts appear here when they arrive by e-mail or are uploaded.")
            self._offer_sync("receipts", self.tr("No receipts yet"), sentence, self.tr("Sync now"))
        else:
            self.show_unsynced()

    def show_nothing_matches(self, query: ReceiptQuery, filters: str, count: int) -> None:
        """There are `count` receipts, but the filters leave out every one."""
        if query.statuses == (ReceiptStatus.PENDING_REVIEW,) and not query.text:
            sentence = self.tr("None of the %Ln receipt(s) waits for a decision here.", "", count)
            lead = self.tr("Nothing to review")
            self.show_reason("receipts", lead, sentence, action=self.tr("Show all"))
            return
        lead = self.tr("Nothing matches")
        if query.text:
            lead = self.tr("Nothing matches “{words}”").format(words=query.text)
        link = self.tr("Search all dates") if query.period and (query.text or query.vendors) else ""
        self.show_reason("search", lead, filters, action=self.tr("Clear filters"), link=link)

    def _offer_sync(self, icon_name: str, lead: str, sentence: str, action: str) -> None:
        self.show_reason(icon_name, lead, sentence, action=action, action_icon="retry")


def why_no_document(listed: bool, filtered: bool) -> str:
    """What the preview says: whether any receipts are `listed`, and whether filters leave some out."""
    if listed:
        return translate("ReceiptsPage", "No receipt is chosen. Choose one in the list.")
    if filtered:
        return translate("ReceiptsPage", "No receipt matches the filters, so there is none to show.")
    return translate("ReceiptsPage", "There is no receipt to show yet.")
