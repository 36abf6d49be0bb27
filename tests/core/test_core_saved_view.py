"""Saved queries as text: back as they were, and nothing that stands in a file can break them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.amount_range import AmountRange, typed_amount
from desktop.core.call_query import CallQuery, Period, RecordingFilter
from desktop.core.models import CallDirection, ReceiptStatus
from desktop.core.periods import PeriodName
from desktop.core.query import ConfidenceBand, ReceiptQuery, ReceiptSort
from desktop.core.saved_view import Query, ViewPage, clean_name, query_text, read_query
from tests.store.store_rows import CALL_QUERIES, RECEIPT_QUERIES

CALLS = CallQuery(
    text="חשבונית",
    period=Period(relative=PeriodName.LAST_MONTH),
    directions=(CallDirection.INBOUND,),
    recording=RecordingFilter.KEPT_HERE,
    has_transcript=False,
    has_notes=True,
)
RECEIPTS = ReceiptQuery(
    period=Period(date(2024, 2, 29)),
    invoice_period=Period(relative=PeriodName.PREVIOUS_VAT_MONTHS),
    statuses=(ReceiptStatus.APPROVED,),
    vendors=("", "Bezeq"),
    tags=("", "רכב"),
    amounts=AmountRange(Decimal("-120.50"), None),
    confidences=(ConfidenceBand.LOW, ConfidenceBand.UNKNOWN),
    least_confidence=20,
    has_preview=False,
    sort=ReceiptSort.AMOUNT,
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
)


@pytest.mark.parametrize("query", [CALLS, RECEIPTS, CallQuery(), ReceiptQuery()])
def test_a_query_comes_back(query: Query) -> None:
    page = ViewPage.CALLS if isinstance(query, CallQuery) else ViewPage.RECEIPTS
    assert read_query(page, query_text(query)) == (query, True)


@given(CALL_QUERIES | RECEIPT_QUERIES)
def test_every_query_comes_back(query: Query) -> None:
    page = ViewPage.CALLS if isinstance(query, CallQuery) else ViewPage.RECEIPTS
    assert read_query(page, query_text(query)) == (query, True)


def test_a_period_that_moves_is_kept_by_its_name() -> None:
    assert json.loads(query_text(CALLS))["query"]["period"] == {"relative": "last_month"}


def test_what_a_newer_version_saved_is_left_out_and_said() -> None:
    text = json.dumps({"format": 1, "query": {"text": "a", "mood": "good", "recording": "in_the_cloud"}})
    assert read_query(ViewPage.CALLS, text) == (CallQuery(text="a"), False)
    assert read_query(ViewPage.CALLS, json.dumps({"format": 2, "query": {}})) == (CallQuery(), False)


@pytest.mark.parametrize(
    "said",
    [
        {"text": "x" * 5_000},
        {"period": {"first": "2024-02-30"}},
        {"period": {"first": "2024-02-01", "mood": "2024-02-01"}},
        {"period": {"relative": "next_week"}},
        {"period": {}},
        {"amounts": {"least": "NaN"}},
        {"amounts": {"least": "1e999999"}},
        {"amounts": {"least": 5}},
        {"amounts": {"lowest": "5"}},
        {"least_confidence": True},
        {"least_confidence": 101},
        {"least_confidence": 10**400},
        {"has_source": 1},
        {"statuses": []},
        {"statuses": ["approved", 7]},
        {"vendors": "Bezeq"},
        {"vendors": ["a"] * 6_000},
        {"descending": None},
    ],
)
def test_absurd_values_filter_nothing(said: dict[str, object]) -> None:
    text = json.dumps({"format": 1, "query": said})
    assert read_query(ViewPage.RECEIPTS, text) == (ReceiptQuery(), False)


@pytest.mark.parametrize("text", ["", "{", "null", "[]", "7", '{"format": 1}', "[" * 100_000, "9" * 5_000])
def test_damaged_text_filters_nothing(text: str) -> None:
    assert read_query(ViewPage.CALLS, text) == (CallQuery(), False)


@given(
    st.sampled_from(ViewPage),
    st.dictionaries(st.sampled_from([*CallQuery._fields, *ReceiptQuery.__slots__]), ANYTHING),
)
def test_whatever_stands_in_a_field_is_survived(page: ViewPage, said: dict[str, object]) -> None:
    query, _ = read_query(page, json.dumps({"format": 1, "query": said}))
    assert read_query(page, query_text(query)) == (query, True)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1482.60", "1482.60"),
        ("1,482.60", "1482.60"),
        ("\u2066\u2212120.5\u2069", "-120.5"),
        ("-0", "0"),
        (" 1 000 ", "1000"),
        ("5.", "5"),
        (".5", "0.5"),
        ("1,5", None),
        ("1e5", None),
        ("1_000", None),
        ("NaN", None),
        ("inf", None),
        ("", None),
        ("-", None),
        (".", None),
        ("٣", None),
        ("9" * 25, None),
    ],
)
def test_an_amount_as_it_is_typed(typed: str, number: str | None) -> None:
    assert typed_amount(typed) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("least", "most", "digits", "bounds"),
    [
        ("1.001", "1.999", 2, (101, 199)),
        ("-1.999", "-1.001", 2, (-199, -101)),
        ("0.5", "1.5", 0, (1, 1)),
        (None, "0.0001", 3, (None, 0)),
        ("123456789012345678901234", None, 3, (123456789012345678901234000, None)),
    ],
)
def test_ends_in_minor_units_are_never_wider(
    least: str | None, most: str | None, digits: int, bounds: tuple[int | None, int | None]
) -> None:
    ends = [None if end is None else Decimal(end) for end in (least, most)]
    assert AmountRange(*ends).minor_bounds(digits) == bounds


@given(st.text())
def test_a_name_is_one_short_line(name: str) -> None:
    clean = clean_name(name)
    assert clean == clean_name(clean)
    assert len(clean) <= 60
    assert len(clean.splitlines()) <= 1
