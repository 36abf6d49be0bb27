"""WindowTurns: slow work that takes until the window has answered, whatever the speed of the computer."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, QTimer, Slot

TURNS = 20
PATIENCE_SECONDS = 60.0
"""For a window that does not turn at all: a test fails after it."""


class WindowTurns(QObject):
    """Counts how often the window's loop turns. Work on the window's own thread, and work that the window
    waits for, would never see it turn: it is `missed` then."""

    def __init__(self) -> None:
        super().__init__()
        self.missed = 0
        """How often work came to its end without the window having turned."""
        self._turned = threading.Condition()
        self._count = 0
        self._may, self._ended = True, False
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._on_timeout)
        self._timer.start()

    @Slot()
    def _on_timeout(self) -> None:
        with self._turned:
            self._count += 1
            self._turned.notify_all()

    def hold(self) -> None:
        """From now on `wait` takes until `go_on`."""
        self._may = False

    def go_on(self) -> None:
        with self._turned:
            self._may = True
            self._turned.notify_all()

    def end(self) -> None:
        """Nothing waits any more."""
        with self._turned:
            self._ended = True
            self._turned.notify_all()

    def _is_over(self, last: int) -> bool:
        return self._ended or (self._may and self._count >= last)

    def wait(self) -> None:
        """What makes work slow: until the window has turned twenty times more. Any thread."""
        with self._turned:
            last = self._count + TURNS
            came = self._turned.wait_for(lambda: self._is_over(last), PATIENCE_SECONDS)
        self.missed += not came
