"""Periods that move: month ends, leap days, the two months of the VAT, the ends of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.call_query import Period
from desktop.core.periods import PeriodName, days_of, is_whole_month, month_of


def days(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("name", "today", "wanted"),
    [
        (PeriodName.LAST_WEEK, "2024-03-03", days("2024-02-26", "2024-03-03")),
        (PeriodName.LAST_MONTH, "2024-03-30", days("2024-03-01", "2024-03-30")),
        (PeriodName.LAST_3_MONTHS, "2024-03-31", days("2024-01-01", "2024-03-31")),
        (PeriodName.LAST_YEAR, "2024-12-31", days("2024-01-02", "2024-12-31")),
        (PeriodName.THIS_MONTH, "2024-02-29", days("2024-02-01", "2024-02-29")),
        (PeriodName.THIS_MONTH, "2023-02-28", days("2023-02-01", "2023-02-28")),
        (PeriodName.PREVIOUS_MONTH, "2024-03-31", days("2024-02-01", "2024-02-29")),
        (PeriodName.PREVIOUS_MONTH, "2100-03-31", days("2100-02-01", "2100-02-28")),
        (PeriodName.PREVIOUS_MONTH, "2024-01-01", days("2023-12-01", "2023-12-31")),
        (PeriodName.THIS_VAT_MONTHS, "2024-01-01", days("2024-01-01", "2024-02-29")),
        (PeriodName.THIS_VAT_MONTHS, "2024-02-29", days("2024-01-01", "2024-02-29")),
        (PeriodName.THIS_VAT_MONTHS, "2024-12-31", days("2024-11-01", "2024-12-31")),
        (PeriodName.PREVIOUS_VAT_MONTHS, "2024-03-01", days("2024-01-01", "2024-02-29")),
        (PeriodName.PREVIOUS_VAT_MONTHS, "2024-04-30", days("2024-01-01", "2024-02-29")),
        (PeriodName.PREVIOUS_VAT_MONTHS, "2024-01-31", days("2023-11-01", "2023-12-31")),
    ],
)
def test_the_days_of(name: PeriodName, today: str, wanted: Period) -> None:
    day = date.fromisoformat(today)
    assert days_of(name, day) == Period(relative=name).on(day) == wanted


@given(st.dates(), st.sampled_from(PeriodName))
def test_every_day_of_the_calendar_has_every_period(today: date, name: PeriodName) -> None:
    period = days_of(name, today)
    assert period.first is not None
    assert period.last is not None
    assert period.first <= period.last
    ends = (date.min.replace(month=2, day=28), date.max)
    if ends[0] < today < ends[1] and "previous" in name:
        assert period.last < today


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_vat_months_follow_one_another_without_a_gap(today: date) -> None:
    now, before = (days_of(n, today) for n in (PeriodName.THIS_VAT_MONTHS, PeriodName.PREVIOUS_VAT_MONTHS))
    assert now.first is not None
    assert now.last is not None
    assert now.first <= today <= now.last
    assert before.last == now.first - timedelta(days=1)
    assert (now.first.month, now.last.month) in {(n, n + 1) for n in (1, 3, 5, 7, 9, 11)}


def test_a_period_of_days_is_the_same_on_every_day() -> None:
    fixed = days("2024-01-01", "2024-01-31")
    assert fixed.on(date(2030, 1, 1)) == fixed
    assert is_whole_month(fixed)
    assert not is_whole_month(days("2024-01-01", "2024-01-30"))
    assert month_of(date(2024, 1, 31), -11) == days("2023-02-01", "2023-02-28")


def test_a_name_that_there_is_not() -> None:
    assert bool(Period(relative="next_week"))
    with pytest.raises(ValueError, match="next_week"):
        Period(relative="next_week").on(date(2024, 1, 1))
