"""DayWatch: a window that is left open over midnight shows the lists of the new day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from desktop.services.clock import ServerClock
from desktop.ui.widgets.period_words import local_today

LOOK_MS = 20_000
"""A timer up to midnight would be late after a sleep, and know nothing of a clock that was set."""


class DayPage(Protocol):
    """A page with a list by days."""

    filter_bar: Any
    """Has `follow_day(today)`."""
    model: Any
    """A RecordTableModel."""

    def refresh(self) -> None: ...


class DayWatch(QObject):
    """Which day it is by the account's clock; filters and lists follow it."""

    changed = Signal()
    """It is another day, and the pages know."""

    def __init__(self, pages: Sequence[DayPage], parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._today: Callable[[], date] = local_today
        self._day = local_today()
        self._timer = QTimer(self, interval=LOOK_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def set_clock(self, clock: ServerClock | None) -> None:
        """Another account's, or none: before its lists are read."""
        self._today = clock.today if clock is not None else local_today
        self._follow()

    @Slot()
    def look(self) -> None:
        """Reads the lists again if it is another day than it was."""
        if self._today() == self._day:
            return
        self._follow()
        for page in self._pages:
            page.model.invalidate()
            page.refresh()
        self.changed.emit()

    def _follow(self) -> None:
        self._day = self._today()
        for page in self._pages:
            page.filter_bar.follow_day(self._today)
