"""TransferItem: what the plan knows of one transfer."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.core.errors import AppError
from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Transfer, TransferState, Way


@dataclass(slots=True, eq=False)
class TransferItem:
    """Changed by the plan alone. Times on the plan's clock, in s; `running` numbers its attempt, 0: none.

    `slots` is the plan's own: the transfers that hold a preparing slot, counted at every line of the log.
    """

    key: FileKey
    priority: Priority
    order: int
    way: Way
    since: float
    slots: dict[FileKey, TransferItem]
    state: TransferState = TransferState.WAITING
    next_at: float = 0.0
    running: int = 0
    asked_at: float | None = None
    started_at: float | None = None
    restarted_at: float | None = None
    tries: int = 0
    received: int = 0
    total: int | None = None
    furthest: int = 0
    """The most bytes that any attempt came to."""
    error: AppError | None = None

    @property
    def slot(self) -> bool:
        """Whether the server may be preparing this recording for us."""
        return self.slots.get(self.key) is self

    @slot.setter
    def slot(self, taken: bool) -> None:
        if taken:
            self.slots[self.key] = self
        elif self.slot:
            del self.slots[self.key]

    @property
    def rank(self) -> tuple[int, int]:
        """By priority, then in the order in which they were asked for."""
        return (self.priority, self.order)

    def came(self, received: int, total: int | None) -> None:
        """Bytes so far. Each attempt goes on where the last one was cut: while they get further, patience
        begins anew."""
        self.received, self.total = received, total
        if received > self.furthest:
            self.furthest, self.tries = received, 0

    def snapshot(self, line: int) -> Transfer:
        """As the screens see it; `line` is its place among those that wait, 0 when it does not."""
        return Transfer(
            self.key,
            self.priority,
            self.state,
            received=self.received,
            total=self.total,
            since=self.since,
            next_at=None if self.state.final else self.next_at,
            line=line,
            error=self.error if self.state is TransferState.FAILED else None,
        )
