"""The queue's lines in the log: what they say, and that they take no longer the more there is that waits."""

from __future__ import annotations

import logging
import sys
from types import FrameType
from typing import TYPE_CHECKING

import pytest

from desktop.core.models import FileKey, Priority
from desktop.core.transfer import Answer, TransferState
from desktop.core.transfer_plan import TransferPlan
from desktop.demo.faults import Fault
from desktop.workers import queue_log
from tests.workers.queue_desk import Desk

if TYPE_CHECKING:
    from _typeshed import TraceFunction


def _full(count: int) -> TransferPlan:
    """A plan of so many, of which the server prepares three."""
    plan = TransferPlan()
    for number in range(count):
        plan.request(FileKey.recording(f"CA{number}"), Priority.ASKED, 0.0, kept=True)
    for answer in (Answer.NOT_ASKED, Answer.PREPARING):
        for attempt in plan.due(0.0):
            plan.ended(attempt, answer, 0.0)
    return plan


def test_one_that_waits_for_a_slot_is_told_with_how_many_wait(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "desktop.recordings")
    plan = _full(10)
    plan.due(0.0)
    plan.cancel(FileKey.recording("CA9"), 0.0)
    queue_log.say_answer(plan, FileKey.recording("CA4"), Answer.NOT_ASKED)
    assert "REC_QUEUED call_sid=CA4 active=3/3 queue=6" in caplog.text
    assert plan.counts().waiting == 6


def test_of_thousands_it_takes_no_longer_than_of_a_few() -> None:
    assert _lines_of_saying(_full(20)) == _lines_of_saying(_full(2_000))


def _lines_of_saying(plan: TransferPlan) -> int:
    """How many lines of Python run to write one: the same on every computer."""
    lines = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal lines
        lines += event == "line"
        return trace

    before, key = sys.gettrace(), FileKey.recording("CA4")
    # Logging finds out once whether anybody reads it.
    queue_log.say_answer(plan, key, Answer.NOT_ASKED)
    sys.settrace(trace)
    queue_log.say_answer(plan, key, Answer.NOT_ASKED)
    sys.settrace(before)
    return lines


def test_what_is_tried_again_is_told_with_its_reason(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "desktop.recordings")
    [key] = desk.recordings(1)
    desk.server.faults.add(Fault(path="/status$", kind="text_500", times=1))
    desk.queue.request(key)
    desk.wait(lambda: desk.state(key) is TransferState.DONE)
    assert f"REC_RETRY call_sid={key.id} active=0/3 reason=ServerFailed" in caplog.text
