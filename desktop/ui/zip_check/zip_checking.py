"""ZipChecking: from the command, or a ZIP that is dropped on the window, to what came of its check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from desktop.ui.first_folder import folder_to_begin_in
from desktop.workers.task_pool import TaskPool

if TYPE_CHECKING:
    from desktop.ui.main_window import MainWindow
    from desktop.ui.zip_check.zip_check_dialog import ZipCheckDialog

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class ZipChecking(QObject):
    """Needs no account. `choose_file() -> path or ""` asks the user; a test puts its own in its place."""

    ended = Signal()

    def __init__(self, tasks: TaskPool, window: MainWindow) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._window = window
        self.dialog: ZipCheckDialog | None = None
        self.choose_file: Callable[[], str] = self._ask_file
        window.commands.verify.triggered.connect(self.choose)
        window.receipts_page.list_export.menu.addAction(window.commands.verify)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    @Slot()
    def choose(self) -> None:
        """Asks which ZIP, and checks it."""
        chosen = self.choose_file()
        if chosen:
            self.check(Path(chosen))

    def _ask_file(self) -> str:
        folder = folder_to_begin_in(self._window.receipts_page.export.folder)
        kinds = self.tr("ZIP files (*.zip)")
        return QFileDialog.getOpenFileName(self._window, self.tr("Verify a ZIP"), folder, kinds)[0]

    def check(self, path: Path) -> None:
        """Shows how far it is, and then what differs."""
        # Few ask for it: no start loads it.
        from desktop.ui.zip_check.zip_check_dialog import ZipCheckDialog

        self.stop()
        self.dialog = ZipCheckDialog(path, self._tasks, self._window)
        self.dialog.another_asked.connect(self.choose)
        self.dialog.finished.connect(self.stop)
        self.dialog.ended.connect(self.ended)
        self.dialog.open()

    def is_running(self) -> bool:
        """Whether one is under way."""
        return self.dialog is not None and self.dialog.is_running

    @Slot()
    def stop(self) -> None:
        """The check that is under way, or was shown, is over."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.drop()
            dialog.hide()
            dialog.deleteLater()
            self.ended.emit()

    # -- dropped on the window -------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DRAGS and isinstance(event, QDropEvent):
            path = _dropped_zip(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.check(path)
                return True
        return super().eventFilter(watched, event)


def _dropped_zip(event: QDropEvent) -> Path | None:
    """One ZIP of another program: what is dragged out of this window is meant for others."""
    urls = event.mimeData().urls()
    if event.source() is not None or len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() == ".zip" else None
