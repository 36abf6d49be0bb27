"""The server's rows -> models: odd fields cost a field, odd rows a row, never a page."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.api import payloads
from desktop.core.errors import AnswerNotUnderstood, NotAllowed
from desktop.core.models import (
    CallDirection,
    CallStatus,
    FileKind,
    Money,
    PreviewStatus,
    Receipt,
    ReceiptFile,
    ReceiptStatus,
    RecordingStatus,
)

CALL: dict[str, Any] = {
    "sid": "CA1",
    "call_sid": "CA1",
    "lead_name": "Sample Bakery",
    "from_e164": "+972541234567",
    "to_e164": "+97239876543",
    "customer_phone": "+972541234567",
    "duration": 65,
    "status": "no-answer",
    "direction": "inbound",
    "at": "2026-01-15T10:00:00",
    "created_at": "2026-01-15T10:00:00.123456",
    "transcription": "שלום",
    "transcript": "שלום",
    "final_transcript": "שלום, final",
    "summary": "A summary",
    "hasRecording": True,
    "hasTranscript": True,
    "expiresAt": "2026-01-22T10:00:00",
}
RECEIPT: dict[str, Any] = {
    "id": 7,
    "source": "gmail",
    "from_email": "billing@vendor.example",
    "subject": "Invoice",
    "received_at": "2026-01-15T10:00:00",
    "vendor_name": "Vendor",
    "amount": Decimal("1234.5"),
    "currency": "ILS",
    "invoice_number": "A-1",
    "invoice_date": "2026-01-14",
    "confidence": 87,
    "status": "approved",
    "attachment_id": 70,
    "preview_attachment_id": 71,
    "preview_status": "generated",
    "created_at": "2026-01-15T10:00:01",
    "attachment": {
        "id": 70,
        "filename": "a.pdf",
        "mime_type": "application/pdf",
        "size": 5,
        "signed_url": "x",
    },
    "preview_attachment": {"id": 71, "filename": "a.jpg", "mime_type": "image/jpeg", "size": None},
}


def call_with(**fields: Any) -> Any:
    return payloads.call({**CALL, **fields})


def receipt_with(**fields: Any) -> Any:
    return payloads.receipt({**RECEIPT, **fields})


# -- calls ---------------------------------------------------------------------------------------


def test_a_name_of_blanks_is_none() -> None:
    assert call_with(lead_name=" \t ").lead_name == ""


def test_a_sound_call() -> None:
    call = call_with()
    assert call.sid == "CA1"
    assert call.created_at == datetime(2026, 1, 15, 10, 0, 0, 123456, UTC)
    assert call.expires_at == datetime(2026, 1, 22, 10, 0, tzinfo=UTC)
    assert (call.direction, call.status) == (CallDirection.INBOUND, CallStatus.NO_ANSWER)
    assert (call.phone, call.lead_name, call.duration_s) == ("+972541234567", "Sample Bakery", 65)
    assert (call.transcript, call.summary) == ("שלום", "A summary")
    assert call.has_recording
    assert call.has_transcript
    assert call.error_message == ""


@pytest.mark.parametrize(
    ("fields", "phone"),
    [
        ({"customer_phone": None}, "+972541234567"),
        ({"customer_phone": None, "direction": "outbound"}, "+97239876543"),
        ({"customer_phone": None, "direction": "unknown"}, ""),
        ({"customer_phone": "anonymous"}, ""),
        ({"customer_phone": "Anonymous"}, ""),
        ({"customer_phone": None, "from_e164": "anonymous"}, ""),
        ({"customer_phone": None, "from_e164": None}, ""),
        ({"customer_phone": 972541234567}, "+972541234567"),
    ],
)
def test_the_other_sides_number(fields: dict[str, Any], phone: str) -> None:
    assert call_with(**fields).phone == phone


def test_the_best_transcript_and_none_without_the_servers_word() -> None:
    assert call_with(transcript=None).transcript == "שלום"
    assert call_with(transcript="", transcription=None).transcript == "שלום, final"
    assert call_with(hasTranscript=False).transcript == ""
    assert call_with(hasTranscript=None).transcript == ""


def test_details_trust_no_placeholder() -> None:
    data = {
        "call": {**CALL, "hasTranscript": False},
        "transcript": "אין תמליל",
        "summary": None,
        "sentiment": None,
    }
    details = payloads.call_details(data)
    assert (details.transcript, details.summary, details.sentiment) == ("", "A summary", "")
    whole = payloads.call_details(
        {"call": CALL, "transcript": "long", "summary": "s", "sentiment": "positive"}
    )
    assert (whole.transcript, whole.summary, whole.sentiment) == ("long", "s", "positive")
    with pytest.raises(AnswerNotUnderstood):
        payloads.call_details({"call": None})


@pytest.mark.parametrize("sid", [None, "", 5, "../../etc", "..", "a/b", "a b", "א", "x" * 200, True, ["CA1"]])
def test_a_call_that_cannot_be_named_is_no_call(sid: object) -> None:
    assert call_with(sid=sid, call_sid=sid) is None


def test_either_sid_will_do() -> None:
    assert call_with(call_sid=None).sid == "CA1"
    assert call_with(sid=None).sid == "CA1"


def test_a_call_of_which_nothing_can_be_read_says_so() -> None:
    call = payloads.call({"sid": "CA1", "error": True, "error_message": "bad row"})
    assert call is not None
    assert call.error_message == "bad row"
    empty = payloads.call({"sid": "CA1"})
    assert empty is not None
    assert empty.error_message


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-01-15T10:00:00", datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ("2026-01-15T10:00:00.5", datetime(2026, 1, 15, 10, 0, 0, 500_000, UTC)),
        ("2026-01-15T10:00:00Z", datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ("2026-01-15T10:00:00+02:00", datetime(2026, 1, 15, 8, tzinfo=UTC)),
        ("2026-01-15 10:00:00", datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ("0001-01-01T00:00:00", None),
        ("0001-01-01T00:00:00+10:00", None),
        ("9999-12-31T23:59:59-10:00", None),
        ("yesterday at ten", None),
        ("", None),
        (None, None),
        (1768471200, None),
        (True, None),
        (["2026-01-15T10:00:00"], None),
    ],
)
def test_moments_are_utc(value: object, moment: datetime | None) -> None:
    assert call_with(created_at=value, at=None).created_at == moment


def test_the_other_name_of_the_moment() -> None:
    assert call_with(created_at="broken").created_at == datetime(2026, 1, 15, 10, tzinfo=UTC)


@pytest.mark.parametrize("value", [-1, True, "65", Decimal("NaN"), Decimal("1e30"), 10**30, None, []])
def test_absurd_durations_are_unknown(value: object) -> None:
    assert call_with(duration=value).duration_s is None


def test_a_page_of_calls_counts_what_it_drops(caplog: pytest.LogCaptureFixture) -> None:
    rows = [CALL, {"sid": None}, "row", None, {**CALL, "call_sid": "CA2"}]
    with caplog.at_level(logging.WARNING, "desktop.api"):
        page = payloads.call_page({"calls": rows, "pagination": {"total": 9}})
    assert [call.sid for call in page.rows] == ["CA1", "CA2"]
    assert page.total == 9
    assert "3 of 5 rows in calls dropped" in caplog.text


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"calls": []},
        {"calls": {}, "pagination": {"total": 1}},
        {"calls": [], "pagination": {"total": "many"}},
        {"calls": [], "pagination": {"total": -1}},
        {"calls": [], "pagination": []},
    ],
)
def test_a_page_without_its_frame_is_none(data: dict[str, Any]) -> None:
    with pytest.raises(AnswerNotUnderstood):
        payloads.call_page(data)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("ready", RecordingStatus.READY),
        ("queued", RecordingStatus.QUEUED),
        ("failed", None),
        (None, None),
        ([], None),
    ],
)
def test_recording_status(value: object, status: RecordingStatus | None) -> None:
    assert payloads.recording_status({"status": value}) is status


# -- receipts ------------------------------------------------------------------------------------


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
    assert link == payloads.FileLink(70, "x")
    assert "secret" not in repr(payloads.FileLink(70, "https://files.example/a?token=secret"))
    assert payloads.file_link({}, FileKind.RECEIPT_PREVIEW) == payloads.FileLink()


# -- account -------------------------------------------------------------------------------------


def test_an_account() -> None:
    user = {"id": 3, "name": "Dana", "role": "admin", "business_id": 9, "email": "d@x.example"}
    account = payloads.account({"user": user, "tenant": {"id": 9, "name": "Sample"}}, "https://s")
    assert account.identity == ("https://s", 9, 3)
    assert (account.email, account.business_name) == ("d@x.example", "Sample")


def test_an_account_without_a_business_or_a_user() -> None:
    with pytest.raises(NotAllowed) as caught:
        payloads.account({"user": {"id": 3, "business_id": None}, "tenant": None}, "https://s")
    assert caught.value.reason == "no_business"
    with pytest.raises(AnswerNotUnderstood):
        payloads.account({"user": None}, "https://s")


# -- wild JSON -----------------------------------------------------------------------------------

_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals()
    | st.text()
    | st.sampled_from(["", "anonymous", "2026-01-15T10:00:00", "inbound", "\ud800", "CA1", "NaN"])
)
_JSON = st.recursive(
    _SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)


def _rows(sound: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Sound rows with some fields gone wild, and things that are no rows."""
    wild = st.dictionaries(st.sampled_from([*sound, "error", "error_message"]), _JSON, max_size=8)
    return wild.map(lambda fields: {**sound, **fields}) | wild | _JSON


@given(st.lists(_rows(CALL), max_size=4))
def test_wild_calls_never_break_a_page(rows: list[Any]) -> None:
    page = payloads.call_page({"calls": rows, "pagination": {"total": len(rows)}})
    assert len(page.rows) <= len(rows)
    for call in page.rows:
        assert call.sid
        assert call.created_at is None or call.created_at.tzinfo is UTC
        assert call.duration_s is None or type(call.duration_s) is int
        for text in (call.phone, call.lead_name, call.summary, call.transcript, call.error_message):
            assert "\0" not in text
            text.encode()


@given(st.lists(_rows(RECEIPT), max_size=4))
def test_wild_receipts_never_break_a_page(rows: list[Any]) -> None:
    page = payloads.receipt_page({"items": rows, "total": len(rows)})
    assert len(page.rows) <= len(rows)
    for receipt in page.rows:
        assert 0 < receipt.id < 2**63
        assert receipt.amount is None or abs(receipt.amount.minor) <= 10**15
        assert receipt.received_at is None or receipt.received_at.tzinfo is UTC
        for text in (receipt.vendor, receipt.subject, receipt.currency, receipt.error_message):
            assert "\0" not in text
            text.encode()


@given(st.dictionaries(st.sampled_from(["call", "receipt", "user", "tenant", "status", "transcript"]), _JSON))
def test_wild_details_are_a_model_or_not_understood(data: dict[str, Any]) -> None:
    for read in (payloads.call_details, payloads.receipt_detail, lambda d: payloads.account(d, "https://s")):
        try:
            read(data)
        except (AnswerNotUnderstood, NotAllowed):
            continue
    payloads.recording_status(data)
    payloads.file_link(data, FileKind.RECEIPT_SOURCE)
