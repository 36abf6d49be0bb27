"""Random faults of the server against the running download queue, with its real services and store."""

from __future__ import annotations

import random
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot

from desktop.api.client import ApiClient
from desktop.api.reply import Timeouts
from desktop.api.session import ApiSession
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, is_of_the_way
from desktop.core.models import FileKey, KeptFile, Priority
from desktop.core.transfer import QueueRules, Way
from desktop.core.version import user_agent
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import Answered, Arrived, Tell
from desktop.workers.attempts import Attempts
from desktop.workers.download_queue import DownloadQueue
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.soundness import unsound_files, unsound_notes
from tests.campaigns.trouble import Trouble, draw
from tests.prepared import open_scope

RULES = QueueRules(
    poll_seconds=0.05,
    poll_slowest_seconds=0.2,
    give_up_seconds=1.0,
    slot_held_seconds=60.0,
    unknown_seconds=0.4,
    no_slot_seconds=0.4,
    busy_seconds=0.2,
    waited_for_seconds=0.4,
    retry_seconds=(0.05, 0.1, 0.2),
    ready_retry_seconds=0.05,
    failed_wait_seconds=0.3,
)
"""The program's own rules at thirty times their speed."""
TIMEOUTS = Timeouts(connect=1.0, read=0.8, stall_seconds=0.3, stall_bytes=100)
CLOSED_MS = 2_000
SHORT_SECONDS = 90
"""Longer calls have recordings that take a minute when they drip."""
LONGEST_MS = 60_000
"""More than a drip takes, and than the thirty seconds for which a server without a slot asks to be left."""
LOOK_MS = 10


def run(plan: Plan, outcome: Outcome) -> None:
    """Every case is a round of its own: a server, its trouble, some ten requests, and what came of them."""
    for number, dice in plan.cases():
        trouble = draw(dice)
        with tempfile.TemporaryDirectory() as folder, _server(number) as server:
            scope = _scope(Path(folder), server)
            try:
                found = _Round(scope, server, trouble, dice, outcome.tally).run()
            finally:
                scope.close()
        for what in found:
            outcome.fail(number, f"{what} ({trouble})")


def _server(number: int) -> DemoServer:
    return DemoServer(
        DemoOptions(calls=60, receipts=90, seed=number, prepare_seconds=(0.01, 0.15), block_seconds=0.2)
    )


def _scope(folder: Path, server: DemoServer) -> AccountScope:
    scope = open_scope(folder, server.url)
    scope.go_online(_client(server))
    server.counters.reset()
    return scope


def _client(server: DemoServer) -> ApiClient:
    """Signed in, with little patience. Raises AppError."""
    session = ApiSession(
        server.url, user_agent=user_agent(), timeouts=TIMEOUTS, password_source=lambda: DEMO_PASSWORD
    )
    client = ApiClient(session)
    try:
        client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    except AppError:
        session.shutdown()
        raise
    return client


class _Counted:
    """The account's transfers, with the highest number of attempts that took the server's time at once."""

    def __init__(self, transfers: Attempts) -> None:
        self.transfers = transfers
        self._lock = threading.Lock()
        self._under_way = 0
        self.high = 0

    def attempt(self, key: FileKey, way: Way, token: CancelToken, tell: Tell) -> Arrived | Answered:
        with self._counted():
            return self.transfers.attempt(key, way, token, tell)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._under_way += 1
            self.high = max(self.high, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1


class _Round(QObject):
    """Asks for files, cancels some, and writes down how each request ended."""

    def __init__(
        self,
        scope: AccountScope,
        server: DemoServer,
        trouble: Trouble,
        dice: random.Random,
        tally: Counter[str],
    ) -> None:
        super().__init__()
        assert scope.online is not None
        self._scope = scope
        self._server = server
        self._trouble = trouble
        self._dice = dice
        self._tally = tally
        self._counted = _Counted(scope.online.transfers)
        self._asked: Counter[FileKey] = Counter()
        self._ends: dict[FileKey, list[str]] = {}
        self._futures: list[Future[KeptFile]] = []
        self._tokens: list[CancelToken] = []
        self._cancelled = False
        self._loop = QEventLoop()
        self.queue = DownloadQueue(self, RULES)
        self.queue.ready.connect(self._on_ready)
        self.queue.failed.connect(self._on_failed)
        self.queue.session_lost.connect(self._on_session_lost)

    # -- the round -------------------------------------------------------------------------------

    def run(self) -> list[str]:
        """What must not be; nothing when all went as promised."""
        self.queue.set_account(self._scope.kept_files.find)
        self._trouble.begin(self._server)
        self.queue.set_attempts(self._counted)
        for key in self._keys():
            self._ask(key)
        self._later(self._dice.randint(300, 900), self._server.faults.clear)
        watch = QTimer(self, interval=LOOK_MS)
        watch.timeout.connect(self._on_look)
        watch.start()
        self._later(LONGEST_MS, self._loop.quit)
        self._loop.exec()
        watch.stop()
        found = [*self._unended(), *self._caps()]
        if not self.queue.close(CLOSED_MS):
            found.append("the queue does not close")
        return [*found, *unsound_files(self._scope, self._server.world), *unsound_notes(self._scope)]

    def _keys(self) -> list[FileKey]:
        world, dice = self._server.world, self._dice
        calls = [call for call in world.calls if call.has_recording and call.duration < SHORT_SECONDS]
        receipts = dice.sample(list(world.receipts), dice.randint(1, 6))
        # Of some worlds only few are that short.
        asked = min(len(calls), dice.randint(2, 9))
        keys = [FileKey.recording(call.sid) for call in dice.sample(calls, asked)]
        keys += [dice.choice((FileKey.source, FileKey.preview))(receipt.id) for receipt in receipts]
        return dice.sample(keys, len(keys))

    def _ask(self, key: FileKey) -> None:
        self._asked[key] += 1
        way = self._dice.random()
        if way < 0.3:
            self._fetch(key)
        else:
            self.queue.request(key, self._dice.choice(tuple(Priority)))
        if way > 0.85:
            self._later(self._dice.randint(0, 800), partial(self._cancel, key))

    def _fetch(self, key: FileKey) -> None:
        token = CancelToken()
        self._tokens.append(token)
        self._futures.append(self.queue.fetch(key, Priority.BACKGROUND, token))

    def _cancel(self, key: FileKey) -> None:
        transfer = self.queue.transfer(key)
        if transfer is not None and not transfer.state.final:
            self._cancelled = True
            self._end(key, "cancelled")
            self.queue.cancel(key)

    def _later(self, milliseconds: int, what: object) -> None:
        timer = QTimer(self, singleShot=True, interval=milliseconds)
        timer.timeout.connect(what)
        timer.start()

    # -- what comes ------------------------------------------------------------------------------

    @Slot(object, object)
    def _on_ready(self, key: FileKey, _: KeptFile) -> None:
        if (ends := self._ends.get(key)) and ends[-1] == "cancelled":
            # It had come by then, and that is its end.
            ends.pop()
        self._end(key, "done")

    @Slot(object, object)
    def _on_failed(self, key: FileKey, error: AppError) -> None:
        self._end(key, type(error).__name__)

    def _end(self, key: FileKey, end: str) -> None:
        self._ends.setdefault(key, []).append(end)

    @Slot()
    def _on_session_lost(self) -> None:
        self._later(50, self._sign_in_again)

    @Slot()
    def _sign_in_again(self) -> None:
        """As the program does when a person signs in; what failed for being offline is asked for anew."""
        try:
            self._counted.transfers = self._scope.go_online(_client(self._server)).transfers
        except AppError:
            self._later(200, self._sign_in_again)
            return
        for key in self._ends:
            self._asked[key] += self._is_asked_for_anew(key)
        self.queue.set_attempts(self._counted)

    def _is_asked_for_anew(self, key: FileKey) -> bool:
        """Whether the user asked for it, and it failed since it was not answered."""
        transfer, kept = self.queue.transfer(key), self.queue.kept_transfer(key)
        return (
            transfer is not None and kept is not None and kept.state.final and is_of_the_way(transfer.error)
        )

    @Slot()
    def _on_look(self) -> None:
        if all(self._has_ended(key) for key in self._asked) and all(map(Future.done, self._futures)):
            self._loop.quit()

    def _has_ended(self, key: FileKey) -> bool:
        transfer = self.queue.transfer(key)
        return transfer is not None and transfer.state.final

    # -- what must not be ------------------------------------------------------------------------

    def _unended(self) -> Iterator[str]:
        for key, times in self._asked.items():
            ends = self._ends.get(key, [])
            self._tally.update(ends[-1:])
            transfer = self.queue.transfer(key)
            if len(ends) != times or transfer is None or not transfer.state.final:
                yield f"{key} asked {times} times ended as {ends}, and is {transfer}"
            # What was cancelled with its last byte may be here nonetheless.
            elif ends[-1] != "cancelled" and (ends[-1] == "done") != self._is_here(key):
                yield f"{key} ended as {ends[-1]}, which the files deny"
        yield from (f"a future stays open: {future}" for future in self._futures if not future.done())

    def _is_here(self, key: FileKey) -> bool:
        return self._scope.kept_files.find(key) is not None

    def _caps(self) -> Iterator[str]:
        counters = self._server.counters
        if self._counted.high > RULES.transfers:
            yield f"{self._counted.high} attempts at once"
        if counters.preparations_high > RULES.preparing:
            yield f"{counters.preparations_high} preparations at once"
        # A connection that was dropped here may hang on at the server for a moment.
        if self._trouble.orderly and not self._cancelled:
            if counters.file_requests_high > RULES.transfers:
                yield f"{counters.file_requests_high} file requests at once"
            if counters.requests_high > 4:
                yield f"{counters.requests_high} requests at once"


CAMPAIGN = Campaign("faults", run, count=500, sample=2)
