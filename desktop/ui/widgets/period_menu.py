"""PeriodMenu: the presets of days that a list is filtered by."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.query import Period
from desktop.ui.formatting import month_text

MONTHS_OFFERED = 12


class PeriodMenu(QMenu):
    """`chosen(Period, words)`: the words are "" when every day is shown."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QActionGroup(self)
        self._group.triggered.connect(self._on_triggered)
        self._month_menu = self.addMenu(self.tr("Choose a month"))
        self.aboutToShow.connect(self._fill)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        """Presets count from today, which may be another day than when the program started."""
        for action in self._group.actions():
            self._group.removeAction(action)
            action.deleteLater()
        today = datetime.now(UTC).astimezone().date()
        everything = self._offer(self.tr("All dates"), Period(), "")
        self.insertAction(self._month_menu.menuAction(), everything)
        for words, days in self._presets():
            first = today - timedelta(days=days - 1)
            self.insertAction(self._month_menu.menuAction(), self._offer(words, Period(first, today), words))
        self._fill_months(today)

    def _presets(self) -> list[tuple[str, int]]:
        return [
            (self.tr("Last week"), 7),
            (self.tr("Last month"), 30),
            (self.tr("Last 3 months"), 91),
            (self.tr("Last year"), 365),
        ]

    def _fill_months(self, today: date) -> None:
        self._month_menu.clear()
        first = today.replace(day=1)
        for _ in range(MONTHS_OFFERED):
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            words = month_text(first)
            self._month_menu.addAction(self._offer(words, Period(first, last), words))
            first = (first - timedelta(days=1)).replace(day=1)

    def _offer(self, label: str, period: Period, words: str) -> QAction:
        action = QAction(label, self._group)
        action.setData((period, words))
        return action

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        period, words = action.data()
        self.chosen.emit(period, words)
