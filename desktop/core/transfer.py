"""Transfer: one file on its way to this computer, as the queue and the screens see it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.core.errors import AppError
from desktop.core.models import FileKey, Priority


class TransferState(Enum):
    WAITING = "waiting"
    PREPARING = "preparing"
    TRANSFERRING = "transferring"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        return self in (TransferState.DONE, TransferState.FAILED, TransferState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A snapshot. Bytes in `received` and `total` (None: not known yet); times on the plan's clock, in s."""

    key: FileKey
    priority: Priority
    state: TransferState
    received: int = 0
    total: int | None = None
    since: float = 0.0
    """When it was asked for; when the server began to prepare it, once it does."""
    next_at: float | None = None
    """When the server is asked again."""
    line: int = 0
    """Place in the line of those that wait, from 1; 0 when it does not wait."""
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """`active` have a thread or a preparing slot, at most 3 + 3; `waiting` have neither."""

    transferring: int = 0
    preparing: int = 0
    waiting: int = 0
