"""DayField: a day, typed or taken from a calendar, as day, month and year in both languages."""

from __future__ import annotations

import sys
from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QDateEdit, QWidget

from desktop.core.resources import resource_path
from desktop.ui.theme import theme
from desktop.ui.widgets.buttons import control_height

_EARLIEST, _LATEST = QDate(1900, 1, 1), QDate(9999, 12, 31)
_RULES = """
QDateEdit {{ background: {base}; border: 1px solid {border}; border-radius: 6px; padding: 4px 8px; }}
QDateEdit:focus {{ border: 2px solid {progress}; padding: 3px 7px; }}
QDateEdit::drop-down {{ border: none; width: 26px; }}
QDateEdit::down-arrow {{ image: url("{arrow}"); width: 14px; height: 14px; }}
QDateEdit:disabled {{ background: {window}; border-color: {hairline}; color: {disabled}; }}
"""


class DayField(QDateEdit):
    """`day()` is what it shows."""

    def __init__(self, day: date, name: str, parent: QWidget | None = None) -> None:
        """`name`: what a screen reader says of it."""
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDateRange(_EARLIEST, _LATEST)
        # Right to left Qt would turn the parts of a date round.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setDisplayFormat("dd.MM.yyyy")
        self.setDate(QDate(day.year, day.month, day.day))
        self.setMinimumHeight(control_height())
        self.setAccessibleName(name)
        if sys.platform != "darwin":
            self.setStyleSheet(_field_rules())

    def day(self) -> date:
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())


def _field_rules() -> str:
    """As the style sheet of windows has it for other fields, in the theme's present colours."""
    colors = theme()
    arrow = resource_path("icons", f"field-arrow-{'dark' if colors.dark else 'light'}.svg")
    return _RULES.format(**colors._asdict(), arrow=arrow.as_posix())
