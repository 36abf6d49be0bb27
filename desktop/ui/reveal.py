"""Shows a file in the system's own file manager, or opens it with the system's own program."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices


def reveal_command(path: Path, platform: str = sys.platform) -> tuple[str, list[str]] | None:
    """The program that opens the folder with the file selected; None where there is none to name."""
    if platform == "win32":
        # Explorer wants one argument, with its own idea of quoting: the comma belongs to the switch.
        return "explorer.exe", ["/select,", str(path)]
    if platform == "darwin":
        return "open", ["-R", str(path)]
    return None


def reveal_in_folder(path: Path) -> bool:
    """Opens the file manager at `path`; False when the system does not."""
    command = reveal_command(path)
    if command is not None and path.exists():
        return bool(QProcess.startDetached(command[0], command[1])[0])
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def open_file(path: Path) -> bool:
    """Opens the file with the program that the system has for its kind; False when it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
