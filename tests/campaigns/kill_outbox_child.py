"""Decisions that are killed on their way: `python -m tests.campaigns.kill_outbox_child FOLDER SERVER SEED`.

Decides about receipts at random, by a list that is read anew now and then, undoes, sends and syncs. Says
"go", what it decides (receipt, status, and as what it was seen), and that it is written.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE, Mark, Marks
from desktop.core.query import ReceiptQuery
from desktop.services.account_scope import AccountScope
from tests.prepared import open_scope, sync


class Child:
    """One user before his list."""

    def __init__(self, scope: AccountScope, dice: random.Random) -> None:
        self.scope, self.dice = scope, dice
        self.seen: dict[int, ReceiptStatus] = {}
        self.undo: list[Marks] = []
        self.look()

    def look(self) -> None:
        ids = self.scope.receipts.ids(ReceiptQuery(statuses=tuple(SETTABLE)))
        self.seen = self.scope.outbox.shown_as(ids)

    def decide(self) -> None:
        receipt_id = self.dice.choice(list(self.seen))
        wanted = self.dice.choice(sorted(SETTABLE))
        _say(f"decides {receipt_id} {wanted} {self.seen[receipt_id]}")
        self.undo.append(self.scope.outbox.decide((Mark(receipt_id, wanted, self.seen[receipt_id]),)).undo)
        self.seen[receipt_id] = wanted
        _say("written")

    def undo_by_key(self) -> None:
        for mark in self.undo.pop() if self.undo else ():
            _say(f"decides {mark.receipt_id} {mark.wanted} {mark.seen}")
            self.scope.outbox.decide((mark,))
            self.seen[mark.receipt_id] = mark.wanted
            _say("written")

    def undo_from_history(self) -> None:
        rows = [row.decision for row in self.scope.outbox.history() if row.can_undo]
        if rows:
            decision = self.dice.choice(rows)
            _say(f"decides {decision.receipt_id} {decision.against} {decision.wanted}")
            self.scope.outbox.take_back([decision.entry_id])
            self.seen[decision.receipt_id] = decision.against
            _say("written")

    def send(self) -> None:
        assert self.scope.online is not None
        self.scope.online.decisions.send_next()

    def sync(self) -> None:
        sync(self.scope)


def main(folder: str, url: str, seed: str) -> int:
    child = Child(open_scope(Path(folder), url), random.Random(seed))
    steps = {child.decide: 12, child.send: 14, child.undo_by_key: 3, child.undo_from_history: 3}
    steps |= {child.sync: 1, child.look: 2}
    _say("go")
    while True:
        [step] = child.dice.choices(list(steps), list(steps.values()))
        step()


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
