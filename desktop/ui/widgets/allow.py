"""allow: what cannot be done is disabled, and says why wherever one may look."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget


def allow(action: QAction, allowed: bool, reason: str, tip: str = "") -> None:
    """`reason` is said while it is not `allowed`; else the tooltip is `tip`, or the action's text."""
    action.setEnabled(allowed)
    action.setToolTip((tip or action.text()) if allowed else reason)
    action.setStatusTip("" if allowed else reason)


def explain(button: QWidget, allowed: bool, reason: str, tip: str = "") -> None:
    """The same for a button without an action; a screen reader hears the reason."""
    button.setEnabled(allowed)
    button.setToolTip(tip if allowed else reason)
    button.setStatusTip("" if allowed else reason)
    button.setAccessibleDescription("" if allowed else reason)
