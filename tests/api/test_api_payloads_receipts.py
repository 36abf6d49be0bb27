"""The server's receipts -> models: odd fields cost a field, odd rows a row."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.api import payloads
from desktop.core.models import FileKind, Money, PreviewStatus, Receipt, ReceiptFile, ReceiptStatus
from tests.api.api_rows import RECEIPT, receipt_with


def test_a_sound_receipt() -> None:
    receipt = receipt_with()
    assert receipt.id == 7
    assert receipt.amount == Money(123450, "ILS")
    assert receipt.invoice_date == date(2026, 1, 14)
    assert (receipt.status, receipt.preview_status) == (ReceiptStatus.APPROVED, PreviewStatus.GENERATED)
    assert receipt.source_file == ReceiptFile(70, "a.pdf", "application/pdf", 5)
    assert receipt.preview_file == ReceiptFile(71, "a.jpg", "image/jpeg", None)
    assert receipt.confidence == 87


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        (Decimal("0.1"), "ILS", 10),
        (Decimal("0.005"), "ILS", 0),
        (Decimal("0.015"), "ILS", 2),
        (Decimal("0.30000000000000004"), "ILS", 30),
        (Decimal("-1234.5"), "USD", -123450),
        (150, "ILS", 15000),
        (0, "ILS", 0),
        (Decimal("1500"), "JPY", 1500),
        (Decimal("1.2345"), "KWD", 1234),
        (Decimal("0E+10"), "ILS", 0),
        (Decimal("1E-400"), "ILS", 0),
        (Decimal("1e400"), "ILS", None),
        (Decimal("NaN"), "ILS", None),
        (Decimal("Infinity"), "ILS", None),
        (10**18, "ILS", None),
        (10**3000, "ILS", None),
        (True, "ILS", None),
        ("150.00", "ILS", None),
        ([150], "ILS", None),
        (None, "ILS", None),
    ],
)
def test_amounts_in_minor_units(amount: object, currency: str, minor: int | None) -> None:
    expected = None if minor is None else Money(minor, currency)
    assert receipt_with(amount=amount, currency=currency).amount == expected


@given(st.integers(-(10**12), 10**12), st.sampled_from(["ILS", "JPY", "KWD"]))
def test_every_amount_of_a_currency_is_exact(minor: int, currency: str) -> None:
    digits = Money(0, currency).digits
    amount = Decimal(minor).scaleb(-digits)
    assert receipt_with(amount=amount, currency=currency).amount == Money(minor, currency)


def test_currencies_are_letters() -> None:
    assert receipt_with(currency="ils").currency == "ILS"
    assert receipt_with(currency=None).currency == ""
    assert receipt_with(currency="₪").currency == "₪"


def test_absent_files_are_none() -> None:
    bare = {k: v for k, v in RECEIPT.items() if "attachment" not in k}
    receipt = payloads.receipt(bare)
    assert receipt is not None
    assert receipt.source_file is receipt.preview_file is None
    by_id = payloads.receipt({**bare, "attachment_id": 70})
    assert by_id is not None
    assert by_id.source_file == ReceiptFile(70)


def test_a_broken_row_stays_a_row() -> None:
    assert payloads.receipt({"id": 7, "error": True, "error_message": "bad\0 row"}) == Receipt(
        7, error_message="bad row"
    )
    assert receipt_with(error=True).error_message
    empty = payloads.receipt({"id": 7})
    assert empty is not None
    assert empty.error_message


@pytest.mark.parametrize("row_id", [None, 0, -1, "7", True, 2**63, Decimal("NaN"), [7]])
def test_a_receipt_that_cannot_be_named_is_none(row_id: object) -> None:
    assert receipt_with(id=row_id) is None


@pytest.mark.parametrize(
    "value", ["14.1.2026", "2026-13-01", "20260114", "0001-01-01", 5, None, "2026-01-14T10:00:00"]
)
def test_absurd_days_are_unknown(value: object) -> None:
    assert receipt_with(invoice_date=value).invoice_date is None


@pytest.mark.parametrize(
    ("value", "confidence"), [(0, 0), (100, 100), (Decimal("87.9"), 87), (101, None), (-1, None)]
)
def test_confidence_is_a_percentage(value: object, confidence: int | None) -> None:
    assert receipt_with(confidence=value).confidence == confidence


def test_text_that_nothing_can_store_is_cleaned() -> None:
    receipt = receipt_with(vendor_name="a\ud800b\0c\n=1+1")
    assert receipt.vendor == "a?bc\n=1+1"


def test_links_show_no_signature() -> None:
    link = payloads.file_link({"receipt": RECEIPT}, FileKind.RECEIPT_SOURCE)
    assert (link.attachment_id, link.url, link.mime_type) == (70, "x", "application/pdf")
    assert "secret" not in repr(payloads.FileLink(70, "https://files.example/a?token=secret"))
    assert payloads.file_link({}, FileKind.RECEIPT_PREVIEW) == payloads.FileLink()


@pytest.mark.parametrize(
    ("mime_type", "size", "length", "own"),
    [
        ("application/pdf", 500, 500, True),
        ("text/html", 500, 92, False),
        ("text/html", None, 92, True),
        ("text/html", 500, None, True),
        ("application/pdf", 500, None, False),
        ("", None, 92, False),
    ],
)
def test_a_page_is_the_receipts_own_when_the_server_speaks_of_it(
    mime_type: str, size: int | None, length: int | None, own: bool
) -> None:
    link = payloads.FileLink(70, "x", mime_type, size)
    assert link.tells_of_a_page(length) is own


# -- beyond the row ------------------------------------------------------------------------------


def test_the_details_hold_what_the_list_does_not() -> None:
    found = payloads.receipt_details(
        {
            "receipt": RECEIPT
            | {
                "gmail_thread_id": "thread-7",
                "raw_extraction_json": {"total": Decimal("1234.50"), "שם": "דוגמה"},
                "reviewed_by": 3,
                "reviewed_at": "2026-01-20T08:00:00.5",
                "updated_at": "2026-01-20T08:00:01",
                "reviewer": {"id": 3, "name": "Dana", "email": "dana@sample.example"},
            }
        }
    )
    assert found.receipt == receipt_with()
    assert found.raw_extraction == '{\n  "total": 1234.50,\n  "שם": "דוגמה"\n}'
    assert (found.gmail_thread_id, found.reviewed_by) == ("thread-7", 3)
    assert (found.reviewer_name, found.reviewer_email) == ("Dana", "dana@sample.example")
    assert found.reviewed_at == datetime(2026, 1, 20, 8, 0, 0, 500_000, tzinfo=UTC)
    assert found.updated_at == datetime(2026, 1, 20, 8, 0, 1, tzinfo=UTC)


@given(
    st.dictionaries(
        st.sampled_from(["gmail_thread_id", "raw_extraction_json", "reviewed_by", "reviewer", "updated_at"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=8),
            lambda inner: (
                st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner, max_size=2)
            ),
            max_leaves=4,
        ),
    )
)
def test_odd_details_cost_themselves(odd: dict[str, object]) -> None:
    found = payloads.receipt_details({"receipt": RECEIPT | odd})
    assert found.receipt == receipt_with()
    found.raw_extraction.encode()
