"""Decisions made and undone, a server that comes and goes, lost answers, somebody else: as a model says."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from desktop.core.models import ReceiptStatus
from desktop.core.outbox import SETTABLE
from tests.services.outbox_world import OutboxWorld

LARGE = "PROSAAS_LARGE_MACHINE"
"""In the environment: the large profile; else a small one, the same at each time."""
_PLACES = st.integers(0, 5)
_STATUSES = st.sampled_from(sorted(SETTABLE))


class OutboxMachine(RuleBasedStateMachine):
    """The real services on the embedded server."""

    def __init__(self) -> None:
        super().__init__()
        self.world = OutboxWorld()

    @property
    def online(self) -> bool:
        return not self.world.server.faults.offline

    @rule(place=_PLACES, status=_STATUSES)
    def decide(self, place: int, status: ReceiptStatus) -> None:
        self.world.decide(place, status)

    @rule(places=st.lists(_PLACES, min_size=2, max_size=6), status=_STATUSES)
    def decide_several(self, places: list[int], status: ReceiptStatus) -> None:
        for place in places:
            self.world.decide(place, status)

    @rule(place=_PLACES)
    def undo(self, place: int) -> None:
        self.world.undo(place)

    @rule()
    def undo_by_key(self) -> None:
        self.world.undo_by_key()

    @rule()
    def look(self) -> None:
        self.world.look()

    @rule(lost=st.booleans())
    def send(self, lost: bool) -> None:
        self.world.note_server()
        self.world.send(lost)

    @precondition(lambda self: self.online)
    @rule()
    def send_all(self) -> None:
        self.world.note_server()
        while self.world.send():
            self.world.note_server()

    @rule(place=_PLACES, status=_STATUSES)
    def somebody_else(self, place: int, status: ReceiptStatus) -> None:
        ids = self.world.ids
        self.world.server.world.decide_elsewhere(ids[place % len(ids)], status.value)

    @rule(offline=st.booleans())
    def network(self, offline: bool) -> None:
        self.world.server.faults.offline = offline

    @rule()
    def sync(self) -> None:
        self.world.sync()

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule(mine=st.booleans())
    def choose(self, mine: bool) -> None:
        self.world.choose(mine)

    @invariant()
    def all_is_as_the_model_says(self) -> None:
        self.world.check()

    def teardown(self) -> None:
        """In the end the server has what the user wanted, each once, or he gave it up."""
        self.world.server.faults.offline = False
        for _ in range(3):
            self.send_all()
            self.world.choose(mine=True)
        self.world.check()
        assert not self.world.wishes
        self.world.close()


_LARGE = bool(os.environ.get(LARGE))
pytestmark = [pytest.mark.timeout(0)] if _LARGE else []
TestOutboxMachine = OutboxMachine.TestCase
TestOutboxMachine.settings = settings(
    max_examples=300 if _LARGE else 12,
    stateful_step_count=50 if _LARGE else 20,
    derandomize=not _LARGE,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
