"""A recording that is cut on its way, at 64 places in three ways: byte for byte the server's in the end.

In every third case the program is started anew between the attempts, in every fourth the server fetches the
recording anew, as long as before and yet another one: then nothing of the first may be in it.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop.api.client import ApiClient
from desktop.api.reply import Timeouts
from desktop.api.session import ApiSession
from desktop.core.cancel import CancelToken
from desktop.core.errors import AppError, FileIncomplete, Offline
from desktop.core.models import FileKey, KeptFile
from desktop.core.transfer import Answer, Way
from desktop.core.version import user_agent
from desktop.demo import DEMO_EMAIL, DEMO_PASSWORD
from desktop.demo.faults import Fault, FaultKind
from desktop.demo.server import DemoOptions, DemoServer
from desktop.services.account_scope import AccountScope
from desktop.services.transfers import Answered, Tell
from tests.campaigns.campaign import Campaign, Outcome, Plan
from tests.campaigns.soundness import unsound_files, unsound_notes
from tests.prepared import kept_of, open_scope, recover

POINTS, SECONDS = 64, 40
HOWS = ("closed", "reset", "stalled")
TIMEOUTS = Timeouts(connect=2.0, read=2.0, stall_seconds=0.25, stall_bytes=100)
MOST_ATTEMPTS = 6
STREAM = "/stream$"


def run(plan: Plan, outcome: Outcome) -> None:
    """A case is a place and a way; all meet the same server, and each a recording of its own."""
    for number, dice in plan.cases():
        with tempfile.TemporaryDirectory() as folder, _server() as server:
            for what in _Case(Path(folder), server, number, dice).run(outcome):
                outcome.fail(number, what)


def _server() -> DemoServer:
    return DemoServer(DemoOptions(calls=1, receipts=1, prepare_seconds=(0.0, 0.0)))


def signed_in(server: DemoServer) -> ApiClient:
    """With little patience. Raises AppError."""
    session = ApiSession(
        server.url, user_agent=user_agent(), timeouts=TIMEOUTS, password_source=lambda: DEMO_PASSWORD
    )
    client = ApiClient(session)
    client.sign_in(DEMO_EMAIL, DEMO_PASSWORD)
    return client


class _Case:
    """One recording, from the first byte to the last."""

    def __init__(self, folder: Path, server: DemoServer, number: int, dice: random.Random) -> None:
        self._folder = folder
        self._server = server
        self._dice = dice
        self._how = HOWS[number % len(HOWS)]
        self._point = number // len(HOWS) % POINTS
        self._starts_anew = number % 9 // 3 == 0
        self._fetched_anew = number % 12 // 3 == 0
        self._key = FileKey.recording(server.world.add_call(duration=SECONDS).sid)
        self._first_told: list[int] = []

    def run(self, outcome: Outcome) -> Iterator[str]:
        scope = self._opened()
        try:
            self._until_ready(scope)
            self._cut_at(self._place())
            yield from self._cut_attempt(scope)
            if self._starts_anew:
                scope.close()
                scope = self._opened()
                recover(scope)
            if self._fetched_anew:
                self._fetch_anew()
            elif self._dice.random() < 0.3:
                self._cut_at(self._dice.choice((1, 5_000, 100_000)))
            yield from self._last_attempts(scope)
            outcome.tally[f"{self._how}_{self._way_it_went()}"] += 1
        finally:
            scope.close()

    def _opened(self) -> AccountScope:
        scope = open_scope(self._folder, self._server.url)
        scope.go_online(signed_in(self._server))
        return scope

    # -- what goes wrong -------------------------------------------------------------------------

    def _place(self) -> int:
        """From the first byte to the last but one, more of them where something begins or ends."""
        size = len(self._server.world.recording_bytes(self._key.id))
        edges = (0, 1, 43, 44, 1023, 1024, 4095, 4096, 4097, 65_535, 65_536, 65_537, size - 2, size - 1)
        if self._point < len(edges):
            return edges[self._point]
        return self._dice.randrange(size)

    def _cut_at(self, place: int) -> None:
        kind: FaultKind = "stall" if self._how == "stalled" else "cut"
        abrupt = self._how == "reset"
        self._server.faults.add(Fault(STREAM, kind, times=1, at_bytes=place, abrupt=abrupt))

    def _fetch_anew(self) -> None:
        calls = self._server.world.calls
        call = calls.find(self._key.id)
        assert call is not None
        calls.replace(replace(call, sound_seed=self._dice.randrange(1_000, 9_000)))

    # -- attempts --------------------------------------------------------------------------------

    def _attempt(self, scope: AccountScope, way: Way = Way.FETCH) -> KeptFile | Answered:
        assert scope.online is not None
        told: list[int] = []
        try:
            tell = Tell(lambda received, _: told.append(received))
            return kept_of(scope.online.transfers.attempt(self._key, way, CancelToken(), tell))
        finally:
            self._first_told += told[:1]

    def _until_ready(self, scope: AccountScope) -> None:
        """By `/prepare`, which brings no bytes."""
        answer = self._attempt(scope, Way.RESTART)
        while isinstance(answer, Answered) and answer.answer is not Answer.READY:
            answer = self._attempt(scope, Way.ASK)

    def _cut_attempt(self, scope: AccountScope) -> Iterator[str]:
        try:
            self._attempt(scope)
        except (FileIncomplete, Offline):
            pass
        else:
            yield "a recording that was cut is kept"
        if scope.kept_files.find(self._key) is not None:
            yield "a recording that was cut is noted"

    def _last_attempts(self, scope: AccountScope) -> Iterator[str]:
        for _ in range(MOST_ATTEMPTS):
            try:
                kept = self._attempt(scope)
            except (FileIncomplete, Offline):
                continue
            except AppError as error:
                yield f"{type(error).__name__}: {error}"
                return
            if isinstance(kept, KeptFile):
                yield from unsound_files(scope, self._server.world)
                yield from unsound_notes(scope)
                return
        yield "it never came"

    def _way_it_went(self) -> str:
        return "gone_on" if any(self._first_told) else "begun_anew"


CAMPAIGN = Campaign("cuts", run, count=POINTS * len(HOWS), sample=12)
