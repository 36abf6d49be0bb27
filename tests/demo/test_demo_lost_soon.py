"""The tests' small world: on whatever day and hour a test runs, one recording is about to be lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.demo.counters import Counters
from desktop.demo.options import DemoOptions
from desktop.demo.world import DemoWorld
from tests.lost_soon import is_lost_soon, let_one_be_lost_soon

WEEK = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("day", range(7))
def test_one_is_lost_soon_at_every_hour_of_the_week(day: int) -> None:
    for hour in range(24):
        now = WEEK + timedelta(days=day, hours=hour)
        world = DemoWorld(DemoOptions(calls=60, receipts=40, now=now), Counters())
        let_one_be_lost_soon(world)
        calls = list(world.calls)
        assert any(is_lost_soon(call, now) for call in calls)
        moments = [call.created_at for call in calls if call.created_at]
        assert len(calls) == 60
        assert moments == sorted(moments, reverse=True)
