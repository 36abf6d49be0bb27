"""PeriodDialog: a first and a last day, each of which may be left open."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from desktop.core.query import Period
from desktop.ui.widgets.buttons import FilledButton, PlainButton
from desktop.ui.widgets.day_field import DayField
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import plain_label, text_width
from desktop.ui.widgets.period_words import local_today

_FIRST_OFFERED_DAYS = 30


class PeriodDialog(Dialog):
    """`chosen(Period)`: the days, both included."""

    chosen = Signal(object)

    def __init__(self, period: Period, parent: QWidget | None = None, today: date | None = None) -> None:
        """`today`: offered where a side is open; None: this computer's day."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Choose days"))
        today = today or local_today()
        first = period.first or today - timedelta(days=_FIRST_OFFERED_DAYS)
        self.first_box = QCheckBox(self.tr("From"), self)
        self.first_field = DayField(first, self.tr("First day"), self)
        self.last_box = QCheckBox(self.tr("To, that day included"), self)
        self.last_field = DayField(period.last or today, self.tr("Last day"), self)
        self.note = plain_label("", secondary=True)
        self._make_buttons()
        self._lay_out()
        for box, field, day in self._sides(period):
            box.setChecked(day is not None or not period)
            field.setEnabled(box.isChecked())
            box.toggled.connect(field.setEnabled)
            box.toggled.connect(self._check)
            field.dateChanged.connect(self._check)
        self._check()

    def _sides(self, period: Period) -> tuple[tuple[QCheckBox, DayField, date | None], ...]:
        first = (self.first_box, self.first_field, period.first)
        return (first, (self.last_box, self.last_field, period.last))

    def _make_buttons(self) -> None:
        self.show_button = FilledButton(self.tr("Show these days"), self)
        self.show_button.setDefault(True)
        self.show_button.clicked.connect(self._on_show)
        self.cancel_button = PlainButton(self.tr("Cancel"), self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        content = QWidget(self)
        grid = QGridLayout(content)
        grid.setContentsMargins(20, 18, 20, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for row, (box, field, _) in enumerate(self._sides(Period())):
            grid.addWidget(box, row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self.note, 2, 0, 1, 2)
        content.setMinimumWidth(text_width(48))
        self.set_content(content)
        self.set_foot([], [self.cancel_button, self.show_button])

    def period(self) -> Period:
        """What the fields say."""
        days = [self._day(box, field) for box, field, _ in self._sides(Period())]
        return Period(days[0], days[1])

    def _day(self, box: QCheckBox, field: DayField) -> date | None:
        return field.day() if box.isChecked() else None

    @Slot()
    def _check(self) -> None:
        """A period that ends before it begins holds nothing: that is said, not searched."""
        first, last = self.period()[:2]
        backwards = first is not None and last is not None and last < first
        self.note.setText(self.tr("The last day is before the first one.") if backwards else "")
        self.show_button.setEnabled(not backwards)

    @Slot()
    def _on_show(self) -> None:
        period = self.period()
        self.accept()
        self.chosen.emit(period)
