"""Outbox: decisions on receipts that are on their way to the server, and the rule by which one is sent.

The server takes the last word without asking, so before one is sent its own word is read: what stands there
is what the decision was made against, or what this computer itself may have written, or somebody else's word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from desktop.core.decision_state import DecisionState
from desktop.core.models import ReceiptStatus

SETTABLE = frozenset(
    {
        ReceiptStatus.PENDING_REVIEW,
        ReceiptStatus.APPROVED,
        ReceiptStatus.REJECTED,
        ReceiptStatus.NOT_RECEIPT,
    }
)
"""What the server lets one set; `incomplete` is its own word alone."""
HISTORY_KEPT = 10_000
"""Of decisions that are over; what is open is kept whatever it takes."""
HISTORY_DAYS = 30
"""So long they are kept after they were over, whenever they were made."""


class DecisionReason(StrEnum):
    """Why a decision was refused or dropped."""

    NONE = ""
    GONE = "gone"
    """The server has the receipt no longer."""
    NOT_ALLOWED = "not_allowed"
    NOT_TAKEN = "not_taken"
    """A 400: it does not know what is asked of it."""
    REPLACED = "replaced"
    """By a later one on the same receipt."""
    UNDONE = "undone"
    THEIRS = "theirs"
    """The user left what somebody else decided."""


class Review(NamedTuple):
    """What stands at the server, and who set it when, as far as it says so."""

    status: ReceiptStatus
    by_id: int | None = None
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided of a receipt: kept until the server has it, and in the history after that.

    `against`: what the server said when it was decided. `tried`: what this computer may have written there,
    of which no answer came. `theirs`: what was found in place of both, while it is a conflict.
    """

    entry_id: int
    receipt_id: int
    wanted: ReceiptStatus
    against: ReceiptStatus
    decided_at: datetime
    state: DecisionState = DecisionState.WAITING
    reason: DecisionReason = DecisionReason.NONE
    tried: frozenset[ReceiptStatus] = frozenset()
    theirs: Review | None = None


class Step(Enum):
    """What is to be done with a decision, by what stands at the server."""

    SEND = auto()
    NOTHING = auto()
    """It stands there already: a repeat would be a second decision."""
    CONFLICT = auto()


def next_step(decision: Decision, found: Review, me: int) -> Step:
    """`me`: the id of the user who is signed in."""
    if found.status is decision.wanted:
        return Step.NOTHING
    mine = found.status in decision.tried and found.by_id in (None, me)
    return Step.SEND if mine or found.status is decision.against else Step.CONFLICT


class OutboxCounts(NamedTuple):
    """`waiting`: on their way, those under way too; `conflicts`: for the user to choose."""

    waiting: int = 0
    conflicts: int = 0

    @property
    def unsent(self) -> int:
        return self.waiting + self.conflicts


class Mark(NamedTuple):
    """What a receipt is to become.

    `seen`: what it was shown as to whoever decided that; None: as it is shown when it is written. If it is
    something else by then, somebody else decided. `undoes`: takes the decision back that made it `seen`.
    """

    receipt_id: int
    wanted: ReceiptStatus
    seen: ReceiptStatus | None = None
    undoes: bool = False


Marks = tuple[Mark, ...]


class Decided(NamedTuple):
    """What became of one command. `undo`: what takes it back, of each receipt that it changed.

    `same`: are that already. `gone`: the server has them no longer. `fixed`: cannot become that.
    """

    undo: Marks = ()
    same: int = 0
    gone: int = 0
    fixed: int = 0

    @property
    def ids(self) -> list[int]:
        """Of the receipts that are shown as something else now."""
        return [mark.receipt_id for mark in self.undo]
