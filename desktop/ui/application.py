"""The QApplication, with what must be set before anything is built."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication

from desktop.core.version import version
from desktop.ui.theme import style_arguments

SWITCH_SECONDS = 0.0001
"""How long a worker keeps the interpreter when the window wants it. With Python's own 5 ms, painting a list
while a sync goes on takes twice as long."""


def make_application() -> QApplication:
    """Makes it, or finds the one that is there."""
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication.instance() or QApplication([*sys.argv[:1], *style_arguments()])
    assert isinstance(app, QApplication)
    app.setApplicationName("ProSaaS Desktop")
    app.setApplicationVersion(version())
    app.setDesktopFileName("prosaas-desktop")
    return app
