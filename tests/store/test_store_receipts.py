"""ReceiptsRepository against a plain model of its filters, orders and sums, on random rows and queries."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.allocation import AllocationRules, Dated
from desktop.core.duplicates import number_key
from desktop.core.models import Money, PreviewStatus, Receipt, ReceiptFile, ReceiptStatus, ReceiptSummary
from desktop.core.note import NoteKey
from desktop.core.query import AmountRange, ConfidenceBand, Period, ReceiptQuery, ReceiptSort
from desktop.core.risks import Doubts, ReceiptRules
from desktop.core.search_text import normalise
from desktop.store.database import Database
from desktop.store.notes_repository import NotesRepository
from desktop.store.receipts_repository import ReceiptsRepository
from tests.core.risks_model import need_of, risks_of
from tests.fresh_lists import fresh_database
from tests.store.duplicates_model import duplicates_among
from tests.store.store_rows import NOTES, NOW, RECEIPT_QUERIES, RECEIPTS

EARLIEST = datetime.min.replace(tzinfo=UTC)
RULES = ReceiptRules(
    60,
    AllocationRules(
        (Dated(date(2023, 1, 1), 123_450), Dated(date(2024, 3, 20), 127)),
        (Dated(date(2020, 1, 1), 1700), Dated(date(2024, 3, 25), 1800)),
    ),
)
"""So low that amounts of the rows are on both sides, and with steps at days of the rows."""


@pytest.fixture
def receipts(database: Database) -> ReceiptsRepository:
    return ReceiptsRepository(database)


# -- the model -----------------------------------------------------------------------------------


def matches(receipt: Receipt, query: ReceiptQuery, note: str = "", duplicate: bool = False) -> bool:
    vendors = {normalise(vendor) for vendor in query.vendors}
    day = receipt.received_at.astimezone().date() if receipt.received_at is not None else None
    return (
        (_text_matches(receipt, query.text) or normalise(query.text) in normalise(note))
        and (query.has_notes is None or query.has_notes == bool(note))
        and _in_period(day, query.period)
        and _in_period(receipt.invoice_date, query.invoice_period)
        and (not query.statuses or receipt.status in query.statuses)
        and (not query.currencies or receipt.currency in query.currencies)
        and (not vendors or normalise(receipt.vendor) in vendors)
        and _amount_matches(receipt, query)
        and _confidence_matches(receipt.confidence, query)
        and query.has_source in (None, receipt.source_file is not None)
        and query.has_preview in (None, receipt.preview_file is not None)
        and query.has_date in (None, receipt.received_at is not None)
        and query.has_invoice_date in (None, receipt.invoice_date is not None)
        and query.has_number in (None, bool(number_key(receipt.invoice_number)))
        and query.duplicate in (None, duplicate)
        and query.allocation in (None, need_of(receipt, RULES.allocation))
        and query.risky in (None, bool(risks_of(receipt, duplicate, RULES)))
    )


def _amount_matches(receipt: Receipt, query: ReceiptQuery) -> bool:
    if query.without_amount and receipt.amount is not None:
        return False
    least, most = query.amounts.least, query.amounts.most
    if least is None and most is None:
        return True
    if receipt.amount is None:
        return False
    units = Fraction(receipt.amount.minor, 10**receipt.amount.digits)
    return (least is None or units >= Fraction(least)) and (most is None or units <= Fraction(most))


def _confidence_matches(confidence: int | None, query: ReceiptQuery) -> bool:
    if query.least_confidence is not None and (confidence is None or confidence < query.least_confidence):
        return False
    band = ConfidenceBand.UNKNOWN
    if confidence is not None:
        band = ConfidenceBand.SURE if confidence >= 80 else ConfidenceBand.LOW
        band = ConfidenceBand.FAIR if 60 <= confidence < 80 else band
    return not query.confidences or band in query.confidences


def _text_matches(receipt: Receipt, text: str) -> bool:
    wanted = normalise(text)
    fields = [receipt.vendor, receipt.subject, receipt.from_email, receipt.invoice_number]
    if receipt.amount is not None:
        number = f"{abs(receipt.amount.minor):0{receipt.amount.digits + 1}}"
        cut = len(number) - receipt.amount.digits
        plain = number[:cut] + ("." + number[cut:] if receipt.amount.digits else "")
        grouped = f"{int(number[:cut]):,}" + plain[cut:]
        sign = "-" if receipt.amount.minor < 0 else ""
        fields += [sign + plain, sign + grouped]
    return not wanted or any(wanted in normalise(field) for field in fields)


def _in_period(day: date | None, period: Period) -> bool:
    if not period:
        return True
    if day is None:
        return False
    period = period.on(NOW.astimezone().date())
    return (period.first is None or period.first <= day) and (period.last is None or day <= period.last)


def ordered(rows: list[Receipt], query: ReceiptQuery) -> list[Receipt]:
    """Stable sorts from the last tie-break to the first; what is unknown stays behind."""
    rows = sorted(rows, key=lambda receipt: receipt.id, reverse=True)
    rows.sort(key=lambda receipt: receipt.received_at or EARLIEST, reverse=True)
    known = [receipt for receipt in rows if _sort_key(receipt, query.sort) is not None]
    unknown = [receipt for receipt in rows if _sort_key(receipt, query.sort) is None]
    return sorted(known, key=lambda row: _sort_key(row, query.sort), reverse=query.descending) + unknown


def _sort_key(receipt: Receipt, sort: ReceiptSort) -> Any:
    """Of another type for each sort; None where it is not known."""
    amount = receipt.amount
    return {
        ReceiptSort.DATE: receipt.received_at,
        ReceiptSort.VENDOR: normalise(receipt.vendor) or None,
        ReceiptSort.AMOUNT: None if amount is None else amount.minor / 10**amount.digits,
        ReceiptSort.STATUS: list(ReceiptStatus).index(receipt.status),
        ReceiptSort.CONFIDENCE: receipt.confidence,
    }[sort]


def summed(rows: list[Receipt]) -> ReceiptSummary:
    amounts = [receipt.amount for receipt in rows if receipt.amount is not None]
    counts = Counter(amount.currency for amount in amounts)
    largest = sorted(counts, key=lambda currency: (-counts[currency], currency))
    totals = tuple(
        Money(sum(amount.minor for amount in amounts if amount.currency == currency), currency)
        for currency in largest
    )
    by_status = dict(Counter(receipt.status for receipt in rows))
    gone = sum(receipt.gone_at is not None for receipt in rows)
    files = [
        sum(one.source_file is not None for one in rows),
        sum(one.preview_file is not None for one in rows),
    ]
    return ReceiptSummary(len(rows), totals, len(rows) - len(amounts), by_status, gone, *files)


@settings(max_examples=150)
@given(
    rows=st.lists(RECEIPTS, max_size=25, unique_by=lambda receipt: receipt.id),
    noted=st.dictionaries(st.integers(1, 30), NOTES, max_size=8),
    queries=st.lists(RECEIPT_QUERIES, min_size=1, max_size=6),
)
def test_ids_and_sums_are_the_models(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[Receipt],
    noted: dict[int, str],
    queries: list[ReceiptQuery],
) -> None:
    database = fresh_database(tmp_path_factory.mktemp("receipts"))
    receipts = ReceiptsRepository(database)
    assert receipts.upsert(rows) == len(rows)
    NotesRepository(database).put({NoteKey.receipt(number): note for number, note in noted.items()}, NOW)
    receipts.rules = RULES
    duplicates = duplicates_among(rows)
    for query in queries:
        found = [row for row in rows if matches(row, query, noted.get(row.id, ""), row.id in duplicates)]
        wanted = ordered(found, query)
        today = NOW.astimezone().date()
        ids = receipts.ids(query, today)
        assert list(ids) == [receipt.id for receipt in wanted]
        assert [row.receipt for row in receipts.rows(ids)] == wanted
        assert receipts.summary(query, today) == receipts.summary_of(ids) == summed(wanted)
        assert receipts.count_of(query, today) == len(wanted)
        assert receipts.doubts(ids) == {
            row.id: Doubts(row.status, risks_of(row, row.id in duplicates, RULES), row.gone_at is not None)
            for row in wanted
        }
    vendors = receipts.vendors()
    assert [normalise(vendor) for vendor in vendors] == sorted({normalise(row.vendor) for row in rows} - {""})
    database.close()


# -- what is written -----------------------------------------------------------------------------


RECEIPT = Receipt(
    7,
    received_at=NOW,
    vendor='חברת "בזק"',
    amount=Money(123450, "ILS"),
    currency="ILS",
    invoice_number="INV-0042",
    invoice_date=date(2024, 2, 29),
    confidence=80,
    status=ReceiptStatus.PENDING_REVIEW,
    source="gmail",
    from_email="billing@sample.example",
    subject="חשבונית חודש מרץ",
    preview_status=PreviewStatus.FAILED,
    preview_failure_reason="timeout",
    source_file=ReceiptFile(3, "קבלה.pdf", "application/octet-stream", 1234),
    created_at=NOW - timedelta(days=1),
)


@given(RECEIPTS)
def test_a_receipt_comes_back_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, receipt: Receipt
) -> None:
    database = fresh_database(tmp_path_factory.mktemp("receipts"))
    receipts = ReceiptsRepository(database)
    assert receipts.upsert([receipt]) == 1
    assert receipts.get(receipt.id) == receipt
    assert receipts.upsert([receipt]) == 0
    database.close()


def test_each_changed_field_is_a_change(receipts: ReceiptsRepository) -> None:
    receipts.upsert([RECEIPT])
    for change in (
        {"vendor": "x"},
        {"amount": None},
        {"amount": Money(1, "ILS")},
        {"status": ReceiptStatus.APPROVED},
        {"preview_file": ReceiptFile(4)},
        {"source_file": None},
        {"received_at": None},
        {"invoice_date": None},
    ):
        changed = replace(RECEIPT, **change)
        assert receipts.upsert([changed, changed]) == 1
        assert receipts.get(7) == changed
        assert receipts.upsert([RECEIPT]) == 1


def test_a_broken_row_says_so_and_keeps_what_is_known(receipts: ReceiptsRepository) -> None:
    broken = Receipt(7, error_message="could not be read")
    assert receipts.upsert([broken]) == 1
    assert receipts.get(7) == broken
    receipts.upsert([RECEIPT])
    assert receipts.get(7) == RECEIPT
    receipts.upsert([broken])
    assert receipts.get(7) == replace(RECEIPT, error_message="could not be read")


def test_texts_that_no_file_can_hold_and_numbers_beyond_all_sense(receipts: ReceiptsRepository) -> None:
    receipts.upsert(
        [
            replace(
                RECEIPT, vendor="\ud800", amount=Money(10**30, "ILS"), source_file=ReceiptFile(1, size=2**64)
            )
        ]
    )
    receipt = receipts.get(7)
    assert receipt is not None
    assert (receipt.vendor, receipt.amount, receipt.currency) == ("?", None, "ILS")
    assert receipt.source_file == ReceiptFile(1)


def test_an_amount_of_nothing_is_no_amount(receipts: ReceiptsRepository) -> None:
    """The server sends both as null: neither is said to be 0.00, nor counted as summed."""
    receipts.upsert([replace(RECEIPT, amount=Money(0, "ILS"))])
    assert receipts.get(7) == replace(RECEIPT, amount=None)
    assert receipts.upsert([replace(RECEIPT, amount=Money(0, "ILS"))]) == 0
    assert receipts.summary(ReceiptQuery()).without_amount == 1


def test_rows_come_in_the_order_asked_for_without_those_that_are_not_there(
    receipts: ReceiptsRepository,
) -> None:
    receipts.upsert(replace(RECEIPT, id=number) for number in (1, 2, 3))
    assert [row.row_id for row in receipts.rows([3, 99, 1])] == [3, 1]
    assert receipts.rows([2])[0].receipt == replace(RECEIPT, id=2)
    assert receipts.rows([]) == []
    assert receipts.get(99) is None


# -- what is found and summed --------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed", ["בזק", 'בז"ק', "בזק״", "1234.5", "1,234.50", "inv-0042", "BILLING@", "מרצ", "חודש  מרץ"]
)
def test_a_receipt_is_found_by(receipts: ReceiptsRepository, typed: str) -> None:
    receipts.upsert([RECEIPT])
    assert list(receipts.ids(ReceiptQuery(text=typed))) == [7]


@pytest.mark.parametrize("typed", ["%", "_", "123450", "1234.51", "gmail", "ILS7"])
def test_a_receipt_is_not_found_by(receipts: ReceiptsRepository, typed: str) -> None:
    receipts.upsert([RECEIPT])
    assert list(receipts.ids(ReceiptQuery(text=typed))) == []


def test_a_vendor_is_one_in_every_spelling(receipts: ReceiptsRepository) -> None:
    spellings = ["Bezeq", "BEZEQ", "BEZEQ", "bezeq ", 'סלקו"ם', "סלקו״ם", "סלקו״ם", "", "  "]
    receipts.upsert(replace(RECEIPT, id=number, vendor=name) for number, name in enumerate(spellings, 1))
    assert receipts.vendors() == ["BEZEQ", "סלקו״ם"]
    assert set(receipts.ids(ReceiptQuery(vendors=("BEZEQ",)))) == {1, 2, 3, 4}
    assert set(receipts.ids(ReceiptQuery(vendors=("סלקו״ם", "")))) == {5, 6, 7, 8, 9}


def test_any_number_of_vendors_may_be_chosen(receipts: ReceiptsRepository) -> None:
    receipts.upsert([RECEIPT])
    many = tuple(f"vendor {number}" for number in range(40_000))
    assert list(receipts.ids(ReceiptQuery(vendors=(*many, RECEIPT.vendor)))) == [7]
    assert receipts.summary_of(range(100_000)).count == 1


@pytest.mark.parametrize(
    ("least", "most", "found"),
    [
        (None, None, {1, 2, 3, 4, 5, 6}),
        ("100", "100", {1, 2, 3}),
        ("100.001", None, {4}),
        (None, "-0.01", {5}),
        ("-5", "99.999", {5}),
        ("99999999999999999999999", None, set()),
        ("-99999999999999999999999", "99999999999999999999999", {1, 2, 3, 4, 5}),
        ("200", "100", set()),
    ],
)
def test_an_amount_is_compared_in_the_units_of_its_currency(
    receipts: ReceiptsRepository, least: str | None, most: str | None, found: set[int]
) -> None:
    amounts = [
        Money(10_000, "ILS"),
        Money(100, "JPY"),
        Money(100_000, "KWD"),
        Money(2**63 - 1, "USD"),
        Money(-1, ""),
    ]
    receipts.upsert(replace(RECEIPT, id=number, amount=money) for number, money in enumerate(amounts, 1))
    receipts.upsert([replace(RECEIPT, id=6, amount=None)])
    ends = [None if end is None else Decimal(end) for end in (least, most)]
    assert set(receipts.ids(ReceiptQuery(amounts=AmountRange(*ends)))) == found


def test_no_amount_is_a_choice_of_its_own(receipts: ReceiptsRepository) -> None:
    receipts.upsert([RECEIPT, replace(RECEIPT, id=8, amount=None)])
    assert list(receipts.ids(ReceiptQuery(without_amount=True))) == [8]


def test_currencies_come_most_frequent_first(receipts: ReceiptsRepository) -> None:
    names = ["USD", "ILS", "ILS", "", "EUR"]
    receipts.upsert(
        replace(RECEIPT, id=number, amount=None, currency=name) for number, name in enumerate(names, 1)
    )
    assert receipts.currencies() == ["ILS", "EUR", "USD"]


def test_sums_are_exact_beyond_64_bits(receipts: ReceiptsRepository) -> None:
    largest = 2**63 - 1
    amounts = [largest, largest, largest, -7, 1]
    receipts.upsert(
        replace(RECEIPT, id=number, amount=Money(minor, "ILS")) for number, minor in enumerate(amounts, 1)
    )
    assert receipts.summary(ReceiptQuery()).totals == (Money(3 * largest - 6, "ILS"),)


def test_negative_sums_are_exact(receipts: ReceiptsRepository) -> None:
    amounts = [-1_999_999_999, 1_000_000_001, -3]
    receipts.upsert(
        replace(RECEIPT, id=number, amount=Money(minor, "ILS")) for number, minor in enumerate(amounts, 1)
    )
    assert receipts.summary(ReceiptQuery()).totals == (Money(sum(amounts), "ILS"),)


def test_nothing_sums_to_nothing(receipts: ReceiptsRepository) -> None:
    assert receipts.summary(ReceiptQuery()) == ReceiptSummary(0, (), 0, {})
    assert receipts.summary_of([1, 2]) == ReceiptSummary(0, (), 0, {})


def test_a_row_named_twice_is_counted_once(receipts: ReceiptsRepository) -> None:
    receipts.upsert([RECEIPT])
    assert receipts.summary_of([7, 7]).count == 1
