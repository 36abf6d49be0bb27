"""Why an export came to nothing, or is held up, and what helps: another folder, or room on the own disk."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.core.errors import AppError, DiskFailed, DiskFull
from desktop.ui.error_text import error_text
from desktop.ui.zip_export.export_run import ExportRun, RunState

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


def held_up_text(run: ExportRun) -> str:
    """What it waits for that is paused by no user; "" while it waits for nothing of the kind."""
    return failure_text(run.why, run.own) if run.state is RunState.PAUSED and run.why is not None else ""


def other_folder_helps(run: ExportRun) -> bool:
    """Whether it could begin anew elsewhere, and that is of use."""
    if not held_up_text(run) or run.why is None or run.aim.wish is None:
        return False
    return remedy_of(run.why, run.own) is Remedy.OTHER_FOLDER


def _is_in(path: str, folder: Path) -> bool:
    """Of a path that nobody knows, it is the ZIP's: that one is written all the time."""
    return bool(path) and Path(path).is_relative_to(folder)
