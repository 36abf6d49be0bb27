"""DayWatch: a window left open over midnight, or taken to another time zone, shows the lists of its day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop.core.errors import AppError
from desktop.services.account_scope import AccountScope
from desktop.services.time_zone import read_zone
from desktop.ui.widgets.period_words import local_today
from desktop.workers.task_pool import TaskPool

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
    """Which day it is by the account's clock in this computer's time zone; filters and lists follow it."""

    changed = Signal()
    """It is another day, or all times are others, and the pages know."""

    def __init__(self, pages: Sequence[DayPage], tasks: TaskPool, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self._tasks = tasks
        self._scope: AccountScope | None = None
        self._today: Callable[[], date] = local_today
        self._zone = read_zone()
        self._day = local_today()
        self._timer = QTimer(self, interval=LOOK_MS, timerType=Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            # Who comes back to the window does not wait for the timer.
            application.applicationStateChanged.connect(self.look)

    def set_scope(self, scope: AccountScope | None) -> None:
        """Another account, or none: before its lists are read."""
        self._scope = scope
        self._today = scope.clock.today if scope is not None else local_today
        self._follow()
        self._tell_days_anew()

    @Slot()
    def look(self) -> None:
        """Reads the lists again if it is another day than it was, or another time zone."""
        before, self._zone = self._zone, read_zone()
        self._tell_days_anew()
        if self._zone == before and self._today() == self._day:
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

    def _tell_days_anew(self) -> None:
        """The lists know of some receipts on which local day they came: the account says by which zone."""
        scope = self._scope
        if scope is not None and scope.receipts.days_zone != self._zone:
            told = partial(self._on_days_told, scope)
            self._tasks.run(scope.receipts.follow_time_zone, told, self._on_not_told)

    def _on_days_told(self, scope: AccountScope, _: int) -> None:
        # Even where none was left to tell: the window before this one may have asked for it.
        if scope is self._scope:
            for page in self._pages:
                page.refresh()

    def _on_not_told(self, _: AppError) -> None:
        """Then a later look finds them still told by the zone before."""
