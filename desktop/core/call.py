"""What the list of calls is made of."""

# No deferred annotations here: a named tuple compiles each of them when it is loaded, before the first paint.
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

RECORDING_LIFE = timedelta(days=7)
"""How long a recording is promised to stay on the server (api-contract 3, `expiresAt`)."""

RECORDING_DELETED_AFTER = timedelta(days=1)
"""The server says 410 from the 8th full day on: so long after the promised seven (api-contract 3)."""

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


class Call(NamedTuple):
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
    gone_at: datetime | None = None
    """When the server said that it has this call no longer; None while it has it."""


def deleted_since(call: Call, now: datetime) -> datetime | None:
    """Since when the server has its recording no longer; None while it may have it."""
    if call.gone_at is not None:
        return call.gone_at
    deleted = call.expires_at and call.expires_at + RECORDING_DELETED_AFTER
    return deleted if deleted is not None and now >= deleted else None


class CallRow(NamedTuple):
    """What the calls table draws. `call.transcript` holds its beginning only."""

    row_id: int
    call: Call
    kept: bool
    note: str = ""
    """How the user's note on it begins; "" without one."""
    shorter: bool = False
    """Whether the recording that is kept is shorter than the call."""
    reviewed: bool = False
    pinned: bool = False
    """The program never removes its recording from this computer."""
    bookmark: str | None = None
    """How the first bookmark that says something begins, "" when none does; None without one."""
    cut: bool = False
    """Whether it is that because a part of what had come is here no longer: see `KeptFile`."""
