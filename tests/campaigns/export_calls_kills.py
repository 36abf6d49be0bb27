"""An export of calls is killed at any moment, while recordings come for it: nothing broken has a final name,
and the next start goes on with it.

What it comes to is unpacked by another reader, and compared with its own manifest and the server.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.export_ledger import TRANSCRIPT
from desktop.demo.server import DemoOptions, DemoServer
from desktop.demo.world import DemoWorld
from desktop.services.account_scope import AccountScope
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.export_kills import make_folder
from tests.campaigns.exported_zips import Exported, broken_zips
from tests.campaigns.kill_export_calls_child import kept_recordings
from tests.campaigns.kill_export_child import EXPORTS
from tests.campaigns.killed_child import killed, kills
from tests.prepared import open_scope, recover
from tests.services.call_export_kit import WORDS, RecordingSource

CHILD = "tests.campaigns.kill_export_calls_child"
KILLS_IN_ONE_FOLDER = 10
LONGEST_SECONDS = 2.0
OPTIONS = DemoOptions(calls=20, receipts=0, prepare_seconds=(0.0, 0.01))


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a kill; ten of them, one after the other, meet the same folder."""
    with DemoServer(OPTIONS) as server:
        for number, dice, folder in kills(plan, server, KILLS_IN_ONE_FOLDER, make_folder):
            said = killed(CHILD, folder, server.url, number, dice, LONGEST_SECONDS)
            scope = open_scope(folder, server.url)
            try:
                recover(scope)
                # One in three is left to the next process.
                goes_on = plan.small or dice.random() < 0.67
                for what in _problems(scope, folder / EXPORTS, said[1:], server.world, outcome, goes_on):
                    outcome.fail(number, what)
            finally:
                scope.close()


def _problems(
    scope: AccountScope, exports: Path, said: list[str], world: DemoWorld, outcome: Outcome, goes_on: bool
) -> Iterator[str]:
    outcome.tally["finished"] += len(said)
    yield from (f"{name} was finished, and is not there" for name in said if not (exports / name).is_file())
    yield from _broken(exports, world)
    left = scope.call_export.unfinished()
    if len(left) > 1:
        yield f"{len(left)} exports are unfinished"
    for record in left if goes_on else []:
        outcome.tally["gone on with"] += 1
        outcome.tally["files in it by then"] += scope.call_export.progress(record).files_done
        kept, source = kept_recordings(scope), RecordingSource(scope)
        report = scope.call_export.go_on(record, WORDS, source, CancelToken(), lambda _: None)
        outcome.tally["fetched then"] += len(source.asked)
        yield from (f"{key} is fetched again" for key in source.asked if key in kept)
        if report.count != OPTIONS.calls:
            yield f"it goes on with {report.count} calls"
    yield from _broken(exports, world)
    if len(list(exports.glob(".*"))) > (0 if goes_on else len(left)):
        yield "more is left than is gone on with"


def _broken(exports: Path, world: DemoWorld) -> Iterator[str]:
    return broken_zips(exports, Exported("call_sid", OPTIONS.calls, partial(_at_server, world)))


def _at_server(world: DemoWorld, sid: str, kind: str) -> bytes:
    if kind == TRANSCRIPT:
        call = world.calls.find(sid)
        assert call is not None
        return call.transcript.strip().encode()
    return world.recording_bytes(sid)


CAMPAIGN = Campaign("export_calls_kills", run, count=300, sample=2)
