"""DecisionRun: one command on its way to the disk, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from desktop.core.errors import AppError
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import Decided, Marks
from desktop.services.outbox import OutboxService

if TYPE_CHECKING:
    from desktop.ui.receipts.decisions.receipt_decisions import ReceiptDecisions


class DecisionRun:
    """Its answer goes to the window that is there by then (`owner`), or to none.

    `status` None: receipts go back to what they were. `quiet`: nothing is said of what it did.
    """

    def __init__(
        self,
        work: Callable[[], Decided],
        ids: Iterable[int],
        status: ReceiptStatus | None,
        *,
        quiet: bool = False,
    ) -> None:
        self.owner: ReceiptDecisions | None = None
        self.ids = tuple(ids)
        self.status = status
        self.quiet = quiet
        self.decided: Decided | None = None
        """None: it is not written yet, or could not be."""
        self.error: AppError | None = None
        self._work = work

    @classmethod
    def deciding(cls, outbox: OutboxService, marks: Marks, status: ReceiptStatus) -> DecisionRun:
        ids = (mark.receipt_id for mark in marks)
        return cls(lambda: outbox.decide(marks), ids, status)

    @classmethod
    def undoing(cls, outbox: OutboxService, run: DecisionRun) -> DecisionRun:
        """Takes back what that one will have done by then."""
        return cls(lambda: outbox.decide(run.decided.undo if run.decided else ()), run.ids, None)

    @property
    def over(self) -> bool:
        return self.decided is not None or self.error is not None

    @property
    def goes_back(self) -> bool:
        """Whether it is an undo, by its key."""
        return self.status is None and not self.quiet

    def do(self) -> Decided:
        """On whichever thread its turn comes. Raises DiskFull, DiskFailed, Cancelled."""
        try:
            self.decided = self._work()
        except AppError as error:
            self.error = error
            raise
        return self.decided

    def on_done(self, _: Decided) -> None:
        if self.owner is not None:
            self.owner.take_ended()

    def on_failed(self, _: AppError) -> None:
        if self.owner is not None:
            self.owner.take_ended()
