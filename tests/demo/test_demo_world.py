"""The same data from the same seed, quickly, and the command that serves it alone."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import requests

from desktop.demo.counters import Counters
from desktop.demo.options import DemoOptions
from desktop.demo.server import DemoServer
from desktop.demo.world import DemoWorld
from tests.demo.demo_kit import Visitor

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)


def world(**options: object) -> DemoWorld:
    return DemoWorld(DemoOptions(now=NOW, **options), Counters())  # type: ignore[arg-type]  # as the test says


def test_one_seed_one_world() -> None:
    one, two, other = world(), world(), world(seed=2)
    assert list(one.calls) == list(two.calls)
    assert list(one.receipts) == list(two.receipts)
    assert [call.sid for call in one.calls] != [call.sid for call in other.calls]
    sid = next(call.sid for call in one.calls if call.fate == "kept")
    assert one.recording_bytes(sid) == two.recording_bytes(sid)


def test_more_calls_do_not_change_the_newest_ones_much() -> None:
    few, many = world(calls=50), world(calls=100)
    assert [call.sid for call in few.calls] == [call.sid for call in many.calls][:50]


@pytest.mark.parametrize("hour", [0, 3, 9, 13, 23])
def test_the_dates_move_with_the_clock(hour: int) -> None:
    now = NOW.replace(hour=hour)
    made = DemoWorld(DemoOptions(now=now), Counters())
    dated = [call for call in made.calls if call.created_at]
    moments = [call.created_at for call in dated if call.created_at]
    assert all(moment < now for moment in moments)
    assert now - moments[0] < timedelta(hours=3)
    assert now - moments[-1] > timedelta(days=20)
    living = [c for c in dated if c.expires_at and c.expires_at > now]
    assert len(living) > 20
    assert any(c.expires_at and c.expires_at - now < timedelta(days=2) for c in living)
    assert now - max(r.received_at for r in made.receipts if r.received_at) < timedelta(days=1)


def test_odd_recordings_are_there_but_not_among_the_newest() -> None:
    for calls in (60, 312):
        made = world(calls=calls)
        assert {call.fate for call in made.calls} >= {
            "kept",
            "none",
            "fails",
            "fails_once",
            "missing",
            "html",
        }
        newest = [call.fate for call in made.calls[:20] if call.has_recording and call.created_at]
        assert set(newest) == {"kept"}
        assert len(newest) >= 10


def test_sids_and_ids_lead_back_to_their_rows() -> None:
    made = world()
    assert len({call.sid for call in made.calls}) == 312
    for call in made.calls[::7]:
        assert made.calls.find(call.sid) == call
    assert made.calls.find("CA" + "0" * 32) is None
    assert made.calls.find("nonsense") is None
    for receipt in made.receipts[::7]:
        assert made.receipts.find(receipt.id) == receipt
    assert made.receipts.find(1000) is None
    assert made.receipts.find(1001 + 312) is None


def test_an_empty_business() -> None:
    with DemoServer(DemoOptions(calls=0, receipts=0)) as server, Visitor(server) as visitor:
        assert visitor.get("/api/calls").json()["calls"] == []
        body = visitor.get("/api/receipts").json()
        assert (body["items"], body["total_pages"]) == ([], 0)


def test_a_hundred_thousand_calls() -> None:
    with DemoServer(DemoOptions(calls=100_000, receipts=20_000)) as server, Visitor(server) as visitor:
        body = visitor.get("/api/calls?limit=100&offset=99900").json()
        assert body["pagination"] == {"total": 100_000, "limit": 100, "offset": 99_900, "hasMore": False}
        assert visitor.get("/api/receipts?per_page=100&page=200").json()["total_pages"] == 200


def test_it_runs_alone_and_ends_at_ctrl_c() -> None:
    flags, stop = 0, signal.SIGINT
    if sys.platform == "win32":
        flags, stop = subprocess.CREATE_NEW_PROCESS_GROUP, signal.CTRL_BREAK_EVENT
    process = subprocess.Popen(
        [sys.executable, "-m", "desktop.demo", "--calls", "7", "--receipts", "3", "--seed", "5"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        creationflags=flags,
    )
    assert process.stdout is not None
    try:
        address = process.stdout.readline().split()[2]
        assert requests.get(address, timeout=5).status_code == 200
        assert "office@sample.example" in process.stdout.readline()
        process.send_signal(stop)
        _output, errors = process.communicate(timeout=10)
    finally:
        process.kill()
    assert errors == ""
    if sys.platform != "win32":
        assert process.returncode == 0
