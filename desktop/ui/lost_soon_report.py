"""LostSoonReport: how many recordings the server will delete soon; a click on it leads to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.widgets.status_bar import StatusBar


class LostSoonReport(QObject):
    """`show_calls` brings their page to the front."""

    def __init__(
        self, page: CallsPage, status: StatusBar, show_calls: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._status = status
        self._show_calls = show_calls
        page.lost_soon_changed.connect(self._on_changed)
        status.lost_soon_clicked.connect(self._on_clicked)

    def forget(self) -> None:
        """Another account: its calls are counted next."""
        self._status.set_lost_soon("")

    @Slot(int)
    def _on_changed(self, count: int) -> None:
        text = self.tr("%Ln recording(s) will be lost within 2 days", "", count) if count else ""
        self._status.set_lost_soon(text)

    @Slot()
    def _on_clicked(self) -> None:
        self._show_calls()
        self._page.filter_bar.show_lost_soon()
