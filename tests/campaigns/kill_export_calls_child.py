"""The export of calls that is killed: `python -m tests.campaigns.kill_export_calls_child FOLDER SERVER SEED`.

As `kill_export_child`, with recordings that are fetched while it goes on.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from desktop.core.call_query import CallQuery
from desktop.core.cancel import CancelToken
from desktop.core.export import ExportRequest
from desktop.core.models import FileKey
from desktop.services.account_scope import AccountScope
from desktop.services.export import journaled_zip
from desktop.store import write_behind
from tests.campaigns.kill_export_child import EXPORTS, say
from tests.prepared import open_scope, recover
from tests.services.call_export_kit import WORDS, RecordingSource

ALL_CALLS = CallQuery()


def main(folder: str, server: str, seed: str) -> int:
    scope, dice = open_scope(Path(folder), server), random.Random(seed)
    recover(scope)
    # Between what is written and what is noted lies anything from nothing to all of it.
    journaled_zip.NOTED_EVERY_SECONDS = dice.choice((0.0, 0.02, 1.0))
    write_behind.SYNC_BYTES = dice.choice((1, 100_000, 48 << 20))
    say("go")
    for record in scope.call_export.unfinished():
        scope.call_export.go_on(record, WORDS, RecordingSource(scope), CancelToken(), lambda _: None)
        say(record.target.name)
    number = 0
    while True:
        number += 1
        _lose_some(scope, dice)
        request = ExportRequest(Path(folder) / EXPORTS / f"{seed}-{number % 3}.zip", ALL_CALLS, words=WORDS)
        scope.call_export.write_zip(request, RecordingSource(scope), CancelToken(), lambda _: None)
        say(request.target.name)


def _lose_some(scope: AccountScope, dice: random.Random) -> None:
    """Those are to be fetched again."""
    share = dice.random()
    kept = [scope.kept_files.find(key) for key in kept_recordings(scope)]
    lost = [one for one in kept if one is not None and dice.random() < share]
    for one in lost:
        scope.files.remove(one)
    scope.kept_files.forget(lost)


def kept_recordings(scope: AccountScope) -> set[FileKey]:
    """Those that are on this computer."""
    sids = scope.calls.sids_of(scope.calls.ids(ALL_CALLS))
    return {FileKey.recording(sid) for sid in sids if scope.calls.kept(sid) is not None}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
