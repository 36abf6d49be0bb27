"""Keys as the system has them and writes them: for commands, for tooltips and for the sheet of keys."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

_MAC = "darwin"


def standard_key(standard: QKeySequence.StandardKey, otherwise: str) -> QKeySequence:
    """The system's own key for that; `otherwise` where Qt knows of none."""
    key = QKeySequence(standard)
    return QKeySequence(otherwise) if key.isEmpty() else key


def full_screen_key() -> QKeySequence:
    """Qt knows one for Windows, macOS and two desktops of Linux."""
    return standard_key(QKeySequence.StandardKey.FullScreen, "F11")


def delete_keys(platform: str = sys.platform) -> list[QKeySequence]:
    """What a Mac's keyboard calls delete is the one that Qt calls backspace: many have no other one."""
    keys = [Qt.Key.Key_Backspace] if platform == _MAC else []
    return [QKeySequence(key) for key in (*keys, Qt.Key.Key_Delete)]


def history_key(platform: str = sys.platform) -> QKeySequence:
    """Not Cmd+H on a Mac, which hides each program there."""
    return QKeySequence("Ctrl+Shift+H" if platform == _MAC else "Ctrl+H")


def native(key: QKeySequence) -> str:
    """`Ctrl+D`, or what stands for it on a Mac."""
    return key.toString(QKeySequence.SequenceFormat.NativeText)


def with_key(action: QAction, text: str = "") -> str:
    """The tooltip of a command: its text, or the longer `text`, and its key."""
    key, text = native(action.shortcut()), text or action.text().rstrip("…")
    return f"{text} ({key})" if key else text


def set_tooltips(actions: Sequence[QAction]) -> None:
    """Tooltips with keys, for those that are always possible."""
    for action in actions:
        action.setToolTip(with_key(action))
