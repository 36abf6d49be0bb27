"""DecisionsReport: how many decisions the server does not have yet; a click on that leads to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desktop.ui.receipts.decisions.decision_words import trouble_text, waiting_text
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.ui.widgets.status_bar import StatusBar
from desktop.workers.connection import Connection


class DecisionsReport(QObject):
    """In the status bar. Also tells the connection what was met while they were sent.

    `show_receipts` brings their page to the front.
    """

    def __init__(
        self,
        page: ReceiptsPage,
        connection: Connection,
        status: StatusBar,
        show_receipts: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._status = status
        self._show_receipts = show_receipts
        page.decisions.session_lost.connect(connection.lose_session)
        page.decisions.server_lost.connect(connection.doubt)
        page.decisions.counts_changed.connect(self._say)
        page.decisions.trouble_changed.connect(self._say)
        page.deciding.history.receipt_asked.connect(self._on_receipt_asked)
        status.decisions_clicked.connect(self._on_clicked)

    @Slot()
    def _say(self) -> None:
        decisions = self._page.decisions
        counts = decisions.counts
        words = waiting_text(counts, len(decisions.refused))
        self._status.set_decisions(words, trouble_text(counts, decisions.trouble))

    @Slot()
    def _on_clicked(self) -> None:
        self._show_receipts()
        self._page.deciding.history.open()

    @Slot(object)
    def _on_receipt_asked(self, _: int) -> None:
        """The history may stand over another page."""
        self._show_receipts()

    def unsent(self) -> int:
        """Of the account that is shown."""
        return self._page.decisions.counts.unsent
