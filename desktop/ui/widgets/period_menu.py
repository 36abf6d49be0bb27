"""PeriodMenu: the days that a list is filtered by: presets, VAT periods, a month, or any two days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.periods import PeriodName, month_of
from desktop.core.query import Period
from desktop.ui.widgets.period_dialog import PeriodDialog
from desktop.ui.widgets.period_words import local_today, months_words, period_words

MONTHS_OFFERED = 12
_PRESETS = (
    PeriodName.LAST_WEEK,
    PeriodName.LAST_MONTH,
    PeriodName.LAST_3_MONTHS,
    PeriodName.LAST_YEAR,
    PeriodName.THIS_MONTH,
    PeriodName.PREVIOUS_MONTH,
)


class PeriodMenu(QMenu):
    """`chosen(Period)`. Presets stay what they are called: their days are counted when they are needed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.period = Period()
        """What is chosen, for the dialog of two days."""
        self.today = local_today
        """Gives the day that presets are counted from."""
        self.dialog: PeriodDialog | None = None
        # Two of them may be the same days: a month and a VAT period of one month.
        self._group = QActionGroup(self)
        self._group.setExclusive(False)
        self._group.triggered.connect(self._on_triggered)
        # Qt's own data() would give a plain tuple.
        self._periods: dict[QAction, Period] = {}
        self._vat_menu = QMenu(self.tr("VAT period"), self)
        self._month_menu = QMenu(self.tr("Choose a month"), self)
        self.aboutToShow.connect(self._fill)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        """Months count from today, which may be another day than when the program started."""
        today = self.today()
        self.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
            action.deleteLater()
        self._periods.clear()
        self.addAction(self._offer(self.tr("All dates"), Period()))
        self.addSeparator()
        for name in _PRESETS:
            period = Period(relative=name)
            self.addAction(self._offer(period_words(period, today), period))
        self.addSeparator()
        self._fill_vat(today)
        self._fill_months(today)
        self.addAction(self.tr("Choose days…")).triggered.connect(self.ask_for_days)

    def _fill_vat(self, today: date) -> None:
        self._vat_menu.clear()
        two = (PeriodName.PREVIOUS_VAT_MONTHS, PeriodName.THIS_VAT_MONTHS)
        one = (PeriodName.PREVIOUS_MONTH, PeriodName.THIS_MONTH)
        for previous, present in (two, one):
            self._offer_vat(self.tr("Previous: {months}"), previous, today)
            self._offer_vat(self.tr("Current: {months}"), present, today)
            self._vat_menu.addSeparator()
        self.addMenu(self._vat_menu)

    def _offer_vat(self, text: str, name: PeriodName, today: date) -> None:
        period = Period(relative=name)
        words = text.format(months=months_words(period.on(today)))
        self._vat_menu.addAction(self._offer(words, period))

    def _fill_months(self, today: date) -> None:
        self._month_menu.clear()
        for back in range(MONTHS_OFFERED):
            month = month_of(today, -back)
            self._month_menu.addAction(self._offer(months_words(month), month))
        self.addMenu(self._month_menu)

    def _offer(self, label: str, period: Period) -> QAction:
        action = QAction(label, self._group, checkable=True, checked=period == self.period)
        self._periods[action] = period
        return action

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self._choose(self._periods[action])

    @Slot(object)
    def _choose(self, period: Period) -> None:
        self.period = period
        self.chosen.emit(period)

    @Slot()
    def ask_for_days(self) -> None:
        """Opens the dialog of two days over the window."""
        today = self.today()
        self.dialog = PeriodDialog(self.period.on(today), _window_below(self), today)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.chosen.connect(self._choose)
        self.dialog.open()


def _window_below(menu: QWidget) -> QWidget | None:
    """The window that the menu stands over. Panels between them go: they keep the keys to themselves."""
    above: QWidget | None = menu.parentWidget()
    window = above.window() if above is not None else None
    while window is not None and window.windowType() == Qt.WindowType.Popup:
        window.close()
        above = window.parentWidget()
        window = above.window() if above is not None else None
    return window
