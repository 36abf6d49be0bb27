"""first_size: how large a window opens that has no place of its own yet."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QScreen

FRAME = QSize(16, 40)
"""What the system draws around a window, about: it does so only once the window is shown."""


def first_size(wanted: QSize, screen: QScreen) -> QSize:
    """As wanted, though with its frame not larger than what `screen` has free."""
    return wanted.boundedTo(screen.availableGeometry().size() - FRAME)
