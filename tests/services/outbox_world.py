"""One account, the embedded server, somebody else at the server; and what a model says of all decisions."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from desktop.core.errors import Offline
from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE, Mark
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.demo.sessions import COLLEAGUE
from desktop.services.account_scope import AccountScope
from tests.prepared import open_scope, sync

MARK = r"^/api/receipts/\d+/mark$"
LOST = Fault(path=MARK, method="PATCH", kind="cut", at_bytes=0, times=1)
"""The server takes it, and its answer does not arrive."""
RECEIPTS = 6


@dataclass
class Wish:
    """A decision that the server does not have, as far as this computer knows."""

    number: int
    wanted: str
    against: str
    tried: set[str] = field(default_factory=set)
    conflict: str = ""
    """What somebody else decided."""


class OutboxWorld:
    """Each step does the same to the program and to the model; `check` compares both."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self.server = DemoServer(DemoOptions(calls=3, receipts=RECEIPTS))
        self.server.start()
        for receipt in list(self.server.world.receipts):
            if receipt.error_message or receipt.status not in SETTABLE:
                self.server.world.decide_elsewhere(receipt.id, "pending_review")
        self.ids = [receipt.id for receipt in self.server.world.receipts if not receipt.error_message]
        self.scope = self._open()
        sync(self.scope)
        self.undoable: list[Mark] = []
        """What the key takes back, the last one first."""
        self.known = {receipt_id: self.at_server(receipt_id) for receipt_id in self.ids}
        """What this computer takes for the server's word."""
        self.wishes: dict[int, Wish] = {}
        self.marks: list[tuple[int, str]] = []
        """What the server must have been told, in order."""
        self.last = 0
        self.seen = dict(self.known)
        """What the list shows: a sync is seen later, what is decided here at once."""

    def _open(self) -> AccountScope:
        return open_scope(Path(self._folder.name), self.server.url)

    def close(self) -> None:
        self.scope.close()
        self.server.stop()
        self._folder.cleanup()

    def at_server(self, receipt_id: int) -> str:
        receipt = self.server.world.receipts.find(receipt_id)
        assert receipt is not None
        return receipt.status

    # -- what the user does ----------------------------------------------------------------------

    def look(self) -> None:
        """The list is read again."""
        self.seen = {receipt_id: self.shown(receipt_id) for receipt_id in self.ids}

    def decide(self, place: int, status: ReceiptStatus) -> None:
        receipt_id = self.ids[place % len(self.ids)]
        self._mark(Mark(receipt_id, status, ReceiptStatus(self.seen[receipt_id])))

    def undo_by_key(self) -> None:
        if self.undoable:
            self._mark(self.undoable.pop())

    def _mark(self, mark: Mark) -> None:
        shown = self.shown(mark.receipt_id)
        decided = self.scope.outbox.decide((mark,))
        back = Mark(mark.receipt_id, ReceiptStatus(shown), mark.wanted, undoes=True)
        assert decided.undo == ((back,) if shown != mark.wanted else ())
        if not mark.undoes:
            self.undoable += decided.undo
        self._decided(mark)

    def _decided(self, mark: Mark) -> None:
        number, before = mark.receipt_id, self.wishes.get(mark.receipt_id)
        if mark.wanted != self.shown(number):
            assert mark.seen is not None
            against = before.against if before is not None else mark.seen.value
            back = before is not None and self._is_back(before, mark)
            tried = before.tried if before is not None else set()
            self.wishes.pop(number, None)
            if not back:
                self.last += 1
                self.wishes[number] = Wish(self.last, mark.wanted.value, against, set(tried))
        self.seen[number] = self.shown(number)

    def _is_back(self, before: Wish, mark: Mark) -> bool:
        undone = mark.undoes and mark.wanted == before.against
        if before.conflict:
            return undone
        return not before.tried and (undone or mark.wanted == self.known[mark.receipt_id])

    def undo(self, place: int) -> None:
        """One from the history."""
        rows = [row for row in self.scope.outbox.history() if row.can_undo]
        if not rows:
            return
        decision = rows[place % len(rows)].decision
        self.scope.outbox.take_back([decision.entry_id])
        self._decided(Mark(decision.receipt_id, decision.against, decision.wanted, undoes=True))

    def choose(self, mine: bool) -> None:
        rows = self.scope.outbox.history()
        asked = {number for number, wish in self.wishes.items() if wish.conflict}
        chosen = self.scope.outbox.choose([row.decision.entry_id for row in rows], mine)
        assert set(chosen) == asked
        for receipt_id in asked:
            wish = self.wishes[receipt_id]
            wish.against, wish.conflict = wish.conflict, ""
            if not mine:
                del self.wishes[receipt_id]
            self.seen[receipt_id] = self.shown(receipt_id)

    def restart(self) -> None:
        """Offline too: the session is begun when the server is back."""
        if not self.server.faults.offline:
            self.scope.close()
            self.scope = self._open()

    # -- what comes of it ------------------------------------------------------------------------

    def send(self, lost: bool = False) -> bool:
        """Whether anything was sent or found out."""
        assert self.scope.online is not None
        wish = self._head()
        if lost and not self.server.faults.offline:
            self.server.faults.add(LOST)
        try:
            sent = self.scope.online.decisions.send_next()
        except Offline:
            assert wish is not None and (lost or self.server.faults.offline)
            if not self.server.faults.offline:
                assert self._sent(*wish, answered=False)
            return False
        finally:
            if not self.server.faults.offline:
                self.server.faults.clear()
        assert (sent is None) == (wish is None)
        if wish is not None:
            self._sent(*wish, answered=True)
        return sent is not None

    def _head(self) -> tuple[int, Wish] | None:
        going = {number: wish for number, wish in self.wishes.items() if not wish.conflict}
        return min(going.items(), key=lambda item: item[1].number, default=None)

    def _sent(self, receipt_id: int, wish: Wish, answered: bool) -> bool:
        """Whether it went out; after `before`, which is what stood there until then."""
        before = self.before
        there = before[receipt_id]
        if there == wish.wanted:
            self._settle(receipt_id, wish.wanted)
            return False
        receipt = self.before_by[receipt_id]
        if there != wish.against and not (there in wish.tried and receipt != COLLEAGUE):
            wish.conflict = there
            self.known[receipt_id] = there
            return False
        self.marks.append((receipt_id, wish.wanted))
        if answered:
            self._settle(receipt_id, wish.wanted)
        else:
            wish.tried.add(wish.wanted)
        return True

    def _settle(self, receipt_id: int, status: str) -> None:
        del self.wishes[receipt_id]
        self.known[receipt_id] = self.seen[receipt_id] = status

    def sync(self) -> None:
        if not self.server.faults.offline:
            sync(self.scope)
            self.known = {receipt_id: self.at_server(receipt_id) for receipt_id in self.ids}

    def note_server(self) -> None:
        """Before a step: what stands there."""
        self.before = {receipt_id: self.at_server(receipt_id) for receipt_id in self.ids}
        receipts = (self.server.world.receipts.find(receipt_id) for receipt_id in self.ids)
        self.before_by = {receipt.id: receipt.reviewed_by for receipt in receipts if receipt is not None}

    # -- comparing -------------------------------------------------------------------------------

    def shown(self, receipt_id: int) -> str:
        wish = self.wishes.get(receipt_id)
        return wish.wanted if wish is not None else self.known[receipt_id]

    def check(self) -> None:
        rows = {row.row_id: row for row in self.scope.receipts.rows(self.ids)}
        assert {number: row.receipt.status.value for number, row in rows.items()} == {
            number: self.shown(number) for number in self.ids
        }
        assert {number for number, row in rows.items() if row.decision is not None} == set(self.wishes)
        conflicts = sum(bool(wish.conflict) for wish in self.wishes.values())
        assert self.scope.outbox.counts() == (len(self.wishes) - conflicts, conflicts)
        assert self.server.counters.marks == self.marks
