"""What happens with an exception that nobody expected: the log, and one dialog that says so; or a message,
when it is what the world did."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.core.errors import AppError
from desktop.core.version import version
from desktop.ui.widgets.buttons import FilledButton, LinkButton, PlainButton
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import plain_label, text_width

log = logging.getLogger("desktop.crash")


class CrashReports(QObject):
    """Takes what no handler took, on any thread, while it is not closed."""

    failed = Signal(object)
    """An AppError that no handler took: a disk may fail at any reading. It is said as others are. From any
    thread."""
    _caught = Signal(str)

    def __init__(self, log_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_dir = log_dir
        """Where the log is written now."""
        self._closed = False
        self.dialog: CrashDialog | None = None
        self._hooks_before = (sys.excepthook, threading.excepthook)
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def close(self) -> None:
        """Gives the hooks back as they were; what is caught already is not shown any more."""
        sys.excepthook, threading.excepthook = self._hooks_before
        self._closed = True
        if self.dialog is not None:
            self.dialog.close()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if isinstance(error, AppError):
            log.error("UNHANDLED %s", kind.__name__, exc_info=(kind, error, trace))
            self.failed.emit(error)
            return
        log.critical("CRASH %s", kind.__name__, exc_info=(kind, error, trace))
        self._caught.emit(details_of(kind, trace))

    def _on_thread_exception(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._on_exception(caught.exc_type, caught.exc_value, caught.exc_traceback)

    @Slot(str)
    def _on_caught(self, details: str) -> None:
        if self._closed:
            return
        if self.dialog is not None:
            self.dialog.add_details(details)
            return
        # No parent: it outlives the window that may be what broke.
        self.dialog = CrashDialog(details, self.log_dir)
        self.dialog.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()


def details_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened and what kind it was. The message of the exception stays in the log file:
    it may hold what is nobody else's business."""
    frames = "".join(traceback.format_tb(trace))
    platform = f"ProSaaS Desktop {version()}, {sys.platform}, Python {sys.version.split()[0]}"
    return f"{platform}\n\n{frames}{kind.__module__}.{kind.__name__}\n"


class CrashDialog(Dialog):
    """Says that something failed that should not; the details are folded, and can be copied."""

    def __init__(self, details: str, log_dir: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("ProSaaS Desktop")
        self._log_dir = log_dir
        self.details = QPlainTextEdit(details, self)
        self.details.setReadOnly(True)
        self.details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.details.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.details.setAccessibleName(self.tr("Details"))
        self.details.setFixedHeight(220)
        self.details.hide()
        self._make_buttons()
        self.set_content(self._make_content())
        self.set_foot([self.details_button, self.copy_button], [self.folder_button, self.close_button])
        self.close_button.setFocus()

    def add_details(self, details: str) -> None:
        """Another one came before the dialog was closed."""
        self.details.appendPlainText(f"\n{details}")

    def _make_buttons(self) -> None:
        self.details_button = LinkButton(self.tr("Show details"), self)
        self.details_button.clicked.connect(self._on_details)
        self.copy_button = LinkButton(self.tr("Copy details"), self, icon_name="copy")
        self.copy_button.clicked.connect(self._on_copy)
        self.folder_button = PlainButton(self.tr("Open log folder"), self, icon_name="folder")
        self.folder_button.clicked.connect(self._on_folder)
        self.close_button = FilledButton(self.tr("Go on"), self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        for button in (self.details_button, self.copy_button, self.folder_button):
            button.setAutoDefault(False)

    def _make_content(self) -> QWidget:
        content = QWidget(self)
        column = QVBoxLayout(content)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(6)
        column.addWidget(plain_label(self.tr("Something went wrong in this program."), "lead"))
        sentence = self.tr(
            "What is on this computer is safe, and you can go on working. If it happens again, send the log"
            " files to whoever supports you."
        )
        column.addWidget(plain_label(sentence, secondary=True))
        column.addSpacing(4)
        column.addWidget(self.details)
        content.setFixedWidth(text_width(78))
        return content

    @Slot()
    def _on_details(self) -> None:
        shown = self.details.isHidden()
        self.details.setVisible(shown)
        self.details_button.setText(self.tr("Hide details") if shown else self.tr("Show details"))

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    @Slot()
    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_dir)))
