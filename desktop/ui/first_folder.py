"""Where a dialog for files begins: where the last ones went, and at first where people look for files."""

from __future__ import annotations

from PySide6.QtCore import QDir, QStandardPaths

_PLACES = (
    QStandardPaths.StandardLocation.DownloadLocation,
    QStandardPaths.StandardLocation.DocumentsLocation,
)


def folder_to_begin_in(last: str) -> str:
    """`last` while it is there, else Downloads, else Documents, else the home folder.

    Without a folder the system's dialogs begin in that of the process, where nobody looks.
    """
    places = (last, *map(QStandardPaths.writableLocation, _PLACES))
    return next((folder for folder in places if folder and QDir(folder).exists()), QDir.homePath())
