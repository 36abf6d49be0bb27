"""Queries: what counts as a filter, so that "clear the filter" shows when it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from desktop.core.allocation import AllocationNeed
from desktop.core.models import CallDirection, CallStatus, ReceiptStatus
from desktop.core.periods import PeriodName
from desktop.core.query import (
    AmountRange,
    CallQuery,
    CallSort,
    ConfidenceBand,
    Period,
    ReceiptQuery,
    ReceiptSort,
    RecordingFilter,
)

DAY = date(2024, 1, 15)


def test_nothing_asked_filters_nothing() -> None:
    assert not CallQuery().filters
    assert not ReceiptQuery().filters


@pytest.mark.parametrize("sort", CallSort)
@pytest.mark.parametrize("descending", [True, False])
def test_an_order_of_calls_is_no_filter(sort: CallSort, descending: bool) -> None:
    assert not CallQuery(sort=sort, descending=descending).filters


@pytest.mark.parametrize("sort", ReceiptSort)
@pytest.mark.parametrize("descending", [True, False])
def test_an_order_of_receipts_is_no_filter(sort: ReceiptSort, descending: bool) -> None:
    assert not ReceiptQuery(sort=sort, descending=descending).filters


@pytest.mark.parametrize(
    "query",
    [
        CallQuery(text="a"),
        CallQuery(period=Period(first=DAY)),
        CallQuery(period=Period(last=DAY)),
        CallQuery(directions=(CallDirection.INBOUND,)),
        CallQuery(statuses=(CallStatus.BUSY,)),
        CallQuery(recording=RecordingFilter.NONE),
        CallQuery(lost_soon=True),
        CallQuery(period=Period(relative="last_week")),
        CallQuery(has_transcript=False),
        CallQuery(has_notes=False),
    ],
)
def test_each_wish_about_calls_is_a_filter_in_every_order(query: CallQuery) -> None:
    assert query.filters
    assert query._replace(sort=CallSort.PHONE, descending=False).filters


@pytest.mark.parametrize(
    "query",
    [
        ReceiptQuery(text="a"),
        ReceiptQuery(period=Period(first=DAY)),
        ReceiptQuery(statuses=(ReceiptStatus.APPROVED,)),
        ReceiptQuery(vendors=("Bezeq",)),
        ReceiptQuery(currencies=("ILS",)),
        ReceiptQuery(invoice_period=Period(last=DAY)),
        ReceiptQuery(amounts=AmountRange(least=Decimal(0))),
        ReceiptQuery(without_amount=True),
        ReceiptQuery(confidences=(ConfidenceBand.UNKNOWN,)),
        ReceiptQuery(least_confidence=0),
        ReceiptQuery(has_source=False),
        ReceiptQuery(has_preview=False),
        ReceiptQuery(has_notes=False),
        ReceiptQuery(has_date=False),
        ReceiptQuery(has_invoice_date=False),
        ReceiptQuery(has_number=False),
        ReceiptQuery(duplicate=True),
        ReceiptQuery(allocation=AllocationNeed.NEEDED),
        ReceiptQuery(risky=False),
    ],
)
def test_each_wish_about_receipts_is_a_filter_in_every_order(query: ReceiptQuery) -> None:
    assert query.filters
    assert replace(query, sort=ReceiptSort.AMOUNT, descending=False).filters


def test_a_period_is_true_when_a_side_is_closed() -> None:
    assert [bool(period) for period in (Period(), Period(DAY), Period(None, DAY), Period(DAY, DAY))] == [
        False,
        True,
        True,
        True,
    ]


def test_the_days_of_a_query_are_known_on_a_day() -> None:
    moving = ReceiptQuery(
        period=Period(relative=PeriodName.PREVIOUS_MONTH),
        invoice_period=Period(relative=PeriodName.THIS_MONTH),
        text="a",
    )
    fixed = moving.on(date(2024, 3, 31))
    assert fixed.period == Period(date(2024, 2, 1), date(2024, 2, 29))
    assert fixed.invoice_period == Period(date(2024, 3, 1), date(2024, 3, 31))
    assert fixed.text == "a"


def test_equal_queries_are_one_key() -> None:
    assert len({CallQuery(text="a"), CallQuery(text="a"), CallQuery(text="b")}) == 2
