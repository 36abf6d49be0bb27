"""Mailbox: what threads say is heard on the UI thread, in its order, and all that came by then at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Mailbox(QObject):
    """Lives on the UI thread. A signal for each letter would wake that for each of thousands."""

    _filled = Signal()

    def __init__(self, emptied: Callable[[], None], parent: QObject) -> None:
        """`emptied`: all that came was heard; what follows from it is to be done once."""
        super().__init__(parent)
        self._emptied = emptied
        self._letters: deque[Callable[[], None]] = deque()
        self._announced = False
        self._filled.connect(self._open, Qt.ConnectionType.QueuedConnection)

    def put(self, letter: Callable[[], None]) -> None:
        """From any thread; `letter` is called on the UI thread."""
        self._letters.append(letter)
        self._announce()

    def put_by(self, letter: Callable[[], None]) -> None:
        """As `put`, of what nobody waits for: it is heard with the next one that is put, or by `look`."""
        self._letters.append(letter)

    @Slot()
    def look(self) -> None:
        """Hears what was put by. On the UI thread."""
        if self._letters:
            self._open()

    def _announce(self) -> None:
        if not self._announced:
            self._announced = True
            self._filled.emit()

    @Slot()
    def _open(self) -> None:
        # Before the first look: what comes from now on is found by this one, or announced anew.
        self._announced = False
        try:
            while self._letters:
                self._letters.popleft()()
        finally:
            if self._letters:
                self._announce()
            self._emptied()
