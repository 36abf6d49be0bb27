"""The demo: a program of its own with a folder of its own, so that nothing of it mixes with real data."""

from __future__ import annotations

from importlib.util import find_spec

from PySide6.QtCore import QProcess

from desktop.core.own_command import own_command


def demo_available() -> bool:
    """Whether the extra that the embedded server needs is there."""
    return find_spec("flask") is not None


def start_demo() -> None:
    """Starts it beside this program, and lets it go."""
    program, arguments = own_command("--demo")
    QProcess.startDetached(program, arguments)
