"""OutboxService: what is decided about receipts is kept on this computer first, with or without the server.

Sending is another matter: `services.decision_sending`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from desktop.core.decision_state import DecisionState
from desktop.core.models import Receipt, ReceiptStatus
from desktop.core.outbox import SETTABLE, Decided, Decision, Marks, OutboxCounts
from desktop.services.backup import BackupService
from desktop.services.held import HeldWork, unsaved_said
from desktop.store.outbox_repository import OutboxRepository
from desktop.store.receipts_repository import ReceiptsRepository

log = logging.getLogger("desktop.decisions")

_T = TypeVar("_T")


class HistoryRow(NamedTuple):
    """A decision, and its receipt as it is here; None: it is not here."""

    decision: Decision
    receipt: Receipt | None
    can_undo: bool

    @property
    def row_id(self) -> int:
        return self.decision.entry_id


class OutboxService:
    """What is decided is held at once and written in the TaskPool, in the order in which it was decided."""

    def __init__(self, outbox: OutboxRepository, receipts: ReceiptsRepository, backup: BackupService) -> None:
        self._outbox = outbox
        self._receipts = receipts
        self._backup = backup
        self._held = HeldWork()
        self.one_sends = threading.Lock()
        """One decision is on its way at a time, whoever was signed in as it was begun."""

    # -- deciding --------------------------------------------------------------------------------

    def hold(self, work: Callable[[], _T]) -> Callable[[], _T]:
        """Whatever of the below is to be done by a thread is done in its order, and not lost when the program
        ends before its turn: `finish` does it then. Quick. See `HeldWork`."""
        return self._held.hold(work)

    def write(self) -> None:
        """Does all that is held, here and now. Raises DiskFull, DiskFailed, Cancelled once the account is
        closed: what failed is not held any more."""
        self._held.do_all()

    def decide(self, marks: Marks) -> Decided:
        """Keeps these decisions, all or none. Raises DiskFull, DiskFailed, Cancelled, as all of these do."""
        return self._noted(self._outbox.decide(marks, datetime.now(UTC)))

    def take_back(self, entry_ids: Sequence[int]) -> Decided:
        """Back to what the server said before these decisions, all or none."""
        return self._noted(self._outbox.take_back(entry_ids, datetime.now(UTC)))

    def _noted(self, decided: Decided) -> Decided:
        self._note(len(decided.undo))
        return decided

    def choose(self, entry_ids: Sequence[int], mine: bool) -> list[int]:
        """Ends conflicts, by the user's word or by the other one; returns their receipts."""
        changed = self._outbox.choose(entry_ids, mine)
        log.info("DECISIONS chosen=%d mine=%s", len(changed), mine)
        self._note(len(changed))
        return changed

    def _note(self, changed: int) -> None:
        if changed:
            log.info("DECISIONS made=%d", changed)
            self._backup.due = True

    def finish(self) -> None:
        """Does all that is held, at the end; what cannot be done is in the log."""
        with unsaved_said(log, "DECISIONS_UNSAVED"):
            self.write()

    # -- reading ---------------------------------------------------------------------------------

    def shown_as(self, receipt_ids: Sequence[int]) -> dict[int, ReceiptStatus]:
        """What these receipts are shown as at this moment. For the TaskPool."""
        return self._outbox.shown_as(receipt_ids)

    def counts(self) -> OutboxCounts:
        """How many the server does not have yet. For the TaskPool; a few rows of an index."""
        return self._outbox.counts()

    def history(self) -> list[HistoryRow]:
        """What waits and what was over in the last HISTORY_DAYS, conflicts first, then the last one first.

        For the TaskPool.
        """
        decisions = self._outbox.history(datetime.now(UTC))
        receipts = self._receipts.of(decision.receipt_id for decision in decisions)
        seen: set[int] = set()
        found = []
        for decision in decisions:
            receipt = receipts.get(decision.receipt_id)
            there = receipt is not None and receipt.gone_at is None
            may = there and decision.receipt_id not in seen and _may_undo(decision)
            found.append(HistoryRow(decision, receipt, may))
            if _counts(decision):
                seen.add(decision.receipt_id)
        return sorted(found, key=lambda row: row.decision.state is not DecisionState.CONFLICT)


def _counts(decision: Decision) -> bool:
    """Whether an earlier one on the same receipt cannot be taken back any more."""
    return decision.state.is_open or decision.state is DecisionState.SENT


def _may_undo(decision: Decision) -> bool:
    """What the server alone can say of a receipt, nobody can put back once another word was sent."""
    unsent = decision.state is DecisionState.WAITING and not decision.tried
    if unsent or decision.state is DecisionState.CONFLICT:
        return True
    return _counts(decision) and decision.against in SETTABLE
