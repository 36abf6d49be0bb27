"""What is said when the program cannot start: there is no window yet, and no log."""

from __future__ import annotations

import sys

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.core.errors import AppError, DiskFailed
from desktop.ui.error_text import error_text
from desktop.ui.formatting import strip_marks
from desktop.ui.translation import install


def say_why_not(app: QApplication, language: str, error: AppError) -> None:
    """On the screen, where it waits to be read, and on standard error."""
    install(app, language)
    sentence = error_text(error).sentence
    said = strip_marks(sentence)
    sys.stderr.write(f"{said}{_whole_path(error, said)}\n")
    box = QMessageBox(QMessageBox.Icon.Critical, "ProSaaS Desktop", sentence)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()


def _whole_path(error: AppError, said: str) -> str:
    """For the console, in place of the log: most sentences have its last part only."""
    return f" ({error.path})" if isinstance(error, DiskFailed) and error.path not in said else ""
