"""SecondWindow: the current receipt's document once more, in a window for a second screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication, QKeySequence, QScreen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.icons import icon
from desktop.ui.receipts.preview.ready_documents import ReadyDocuments
from desktop.ui.receipts.preview.receipt_preview_widget import ReceiptPreviewWidget
from desktop.ui.receipts.receipt_actions import ReceiptActions
from desktop.ui.widgets.key_words import full_screen_key
from desktop.ui.widgets.message_bar import Messages
from desktop.ui.widgets.refused_keys import RefusedKeys
from desktop.ui.widgets.window_size import first_size
from desktop.workers.document_renderer import DocumentRenderer
from desktop.workers.download_queue import DownloadQueue

FIRST_SIZE = QSize(900, 1000)
SMALLEST_SIZE = QSize(480, 360)


class SecondWindow(QObject):
    """Follows the first preview; which of the two files it shows is its own matter. Closes with the page."""

    def __init__(
        self,
        renderer: DocumentRenderer,
        queue: DownloadQueue,
        actions: ReceiptActions,
        messages: Messages,
        documents: ReadyDocuments,
        first: ReceiptPreviewWidget,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._parts = (renderer, queue, actions, messages, documents)
        self._first = first
        self._page = page
        self._place = ""
        self.window: PreviewWindow | None = None
        actions.second_window.toggled.connect(self._on_toggled)
        first.shown.changed.connect(self._follow)
        first.shown.connection_changed.connect(self._on_connection_changed)

    @property
    def place(self) -> str:
        """Where the window is, or was when it was closed; "" for nowhere yet."""
        return self.window.place() if self.window is not None else self._place

    def set_place(self, place: str) -> None:
        """Where the window opens next."""
        self._place = place

    def close(self) -> None:
        if self.window is not None:
            self.window.close()

    @Slot(bool)
    def _on_toggled(self, wanted: bool) -> None:
        if not wanted:
            self.close()
        elif self.window is None:
            self._open()

    def _open(self) -> None:
        actions, messages = self._parts[2:4]
        preview = ReceiptPreviewWidget(*self._parts)
        preview.strip.show_facts(True)
        self.window = PreviewWindow(preview, actions, messages, self._page)
        preview.step_wanted.connect(self._first.step_wanted)
        preview.shown.download_asked.connect(self._first.shown.download_asked)
        preview.shown.open_asked.connect(self._first.shown.open_asked)
        preview.file_dragged.connect(self._first.file_dragged)
        self.window.closed.connect(self._on_closed)
        self.window.open_at(self._place, self._page.screen())
        self._follow()

    @Slot()
    def _on_closed(self) -> None:
        window, self.window = self.window, None
        if window is not None:
            self._place = window.place()
            window.preview.set_scope(None)
            window.deleteLater()
        self._parts[2].second_window.setChecked(False)

    @Slot()
    def _follow(self) -> None:
        if self.window is None:
            return
        preview, first = self.window.preview, self._first.shown
        if preview.shown.scope is not first.scope:
            preview.set_scope(first.scope)
        preview.show_row(self._first.row)
        if first.receipt is None:
            preview.view.show_message(self.tr("No receipt is chosen in the list."), "", "receipts")

    @Slot()
    def _on_connection_changed(self) -> None:
        if self.window is not None:
            self.window.preview.shown.on_connection_changed()


class PreviewWindow(QWidget):
    """Strip, document and decisions, with their keys. `closed`: by whoever."""

    closed = Signal()

    def __init__(
        self, preview: ReceiptPreviewWidget, actions: ReceiptActions, messages: Messages, page: QWidget
    ) -> None:
        super().__init__(page, Qt.WindowType.Window)
        self.preview = preview
        self.setWindowTitle(self.tr("Receipt - ProSaaS Desktop"))
        self.setMinimumSize(SMALLEST_SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(preview)
        # Here Space would make the other window's document large.
        preview.view.removeAction(actions.show_large)
        self._make_commands()
        files = [actions.download_source, actions.download_preview, actions.second_window]
        self.addActions([*actions.decisions, actions.undo, *files, *actions.of_file])
        self.addActions(preview.actions_of_document.for_page())
        refusable = [*actions.decisions, actions.undo]
        self._refused = RefusedKeys(refusable, messages, self, actions.confirm)
        self._refused.watch(self)

    def _make_commands(self) -> None:
        standard = QKeySequence.StandardKey
        self.full_screen = self._command("fit-page", self.tr("Full screen"), full_screen_key())
        self.full_screen.triggered.connect(self._on_full_screen)
        self.leave_full_screen = self._command("clear", self.tr("Leave the full screen"), "Esc")
        self.leave_full_screen.setEnabled(False)
        self.leave_full_screen.triggered.connect(self._on_full_screen)
        self._command("clear", self.tr("Close the window"), standard.Close).triggered.connect(self.close)

    def _command(
        self, icon_name: str, text: str, key: str | QKeySequence | QKeySequence.StandardKey
    ) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcut(QKeySequence(key))
        action.setToolTip(text)
        self.addAction(action)
        return action

    def open_at(self, place: str, beside: QScreen) -> None:
        """Where it was; at first on the screen that the list is not on, if there is one."""
        if not place or not self.restoreGeometry(QByteArray.fromBase64(place.encode())):
            screen = other_screen(QGuiApplication.screens(), beside)
            self.resize(first_size(FIRST_SIZE, screen))
            self.move(screen.availableGeometry().topLeft())
            if screen is not beside:
                self.setWindowState(Qt.WindowState.WindowMaximized)
        self.show()
        self._fit()
        # Some systems give it its frame a moment later.
        QTimer.singleShot(0, self, self._fit)
        self.preview.view.setFocus()

    @Slot()
    def _fit(self) -> None:
        """With its frame on what its screen has free: below that edge nobody reaches its buttons."""
        if self.isMaximized() or self.isFullScreen():
            return
        room = self.screen().availableGeometry()
        self.resize(self.size().boundedTo(room.size() - (self.frameGeometry().size() - self.size())))
        frame = self.frameGeometry()
        left = max(room.left(), min(frame.left(), room.right() + 1 - frame.width()))
        top = max(room.top(), min(frame.top(), room.bottom() + 1 - frame.height()))
        self.move(left, top)

    def place(self) -> str:
        return bytes(self.saveGeometry().toBase64().data()).decode()

    @Slot()
    def _on_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.leave_full_screen.setEnabled(self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


def other_screen(screens: list[QScreen], own: QScreen) -> QScreen:
    """One of them that is not `own`; `own` where there is no other."""
    return next((screen for screen in screens if screen is not own), own)
