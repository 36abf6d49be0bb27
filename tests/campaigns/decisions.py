"""Killed while it decides and sends: what was written arrives, once, in its order, and nothing else does."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.killed_child import killed
from tests.prepared import open_scope, prepare

CHILD = "tests.campaigns.kill_outbox_child"
KILLS_IN_ONE_FOLDER = 25
LONGEST_SECONDS = 0.6
OPTIONS = DemoOptions(calls=3, receipts=60)
Mark = tuple[int, str]


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a kill, after which the next start sends what is left; many of them meet one folder."""
    with DemoServer(OPTIONS) as server, tempfile.TemporaryDirectory() as everything:
        for number, dice in plan.cases():
            folder = Path(everything) / str(number // KILLS_IN_ONE_FOLDER)
            if not folder.exists():
                prepare(folder, server)
            server.counters.reset()
            before = _at_server(server)
            said = killed(CHILD, folder, server.url, number, dice, LONGEST_SECONDS)
            sent = len(server.counters.marks)
            _send_the_rest(folder, server)
            outcome.tally["sent before the kill"] += sent
            outcome.tally["sent by the next start"] += len(server.counters.marks) - sent
            for what in _problems(server, before, said, outcome):
                outcome.fail(number, what)


def _at_server(server: DemoServer) -> dict[int, str]:
    return {receipt.id: receipt.status for receipt in server.world.receipts}


def _send_the_rest(folder: Path, server: DemoServer) -> None:
    scope = open_scope(folder, server.url)
    try:
        while _sends(scope):
            pass
        assert scope.outbox.counts() == (0, 0)
    finally:
        scope.close()


def _sends(scope: AccountScope) -> bool:
    assert scope.online is not None
    return scope.online.decisions.send_next() is not None


def _problems(server: DemoServer, before: dict[int, str], said: list[str], outcome: Outcome) -> Iterator[str]:
    marks = server.counters.marks
    made, sure = _made(said)
    outcome.tally["decided"] += len(made)
    yield from _repeated(before, marks)
    if not _is_in_order(marks, made):
        yield f"another order: {marks} of {made}"
    wanted = dict(made[:sure])
    last = made[sure:][:1]
    for receipt_id, status in _at_server(server).items():
        # The one that was being written when it was killed may be there or not.
        fits = {
            wanted.get(receipt_id, before[receipt_id]),
            *(one for number, one in last if number == receipt_id),
        }
        if status not in fits:
            yield f"{receipt_id} is {status}, not one of {sorted(fits)}"


def _made(said: list[str]) -> tuple[list[Mark], int]:
    """What was decided, in order, and how many of them were written for sure."""
    made = [(int(number), status) for word, number, status in map(_words, said) if word == "decides"]
    return made, sum(line == "written" for line in said)


def _words(line: str) -> tuple[str, str, str]:
    word, _, rest = line.partition(" ")
    number, _, status = rest.partition(" ")
    return word, number or "0", status


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
