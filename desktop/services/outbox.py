"""OutboxService: what is decided about receipts is kept on this computer first, with or without the server.

Sending is another matter: `services.decision_sending`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from desktop.core.decision_state import DecisionState
from desktop.core.models import Receipt
from desktop.core.outbox import SETTABLE, Decided, Decision, Marks, OutboxCounts
from desktop.services.backup import BackupService
from desktop.services.held import unsaved_said
from desktop.store.outbox_repository import OutboxRepository
from desktop.store.receipts_repository import ReceiptsRepository

log = logging.getLogger("desktop.decisions")


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
        self.one_sends = threading.Lock()
        """One decision is on its way at a time, whoever was signed in as it was begun."""
        self._held: list[Marks] = []
        self._written: list[tuple[Marks, Decided]] = []
        self._holding = threading.Lock()
        # One writer at a time: a later command must not be written before an earlier one.
        self._writing = threading.Lock()

    # -- deciding --------------------------------------------------------------------------------

    def hold(self, marks: Marks) -> None:
        """Remembers a command until `write`; quick. The end of the account writes it, too."""
        with self._holding:
            self._held.append(marks)

    @property
    def holds(self) -> bool:
        """Whether any command waits to be written."""
        with self._holding:
            return bool(self._held)

    def write(self) -> None:
        """Writes the commands that are held, for good. For the TaskPool.

        Raises DiskFull, DiskFailed, Cancelled once the account is closed: then nothing of them was decided,
        and they are forgotten.
        """
        with self._writing:
            with self._holding:
                steps, self._held = self._held, []
            decided = self._outbox.decide(steps, datetime.now(UTC)) if steps else []
            with self._holding:
                self._written += zip(steps, decided, strict=True)
        self._note(sum(len(one.before) for one in decided))

    def take_written(self) -> list[tuple[Marks, Decided]]:
        """What became of each command since this was asked last, in their order; quick."""
        with self._holding:
            written, self._written = self._written, []
        return written

    def take_back(self, entry_ids: Sequence[int]) -> list[int]:
        """Back to what the server said before these decisions; returns the receipts that changed by it."""
        with self._writing:
            ends = [self._outbox.take_back(entry_id, datetime.now(UTC)) for entry_id in entry_ids]
        changed = [receipt_id for end in ends for receipt_id in end.ids]
        self._note(len(changed))
        return changed

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
        """Writes what is held, at the end; what cannot be written is in the log."""
        with unsaved_said(log, "DECISIONS_UNSAVED"):
            self.write()

    # -- reading ---------------------------------------------------------------------------------

    def counts(self) -> OutboxCounts:
        """How many the server does not have yet. For the TaskPool; a few rows of an index."""
        return self._outbox.counts()

    def history(self) -> list[HistoryRow]:
        """What waits and what was sent, conflicts first, then the last one first. For the TaskPool."""
        decisions = self._outbox.history()
        rows = self._receipts.rows([decision.receipt_id for decision in decisions])
        receipts = {row.row_id: row.receipt for row in rows}
        seen: set[int] = set()
        found = []
        for decision in decisions:
            may = decision.receipt_id not in seen and _may_undo(decision)
            found.append(HistoryRow(decision, receipts.get(decision.receipt_id), may))
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
