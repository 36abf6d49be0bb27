"""Random requests, cancels, pauses, retries and restarts of a running queue, as the server sees them.

Lines break among that, questions get answers that say nothing, and some requests are stalled: accepted and
never answered, or left in the middle of the file. Neither a cancel nor the end of the program waits for
those.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault, FaultKind
from desktop.demo.server import DemoOptions, DemoServer
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.queue_life import QueueLife

OPTIONS = DemoOptions(calls=150, receipts=60, prepare_seconds=(0.0, 0.6))
_ACTS = ("request", "cancel", "pause", "resume", "pause all", "resume all", "retry", "clear", "restart")
_WEIGHTS = (50, 14, 6, 6, 3, 5, 8, 3, 3)
_TROUBLE: tuple[FaultKind, ...] = ("cut", "reset", "delay", "lost")
_FILES = r"/(stream|download)$"
_STATUS = r"/status$"
_NO_ANSWERS = (
    Fault(path=_STATUS, kind="text_500", times=1),
    Fault(path=_STATUS, kind="html", times=1),
    Fault(path=_STATUS, kind="html_502", times=1),
    Fault(path=_STATUS, kind="broken_json", times=1),
    Fault(path=_STATUS, kind="status", status=503, times=4),
    Fault(path=_STATUS, kind="status", status=503, headers=(("Retry-After", "1"),), times=1),
    Fault(path=_STATUS, kind="status", status=403, times=1),
)
"""To questions, while the server goes on with whatever it is at."""
_STALLS = (
    Fault(path=_FILES, kind="delay", seconds=600.0, times=1),
    Fault(path=_FILES, kind="stall", at_bytes=0, times=1),
    Fault(path=_FILES, kind="stall", at_bytes=20_000, times=1),
    Fault(path=_STATUS, kind="delay", seconds=600.0, times=1),
)
"""Accepted and not answered, answered without a body, left in the middle; a question without an answer."""
_CANCEL = "cancel of a stalled one"
CANCEL_SECONDS = 0.1
QUIT_SECONDS = 2.0


class _Asked:
    """What the user did, so that what comes of it can be counted."""

    def __init__(self) -> None:
        self.jobs: Counter[FileKey] = Counter()
        self.cancelled: Counter[FileKey] = Counter()


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is one thing that the user does; at the end all that he asked for has come to an end."""
    with DemoServer(OPTIONS) as server, tempfile.TemporaryDirectory() as folder:
        life, asked = QueueLife(Path(folder), server.url), _Asked()
        keys = life.every_key()
        try:
            for number, dice in plan.cases():
                for what in _act(life, server, asked, keys, dice, outcome):
                    outcome.fail(number, what)
            for what in [*_finish(life, server), *_ends(life, asked), *_caps(server), *_slow(plan, outcome)]:
                outcome.fail(plan.first + plan.count - 1, what)
            outcome.tally.update(_final_states(life))
        finally:
            life.close()


def _act(
    life: QueueLife,
    server: DemoServer,
    asked: _Asked,
    keys: list[FileKey],
    dice: random.Random,
    outcome: Outcome,
) -> Iterator[str]:
    [act] = dice.choices(_ACTS, _WEIGHTS)
    outcome.tally[act] += 1
    if dice.random() < 0.05:
        server.faults.add(Fault(path=_FILES, kind=dice.choice(_TROUBLE), seconds=0.1, times=1))
    if dice.random() < 0.1:
        server.faults.add(dice.choice(_NO_ANSWERS))
    if dice.random() < 0.08:
        server.faults.add(dice.choice(_STALLS))
    _amid_stalls(life, server, asked, dice, outcome)
    if act == "restart":
        yield from _restart(life, server, outcome)
    else:
        _do(act, life, asked, dice.choice(keys), dice)
    for _ in range(dice.randrange(4)):
        life.turn()
    yield from _caps(server)


def _do(act: str, life: QueueLife, asked: _Asked, key: FileKey, dice: random.Random) -> None:
    """On one that is under way where there is one, of two times out of three."""
    under_way = life.open_keys()
    other = dice.choice(under_way) if under_way and dice.random() < 0.7 else key
    queue = life.queue
    match act:
        case "request":
            asked.jobs[key] += _is_over(life, key)
            life.request(key, dice.choice((Priority.NOW, Priority.ASKED, Priority.ASKED, Priority.AHEAD)))
        case "cancel":
            asked.cancelled[other] += not _is_over(life, other)
            life.cancel(other)
        case "pause":
            queue.pause([other])
        case "resume":
            queue.resume([other])
        case "pause all":
            queue.pause_all()
        case "resume all":
            queue.resume_all()
        case "retry":
            for again in [one.key for one in queue.transfers() if one.state is TransferState.FAILED][:3]:
                asked.jobs[again] += 1
                life.request(again, Priority.ASKED)
        case _:
            queue.clear_finished()


def _amid_stalls(
    life: QueueLife, server: DemoServer, asked: _Asked, dice: random.Random, outcome: Outcome
) -> None:
    """Of those that are stalled one is cancelled now and then, at once; or all of them go on."""
    stalled = server.faults.stalled()
    # Not what is asked only because its slot may be held: nobody waits for that.
    arriving = [transfer.key for transfer in life.queue.arriving()]
    found = [key for key in arriving if any(f"/{key.id}/" in path for path in stalled)]
    outcome.tally["seen stalled"] += len(found)
    if found and dice.random() < 0.15:
        key = dice.choice(found)
        asked.cancelled[key] += 1
        outcome.measured(_CANCEL, life.timed_cancel(key))
    elif found and dice.random() < 0.05:
        server.faults.release()


def _is_over(life: QueueLife, key: FileKey) -> bool:
    state = life.state(key)
    return state is None or state.final


def _restart(life: QueueLife, server: DemoServer, outcome: Outcome) -> Iterator[str]:
    """Nothing that was on its way is lost, whatever it was at."""
    paused, before = life.queue.paused, life.open_keys()
    stalled, began = len(server.faults.stalled()), time.monotonic()
    life.close()
    took = time.monotonic() - began
    outcome.measured("quit amid stalls" if stalled else "quit", took)
    if took > QUIT_SECONDS:
        yield f"with {stalled} stalled, quitting took {took:.1f} s"
    life.open()
    outcome.tally["carried over"] += len(before)
    if life.queue.paused is not paused:
        yield f"paused was {paused} before the restart"
    for key in before:
        # Its last bytes may have come while the queue was closed.
        if life.state(key) is None and life.scope.kept_files.find(key) is None:
            yield f"{key} was lost in a restart"
        life.came[key] += life.state(key) is None


def _finish(life: QueueLife, server: DemoServer) -> Iterator[str]:
    """Some take the server minutes: its clock is put forward until all have ended."""
    server.faults.clear()
    life.queue.resume_all()
    for _ in range(40):
        with suppress(TimeoutError):
            life.wait(lambda: not life.open_keys(), seconds=3)
            return
        server.world.clock.advance(timedelta(minutes=4))
    for key in life.open_keys():
        yield f"{key} never ended: {life.queue.transfer(key)}"


def _ends(life: QueueLife, asked: _Asked) -> Iterator[str]:
    """Each job has exactly one end: it came, it failed or it was cancelled."""
    for key, jobs in asked.jobs.items():
        # What had come when it was cancelled is here, and that is its end.
        ends = life.came[key] + life.failed[key] + asked.cancelled[key] - life.came_after_all[key]
        if ends != jobs:
            yield (
                f"{key} was asked for {jobs} times: came {life.came[key]}, failed {life.failed[key]},"
                f" cancelled {asked.cancelled[key]}"
            )
    for path in life.scope.folder.rglob("*.part"):
        # Of one that failed a part may stay: trying again goes on with it.
        if life.state(FileKey.recording(path.name.partition(".")[0])) is not TransferState.FAILED:
            yield f"{path.name} is left"


def _caps(server: DemoServer) -> Iterator[str]:
    if server.counters.file_requests_high > 3:
        yield f"{server.counters.file_requests_high} transfers at once"
    if server.counters.preparations_high > 3:
        yield f"{server.counters.preparations_high} preparations at once"


def _slow(plan: Plan, outcome: Outcome) -> Iterator[str]:
    """In the test suite the computer is busy with others, now and then: there the quickest cancel counts."""
    took = outcome.took.get(_CANCEL, [0.0])
    counts = min(took) if plan.small else max(took)
    if counts > CANCEL_SECONDS:
        yield f"a cancel of what was stalled took {counts:.3f} s"


def _final_states(life: QueueLife) -> Counter[str]:
    return Counter(f"ended {transfer.state.value}" for transfer in life.queue.transfers())


CAMPAIGN = Campaign("queue", run, count=1000, sample=60)
