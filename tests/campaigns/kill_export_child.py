"""The export that is killed: `python -m tests.campaigns.kill_export_child FOLDER SERVER SEED`.

Goes on with what the kill before left, then exports all receipts over and over, each time after some of their
files were lost. Says "go" once it has begun, and the name of each ZIP once that is finished.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey
from desktop.services.account_scope import AccountScope
from desktop.services.export import journaled_zip
from desktop.store import write_behind
from tests.prepared import open_scope, recover
from tests.services.export_kit import ALL, EXPORT_WORDS, DirectSource, asked

EXPORTS = "exports"


def main(folder: str, server: str, seed: str) -> int:
    scope, dice = open_scope(Path(folder), server), random.Random(seed)
    recover(scope)
    # Between what is written and what is noted lies anything from nothing to all of it.
    journaled_zip.NOTED_EVERY_SECONDS = dice.choice((0.0, 0.02, 1.0))
    write_behind.SYNC_BYTES = dice.choice((1, 100_000, 48 << 20))
    say("go")
    for record in scope.export.unfinished():
        scope.export.go_on(record, EXPORT_WORDS, DirectSource(scope), CancelToken(), lambda _: None)
        say(record.target.name)
    number = 0
    while True:
        number += 1
        _lose_some(scope, dice)
        _export(scope, Path(folder) / EXPORTS / f"{seed}-{number % 3}.zip")


def _lose_some(scope: AccountScope, dice: random.Random) -> None:
    """Those are to be fetched again."""
    share = dice.random()
    kept = scope.receipts.kept_of(scope.receipts.ids(ALL)).values()
    lost = [one for one in kept if dice.random() < share]
    for one in lost:
        scope.files.remove(one)
    scope.kept_files.forget(lost)


def _export(scope: AccountScope, target: Path) -> None:
    scope.export.write_zip(asked(target), DirectSource(scope), CancelToken(), lambda _: None)
    say(target.name)


def say(line: str) -> None:
    print(line, flush=True)


def kept_keys(scope: AccountScope) -> set[FileKey]:
    """The files of receipts that are on this computer."""
    return set(scope.receipts.kept_of(scope.receipts.ids(ALL)))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
