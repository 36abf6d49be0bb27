"""ArrivedFiles: leads from a download that has come to its call or receipt, and to its folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from desktop.core.models import FileKey
from desktop.services.account_scope import AccountScope
from desktop.ui.calls.calls_page import CallsPage
from desktop.ui.downloads.downloads_page import DownloadsPage
from desktop.ui.receipts.receipts_page import ReceiptsPage
from desktop.ui.reveal import reveal_in_folder


class ArrivedFiles(QObject):
    """`bring(kind)` brings the page of "calls" or "receipts" to the front. A test puts its own `show_file` in
    the place of the system's file manager."""

    def __init__(
        self,
        downloads: DownloadsPage,
        calls: CallsPage,
        bring: Callable[[str], CallsPage | ReceiptsPage],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._calls = calls
        self._bring = bring
        self._scope: AccountScope | None = None
        self.show_file: Callable[[Path], object] = reveal_in_folder
        downloads.shown.connect(self._on_shown)
        downloads.reveal_asked.connect(self._on_reveal)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Whose files."""
        self._scope = scope

    @Slot(object)
    def _on_shown(self, key: FileKey) -> None:
        if self._scope is None:
            return
        if not key.is_recording:
            self._bring("receipts").show_record(int(key.id), "")
            return
        row_id = self._scope.calls.row_ids([key.id]).get(key.id)
        if row_id is not None:
            self._bring("calls").show_record(row_id, "")
        if not self._calls.flow.plays(key.id):
            self._calls.flow.play(key.id)

    @Slot(object)
    def _on_reveal(self, key: FileKey) -> None:
        kept = self._scope.kept_files.find(key) if self._scope is not None else None
        if kept is not None:
            self.show_file(kept.path)
