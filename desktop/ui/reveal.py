"""Shows a file in the system's own file manager, or opens it with the system's own program."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileInfo, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_WINDOWS = "win32"


def reveal_command(path: Path, platform: str = sys.platform) -> tuple[str, list[str]] | None:
    """The program that opens the folder with the file selected; None where there is none to name."""
    if platform == _WINDOWS:
        # Explorer has its own idea of quoting: the comma belongs to the switch, and one in a name that is not
        # quoted ends it there. No name on Windows has a quotation mark.
        return "explorer.exe", [f'/select,"{path}"']
    if platform == "darwin":
        return "open", ["-R", str(path)]
    return None


def reveal_in_folder(path: Path) -> bool:
    """Opens the file manager at `path`; False when the system does not."""
    command = reveal_command(path)
    if command is not None and is_there(path):
        return _started(*command)
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def is_there(path: Path) -> bool:
    """As far as can be told: asked by `Path`, a drive that went is an error on Windows."""
    return QFileInfo.exists(str(path))


def _started(program: str, arguments: list[str]) -> bool:
    if sys.platform != _WINDOWS:
        return bool(QProcess.startDetached(program, arguments)[0])
    import subprocess

    with suppress(OSError):
        # As one text, which is passed on as it is: Qt would quote what has a space, the switch included, and
        # leave what has a comma alone.
        subprocess.Popen(" ".join((program, *arguments)))  # noqa: S603 - no quotation mark is in a name there
        return True
    return False


def open_file(path: Path) -> bool:
    """Opens the file with the program that the system has for its kind; False when it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
