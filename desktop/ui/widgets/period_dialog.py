"""PeriodDialog: a first and a last day, each of which may be left open."""

from __future__ import annotations

import sys
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QDateEdit, QGridLayout, QWidget

from desktop.core.query import Period
from desktop.core.resources import resource_path
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import FilledButton, PlainButton, control_height
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.labels import plain_label, text_width
from desktop.ui.widgets.period_words import local_today

_EARLIEST, _LATEST = QDate(1900, 1, 1), QDate(9999, 12, 31)
_FIRST_OFFERED_DAYS = 30
_RULES = """
QDateEdit {{ background: {base}; border: 1px solid {border}; border-radius: 6px; padding: 4px 8px; }}
QDateEdit:focus {{ border: 2px solid {progress}; padding: 3px 7px; }}
QDateEdit::drop-down {{ border: none; width: 26px; }}
QDateEdit::down-arrow {{ image: url("{arrow}"); width: 14px; height: 14px; }}
QDateEdit:disabled {{ background: {window}; border-color: {hairline}; color: {disabled}; }}
"""


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
        self.first_field = self._field(first, self.tr("First day"))
        self.last_box = QCheckBox(self.tr("To, that day included"), self)
        self.last_field = self._field(period.last or today, self.tr("Last day"))
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

    def _sides(self, period: Period) -> tuple[tuple[QCheckBox, QDateEdit, date | None], ...]:
        first = (self.first_box, self.first_field, period.first)
        return (first, (self.last_box, self.last_field, period.last))

    def _field(self, day: date, name: str) -> QDateEdit:
        field = QDateEdit(self)
        field.setCalendarPopup(True)
        field.setDateRange(_EARLIEST, _LATEST)
        # Right to left Qt would turn the parts of a date round.
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        field.setDisplayFormat("dd.MM.yyyy")
        field.setDate(QDate(day.year, day.month, day.day))
        field.setMinimumHeight(control_height())
        field.setAccessibleName(name)
        if sys.platform != "darwin":
            field.setStyleSheet(_field_rules())
        return field

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

    def _day(self, box: QCheckBox, field: QDateEdit) -> date | None:
        day = field.date()
        return date(day.year(), day.month(), day.day()) if box.isChecked() else None

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


def _field_rules() -> str:
    """As the style sheet of windows has it for other fields, in the theme's present colours."""
    colors = theme()
    arrow = resource_path("icons", f"field-arrow-{'dark' if colors.dark else 'light'}.svg")
    return _RULES.format(**colors._asdict(), arrow=arrow.as_posix())
