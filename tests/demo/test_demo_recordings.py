"""Recordings: the waits, the worker of three, the bytes, the ranges, the end after a week."""

from __future__ import annotations

import io
import math
import time
import wave
from array import array
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from desktop.demo.samples.calls import HTML_RECORDING, DemoCall
from desktop.demo.samples.speech import Recording
from desktop.demo.server import DemoOptions, DemoServer, Fault
from tests.demo.demo_kit import PLAY, Visitor, recorded


def status_of(visitor: Visitor, sid: str) -> tuple[int, str]:
    answer = visitor.get(f"/api/recordings/{sid}/status")
    return answer.status_code, answer.json().get("status", "")


def test_a_recording_is_asked_for_waited_for_and_had(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    assert status_of(visitor, sid) == (200, "unknown")
    first = visitor.stream(sid)
    assert (first.status_code, first.json()["status"]) == (202, "queued")
    assert "Retry-After" not in first.headers
    ready = visitor.until_ready(sid)
    assert ready.status_code == 200
    assert ready.headers["Content-Type"] == "audio/mpeg"
    assert ready.headers["ETag"]
    assert ready.content == quick.world.recording_bytes(sid)
    assert status_of(visitor, sid) == (200, "ready")


def test_status_starts_nothing_and_the_header_is_needed(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    assert visitor.get(f"/api/recordings/{sid}/stream").status_code == 400
    for _ in range(3):
        assert status_of(visitor, sid) == (200, "unknown")
    assert quick.counters.preparations_high == 0


def test_processing_comes_between(visitor: Visitor) -> None:
    with DemoServer(DemoOptions(prepare_seconds=(1.0, 1.0))) as server, Visitor(server) as slow:
        sid = recorded(server).sid
        slow.stream(sid)
        server.world.clock.advance(timedelta(seconds=0.5))
        assert status_of(slow, sid) == (200, "processing")
        server.world.clock.advance(timedelta(seconds=0.6))
        assert status_of(slow, sid) == (200, "ready")


def test_the_other_ways_to_a_recording(quick: DemoServer, visitor: Visitor) -> None:
    calls = [call for call in quick.world.calls[:30] if call.fate == "kept"]
    by_download = visitor.until_ready(calls[0].sid, lambda sid: visitor.get(f"/api/calls/{sid}/download"))
    assert by_download.headers["Content-Disposition"].endswith('.mp3"')
    assert by_download.headers["ETag"]
    waiting = visitor.get(f"/api/recordings/file/{calls[1].sid}")
    assert (waiting.status_code, waiting.headers["Retry-After"]) == (202, "2")
    by_file = visitor.until_ready(calls[1].sid, lambda sid: visitor.get(f"/api/recordings/file/{sid}"))
    assert "ETag" not in by_file.headers
    assert by_file.content == quick.world.recording_bytes(calls[1].sid)
    head = visitor.ask("HEAD", f"/api/recordings/file/{calls[1].sid}")
    assert (head.status_code, int(head.headers["Content-Length"]), head.content) == (
        200,
        len(by_file.content),
        b"",
    )
    asked = visitor.post(f"/api/recordings/{calls[2].sid}/prepare")
    assert asked.status_code == 202
    assert asked.json()["run_id"]
    ready = visitor.until_ready(calls[2].sid, lambda sid: visitor.post(f"/api/recordings/{sid}/prepare"))
    assert (ready.status_code, ready.json()) == (200, {"success": True, "status": "ready"})


def test_head_starts_a_fetch(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    assert visitor.ask("HEAD", f"/api/recordings/file/{sid}").status_code == 202
    assert quick.counters.preparations_high == 1


def test_a_fourth_fetch_fails_and_blocks_the_business() -> None:
    with DemoServer(DemoOptions(prepare_seconds=(60, 60), block_seconds=900)) as server:
        calls = [call for call in server.world.calls[:30] if call.fate == "kept"]
        with Visitor(server) as visitor, Visitor(server, "second@other.example") as other:
            assert [visitor.stream(call.sid).status_code for call in calls[:3]] == [202] * 3
            assert server.counters.preparations_high == 3
            # Asking again for the same ones takes no slot.
            assert visitor.stream(calls[0].sid).status_code == 202
            refused = visitor.stream(calls[3].sid)
            assert (refused.status_code, refused.json()["error"]) == (500, "No slot available")
            assert server.counters.preparations_high == 4
            server.world.clock.advance(timedelta(seconds=61))
            assert visitor.stream(calls[0].sid).status_code == 200
            assert visitor.stream(calls[3].sid).status_code == 500
            assert visitor.get(f"/api/recordings/file/{calls[3].sid}").status_code == 500
            assert visitor.post(f"/api/recordings/{calls[3].sid}/prepare").status_code == 500
            foreign = next(c for c in server.world.businesses[2].calls if c.fate == "kept")
            assert other.stream(foreign.sid).status_code == 202
            server.world.clock.advance(timedelta(seconds=900))
            assert visitor.stream(calls[3].sid).status_code == 202


def test_a_failed_fetch_and_its_restarts(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick, "fails").sid
    failed = visitor.until_ready(sid)
    assert (failed.status_code, failed.json()["status"]) == (500, "failed")
    assert status_of(visitor, sid) == (500, "failed")
    assert visitor.get(f"/api/recordings/file/{sid}").headers["Retry-After"] == "2"
    for _restart in range(3):
        quick.world.clock.advance(timedelta(minutes=5, seconds=1))
        assert visitor.stream(sid).status_code == 500
        again = visitor.get(f"/api/recordings/file/{sid}")
        assert (again.status_code, again.headers["Retry-After"]) == (202, "5")
        visitor.until_ready(sid)
    quick.world.clock.advance(timedelta(minutes=5, seconds=1))
    given_up = visitor.get(f"/api/recordings/file/{sid}")
    assert (given_up.status_code, given_up.json()["error"]) == (500, "worker_not_processing_queue")
    assert given_up.json()["message_he"]


def test_a_fetch_that_succeeds_the_second_time(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick, "fails_once").sid
    assert visitor.until_ready(sid).status_code == 500
    quick.world.clock.advance(timedelta(minutes=6))
    assert visitor.post(f"/api/recordings/{sid}/prepare").status_code == 202
    ready = visitor.until_ready(sid)
    assert ready.content == quick.world.recording_bytes(sid)
    assert ready.headers["ETag"].endswith('-2"')


def test_a_file_that_the_server_lost_is_fetched_anew(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    first = visitor.until_ready(sid)
    quick.world.businesses[1].worker.forget(sid)
    assert status_of(visitor, sid) == (200, "unknown")
    again = visitor.until_ready(sid)
    assert again.content == first.content
    assert again.headers["ETag"] != first.headers["ETag"]


def test_a_recording_that_is_not_there(quick: DemoServer, visitor: Visitor) -> None:
    silent = next(call for call in quick.world.calls if not call.has_recording)
    lost = recorded(quick, "missing")
    assert lost.has_recording
    for sid in (silent.sid, lost.sid, "CA0"):
        assert status_of(visitor, sid)[0] == 404
        assert visitor.stream(sid).status_code == 404
        assert visitor.get(f"/api/calls/{sid}/download").status_code == 404
        gone = visitor.get(f"/api/recordings/file/{sid}")
        assert gone.status_code == 404
        assert gone.json()["message_he"]
        assert visitor.post(f"/api/recordings/{sid}/prepare").status_code == 404


def test_from_the_eighth_full_day_on_it_is_gone_or_not_quite(quick: DemoServer, visitor: Visitor) -> None:
    call = quick.world.add_call(kept_longer=True)
    forgotten = quick.world.add_call(kept_longer=False)
    visitor.until_ready(call.sid)
    quick.world.clock.advance(timedelta(days=7, hours=23, minutes=59))
    with Visitor(quick) as later:
        assert status_of(later, call.sid) == (200, "ready")
        quick.world.clock.advance(timedelta(minutes=2))
        assert status_of(later, call.sid)[0] == 410
        assert later.stream(call.sid).status_code == 410
        assert later.get(f"/api/calls/{call.sid}/download").status_code == 410
        assert later.get(f"/api/recordings/file/{call.sid}").content == quick.world.recording_bytes(call.sid)
        assert later.get(f"/api/recordings/file/{forgotten.sid}").status_code == 404
        rows = {row["sid"]: row for row in later.get("/api/calls").json()["calls"]}
        assert rows[call.sid]["hasRecording"] is True


def test_an_html_page_in_place_of_a_recording(quick: DemoServer, visitor: Visitor) -> None:
    answer = visitor.until_ready(recorded(quick, "html").sid)
    assert answer.headers["Content-Type"] == "audio/mpeg"
    assert answer.content == HTML_RECORDING


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=100-199", 100, 200),
        ("bytes=1000-", 1000, None),
        ("bytes=-500", -500, None),
    ],
)
def test_ranges(quick: DemoServer, visitor: Visitor, header: str, start: int, end: int | None) -> None:
    sid = recorded(quick).sid
    visitor.until_ready(sid)
    whole = quick.world.recording_bytes(sid)
    answer = visitor.stream(sid, Range=header, **{"If-Range": '"something-else"'})
    assert answer.status_code == 206
    assert answer.content == whole[start:end]
    first = start % len(whole)
    last = first + len(answer.content) - 1
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{len(whole)}"
    assert "ETag" not in answer.headers


def test_ranges_that_reach_too_far_or_are_none(quick: DemoServer, visitor: Visitor) -> None:
    sid = recorded(quick).sid
    visitor.until_ready(sid)
    size = len(quick.world.recording_bytes(sid))
    beyond = visitor.stream(sid, Range=f"bytes={size}-")
    assert (beyond.status_code, beyond.content) == (416, b"")
    clipped = visitor.stream(sid, Range=f"bytes=10-{size * 2}")
    assert (clipped.status_code, len(clipped.content)) == (206, size - 10)
    for wrong in ("bytes=5-1", "bytes=a-b", "bytes=0-1,5-9", "bytes=-", "items=0-5", "bytes"):
        answer = visitor.stream(sid, Range=wrong)
        assert answer.status_code == 500
        assert answer.headers["Content-Type"] == "application/json"


def test_the_sound_is_stereo_wav_as_long_as_the_call(quick: DemoServer) -> None:
    call = recorded(quick)
    with wave.open(io.BytesIO(quick.world.recording_bytes(call.sid))) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getsampwidth()) == (2, 8000, 2)
        assert sound.getnframes() == call.duration * 8000


def test_the_sound_is_like_two_people_who_take_turns() -> None:
    with wave.open(io.BytesIO(Recording(7, 60).all_bytes())) as sound:
        samples = array("h", sound.readframes(sound.getnframes()))
    sides = samples[0::2], samples[1::2]
    loud = {(True, False): 0, (False, True): 0, (True, True): 0, (False, False): 0}
    for at in range(0, len(sides[0]), 800):
        loud[rms(sides[0][at : at + 800]) > 300, rms(sides[1][at : at + 800]) > 300] += 1
    assert loud[True, False] > 60
    assert loud[False, True] > 60
    assert loud[False, False] > 40
    assert loud[True, True] < 60
    for side in sides:
        assert max(side) < 32_767
        assert abs(sum(side)) / len(side) < 200


def rms(samples: array[int]) -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


def test_a_minute_of_sound_is_always_the_same() -> None:
    data = Recording(42, 60).all_bytes()
    assert len(data) == 44 + 60 * 32_000
    assert data == Recording(42, 60).all_bytes()
    assert data != Recording(43, 60).all_bytes()
    assert b"".join(Recording(42, 60).read(777, 100_001)) == data[777:100_001]


def test_ten_at_once_are_ten_file_requests(quick: DemoServer) -> None:
    quick.faults.add(Fault(path="/stream$", kind="delay", seconds=30))
    calls = [call for call in quick.world.calls[:40] if call.fate == "kept"][:10]
    with Visitor(quick) as visitor, ThreadPoolExecutor(10) as pool:

        def ask(call: DemoCall) -> int:
            return visitor.get(f"/api/recordings/{call.sid}/stream", headers=PLAY).status_code

        answers = [pool.submit(ask, call) for call in calls]
        while quick.counters.file_requests_high < 10:
            time.sleep(0)
        quick.faults.clear()
        codes = sorted(answer.result() for answer in answers)
    assert codes.count(500) >= 1
    assert quick.counters.preparations_high == 4
