"""A running queue is killed at any moment: the next start is a quick one, goes on with all of it, and nothing
is torn.

After each kill the program itself is started on that folder, in a process of its own: from there to the first
painted list is what the user waits. Then what it will do after that, the queue back and the leftovers gone.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.models import FileKey, FileKind
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.account_upkeep import put_right
from desktop.store.begun_files import is_left
from tests.benchmarks.child import ChildFailed, time_to
from tests.benchmarks.startup import program_start
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.killed_child import killed, kills
from tests.campaigns.soundness import unsound_files
from tests.prepared import account_service, prepare

CHILD = "tests.campaigns.kill_queue_child"
KILLS_IN_ONE_FOLDER = 10
LONGEST_SECONDS = 1.2
START_SECONDS = 2.0
"""Not judged by the sample, which others may leave no processor to."""
SAMPLE_STARTS_EVERY = 2
"""The sample starts the program after one kill of so many, for it takes long."""
OPTIONS = DemoOptions(calls=150, receipts=60, prepare_seconds=(0.0, 0.1))


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a kill; ten of them, one after the other, meet the same folder."""
    with DemoServer(OPTIONS) as server:
        for number, dice, folder in kills(plan, server, KILLS_IN_ONE_FOLDER, prepare):
            said = killed(CHILD, folder, server.url, number, dice, LONGEST_SECONDS)
            starts = not plan.small or number % SAMPLE_STARTS_EVERY == 0
            patience = math.inf if plan.small else START_SECONDS
            late = _start(folder, outcome, patience) if starts else ()
            for what in (*late, *_problems(folder, server, said, outcome, patience)):
                outcome.fail(number, what)


def _start(folder: Path, outcome: Outcome, patience: float) -> Iterator[str]:
    """The program's next start, to its first painted list."""
    try:
        took = time_to("painted", program_start(folder))
    except ChildFailed as error:
        yield f"the program did not start: {error}"
        return
    outcome.measured("start", took)
    outcome.tally["slow starts"] += took > START_SECONDS
    if took > patience:
        yield f"the program's start took {took:.1f} s"


def _problems(
    folder: Path, server: DemoServer, said: list[str], outcome: Outcome, patience: float
) -> list[str]:
    began = time.monotonic()
    scope = account_service(folder).open_last()
    if scope is None:
        return ["the account is gone"]
    try:
        put_right(scope, CancelToken())
        kept = scope.kept_queue.load(0.0)
        took = time.monotonic() - began
        outcome.tally.update(_counted(said))
        outcome.measured("queue back", took)
        late = [f"the queue was back after {took:.1f} s"] if took > patience else []
        scope.recovery.adopt_files(CancelToken())
        known = {transfer.key for transfer in kept.transfers}
        wanted = {transfer.key for transfer in kept.transfers if not transfer.state.final}
        torn = [*unsound_files(scope, server.world), *_torn(scope, wanted)]
        return [*late, *_lost(scope, said, known), *torn]
    finally:
        scope.close()


def _counted(said: list[str]) -> Counter[str]:
    return Counter(line.partition(" ")[0] for line in said)


def _lost(scope: AccountScope, said: list[str], known: set[FileKey]) -> Iterator[str]:
    """What had come, or was written down as asked for, when the process said so, and is not there now."""
    for line in said[1:]:
        what, _, name = line.partition(" ")
        kind, _, sid = name.partition(":")
        key = FileKey(FileKind(kind), sid)
        if what == "came" and scope.kept_files.find(key) is None:
            yield f"{name} came, and is lost"
        if what == "asked" and key not in known:
            yield f"{name} was asked for, and is forgotten"


def _torn(scope: AccountScope, wanted: set[FileKey]) -> Iterator[str]:
    """Nothing half-written stays but what is gone on with, as of a paused one; no file is there twice."""
    files = Counter(key for key, _ in scope.files.whole_files())
    yield from (f"{key} is there {times} times" for key, times in files.items() if times > 1)
    for path in scope.folder.rglob("*.part"):
        if not is_left(path) or FileKey.recording(path.name.partition(".")[0]) not in wanted:
            yield f"{path.name} is left"


CAMPAIGN = Campaign("queue_kills", run, count=1000, sample=2)
