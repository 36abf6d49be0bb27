"""A week's recordings, of which some take the server minutes, some always fail and some are gone.

Every one that can be had is here in the end, byte for byte, and plays; what vanishes soonest was begun
first, and of each of the others it is said why. The program's own patience, on clocks that run three hundred
times as fast.
"""

from __future__ import annotations

import logging
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from desktop.core.errors import AppError, PreparationFailed, RecordingGone, RecordingMissing
from desktop.core.models import FileKey, Priority
from desktop.core.query import CallQuery
from desktop.core.transfer import QueueRules
from desktop.demo.samples.calls import RecordingFate
from desktop.demo.server import DemoOptions, DemoServer
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.queue_life import QueueLife
from tests.campaigns.soundness import unplayable_recordings, unsound_files

FASTER = 300
OF_300 = {"slow": 40, "fails": 5, "missing": 3}
SLOW_SECONDS = (30.0, 180.0)
OLDEST_DAYS = 9.0
NEARLY_GONE_DAYS = (7.5, 8.0)
"""Not of this age: whether the server still has it when it is asked would be chance."""
LONGEST_SECONDS = 600.0


class _Log(logging.Handler):
    """The recordings in the order in which the queue came to them first."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.asked: list[str] = []
        """Asked about, which begins nothing."""
        self.begun: list[str] = []
        """Prepared for the first time when all had been asked about, from when on the line alone counts."""
        self._ever_begun: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        what, _, rest = record.getMessage().partition(" call_sid=")
        sid = rest.partition(" ")[0]
        if what == "REC_ASK" and sid not in self.asked:
            self.asked.append(sid)
            self.begun.clear()
        elif what == "REC_START" and sid not in self._ever_begun:
            self._ever_begun.add(sid)
            self.begun.append(sid)


class _Week:
    """Calls of nine days at the server, each a case: what is due of it, and what is wrong with it."""

    def __init__(self, server: DemoServer) -> None:
        self._server = server
        self._seconds: dict[str, float] = {}
        self.reasons: dict[str, type[AppError]] = {}
        """Why it cannot be had, of those that cannot."""
        server.world.businesses[1].worker._plan = self._prepare

    def add(self, number: int, kind: str, dice: random.Random) -> None:
        days = _age(dice) if kind == "usual" else dice.uniform(0.0, NEARLY_GONE_DAYS[0])
        fate: RecordingFate = "fails" if kind == "fails" else "missing" if kind == "missing" else "kept"
        world = self._server.world
        call = world.add_call(created_at=world.clock.now() - timedelta(days=days), duration=1, fate=fate)
        self._seconds[call.sid] = dice.uniform(*SLOW_SECONDS) if kind == "slow" else 0.0
        if kind == "fails":
            self.reasons[call.sid] = PreparationFailed
        elif kind == "missing":
            self.reasons[call.sid] = RecordingMissing
        elif days > NEARLY_GONE_DAYS[1]:
            self.reasons[call.sid] = RecordingGone

    def _prepare(self, sid: str, _: int) -> tuple[float, bool]:
        return self._seconds[sid], self.reasons.get(sid) is PreparationFailed


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a call; all of them are at one server, and are asked for at once."""
    options = DemoOptions(calls=0, receipts=1)
    with DemoServer(options) as server, tempfile.TemporaryDirectory() as folder:
        week = _Week(server)
        kinds = _kinds(plan.count, random.Random(plan.seed))
        for number, dice in plan.cases():
            week.add(number, kinds[number - plan.first], dice)
        outcome.tally.update(kinds)
        life = QueueLife(Path(folder), server.url, _fast(QueueRules()))
        try:
            for what in [*_fetch(life, server), *_problems(life, server, week)]:
                outcome.fail(plan.first + plan.count - 1, what)
        finally:
            life.close()


def _kinds(count: int, dice: random.Random) -> list[str]:
    """As many of each as there are of 300, one at least."""
    kinds = [kind for kind, of_300 in OF_300.items() for _ in range(max(1, count * of_300 // 300))]
    kinds += ["usual"] * (count - len(kinds))
    dice.shuffle(kinds)
    return kinds


def _age(dice: random.Random) -> float:
    days = dice.uniform(0.0, OLDEST_DAYS)
    return days if not NEARLY_GONE_DAYS[0] < days < NEARLY_GONE_DAYS[1] else dice.uniform(0.0, 7.0)


def _fast(rules: QueueRules) -> QueueRules:
    """The same rules where the clock runs so much faster."""
    faster: dict[str, Any] = {"retry_seconds": tuple(seconds / FASTER for seconds in rules.retry_seconds)}
    for field in fields(rules):
        value = getattr(rules, field.name)
        if isinstance(value, float):
            faster[field.name] = value / FASTER
    return replace(rules, **faster)


def _fetch(life: QueueLife, server: DemoServer) -> Iterator[str]:
    """As the retention guard asks for them, then all others; until each of them came to an end."""
    log, heard = logging.getLogger("desktop.recordings"), _Log()
    level = log.level
    log.setLevel(logging.INFO)
    log.addHandler(heard)
    try:
        wanted = life.scope.retention.to_keep(CallQuery())
        for sid in wanted:
            life.queue.request(FileKey.recording(sid), Priority.BACKGROUND)
        yield from _until_all_ended(life, server)
        yield from _out_of_turn(heard, wanted)
        for key in set(life.every_key()) - {transfer.key for transfer in life.queue.transfers()}:
            life.queue.request(key)
        yield from _until_all_ended(life, server)
    finally:
        log.removeHandler(heard)
        log.setLevel(level)


def _until_all_ended(life: QueueLife, server: DemoServer) -> Iterator[str]:
    began = last = time.monotonic()
    while life.open_keys():
        life.turn()
        now = time.monotonic()
        server.world.clock.advance(timedelta(seconds=(now - last) * (FASTER - 1)))
        last = now
        if now - began > LONGEST_SECONDS:
            yield from (f"{life.queue.transfer(key)} never ended" for key in life.open_keys())
            return


def _out_of_turn(heard: _Log, wanted: list[str]) -> Iterator[str]:
    """What vanishes sooner is asked about and begun before what vanishes later."""
    if heard.asked != wanted:
        yield f"asked about {heard.asked}, in place of {wanted}"
    if heard.begun != [sid for sid in wanted if sid in heard.begun]:
        yield f"begun in the order {heard.begun}, in place of {wanted}"


def _problems(life: QueueLife, server: DemoServer, week: _Week) -> Iterator[str]:
    yield from unsound_files(life.scope, server.world)
    yield from unplayable_recordings(life.scope, server.world)
    for call in server.world.calls:
        key = FileKey.recording(call.sid)
        transfer, reason = life.queue.transfer(key), week.reasons.get(call.sid)
        error = transfer.error if transfer is not None else None
        if reason is None and life.scope.kept_files.find(key) is None:
            yield f"{key} could be had, and is not here: {error!r}"
        if reason is not None and type(error) is not reason:
            yield f"{key} cannot be had because of {reason.__name__}, and it is said: {error!r}"


CAMPAIGN = Campaign("week", run, count=300, sample=30)
