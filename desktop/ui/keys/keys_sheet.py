"""KeysSheet: shows all keys of the window when its command wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from desktop.ui.keys.keys_dialog import KeysDialog
    from desktop.ui.main_window import MainWindow


class KeysSheet(QObject):
    """Made anew each time: what a key does now, it says."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: KeysDialog | None = None
        window.commands.keys.triggered.connect(self.show)

    @Slot()
    def show(self) -> None:
        # Few ask for it: no start loads it.
        from desktop.ui.keys.key_lines import key_lines
        from desktop.ui.keys.keys_dialog import KeysDialog

        if self.dialog is not None:
            self.dialog.close()
        window = self._window
        places = {
            window: self.tr("Anywhere"),
            window.calls_page: self.tr("Calls"),
            window.receipts_page: self.tr("Receipts"),
            window.player_bar: self.tr("Player"),
            window.receipts_page.preview: self.tr("Document"),
            window.downloads_page: self.tr("Downloads"),
        }
        self.dialog = KeysDialog(key_lines(window, places), window)
        self.dialog.finished.connect(self._on_closed)
        self.dialog.show()

    @Slot()
    def _on_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
