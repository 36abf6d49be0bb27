"""The words for days that a list is filtered by: one place for chips, menus and saved views."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from desktop.core.periods import PeriodName, is_whole_month
from desktop.core.query import Period
from desktop.ui.formatting import day_text, in_reading_order, month_text, strip_marks

translate = QCoreApplication.translate

_NAMES = {
    PeriodName.LAST_WEEK: QT_TRANSLATE_NOOP("PeriodMenu", "Last week"),
    PeriodName.LAST_MONTH: QT_TRANSLATE_NOOP("PeriodMenu", "Last month"),
    PeriodName.LAST_3_MONTHS: QT_TRANSLATE_NOOP("PeriodMenu", "Last 3 months"),
    PeriodName.LAST_YEAR: QT_TRANSLATE_NOOP("PeriodMenu", "Last year"),
    PeriodName.THIS_MONTH: QT_TRANSLATE_NOOP("PeriodMenu", "This month"),
    PeriodName.PREVIOUS_MONTH: QT_TRANSLATE_NOOP("PeriodMenu", "Previous month"),
}


def local_today() -> date:
    """The day on this computer's clock, while no account is shown: else its `clock.today` counts."""
    return datetime.now(UTC).astimezone().date()


def period_words(period: Period, today: date) -> str:
    """The days as a chip says them; "" for all days."""
    if not period:
        return ""
    if period.relative:
        return _relative_words(period, today)
    if period.first is not None and period.last is not None:
        return _closed_words(period, period.first, period.last)
    if period.first is not None:
        return translate("PeriodMenu", "From {day}").format(day=day_text(period.first))
    last = day_text(period.last) if period.last is not None else ""
    return translate("PeriodMenu", "Up to {day}").format(day=last)


def period_days_words(period: Period, today: date) -> str:
    """As `period_words`, and of a period that moves the days it means today: paper does not move."""
    words = period_words(period, today)
    if not period.relative:
        return words
    days = period.on(today)
    assert days.first is not None and days.last is not None
    said = in_reading_order(f"{day_text(days.first)}–{day_text(days.last)}")
    return translate("PeriodMenu", "{period} ({days})").format(period=words, days=said)


def months_words(period: Period) -> str:
    """`October 2026`, `September–October 2026`: whole months of one year."""
    if period.first is None or period.last is None or period.first.month == period.last.month:
        return month_text(period.first) if period.first is not None else ""
    first = strip_marks(QLocale().standaloneMonthName(period.first.month))
    return f"{first}–{month_text(period.last)}"


def _relative_words(period: Period, today: date) -> str:
    name = PeriodName(period.relative)
    if name in _NAMES:
        return translate("PeriodMenu", str(_NAMES[name]))
    return translate("PeriodMenu", "VAT {months}").format(months=months_words(period.on(today)))


def _closed_words(period: Period, first: date, last: date) -> str:
    if is_whole_month(period):
        return month_text(first)
    if first == last:
        return day_text(first)
    return in_reading_order(f"{day_text(first)}–{day_text(last)}")
