"""Periods that move with the calendar: last week, the previous month, the VAT period."""

from __future__ import annotations

import calendar
from datetime import date
from enum import StrEnum

from desktop.core.call_query import Period

VAT_MONTHS = 2
"""Months of a VAT period where it is not one: January and February, March and April, and so on."""


class PeriodName(StrEnum):
    """The names are kept in saved views: they never change their meaning."""

    LAST_WEEK = "last_week"
    LAST_MONTH = "last_month"
    LAST_3_MONTHS = "last_3_months"
    LAST_YEAR = "last_year"
    THIS_MONTH = "this_month"
    PREVIOUS_MONTH = "previous_month"
    THIS_VAT_MONTHS = "this_vat_months"
    PREVIOUS_VAT_MONTHS = "previous_vat_months"


_LAST_DAYS = {
    PeriodName.LAST_WEEK: 7,
    PeriodName.LAST_MONTH: 30,
    PeriodName.LAST_3_MONTHS: 91,
    PeriodName.LAST_YEAR: 365,
}
"""As the product's web page counts them, today included."""
_MONTHS = {
    PeriodName.THIS_MONTH: (1, 0),
    PeriodName.PREVIOUS_MONTH: (1, -1),
    PeriodName.THIS_VAT_MONTHS: (VAT_MONTHS, 0),
    PeriodName.PREVIOUS_VAT_MONTHS: (VAT_MONTHS, -1),
}
"""How many months together, and which of these from the one that holds today."""
_FIRST_MONTH, _LAST_MONTH = 12, 9999 * 12 + 11


def days_of(name: str, today: date) -> Period:
    """The days, both included, that `name` means on `today`. Raises ValueError for an unknown name."""
    kind = PeriodName(name)
    if kind in _LAST_DAYS:
        first = today.toordinal() - _LAST_DAYS[kind] + 1
        return Period(date.fromordinal(max(1, first)), today)
    return _months_of(today, *_MONTHS[kind])


def month_of(day: date, steps: int = 0) -> Period:
    """The whole month that holds `day`, or the one `steps` months later."""
    return _months_of(day, 1, steps)


def is_whole_month(period: Period) -> bool:
    """Whether these are all days of one month."""
    return period.first is not None and period == month_of(period.first)


def _months_of(day: date, months: int, steps: int) -> Period:
    """So many `months` together, those that hold `day` or `steps` of such later."""
    number = day.year * 12 + day.month - 1
    first = number - number % months + steps * months
    return Period(_first_day(first), _last_day(first + months - 1))


def _first_day(month: int) -> date:
    """`month` counts from the year 0; what is beyond the calendar is its first or last month."""
    year, rest = divmod(max(_FIRST_MONTH, min(_LAST_MONTH, month)), 12)
    return date(year, rest + 1, 1)


def _last_day(month: int) -> date:
    first = _first_day(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
