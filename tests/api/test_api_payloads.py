"""The server's rows -> models: odd fields cost a field, odd rows a row, never a page."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.api import payloads
from desktop.core.errors import AnswerNotUnderstood, NotAllowed
from desktop.core.models import CallDirection, CallStatus, FileKind, RecordingStatus
from tests.api.api_rows import CALL, RECEIPT, call_with

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
