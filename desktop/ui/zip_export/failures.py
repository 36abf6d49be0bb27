"""Why an export came to nothing, and what helps: another folder, or room on the program's own disk."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.core.errors import AppError, DiskFailed, DiskFull
from desktop.ui.error_text import error_text

translate = QCoreApplication.translate


class Remedy(Enum):
    NONE = auto()
    AGAIN = auto()
    """Into the same file."""
    OTHER_FOLDER = auto()


def failure_text(error: AppError, own: Path) -> str:
    """`own`: the folder in which the program keeps what is this account's."""
    if isinstance(error, DiskFull) and _is_in(error.path, own):
        return translate(
            "ReceiptExport",
            "There is no room left on the disk where this program keeps its own files. Make room there;"
            " another folder for the ZIP does not help.",
        )
    return error_text(error).sentence


def remedy_of(error: AppError, own: Path) -> Remedy:
    """What is worth a button."""
    if isinstance(error, DiskFailed | DiskFull) and not _is_in(error.path, own):
        return Remedy.OTHER_FOLDER
    return Remedy.AGAIN if error_text(error).remedy else Remedy.NONE


def _is_in(path: str, folder: Path) -> bool:
    """Of a path that nobody knows, it is the ZIP's: that one is written all the time."""
    return bool(path) and Path(path).is_relative_to(folder)
