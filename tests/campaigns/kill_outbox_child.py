"""Decisions that are killed on their way: `python -m tests.campaigns.kill_outbox_child FOLDER SERVER SEED`.

Decides about receipts at random and sends now and then. Says "go", what it decides, and that it is written.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE, Mark
from desktop.core.query import ReceiptQuery
from desktop.services.account_scope import AccountScope
from tests.prepared import open_scope


def main(folder: str, url: str, seed: str) -> int:
    scope, dice = open_scope(Path(folder), url), random.Random(seed)
    ids = list(scope.receipts.ids(ReceiptQuery(statuses=tuple(SETTABLE))))
    _say("go")
    while True:
        if dice.random() < 0.5:
            _decide(scope, dice.choice(ids), dice.choice(sorted(SETTABLE)))
        elif scope.online is not None:
            scope.online.decisions.send_next()


def _decide(scope: AccountScope, receipt_id: int, status: ReceiptStatus) -> None:
    _say(f"decides {receipt_id} {status}")
    scope.outbox.decide((Mark(receipt_id, status),))
    _say("written")


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
