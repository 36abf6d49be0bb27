"""Killed while it decides and sends: what was written arrives, once, in its order, and nothing else does.

Somebody else decides meanwhile: of that nothing is overwritten that was not seen.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from desktop.core.outbox import SETTABLE
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.killed_child import killed, kills
from tests.prepared import open_scope, prepare, sync
from tests.waiting import wait_until

CHILD = "tests.campaigns.kill_outbox_child"
KILLS_IN_ONE_FOLDER = 25
LONGEST_SECONDS = 0.6
OPTIONS = DemoOptions(calls=3, receipts=60)
CHANGED = 12
"""So many receipts, at most, somebody else decides about before each start."""
Mark = tuple[int, str]


class Made(NamedTuple):
    """What the child said: a decision, and what it saw there."""

    receipt_id: int
    status: str
    seen: str

    @property
    def mark(self) -> Mark:
        return self.receipt_id, self.status


class Case(NamedTuple):
    """One kill: what stood at the server before it, which of that somebody else had just decided."""

    before: dict[int, str]
    theirs: set[int]
    made: list[Made]
    sure: int
    """How many of `made` were written for sure."""


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a kill, after which the next start sends what is left; many of them meet one folder."""
    with DemoServer(OPTIONS) as server:
        for number, dice, folder in kills(plan, server, KILLS_IN_ONE_FOLDER, prepare):
            server.counters.reset()
            theirs = _decide_elsewhere(server, dice)
            before = _at_server(server)
            threads = threading.active_count()
            said = killed(CHILD, folder, server.url, number, dice, LONGEST_SECONDS)
            # What it sent may not be read yet: the next start would ask before the server has taken it, and
            # send it once more, which no client can know. Each connection has a thread until it is read.
            wait_until(partial(_is_read, threads), "the server reads what came")
            sent = len(server.counters.marks)
            outcome.tally["conflicts"] += _send_the_rest(folder, server)
            outcome.tally["sent before the kill"] += sent
            outcome.tally["sent by the next start"] += len(server.counters.marks) - sent
            case = Case(before, theirs, *_made(said))
            outcome.tally["decided"] += len(case.made)
            for what in _problems(server, case):
                outcome.fail(number, what)


def _is_read(threads: int) -> bool:
    return threading.active_count() <= threads


def _decide_elsewhere(server: DemoServer, dice: random.Random) -> set[int]:
    """Somebody else does; returns about which receipts."""
    ids = [receipt.id for receipt in server.world.receipts if receipt.status in SETTABLE]
    chosen = dice.sample(ids, dice.randrange(CHANGED + 1))
    for receipt_id in chosen:
        server.world.decide_elsewhere(receipt_id, dice.choice(sorted(SETTABLE)))
    return set(chosen)


def _at_server(server: DemoServer) -> dict[int, str]:
    return {receipt.id: receipt.status for receipt in server.world.receipts}


def _send_the_rest(folder: Path, server: DemoServer) -> int:
    """Where there is a conflict the other decision is left; returns how many there were."""
    scope = open_scope(folder, server.url)
    try:
        while _sends(scope):
            pass
        rows = [row.decision.entry_id for row in scope.outbox.history()]
        conflicts = len(scope.outbox.choose(rows, mine=False))
        assert scope.outbox.counts() == (0, 0)
        sync(scope)
        return conflicts
    finally:
        scope.close()


def _sends(scope: AccountScope) -> bool:
    assert scope.online is not None
    return scope.online.decisions.send_next() is not None


def _problems(server: DemoServer, case: Case) -> Iterator[str]:
    marks = server.counters.marks
    yield from _repeated(case.before, marks)
    yield from _overwritten(case, marks)
    if not _is_in_order(marks, [made.mark for made in case.made]):
        yield f"another order: {marks} of {case.made}"
    for receipt_id, status in _at_server(server).items():
        fits = _fitting(case, receipt_id)
        if status not in fits:
            yield f"{receipt_id} is {status}, not one of {sorted(fits)}"


def _fitting(case: Case, receipt_id: int) -> set[str]:
    """What it may be in the end. The one that was being written when it was killed may be there or not."""
    of_it = [made for made in case.made if made.receipt_id == receipt_id]
    if receipt_id in case.theirs or not _follow(case.before[receipt_id], of_it):
        return {case.before[receipt_id], *(made.status for made in of_it)}
    wanted = dict(made.mark for made in case.made[: case.sure])
    last = (made.status for made in case.made[case.sure :][:1] if made.receipt_id == receipt_id)
    return {wanted.get(receipt_id, case.before[receipt_id]), *last}


def _follow(status: str, made: list[Made]) -> bool:
    """Whether each saw what the one before it left. The history takes back what it was sent as, however long
    ago somebody else decided: that is a conflict."""
    stood = [status, *(one.status for one in made)]
    return all(one.seen == there for one, there in zip(made, stood, strict=False))


def _made(said: list[str]) -> tuple[list[Made], int]:
    """What was decided, in order, and how many of them were written for sure."""
    lines = [line.split() for line in said if line.startswith("decides ")]
    made = [Made(int(number), status, seen) for _, number, status, seen in lines]
    return made, sum(line == "written" for line in said)


def _overwritten(case: Case, marks: list[Mark]) -> Iterator[str]:
    """What was seen there, or stood there by one of the marks before, alone is overwritten."""
    known: dict[int, set[str]] = {}
    for made in case.made:
        known.setdefault(made.receipt_id, set()).add(made.seen)
    now = dict(case.before)
    for receipt_id, status in marks:
        if now[receipt_id] not in known.get(receipt_id, set()):
            yield f"{receipt_id} became {status} over {now[receipt_id]}, which nobody saw"
        now[receipt_id] = status
        known.setdefault(receipt_id, set()).add(status)


def _repeated(before: dict[int, str], marks: list[Mark]) -> Iterator[str]:
    """A decision changes what a receipt is: one that changes nothing arrived twice."""
    now = dict(before)
    for receipt_id, status in marks:
        if now[receipt_id] == status:
            yield f"{receipt_id} became {status} twice"
        now[receipt_id] = status


def _is_in_order(marks: list[Mark], made: list[Mark]) -> bool:
    """Whether all that arrived was decided, in that order; a later wish may have replaced an earlier one."""
    left = iter(made)
    return all(mark in left for mark in marks)


CAMPAIGN = Campaign("decisions", run, count=1000, sample=3)
