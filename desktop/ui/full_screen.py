"""FullScreen: the whole screen for the window; on the receipts for the document alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from desktop.ui.receipts.receipts_page import ReceiptsPage
    from desktop.ui.window_frame import WindowFrame


class FullScreen(QObject):
    """Rail, status and player go while the document has the screen; Escape brings them back."""

    def __init__(
        self, command: QAction, frame: WindowFrame, receipts: ReceiptsPage, window: QMainWindow
    ) -> None:
        super().__init__(window)
        self._window = window
        self._frame = frame
        self._receipts = receipts
        self._was_large = False
        command.triggered.connect(self._on_toggled)
        receipts.commands.show_large.toggled.connect(self._on_large)
        frame.stack.currentChanged.connect(self.leave)

    @Slot()
    def _on_toggled(self) -> None:
        if self._window.isFullScreen():
            self.leave()
            self._set_full(False)
            return
        self._set_full(True)
        if self._frame.stack.currentWidget() is self._receipts and self._receipts.preview.receipt is not None:
            self._was_large = self._receipts.commands.show_large.isChecked()
            self._receipts.commands.show_large.setChecked(True)
            self._frame.set_bare(True)

    @Slot()
    def leave(self) -> None:
        """The document gives the screen back; the list stands beside it again if it did before."""
        if self._frame.bare:
            self._frame.set_bare(False)
            self._set_full(False)
            self._receipts.commands.show_large.setChecked(self._was_large)

    @Slot(bool)
    def _on_large(self, large: bool) -> None:
        if not large:
            self._was_large = False
            self.leave()

    def _set_full(self, full: bool) -> None:
        state = self._window.windowState() & ~Qt.WindowState.WindowFullScreen
        self._window.setWindowState(state | Qt.WindowState.WindowFullScreen if full else state)
