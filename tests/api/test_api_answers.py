"""Answers -> JSON or one kind of AppError, whichever of the server's shapes they come in."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.api.answers import (
    RETRY_AFTER_CEILING_SECONDS,
    Answer,
    ErrorBody,
    json_object,
    parsed,
    refusal,
    retry_after_seconds,
)
from desktop.api.recordings import not_ready
from desktop.core.errors import (
    AnswerNotUnderstood,
    AppError,
    NotAllowed,
    NotFound,
    NotOurServer,
    Offline,
    RequestRefused,
    ServerBusy,
    ServerFailed,
    SignedOut,
)
from desktop.core.models import RecordingStatus

NOW = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
HTML = b"<!doctype html><html></html>"


def answer(status: int, body: object = b"", content_type: str = "application/json") -> Answer:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Answer("GET /api/calls", status, content_type, data)


@pytest.mark.parametrize(
    ("given_answer", "kind"),
    [
        (answer(200, HTML, "text/html"), NotOurServer),
        (answer(200, b"", ""), AnswerNotUnderstood),
        (answer(200, b""), AnswerNotUnderstood),
        (answer(200, [1, 2]), AnswerNotUnderstood),
        (answer(200, b'{"calls": ['), AnswerNotUnderstood),
        (answer(200, b"[" * 600_000), AnswerNotUnderstood),
        (answer(200, b"<Error/>", "application/xml"), AnswerNotUnderstood),
        (answer(200, b"ok", "text/plain"), AnswerNotUnderstood),
        (answer(204, b"", ""), AnswerNotUnderstood),
        (answer(302, b"", "text/html"), NotOurServer),
        (answer(400, {"error": "Bad date"}), RequestRefused),
        (answer(401, {"error": "unauthorized"}), SignedOut),
        (answer(401, HTML, "text/html"), SignedOut),
        (answer(403, {"error": "forbidden", "reason": "page_not_enabled"}), NotAllowed),
        (answer(403, HTML, "text/html"), NotAllowed),
        (answer(404, {"success": False, "error": "Call not found"}), NotFound),
        (answer(404, HTML, "text/html"), NotOurServer),
        (answer(405, HTML, "text/html"), RequestRefused),
        (answer(407, HTML, "text/html"), Offline),
        (answer(415, HTML, "text/html"), RequestRefused),
        (answer(429, HTML, "text/html"), ServerBusy),
        (answer(500, b"Internal Server Error", "text/plain"), ServerFailed),
        (answer(500, b""), ServerFailed),
        (answer(500, b"<Error/>", "application/xml"), ServerFailed),
        (answer(502, HTML, "text/html"), Offline),
        (answer(503, HTML, "text/html"), ServerBusy),
        (answer(504, HTML, "text/html"), Offline),
        (answer(599, b"\xff\xfe"), ServerFailed),
    ],
)
def test_each_answer_is_one_kind_of_error(given_answer: Answer, kind: type[AppError]) -> None:
    with pytest.raises(AppError) as caught:
        json_object(given_answer)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    "body",
    [
        {"error": "Bad date"},
        {"error": "Bad date", "message": "A sentence"},
        {"error": "Bad date", "message": "A sentence", "message_he": "משפט"},
        {"error": "Bad date", "reason": "date", "message": "A sentence"},
        {"success": False, "error": "Bad date"},
        {"success": False, "error": "Bad date", "message": "A sentence"},
        {"success": False, "status": "failed", "error": "Bad date", "message": "A sentence"},
    ],
)
def test_every_shape_of_error_body_is_read(body: dict[str, object]) -> None:
    read = ErrorBody.of(answer(400, body))
    assert read.error == "Bad date"
    error = refusal(answer(400, body))
    assert error.server_text == body.get("message", "")
    assert error.server_text_he == body.get("message_he", "")


def test_texts_that_are_no_texts_are_left_out() -> None:
    assert ErrorBody.of(answer(400, {"error": ["x"], "message": 5, "reason": None})) == ErrorBody()


def test_what_the_server_says_is_one_plain_line() -> None:
    """No bell, no end of a line, no mark that turns what stands beside it."""
    said = refusal(answer(500, {"error": "x", "message_he": "\u202eנסו\x07 \r\n\x1b[2Jשוב\0"}))
    assert said.server_text_he == "נסו [2Jשוב"


def test_a_leaked_sql_statement_is_shown_to_nobody() -> None:
    error = refusal(answer(500, {"error": "SELECT", "message": "SELECT * FROM call_log"}))
    assert (error.server_text, error.server_text_he) == ("", "")
    spoken = refusal(answer(500, {"error": "x", "message": "Try later", "message_he": "נסו שוב"}))
    assert (spoken.server_text, spoken.server_text_he) == ("Try later", "נסו שוב")


def test_a_reason_is_kept() -> None:
    error = refusal(answer(403, {"error": "forbidden", "reason": "insufficient_role"}))
    assert isinstance(error, NotAllowed)
    assert error.reason == "insufficient_role"


def test_amounts_are_decimals_and_absurd_numbers_nothing() -> None:
    body = (
        b'{"a": 0.1, "b": 1e400, "c": NaN, "d": -Infinity, "e": 1'
        + b"0" * 5000
        + b', "f": 1e99999999999999999999}'
    )
    data = parsed(body)
    assert data["a"] == Decimal("0.1")
    assert data["b"] == Decimal("1e400")
    assert data["c"] is data["d"] is data["e"] is data["f"] is None


def test_a_byte_order_mark_and_broken_characters_do_no_harm() -> None:
    assert parsed(b'\xef\xbb\xbf{"a": "\xff"}') == {"a": "\ufffd"}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2", 2.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("86400", RETRY_AFTER_CEILING_SECONDS),
        ("999999999999", RETRY_AFTER_CEILING_SECONDS),
        (format_datetime(NOW + timedelta(seconds=30), usegmt=True), 30.0),
        (format_datetime(NOW - timedelta(hours=1), usegmt=True), 0.0),
        (format_datetime(NOW + timedelta(days=400), usegmt=True), RETRY_AFTER_CEILING_SECONDS),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("inf", None),
        ("٥", None),
        ("Mon, 99 Foo 2026 12:00:00 GMT", None),
    ],
)
def test_retry_after_in_seconds_or_as_a_date(value: str, seconds: float | None) -> None:
    assert retry_after_seconds(value, NOW) == seconds


@given(st.text() | st.integers().map(str) | st.datetimes().map(lambda d: format_datetime(d)))
def test_retry_after_is_never_absurd(value: str) -> None:
    seconds = retry_after_seconds(value, NOW)
    assert seconds is None or 0.0 <= seconds <= RETRY_AFTER_CEILING_SECONDS


_BODIES = st.binary() | st.recursive(
    st.none() | st.booleans() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["error", "message", "message_he", "reason", "status"]) | st.text(), inner
        )
    ),
).map(lambda value: json.dumps(value).encode())
_TYPES = st.sampled_from(
    ["application/json", "text/html", "application/xml", "text/plain", "", "application/problem+json"]
)
_ANSWERS = st.builds(
    Answer, st.sampled_from(["GET /x/status", "GET /x/stream"]), st.integers(100, 599), _TYPES, _BODIES
)


@given(_ANSWERS)
def test_any_answer_is_an_object_or_an_app_error(wild: Answer) -> None:
    try:
        assert isinstance(json_object(wild), dict)
        assert 200 <= wild.status < 300
    except AppError as error:
        assert "\n" not in error.server_text + error.server_text_he
        (error.server_text + error.server_text_he).encode()


@given(_ANSWERS)
def test_any_answer_in_place_of_a_recording_is_not_ready_or_an_app_error(wild: Answer) -> None:
    try:
        assert not_ready(wild).status in RecordingStatus
        assert 200 <= wild.status < 300
    except AppError as error:
        (error.server_text + error.server_text_he).encode()


@pytest.mark.parametrize(
    "body",
    [b'{"calls": [' + b"{}," * 600_000 + b"{}]}", b"[" * 600_000, b'{"a": [' + b"0," * 3_000_000 + b"0]}"],
)
def test_an_answer_of_more_objects_than_any_has_is_refused_before_it_is_read(body: bytes) -> None:
    with pytest.raises(ValueError, match="more objects"):
        parsed(body)


def test_a_page_of_a_hundred_long_texts_is_read() -> None:
    rows = [{"call_sid": f"CA{number}", "transcript": "word, {and} [more] " * 500} for number in range(100)]
    assert len(parsed(json.dumps({"calls": rows}).encode())["calls"]) == 100
