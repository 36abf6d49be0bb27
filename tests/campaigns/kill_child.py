"""The process that is killed: `python -m tests.campaigns.kill_child FOLDER SERVER SEED`.

Syncs over and over and fetches files on three threads, as the program does. Says "go" once it has begun, and
the key of each file once that is kept.
"""

from __future__ import annotations

import random
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError
from desktop.core.models import FileKey, KeptFile
from desktop.core.query import CallQuery, ReceiptQuery
from desktop.core.transfer import Way
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.services.account import SignIn
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import Arrived, Tell
from tests.prepared import account_service, keep, recover

_saying = threading.Lock()


def main(folder: str, server: str, seed: str) -> int:
    accounts = account_service(Path(folder))
    scope = accounts.open(accounts.sign_in(SignIn(server, DEMO_EMAIL, DEMO_PASSWORD, keep=False)))
    recover(scope)
    _say("go")
    with ThreadPoolExecutor(4) as pool:
        for number in range(3):
            pool.submit(_fetch_for_ever, scope, random.Random(f"{seed} {number}"))
        pool.submit(_sync_for_ever, scope)
    return 0


def _sync_for_ever(scope: AccountScope) -> None:
    assert scope.online is not None
    while True:
        # As if the last walk through everything were long ago.
        scope.meta.set("calls_walked_at", "")
        scope.online.sync.run(CancelToken(), lambda _: None)


def _fetch_for_ever(scope: AccountScope, dice: random.Random) -> None:
    while True:
        for key in dice.sample(keys := _keys(scope), len(keys)):
            if _fetch(scope, key) is not None:
                _say(str(key))


def _keys(scope: AccountScope) -> list[FileKey]:
    calls = scope.calls.rows(scope.calls.ids(CallQuery()))
    receipts = scope.receipts.rows(scope.receipts.ids(ReceiptQuery()))
    recordings = [FileKey.recording(row.call.sid) for row in calls if row.call.has_recording]
    return recordings + [FileKey.source(row.receipt.id) for row in receipts]


def _fetch(scope: AccountScope, key: FileKey) -> KeptFile | None:
    """Asks until the file is here; None when it cannot be had."""
    assert scope.online is not None
    ask = partial(scope.online.transfers.attempt, key, token=CancelToken(), tell=Tell())
    try:
        for _ in range(20):
            answer = ask(Way.START if key.is_recording else Way.FETCH)
            if isinstance(answer, Arrived):
                return keep(answer)
            CancelToken().wait(0.01)
    except AppError:
        return None
    return None


def _say(line: str) -> None:
    with _saying:
        print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
