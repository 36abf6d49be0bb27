"""First syncs of a list in bunches of equal times, which changes while it is walked, with twenty cuts."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from desktop.core.cancel import CancelToken
from desktop.core.errors import Offline
from desktop.core.query import CallQuery
from desktop.demo.faults import Fault
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.sync import PAGE_ROWS, SyncHow, SyncProgress
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.prepared import open_scope

CALLS, CUTS, CHANGES = 20_000, 20, 60
"""Of one case of the full campaign; CHANGES is how often rows come in or leave."""
SAMPLE_CALLS = 700
BUNCHES = (0.2, 30)
"""One call in five begins a bunch of up to 31 equal times: most calls are in one."""
MOST_SYNCS = 100
"""More than any case needs: the cuts, and what then is still to be asked for."""


class _Weather:
    """What happens between the pages: rows come in and leave, and the connection is cut."""

    def __init__(self, server: DemoServer, calls: int, dice: random.Random) -> None:
        self._server = server
        self._dice = dice
        pages = max(CUTS, calls // PAGE_ROWS)
        self._changes = Counter(dice.randrange(2 * pages) for _ in range(CHANGES))
        self._cuts = sorted(dice.sample(range(1, 2 * pages + CUTS), CUTS))
        self._page = 0
        self.removed: set[str] = set()

    def __call__(self, progress: SyncProgress) -> None:
        if progress.what != "calls":
            return
        self._page += 1
        for _ in range(self._changes.pop(self._page, 0)):
            self._change()
        while self._cuts and self._cuts[0] <= self._page:
            self._cuts.pop(0)
            self._server.faults.add(Fault(r"^/api/calls$", "reset", times=1))

    def _change(self) -> None:
        calls = self._server.world.calls
        if self._dice.random() < 0.5:
            for _ in range(self._dice.choice((1, 1, 2, 15))):
                self._server.world.add_call()
            return
        first = self._dice.randrange(len(calls))
        # Together, as somebody deletes what a search has found: more than the pages overlap.
        for sid in [call.sid for call in calls[first : first + self._dice.choice((1, 1, 3, 25))]]:
            calls.remove(sid)
            self.removed.add(sid)

    @property
    def is_over(self) -> bool:
        return not self._cuts and not self._changes

    def end(self) -> None:
        """What did not happen until now does not happen any more."""
        self._cuts.clear()
        self._changes.clear()
        self._server.faults.clear()


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a new folder and a new server."""
    calls = SAMPLE_CALLS if plan.small else CALLS
    for number, dice in plan.cases():
        options = DemoOptions(
            calls=calls, receipts=0, seed=dice.getrandbits(30), bunches=BUNCHES, transcripts=False
        )
        with DemoServer(options) as server, tempfile.TemporaryDirectory() as folder:
            for what in _problems(Path(folder), server, calls, dice, outcome):
                outcome.fail(number, what)


def _problems(
    folder: Path, server: DemoServer, calls: int, dice: random.Random, outcome: Outcome
) -> Iterator[str]:
    scope = open_scope(folder, server.url)
    try:
        weather = _Weather(server, calls, dice)
        outcome.tally["cuts"] += _sync_through(scope, weather)
        weather.end()
        yield from _lost(scope, server)
        outcome.tally["left"] += len(weather.removed)
        outcome.tally["syncs afterwards"] += _sync_until_quiet(scope)
        yield from _different(scope, server)
        outcome.tally["pages"] += server.counters.hits["GET /api/calls"]
    except Offline as error:
        yield f"no answer, though nothing was cut: {error.detail}"
    finally:
        scope.close()


def _sync_through(scope: AccountScope, weather: _Weather) -> int:
    """Syncs until one goes through and nothing more happens; returns how many were cut."""
    cut = 0
    assert scope.online is not None
    for _ in range(MOST_SYNCS):
        try:
            scope.online.sync.run(CancelToken(), weather)
        except Offline:
            cut += 1
            continue
        if cut >= CUTS:
            break
    return cut


def _sync_until_quiet(scope: AccountScope) -> int:
    """One walk over everything, then as many syncs as it takes to ask for what it did not show."""
    assert scope.online is not None
    scope.online.sync.run(CancelToken(), lambda _: None, SyncHow(everything=True))
    for number in range(MOST_SYNCS):
        if not scope.online.sync.run(CancelToken(), lambda _: None).gone:
            return number + 1
    return MOST_SYNCS


def _here(scope: AccountScope) -> Counter[str]:
    rows = scope.calls.rows(scope.calls.ids(CallQuery()))
    return Counter(row.call.sid for row in rows)


def _lost(scope: AccountScope, server: DemoServer) -> Iterator[str]:
    lost = {call.sid for call in server.world.calls} - _here(scope).keys()
    if lost:
        yield f"{len(lost)} lost after the syncs that were cut"


def _different(scope: AccountScope, server: DemoServer) -> Iterator[str]:
    here, there = _here(scope), {call.sid for call in server.world.calls}
    for sid in there - here.keys():
        yield f"{sid} is lost"
    for sid in here.keys() - there:
        yield f"{sid} is here, and nowhere else"
    for sid, times in here.items():
        if times > 1:
            yield f"{sid} is here {times} times"


CAMPAIGN = Campaign("sync", run, count=100, sample=1)
