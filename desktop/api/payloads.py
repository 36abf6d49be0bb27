"""JSON -> core.models. The only file that knows the server's field names."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from desktop.api import fields
from desktop.api.fields import Row
from desktop.core.errors import AnswerNotUnderstood, NotAllowed
from desktop.core.json_text import json_text
from desktop.core.models import (
    Account,
    Call,
    CallDetails,
    CallDirection,
    CallStatus,
    FileKind,
    ListPage,
    PreviewStatus,
    Receipt,
    ReceiptFile,
    ReceiptStatus,
    RecordingStatus,
)
from desktop.core.outbox import Review
from desktop.core.receipt_details import ReceiptDetails

log = logging.getLogger("desktop.api")

_SID = re.compile(r"(?![.]+$)[A-Za-z0-9_.:-]{1,128}")
_MAX_CALL_SECONDS = 10_000_000
_UNREADABLE = "unreadable row"
_CALL_FIELDS = (
    "created_at",
    "at",
    "status",
    "direction",
    "from_e164",
    "to_e164",
    "customer_phone",
    "duration",
)
_RECEIPT_FIELDS = ("received_at", "created_at", "vendor_name", "amount", "status", "subject", "source")
_FILE_FIELDS = {FileKind.RECEIPT_SOURCE: "attachment", FileKind.RECEIPT_PREVIEW: "preview_attachment"}

ModelT = TypeVar("ModelT")


# -- account -------------------------------------------------------------------------------------


def account(data: Row, server: str) -> Account:
    """The body of login, me and refresh. Raises NotAllowed for a user without a business."""
    user, tenant = fields.mapping(data, "user"), fields.mapping(data, "tenant")
    user_id = fields.row_id(user)
    if user_id is None:
        raise AnswerNotUnderstood("an account without a user")
    business_id = fields.row_id(user, "business_id") or fields.row_id(tenant)
    if business_id is None:
        raise NotAllowed("an account without a business", reason="no_business")
    return Account(
        server,
        business_id,
        user_id,
        email=fields.line(user, "email"),
        user_name=fields.line(user, "name"),
        business_name=fields.line(tenant, "name"),
        role=fields.line(user, "role"),
    )


# -- calls ---------------------------------------------------------------------------------------


def call_page(data: Row) -> ListPage[Call]:
    """`{calls: [...], pagination: {total}}`."""
    return _page(data, "calls", fields.mapping(data, "pagination"), call)


def call(row: Row) -> Call | None:
    """None for a row that cannot be told from others."""
    sid = _sid(row)
    if not sid:
        return None
    if all(row.get(name) is None for name in _CALL_FIELDS):
        return Call(sid, None, error_message=_error_message(row) or _UNREADABLE)
    direction = fields.choice(row, "direction", CallDirection.UNKNOWN)
    has_transcript = fields.flag(row, "hasTranscript")
    return Call(
        sid,
        fields.instant(row, "created_at") or fields.instant(row, "at"),
        direction,
        fields.choice(row, "status", CallStatus.UNKNOWN),
        lead_name=fields.line(row, "lead_name").strip(),
        phone=_phone(row, direction),
        duration_s=fields.integer(row, "duration", highest=_MAX_CALL_SECONDS),
        summary=fields.text(row, "summary", most=fields.MAX_SUMMARY_CHARACTERS),
        transcript=_transcript(row) if has_transcript else "",
        has_recording=fields.flag(row, "hasRecording"),
        has_transcript=has_transcript,
        expires_at=fields.instant(row, "expiresAt"),
        error_message=_error_message(row),
    )


def call_details(data: Row) -> CallDetails:
    """`{call: {...}, transcript, summary, sentiment}`; a placeholder is no transcript."""
    found = call(fields.mapping(data, "call"))
    if found is None:
        raise AnswerNotUnderstood("details without a call")
    return CallDetails(
        found,
        transcript=(fields.text(data, "transcript") or found.transcript) if found.has_transcript else "",
        summary=fields.text(data, "summary", most=fields.MAX_SUMMARY_CHARACTERS) or found.summary,
        sentiment=fields.line(data, "sentiment"),
    )


def recording_status(data: Row) -> RecordingStatus | None:
    """None for a status that the contract does not name, `failed` among them."""
    value = data.get("status")
    return next((status for status in RecordingStatus if status.value == value), None)


def _sid(row: Row) -> str:
    """A sid that is safe in a path; "" when there is none."""
    sid = fields.text(row, "call_sid", "sid")
    return sid if _SID.fullmatch(sid) else ""


def _phone(row: Row, direction: CallDirection) -> str:
    """The customer's number, else the other side's; "" when it is withheld or unknown."""
    others = {CallDirection.INBOUND: ("from_e164",), CallDirection.OUTBOUND: ("to_e164",)}
    phone = fields.line(row, "customer_phone", *others.get(direction, ())).strip()
    return "" if phone.casefold() == "anonymous" else phone


def _transcript(row: Row) -> str:
    return fields.text(row, "transcript", "transcription", "final_transcript")


# -- receipts ------------------------------------------------------------------------------------


def receipt_page(data: Row) -> ListPage[Receipt]:
    """`{items: [...], total}`."""
    return _page(data, "items", data, receipt)


def receipt_detail(data: Row) -> Receipt:
    """`{receipt: {...}}`."""
    found = receipt(fields.mapping(data, "receipt"))
    if found is None:
        raise AnswerNotUnderstood("details without a receipt")
    return found


def receipt_details(data: Row) -> ReceiptDetails:
    """As `receipt_detail`, with what the list does not have; `raw_extraction_json` may be of any shape."""
    found, row = receipt_detail(data), fields.mapping(data, "receipt")
    reviewer = fields.mapping(row, "reviewer")
    by_id = fields.integer(row, "reviewed_by")
    return ReceiptDetails(
        found,
        fields.line(row, "gmail_thread_id"),
        fields.text({"text": json_text(row.get("raw_extraction_json"))}, "text"),
        fields.integer(reviewer, "id") if by_id is None else by_id,
        fields.line(reviewer, "name"),
        fields.line(reviewer, "email"),
        fields.instant(row, "reviewed_at"),
        fields.instant(row, "updated_at"),
    )


def review(data: Row) -> Review:
    """`{receipt: {status, reviewed_by, reviewed_at, reviewer: {id, name, email}}}`.

    Raises as `receipt_detail` does, and for a receipt without a status.
    """
    receipt_detail(data)
    row = fields.mapping(data, "receipt")
    if not fields.text(row, "status"):
        raise AnswerNotUnderstood("a receipt without a status")
    reviewer = fields.mapping(row, "reviewer")
    by_id = fields.integer(row, "reviewed_by")
    return Review(
        fields.choice(row, "status", ReceiptStatus.UNKNOWN),
        fields.integer(reviewer, "id") if by_id is None else by_id,
        fields.line(reviewer, "name", "email"),
        fields.instant(row, "reviewed_at"),
    )


def receipt(row: Row) -> Receipt | None:
    """None for a row that cannot be told from others."""
    receipt_id = fields.row_id(row)
    if receipt_id is None:
        return None
    broken = fields.flag(row, "error") or all(row.get(name) is None for name in _RECEIPT_FIELDS)
    if broken:
        return Receipt(receipt_id, error_message=_error_message(row) or _UNREADABLE)
    currency = fields.currency(row)
    return Receipt(
        receipt_id,
        fields.instant(row, "received_at"),
        vendor=fields.line(row, "vendor_name"),
        amount=fields.money(row, "amount", currency),
        currency=currency,
        invoice_number=fields.line(row, "invoice_number"),
        invoice_date=fields.day(row, "invoice_date"),
        confidence=fields.integer(row, "confidence", highest=100),
        status=fields.choice(row, "status", ReceiptStatus.UNKNOWN),
        source=fields.line(row, "source"),
        from_email=fields.line(row, "from_email"),
        subject=fields.line(row, "subject"),
        preview_status=fields.choice(row, "preview_status", PreviewStatus.UNKNOWN),
        preview_failure_reason=fields.line(row, "preview_failure_reason"),
        source_file=_file(row, "attachment"),
        preview_file=_file(row, "preview_attachment"),
        created_at=fields.instant(row, "created_at"),
        error_message=_error_message(row),
        gmail_message_id=fields.line(row, "gmail_message_id"),
    )


@dataclass(frozen=True, slots=True)
class FileLink:
    """Where a receipt's file is at this moment: never kept. `attachment_id` None and `url` "": nowhere."""

    attachment_id: int | None = None
    url: str = ""
    mime_type: str = ""
    size: int | None = None

    def tells_of_a_page(self, length: int | None) -> bool:
        """An HTML page of `length` bytes is the receipt's own, by the server's word: not somebody else's."""
        if self.size is not None and length is not None:
            return self.size == length
        return "html" in self.mime_type.lower()

    def __repr__(self) -> str:
        return f"FileLink({self.attachment_id}, url={'...' if self.url else ''!r})"


def file_link(data: Row, kind: FileKind) -> FileLink:
    """The link in a receipt's details."""
    row = fields.mapping(fields.mapping(data, "receipt"), _FILE_FIELDS[kind])
    return FileLink(
        fields.row_id(row),
        fields.text(row, "signed_url"),
        fields.line(row, "mime_type"),
        fields.integer(row, "size"),
    )


def _file(row: Row, name: str) -> ReceiptFile | None:
    """The object is absent when there is no file; without it an id alone still names one."""
    described = fields.mapping(row, name)
    file_id = fields.row_id(described) or fields.row_id(row, f"{name}_id")
    if file_id is None:
        return None
    return ReceiptFile(
        file_id,
        filename=fields.line(described, "filename"),
        mime_type=fields.line(described, "mime_type"),
        size=fields.integer(described, "size"),
    )


# -- lists ---------------------------------------------------------------------------------------


def _page(data: Row, name: str, counts: Row, model: Callable[[Row], ModelT | None]) -> ListPage[ModelT]:
    rows, total = data.get(name), fields.integer(counts, "total")
    if not isinstance(rows, list) or total is None:
        raise AnswerNotUnderstood(f"no list of {name}")
    models = [model(row) for row in rows if isinstance(row, dict)]
    found = tuple(model for model in models if model is not None)
    if len(found) < len(rows):
        log.warning(
            "%d of %d rows in %s dropped: nothing tells which they are",
            len(rows) - len(found),
            len(rows),
            name,
        )
    return ListPage(found, total)


def _error_message(row: Row) -> str:
    """Why the server could not give this row."""
    said = row.get("error")
    if said is not True and not (isinstance(said, str) and said):
        return ""
    return fields.line(row, "error_message", "error") or _UNREADABLE
