"""An export is killed at any moment: nothing broken has a final name, and the next start goes on with it.

What it comes to is unpacked by another reader, and hashed once more against its own manifest and the server.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.demo.server import DemoOptions, DemoServer
from desktop.demo.world import DemoWorld
from desktop.services.account_scope import AccountScope
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.exported_zips import Exported, broken_zips
from tests.campaigns.kill_export_child import EXPORTS, kept_keys
from tests.campaigns.killed_child import killed, kills
from tests.prepared import open_scope, prepare, recover
from tests.services.export_kit import ALL, EXPORT_WORDS, DirectSource

CHILD = "tests.campaigns.kill_export_child"
KILLS_IN_ONE_FOLDER = 10
LONGEST_SECONDS = 2.0
OPTIONS = DemoOptions(calls=0, receipts=60)


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


def make_folder(folder: Path, server: DemoServer) -> None:
    prepare(folder, server)
    (folder / EXPORTS).mkdir()


def _problems(
    scope: AccountScope, exports: Path, said: list[str], world: DemoWorld, outcome: Outcome, goes_on: bool
) -> Iterator[str]:
    outcome.tally["finished"] += len(said)
    yield from (f"{name} was finished, and is not there" for name in said if not (exports / name).is_file())
    yield from _broken(exports, world)
    left = scope.export.unfinished()
    if len(left) > 1:
        yield f"{len(left)} exports are unfinished"
    if goes_on:
        for record in left:
            outcome.tally["gone on with"] += 1
            outcome.tally["files in it by then"] += scope.export.progress(record).files_done
            kept, source = kept_keys(scope), DirectSource(scope)
            report = scope.export.go_on(record, EXPORT_WORDS, source, CancelToken(), lambda _: None)
            yield from (f"{key} is fetched again" for key in source.asked if key in kept)
            if report.summary.count != len(scope.receipts.ids(ALL)):
                yield f"it goes on with {report.summary.count} receipts"
        yield from _broken(exports, world)
        yield from (f"{part.name} is left" for part in exports.glob(".*"))
    if len(list(exports.glob(".*"))) > len(left):
        yield "more is left than is gone on with"


def _broken(exports: Path, world: DemoWorld) -> Iterator[str]:
    return broken_zips(exports, Exported("receipt_id", OPTIONS.receipts, partial(_at_server, world)))


def _at_server(world: DemoWorld, receipt_id: int, kind: str) -> bytes | None:
    return world.source_bytes(receipt_id) if kind == "source" else world.preview_bytes(receipt_id)


CAMPAIGN = Campaign("export_kills", run, count=300, sample=2)
