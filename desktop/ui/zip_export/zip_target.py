"""Where the user lets a ZIP go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.chosen_file import chosen_file

translate = QCoreApplication.translate


def chosen_zip(choose: Callable[[str], str], suggested: str) -> Path | None:
    """See `chosen_file`."""
    return chosen_file(lambda name: (choose(name), "zip"), suggested, ("zip",))


def ask_target(window: QWidget, suggested: str) -> str:
    """The path that the user chose, or ""."""
    title, kinds = translate("ReceiptExport", "Export ZIP"), translate("ReceiptExport", "ZIP files (*.zip)")
    return QFileDialog.getSaveFileName(window, title, suggested, kinds)[0]
