"""A process that syncs and fetches is killed at any moment: the next one opens all of it, whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from desktop.core.models import FileKey, FileKind
from desktop.core.query import CallQuery
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.killed_child import killed, kills
from tests.campaigns.soundness import unsound_files, unsound_notes
from tests.prepared import account_service, recover

CHILD = "tests.campaigns.kill_child"
KILLS_IN_ONE_FOLDER = 10
LONGEST_SECONDS = 0.7
OPTIONS = DemoOptions(calls=150, receipts=60, prepare_seconds=(0.0, 0.01))


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a kill; ten of them, one after the other, meet the same folder."""
    with DemoServer(OPTIONS) as server:
        for number, dice, folder in kills(plan, server, KILLS_IN_ONE_FOLDER, _made_by_the_first):
            said = killed(CHILD, folder, server.url, number, dice, LONGEST_SECONDS)
            for what in _problems(folder, server, said, outcome):
                outcome.fail(number, what)


def _made_by_the_first(_: Path, __: DemoServer) -> None:
    """The process that is killed makes the folder, too."""


def _problems(folder: Path, server: DemoServer, said: list[str], outcome: Outcome) -> list[str]:
    scope = account_service(folder).open_last()
    if scope is None:
        outcome.tally["nothing yet"] += 1
        return ["it had begun, and nothing is there"] if said else []
    try:
        halves = len(list(scope.folder.glob("*/*.part")))
        outcome.tally["half-written, removed"] += halves
        outcome.tally["kept"] += len(said) - 1 if said else 0
        recover(scope)
        return [*_unsound_lists(scope, server), *_lost(scope, said), *_unsound(scope, server)]
    finally:
        scope.close()


def _unsound(scope: AccountScope, server: DemoServer) -> Iterator[str]:
    yield from unsound_files(scope, server.world)
    yield from unsound_notes(scope)


def _unsound_lists(scope: AccountScope, server: DemoServer) -> Iterator[str]:
    if scope.damage is not None:
        yield f"the database is damaged: {scope.damage.detail}"
        return
    scope.database.quick_check()
    for row in scope.calls.rows(scope.calls.ids(CallQuery())):
        call, kept = server.world.calls.find(row.call.sid), scope.calls.call(row.call.sid)
        if call is None or kept is None or kept.transcript != call.transcript.strip():
            yield f"call {row.call.sid} is not as the server has it"


def _lost(scope: AccountScope, said: list[str]) -> Iterator[str]:
    """Files that were kept when the process said so, and are not now."""
    for line in said[1:]:
        kind, _, name = line.partition(":")
        if scope.kept_files.find(FileKey(FileKind(kind), name)) is None:
            yield f"{line} was kept, and is lost"


CAMPAIGN = Campaign("kills", run, count=300, sample=2)
