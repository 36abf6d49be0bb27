"""What the program speaks of: calls, receipts, files, accounts. Frozen; datetimes are aware, in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Generic, TypeVar

RECORDING_LIFE = timedelta(days=7)
"""How long a recording is promised to stay on the server (api-contract 3, `expiresAt`)."""

RECORDING_LOST_SOON = timedelta(days=2)
"""With this much or less left, a recording is marked."""


class CallDirection(StrEnum):
    INBOUND = "inbound"
    OUTBOUND = "outbound"
    UNKNOWN = "unknown"


class CallStatus(StrEnum):
    COMPLETED = "completed"
    NO_ANSWER = "no-answer"
    BUSY = "busy"
    FAILED = "failed"
    CANCELED = "canceled"
    IN_PROGRESS = "in-progress"
    RINGING = "ringing"
    INITIATED = "initiated"
    RECEIVED = "received"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Call:
    """One phone call. `phone` is the other side's number or "" when it is withheld or unknown."""

    sid: str
    created_at: datetime | None
    direction: CallDirection = CallDirection.UNKNOWN
    status: CallStatus = CallStatus.UNKNOWN
    lead_name: str = ""
    phone: str = ""
    duration_s: int | None = None
    summary: str = ""
    transcript: str = ""
    has_recording: bool = False
    has_transcript: bool = False
    expires_at: datetime | None = None
    error_message: str = ""
    """Why the server could not give this row; "" for a sound one."""


@dataclass(frozen=True, slots=True)
class CallDetails:
    """What the details pane shows beyond the row. `transcript` is "" when there is none."""

    call: Call
    transcript: str = ""
    summary: str = ""
    sentiment: str = ""


class RecordingStatus(StrEnum):
    """What `/status` says of a recording; failures and absences are AppErrors."""

    READY = "ready"
    UNKNOWN = "unknown"
    QUEUED = "queued"
    PROCESSING = "processing"


class ReceiptStatus(StrEnum):
    PENDING_REVIEW = "pending_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    NOT_RECEIPT = "not_receipt"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"


class PreviewStatus(StrEnum):
    PENDING = "pending"
    GENERATED = "generated"
    FAILED = "failed"
    NOT_AVAILABLE = "not_available"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


MINOR_DIGITS = {"JPY": 0, "KRW": 0, "CLP": 0, "VND": 0, "ISK": 0, "BHD": 3, "JOD": 3, "KWD": 3, "TND": 3}
"""ISO 4217 minor digits where they are not 2."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in integer minor units (agorot, cents), which sum exactly. `currency` as sent, or ""."""

    minor: int
    currency: str = ""

    @property
    def digits(self) -> int:
        return MINOR_DIGITS.get(self.currency, 2)


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """A file of a receipt as its row names it. `mime_type` and `filename` are claims, not facts."""

    id: int
    filename: str = ""
    mime_type: str = ""
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """One receipt. `amount` None: unknown (the server sends 0 as null, too)."""

    id: int
    received_at: datetime | None = None
    vendor: str = ""
    amount: Money | None = None
    currency: str = ""
    invoice_number: str = ""
    invoice_date: date | None = None
    confidence: int | None = None
    status: ReceiptStatus = ReceiptStatus.UNKNOWN
    source: str = ""
    from_email: str = ""
    subject: str = ""
    preview_status: PreviewStatus = PreviewStatus.UNKNOWN
    preview_failure_reason: str = ""
    source_file: ReceiptFile | None = None
    preview_file: ReceiptFile | None = None
    created_at: datetime | None = None
    error_message: str = ""
    """Why the server could not give this row; "" for a sound one."""


RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[RowT]):
    """One page of a list as the server gave it, with `total` rows in all pages together."""

    rows: tuple[RowT, ...]
    total: int


class FileKind(StrEnum):
    RECORDING = "recording"
    RECEIPT_SOURCE = "source"
    RECEIPT_PREVIEW = "preview"


@dataclass(frozen=True, slots=True, order=True)
class FileKey:
    """Names one file that can be fetched: what it is, and the call's sid or the receipt's id."""

    kind: FileKind
    id: str

    @classmethod
    def recording(cls, sid: str) -> FileKey:
        return cls(FileKind.RECORDING, sid)

    @classmethod
    def source(cls, receipt_id: int) -> FileKey:
        return cls(FileKind.RECEIPT_SOURCE, str(receipt_id))

    @classmethod
    def preview(cls, receipt_id: int) -> FileKey:
        return cls(FileKind.RECEIPT_PREVIEW, str(receipt_id))

    @property
    def is_recording(self) -> bool:
        return self.kind is FileKind.RECORDING

    def __str__(self) -> str:
        return f"{self.kind.value}:{self.id}"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is on this computer, whole. `size` in bytes, `kept_at` when it came."""

    key: FileKey
    path: Path
    size: int
    sha256: str
    extension: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in, where. One folder on disk for each `identity`."""

    server: str
    business_id: int
    user_id: int
    email: str
    user_name: str = ""
    business_name: str = ""
    role: str = ""

    @property
    def identity(self) -> tuple[str, int, int]:
        return (self.server, self.business_id, self.user_id)


class Priority(IntEnum):
    """Who goes first in the download queue; within one, first come, first served."""

    NOW = 0
    ASKED = 1
    AHEAD = 2
    BACKGROUND = 3


@dataclass(frozen=True, slots=True)
class CallRow:
    """What the calls table draws. `call.transcript` holds its beginning only."""

    row_id: int
    call: Call
    kept: bool


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What the receipts table draws."""

    row_id: int
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class ReceiptSummary:
    """Count and sums of a set of receipts: `totals` one Money a currency, largest currency group first."""

    count: int
    totals: tuple[Money, ...]
    without_amount: int
    by_status: dict[ReceiptStatus, int]
