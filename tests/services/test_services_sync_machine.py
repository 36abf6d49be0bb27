"""Whatever happens, in whatever order: the lists on this computer are what a model says."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.services.sync_world import SyncWorld

LARGE = "PROSAAS_LARGE_MACHINE"
"""In the environment: the large profile, 200 runs of 50 steps; else a small one, the same at each time."""
_PLACES = st.integers(0, 140)


class SyncMachine(RuleBasedStateMachine):
    """Two accounts on one computer; the server of both."""

    def __init__(self) -> None:
        super().__init__()
        self.world = SyncWorld()
        self.world.sync()

    @rule()
    def sync(self) -> None:
        self.world.sync()

    @rule(place=_PLACES, count=st.sampled_from([1, 3, 60]))
    def delete_and_sync(self, place: int, count: int) -> None:
        """What a step by chance would rarely bring together."""
        self.world.delete(place, count)
        self.world.sync()

    @rule()
    def sync_newest(self) -> None:
        self.world.sync_newest()

    @rule(offline=st.sampled_from([True, False, False]))
    def network(self, offline: bool) -> None:
        self.world.server.faults.offline = offline

    @rule()
    def expire(self) -> None:
        self.world.expire()

    @rule(account=st.integers(0, 1))
    def sign_in(self, account: int) -> None:
        self.world.switch(account)

    @rule()
    def restart(self) -> None:
        self.world.restart()

    @rule(count=st.sampled_from([1, 2, 120]))
    def insert(self, count: int) -> None:
        self.world.insert(count)

    @rule(place=_PLACES, count=st.sampled_from([1, 3, 60]))
    def delete(self, place: int, count: int) -> None:
        self.world.delete(place, count)

    @rule(place=_PLACES, words=st.sampled_from(["first word", "another word", ""]))
    def edit(self, place: int, words: str) -> None:
        self.world.edit(place, words)

    @invariant()
    def the_store_is_the_model(self) -> None:
        self.world.check()

    def teardown(self) -> None:
        self.world.close()


_LARGE = bool(os.environ.get(LARGE))
pytestmark = [pytest.mark.timeout(0)] if _LARGE else []
TestSyncMachine = SyncMachine.TestCase
TestSyncMachine.settings = settings(
    max_examples=200 if _LARGE else 10,
    stateful_step_count=50 if _LARGE else 15,
    derandomize=not _LARGE,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
