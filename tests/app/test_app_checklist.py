"""The product's own checklist, through the real window against the real embedded server."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop.core.models import FileKey
from desktop.core.transfer import TransferState
from desktop.demo.server import DemoServer
from tests.app.conftest import Driver


def test_an_uncached_recording_plays(driver: Driver) -> None:
    row = driver.recordings()[0]
    driver.press_play(row)
    driver.wait(lambda: driver.player.playing and driver.player.position > 200)
    assert driver.player.current_sid == row.call.sid


def test_ten_pressed_quickly(driver: Driver, server: DemoServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "desktop.recordings")
    server.counters.reset()
    rows = driver.recordings()[:10]
    assert len(rows) == 10
    for row in rows:
        driver.press_play(row)
    keys = [FileKey.recording(row.call.sid) for row in rows]
    queue = driver.program.queue
    driver.wait(lambda: all(_is_done(queue.transfer(key)) for key in keys), 50_000)
    driver.wait(lambda: driver.player.playing)
    assert driver.player.current_sid == rows[-1].call.sid
    assert server.counters.preparations_high == 3
    assert server.counters.file_requests_high <= 3
    assert server.counters.requests_high <= 4
    assert "active=3/3" in caplog.text


def test_again_with_the_server_stopped(driver: Driver, server: DemoServer) -> None:
    row = driver.recordings()[0]
    driver.press_play(row)
    driver.wait(lambda: driver.player.position > 100)
    driver.player.close()
    server.stop()
    driver.press_play(row)
    driver.wait(lambda: driver.player.playing and driver.player.position > 100, 5_000)


def _is_done(transfer: object) -> bool:
    return transfer is not None and getattr(transfer, "state", None) is TransferState.DONE


_ = Path
