"""Answers that have been read -> JSON or the AppError they stand for: status first, then type, then text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from desktop.api.reply import Reply, http_date
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
from desktop.core.plain_text import one_line

MAX_JSON_BYTES = 64 * 1024 * 1024
_MOST_BRACKETS, _MOST_COMMAS = 500_000, 2_000_000
"""Each object takes far more memory than its two letters; a page of a hundred rows has some thousand."""
RETRY_AFTER_CEILING_SECONDS = 300.0
_MAX_NUMBER_CHARACTERS = 400
_MAX_TEXT_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, read whole. `request` names what was asked; `content_type` without parameters."""

    request: str
    status: int
    content_type: str = ""
    body: bytes = b""
    location: str = ""
    retry_after: float | None = None

    @classmethod
    def read(cls, reply: Reply, request: str) -> Answer:
        """Reads the rest of `reply`; raises AnswerNotUnderstood when it is over MAX_JSON_BYTES."""
        return cls(
            request,
            reply.status,
            reply.content_type,
            reply.body(MAX_JSON_BYTES),
            reply.location,
            retry_after_seconds(reply.header("Retry-After"), reply.date or datetime.now(UTC)),
        )

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status < 300

    @property
    def is_json(self) -> bool:
        return is_json_type(self.content_type)

    @property
    def is_html(self) -> bool:
        return self.content_type in ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """What an error body says, in whichever of its shapes; "" for what it does not say."""

    error: str = ""
    reason: str = ""
    message: str = ""
    message_he: str = ""
    status: str = ""

    @classmethod
    def of(cls, answer: Answer) -> ErrorBody:
        """All "" for HTML, XML, plain text, nothing, and JSON of another shape."""
        try:
            data = parsed(answer.body) if answer.is_json else None
        except ValueError:
            data = None
        if not isinstance(data, dict):
            return cls()
        names = ("error", "reason", "message", "message_he", "status")
        return cls(*(_line(data.get(name)) for name in names))

    def speaks_of(self, *words: str) -> bool:
        """Whether any of `words` (lower case) stands in any of its texts."""
        text = " ".join((self.error, self.reason, self.message, self.status)).lower()
        return any(word in text for word in words)


def is_json_type(content_type: str) -> bool:
    return content_type == "application/json" or content_type.endswith("+json")


def json_object(answer: Answer) -> dict[str, Any]:
    """The JSON object of a 2xx answer; else raises the AppError that the answer stands for."""
    if not answer.succeeded:
        raise refusal(answer)
    if not answer.is_json:
        kind = NotOurServer if answer.is_html else AnswerNotUnderstood
        raise kind(f"{answer.request}: {answer.content_type or 'nothing'} where JSON was due")
    try:
        data = parsed(answer.body)
    except ValueError as error:
        raise AnswerNotUnderstood(f"{answer.request}: broken JSON") from error
    if not isinstance(data, dict):
        raise AnswerNotUnderstood(f"{answer.request}: JSON, but no object")
    return data


def parsed(body: bytes) -> Any:
    """JSON with decimals for fractions and None for absurd numbers; raises ValueError, also for too much."""
    if body.count(b"{") + body.count(b"[") > _MOST_BRACKETS or body.count(b",") > _MOST_COMMAS:
        raise ValueError("more objects than any answer has")
    try:
        text = body.decode("utf-8-sig", "replace")
        return json.loads(text, parse_float=_decimal, parse_int=_integer, parse_constant=_absurd)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def refusal(answer: Answer) -> AppError:
    """The AppError that an answer without what was asked for stands for."""
    body = ErrorBody.of(answer)
    error = _kind_of(answer, body)
    # The texts of a 5xx are for developers, SQL included, unless they are there in Hebrew too.
    if answer.status < 500 or body.message_he:
        error.server_text = body.message
        error.server_text_he = body.message_he
    return error


def speaks_of_csrf(answer: Answer) -> bool:
    return answer.status in (400, 403) and b"csrf" in answer.body[:4096].lower()


def retry_after_seconds(value: str, now: datetime) -> float | None:
    """Retry-After, in seconds or as a date, within 0 and the ceiling; None when it says nothing.

    `now` is the server's clock: the computer's may be wrong.
    """
    value = value.strip()
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", value):
        seconds = float(value)
    else:
        date = http_date(value)
        if date is None:
            return None
        seconds = (date - now).total_seconds()
    return min(max(seconds, 0.0), RETRY_AFTER_CEILING_SECONDS)


def _kind_of(answer: Answer, body: ErrorBody) -> AppError:
    detail = f"{answer.request}: {answer.status} {body.error or answer.content_type}".strip()
    if answer.status in (429, 503, 408):
        return ServerBusy(detail, retry_after=answer.retry_after)
    if answer.status == 403:
        reason = "csrf" if speaks_of_csrf(answer) else body.reason
        return NotAllowed(detail, reason=reason, said=answer.is_json)
    # Only the server's own "not found" means that a thing is gone; a proxy's page means nothing.
    if answer.status in (404, 410) and not answer.is_json and answer.body:
        return NotOurServer(detail)
    if answer.status == 404:
        return NotFound(detail, said=bool(body.error))
    if answer.status in _KINDS:
        return _KINDS[answer.status](detail)
    if 300 <= answer.status < 400:
        return NotOurServer(detail)
    if 400 <= answer.status < 500:
        return RequestRefused(detail, said=answer.is_json)
    return ServerFailed(detail, status=answer.status)


_KINDS: dict[int, Callable[[str], AppError]] = {
    401: SignedOut,
    410: NotFound,
    # A proxy that wants a password, and one whose server is down: nobody of ours has answered.
    407: Offline,
    502: Offline,
    504: Offline,
    # What a network says that wants a sign-in of its own first.
    511: NotOurServer,
}


def _line(value: object) -> str:
    """One line of plain text, not too long; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    return one_line(value.encode("utf-8", "replace").decode())[:_MAX_TEXT_CHARACTERS]


def _decimal(text: str) -> Decimal | None:
    if len(text) > _MAX_NUMBER_CHARACTERS:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _integer(text: str) -> int | None:
    return int(text) if len(text) <= _MAX_NUMBER_CHARACTERS else None


def _absurd(_: str) -> None:
    """NaN and Infinity are no JSON, but Python's servers send them."""
