"""The words for what came back from a backup."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.core.note import Restored
from desktop.ui.formatting import moment_text


def restored_text(restored: Restored) -> str:
    """How many notes came back, and as of when."""
    text = QCoreApplication.translate(
        "NoteWords", "%n note(s) came back from the backup of {moment}.", "", restored.notes
    )
    return text.format(moment=moment_text(restored.written_at))
