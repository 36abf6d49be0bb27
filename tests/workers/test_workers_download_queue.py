"""The queue with the real TransferService against the embedded server: caps, order, cancel, and the end."""

from __future__ import annotations

import logging
import sys
from functools import partial
from types import FrameType
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QSignalSpy

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from tests.workers.queue_desk import FILES, Desk

if TYPE_CHECKING:
    from _typeshed import TraceFunction


# -- the caps ------------------------------------------------------------------------------------


def test_ten_at_once_keep_the_caps_and_all_come(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "desktop.recordings")
    desk.server.counters.reset()
    keys = [*desk.recordings(10), *desk.sources(5)]
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: len(desk.ready) + len(desk.failed) == len(keys))
    assert desk.failed == []
    assert sorted(desk.ready) == sorted(keys)
    assert desk.server.counters.file_requests_high <= 3
    assert desk.server.counters.preparations_high == 3
    assert "active=3/3" in caplog.text
    for key in keys[:10]:
        kept = desk.scope.kept_files.find(key)
        assert kept is not None
        assert kept.path.read_bytes() == desk.server.world.recording_bytes(key.id)
    assert desk.leftovers() == []


def test_what_is_shown_now_comes_before_what_was_asked_for_earlier(desk: Desk) -> None:
    *stalled, asked, now = desk.sources(5)
    desk.server.faults.add(Fault(path=FILES, kind="stall", times=4))
    for key in stalled:
        desk.queue.request(key)
    desk.wait(lambda: desk.server.counters.file_requests_high == 3)
    desk.queue.request(asked, Priority.ASKED)
    desk.queue.request(now, Priority.BACKGROUND)
    desk.queue.request(now, Priority.NOW)
    desk.queue.cancel(stalled[0])
    # Not by which is here first: one may be kept while the next one comes.
    desk.wait(lambda: desk.has_begun(now) or desk.has_begun(asked))
    assert desk.has_begun(now) and not desk.has_begun(asked)
    # Else the stall that is left would be for the other one.
    desk.wait(lambda: f"/api/receipts/{now.id}/download" in desk.server.faults.stalled())
    desk.queue.cancel(now)
    desk.wait(lambda: desk.ready == [asked])


# -- cancel --------------------------------------------------------------------------------------


def test_a_cancelled_transfer_frees_its_thread(desk: Desk) -> None:
    keys = desk.sources(6)
    stalled, waiting = keys[:3], keys[3:]
    desk.server.faults.add(Fault(path=FILES, kind="stall"))
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: desk.server.counters.file_requests_high == 3)
    for old, new in zip(stalled, waiting, strict=True):
        assert desk.state(new) is TransferState.WAITING
        desk.queue.cancel(old)
        # Another one has begun in its place: the thread was free.
        desk.wait(partial(desk.has_begun, new))
        assert desk.state(old) is TransferState.CANCELLED


def test_cancelling_all_that_wait_leaves_what_has_begun(desk: Desk) -> None:
    keys = desk.sources(6)
    desk.server.faults.add(Fault(path=FILES, kind="stall", times=3))
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: desk.server.counters.file_requests_high == 3)
    desk.cancel_waiting()
    states = [desk.state(key) for key in keys]
    assert states[:3] == [TransferState.TRANSFERRING] * 3
    assert states[3:] == [TransferState.CANCELLED] * 3


def test_thousands_that_wait_do_not_hold_the_window_up(desk: Desk) -> None:
    desk.server.faults.add(Fault(path=r"/status$", kind="stall", at_bytes=0))
    few, many = _lines_of_dropping(desk, 300), _lines_of_dropping(desk, 1_200)
    # One press of a button: four times as many are four times the work, never sixteen times.
    assert few < many < 5 * few
    assert desk.queue.counts().waiting == 0


def _lines_of_dropping(desk: Desk, count: int) -> int:
    """How many lines of Python run to drop `count` that wait: the same on every computer."""
    for number in range(count):
        desk.queue.request(FileKey.recording(f"CA{number:032x}"))
    lines = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    desk.cancel_waiting()
    sys.settrace(before)
    return lines


def test_a_cancelled_one_asked_for_again_comes_once(desk: Desk) -> None:
    [key] = desk.recordings(1)
    desk.queue.request(key)
    desk.wait(lambda: desk.state(key) is TransferState.PREPARING)
    desk.queue.cancel(key)
    desk.queue.request(key, Priority.NOW)
    desk.wait(lambda: desk.state(key) is TransferState.DONE)
    assert desk.ready == [key]
    assert desk.server.counters.preparations_high == 1
    assert desk.leftovers() == []


def test_a_stalled_question_about_a_cancelled_one_ends_when_it_is_wanted_and_cancelled_again(
    desk: Desk,
) -> None:
    """Nobody waited for its answer; whoever asks for the recording again waits for nothing else."""
    [key] = desk.recordings(1)
    desk.queue.request(key)
    desk.wait(lambda: desk.state(key) is TransferState.PREPARING)
    desk.server.faults.add(Fault(path=r"/status$", kind="stall", at_bytes=0))
    desk.queue.cancel(key)
    desk.wait(lambda: not desk.queue.wait(0))
    desk.queue.request(key)
    desk.queue.cancel(key)
    # Of itself a question that stalls ends a minute later at the earliest.
    assert desk.queue.wait(20.0)


# -- the session ---------------------------------------------------------------------------------


def test_a_lost_session_is_said_and_the_next_one_goes_on(desk: Desk) -> None:
    lost = QSignalSpy(desk.queue.session_lost)
    keys = desk.recordings(5)
    desk.server.world.expire_sessions()
    for key in keys:
        desk.queue.request(key)
    desk.wait(lambda: lost.count() > 0 and not desk.queue.online)
    assert desk.failed == []
    assert len(desk.queue.transfers()) == 5
    desk.accounts.enter(desk.scope, desk.accounts.sign_in(desk.sign_in))
    assert desk.scope.online is not None
    desk.queue.set_attempts(desk.scope.online.transfers)
    desk.wait(lambda: len(desk.ready) == 5)
    assert desk.failed == []
