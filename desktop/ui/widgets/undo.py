"""What can be taken back with one key: how many steps of it, and how a message offers it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence

from desktop.ui.widgets.messages import MessageAction

UNDO_STEPS = 50


def undo_action(label: str, undo: Callable[[], object]) -> MessageAction:
    """`label` with the key that does the same."""
    key = QKeySequence(QKeySequence.StandardKey.Undo)
    hint = key.toString(QKeySequence.SequenceFormat.NativeText).replace("+", " ")
    return MessageAction(label, undo, hint)
