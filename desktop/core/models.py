"""What the program speaks of: calls, receipts, files, accounts. Frozen; datetimes are aware, in UTC.

What the first painted list needs stands in small modules, which its way imports directly: each class here
costs the start half a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from desktop.core.account import Account
from desktop.core.call import RECORDING_LIFE, RECORDING_LOST_SOON, Call, CallDirection, CallRow, CallStatus
from desktop.core.decision_state import DecisionState
from desktop.core.file_key import FileKey, FileKind

__all__ = [
    "MINOR_DIGITS",
    "RECORDING_LIFE",
    "RECORDING_LOST_SOON",
    "Account",
    "Call",
    "CallDetails",
    "CallDirection",
    "CallRow",
    "CallStatus",
    "FileKey",
    "FileKind",
    "KeptFile",
    "ListPage",
    "Money",
    "PreviewStatus",
    "Priority",
    "Receipt",
    "ReceiptFile",
    "ReceiptRow",
    "ReceiptStatus",
    "ReceiptSummary",
    "RecordingStatus",
    "RowT",
]


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
    gone_at: datetime | None = None
    """When the server said that it has this receipt no longer; None while it has it."""
    gmail_message_id: str = ""
    """Of the mail that it came with; "" when it came otherwise."""


RowT = TypeVar("RowT")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[RowT]):
    """One page of a list as the server gave it, with `total` rows in all pages together."""

    rows: tuple[RowT, ...]
    total: int


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is on this computer, whole. `size` in bytes, `kept_at` when it came.

    `crc32`, where it was reckoned with the `sha256`, tells sooner whether it still has those bytes.

    Of a recording: how many `seconds` it has (None: that cannot be told), and whether it is `shorter` than
    its call. `cut`: a part of what had come is here no longer, which makes it `shorter`, too.
    """

    key: FileKey
    path: Path
    size: int
    sha256: str
    extension: str
    kept_at: datetime
    seconds: float | None = None
    shorter: bool = False
    cut: bool = False
    crc32: int | None = None


class LostFile(NamedTuple):
    """A file that is not what was noted of it: so many bytes are `left`, None when it is not there at all."""

    kept: KeptFile
    left: int | None

    @property
    def is_cut(self) -> bool:
        """Whether there is something of it, and less than there was."""
        return self.left is not None and 0 < self.left < self.kept.size


class Priority(IntEnum):
    """Who goes first in the download queue; within one, first come, first served."""

    NOW = 0
    ASKED = 1
    AHEAD = 2
    BACKGROUND = 3


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """What the receipts table draws."""

    row_id: int
    receipt: Receipt
    note: str = ""
    """How the user's note on it begins; "" without one."""
    decision: DecisionState | None = None
    """How far the user's decision is that the server does not have yet; None: there is none."""
    duplicate: bool = False
    """Whether it may be another receipt once more."""
    needs_allocation: bool = False
    """Whether its invoice needs an allocation number."""
    tags: tuple[str, ...] = ()
    """The user's own, in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class ReceiptSummary:
    """Count and sums of a set of receipts: `totals` one Money a currency, largest currency group first."""

    count: int
    totals: tuple[Money, ...]
    without_amount: int
    by_status: dict[ReceiptStatus, int]
    gone: int = 0
    """So many of them the server has no longer."""
    sources: int = 0
    previews: int = 0
    """So many of them have that file."""
