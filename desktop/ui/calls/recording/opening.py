"""A recording opened in the system's own player."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.ui.reveal import open_file
from desktop.ui.widgets.messages import Messages

OPEN_MESSAGE = "recording-open"


def open_outside(path: Path, messages: Messages) -> None:
    """Says so when the system has no program for this kind of file."""
    if not open_file(path):
        words = QCoreApplication.translate("Opening", "This computer has no program that opens this file.")
        messages.warning(words, key=OPEN_MESSAGE)
