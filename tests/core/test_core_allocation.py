"""AllocationRules: whose invoice needs an allocation number, and tables as settings hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.allocation import (
    MOST_RATE,
    AllocationNeed,
    AllocationRules,
    Dated,
    allocation_rules,
    read_hundredths,
    read_table,
    written_hundredths,
    written_table,
)
from desktop.core.models import Money, Receipt, ReceiptStatus
from desktop.core.settings import Settings
from tests.core.risks_model import need_of

RULES = allocation_rules(Settings())
NEEDED, NOT_NEEDED, CANNOT_TELL = (
    AllocationNeed.NEEDED,
    AllocationNeed.NOT_NEEDED,
    AllocationNeed.CANNOT_TELL,
)
INVOICE = Receipt(
    1,
    amount=Money(1_180_001, "ILS"),
    currency="ILS",
    invoice_date=date(2026, 1, 1),
    status=ReceiptStatus.PENDING_REVIEW,
)


def invoice(day: date | None, shekels: str | None, currency: str = "ILS") -> Receipt:
    amount = None if shekels is None else Money(int(Decimal(shekels) * 100), currency)
    return replace(INVOICE, invoice_date=day, amount=amount, currency=currency)


@pytest.mark.parametrize(
    ("day", "shekels", "need"),
    [
        (date(2026, 1, 1), "11800.01", NEEDED),
        (date(2026, 1, 1), "11800.00", NOT_NEEDED),
        (date(2025, 12, 31), "999999", NOT_NEEDED),
        (date(2026, 5, 31), "11800.00", NOT_NEEDED),
        (date(2026, 6, 1), "5900.01", NEEDED),
        (date(2026, 6, 1), "5900.00", NOT_NEEDED),
        (date(2030, 1, 1), "-20000", NOT_NEEDED),
        (date(2026, 6, 1), None, CANNOT_TELL),
        (date(2025, 6, 1), None, NOT_NEEDED),
        (None, "5900", NOT_NEEDED),
        (None, "5900.01", CANNOT_TELL),
        (None, None, CANNOT_TELL),
    ],
)
def test_a_total_above_the_threshold_of_its_day_and_its_vat_needs_one(
    day: date | None, shekels: str | None, need: AllocationNeed
) -> None:
    assert need_of(invoice(day, shekels), RULES) is need


def test_only_what_goes_into_books_and_of_other_money_nobody_can_tell() -> None:
    """A dealer here may write an invoice in dollars, too, and it counts by what that is in shekels."""
    assert need_of(INVOICE, RULES) is NEEDED
    assert need_of(invoice(INVOICE.invoice_date, "99999", "USD"), RULES) is CANNOT_TELL
    assert need_of(invoice(date(2026, 6, 1), "295.01", "USD"), RULES) is CANNOT_TELL
    assert need_of(invoice(date(2026, 6, 1), "295.00", "USD"), RULES) is NOT_NEEDED
    assert need_of(invoice(date(2026, 6, 1), "-99999", "USD"), RULES) is NOT_NEEDED
    assert need_of(invoice(date(2025, 12, 31), "99999", "USD"), RULES) is NOT_NEEDED
    assert need_of(invoice(date(2026, 6, 1), None, ""), RULES) is CANNOT_TELL
    assert need_of(invoice(INVOICE.invoice_date, "99999", ""), RULES) is CANNOT_TELL
    for status in (ReceiptStatus.REJECTED, ReceiptStatus.NOT_RECEIPT):
        assert need_of(replace(INVOICE, status=status), RULES) is NOT_NEEDED


def test_without_an_invoice_date_the_day_on_which_it_came_counts() -> None:
    came = replace(INVOICE, invoice_date=None, received_at=datetime(2026, 6, 2, 12, tzinfo=UTC))
    assert need_of(replace(came, amount=Money(590_001, "ILS")), RULES) is NEEDED
    long_ago = replace(came, received_at=datetime(2024, 6, 2, 12, tzinfo=UTC))
    assert need_of(long_ago, RULES) is NOT_NEEDED


def test_without_a_table_nothing_needs_one() -> None:
    assert need_of(INVOICE, AllocationRules()) is NOT_NEEDED
    without_vat = AllocationRules(RULES.thresholds)
    assert need_of(invoice(date(2026, 1, 1), "10000.01"), without_vat) is NEEDED
    assert need_of(invoice(date(2026, 1, 1), "10000.00"), without_vat) is NOT_NEEDED


DAYS = st.dates(date(2024, 1, 1), date(2027, 1, 1))


@given(
    st.dictionaries(DAYS, st.integers(0, 3_000_000), max_size=4),
    st.dictionaries(DAYS, st.integers(0, 10_000), max_size=3),
    st.dates(date(2023, 6, 1), date(2027, 6, 1)),
    st.integers(-100, 6_000_000),
)
def test_it_is_the_law_without_steps(
    amounts: dict[date, int], rates: dict[date, int], day: date, minor: int
) -> None:
    rules = AllocationRules(
        *(tuple(Dated(*entry) for entry in sorted(table.items())) for table in (amounts, rates))
    )
    held = max((start for start in amounts if start <= day), default=None)
    rate = max((start for start in rates if start <= day), default=None)
    vat = Fraction(0) if rate is None else Fraction(rates[rate], 100)
    before_vat = minor / (1 + vat / 100)
    needed = held is not None and before_vat > amounts[held]
    receipt = replace(INVOICE, invoice_date=day, amount=Money(minor, "ILS"))
    assert need_of(receipt, rules) is (NEEDED if needed else NOT_NEEDED)
    assert abs(rules.before_vat(minor, day) - before_vat) <= Fraction(1, 2)


# -- tables ------------------------------------------------------------------------------------------


def test_a_table_comes_back_as_it_went_in() -> None:
    settings = Settings()
    assert written_table(RULES.thresholds) == dict(settings.allocation_thresholds)
    assert written_table(RULES.vat_rates) == dict(settings.vat_rates)
    assert RULES.vat_on(date(2024, 12, 31)) == 1700
    assert RULES.vat_on(date(2025, 1, 1)) == 1800
    assert RULES.vat_on(date(1999, 1, 1)) == 0


@pytest.mark.parametrize(
    ("day", "number"),
    [("2026-13-01", "5"), ("soon", "5"), ("2026-01-01", "much"), ("2026-01-01", "-1"), ("2026-01-01", "101"),
     ("2026-01-01", "NaN"), ("2026-01-01", "Infinity"), ("2026-01-01", "9" * 100), ("2026-01-01", ""),
     ("2026-01-01", "17.555"), ("2026-01-01", "1e1")],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(day: str, number: str) -> None:
    assert read_table({day: number, "2025-01-01": "18"}, MOST_RATE) == (Dated(date(2025, 1, 1), 1800),)


@given(st.integers(0, MOST_RATE))
def test_a_number_is_written_as_it_is_read(number: int) -> None:
    assert read_hundredths(written_hundredths(number)) == number
    assert written_hundredths(1750) == "17.5"
    assert written_hundredths(1000) == "10"


@given(st.dictionaries(st.text(max_size=12), st.text(max_size=30), max_size=3))
def test_reading_a_table_never_fails(written: dict[str, str]) -> None:
    table = read_table(written, MOST_RATE)
    assert read_table(written_table(table), MOST_RATE) == table
