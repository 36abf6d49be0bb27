"""A small world in which a recording is about to be lost, on whatever day of the week it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from desktop.demo.samples.calls import DemoCall
from desktop.demo.world import DemoWorld

SIX_DAYS = timedelta(days=6)


def let_one_be_lost_soon(world: DemoWorld) -> None:
    """Nobody works on Saturdays: the demo's last sixty calls reach back less than five days at some times
    of the week, and no recording is lost soon. Then one is: the oldest of those that the server still has.
    """
    now = world.started
    if not any(is_lost_soon(call, now) for call in world.calls):
        since = now - SIX_DAYS
        call = next(call for call in reversed(world.calls) if call.created_at and call.created_at > since)
        world.calls.replace(replace(call, created_at=since, has_recording=True, fate="kept", sound_seed=1))


def is_lost_soon(call: DemoCall, now: datetime) -> bool:
    return call.has_recording and call.created_at is not None and 5 <= (now - call.created_at).days < 7
