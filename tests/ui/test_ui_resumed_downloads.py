"""A recording that is cut on its way, on the real page with a real server: gone on with where it stopped."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import CallRow, FileKey
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.calls.calls_table_model import CallColumn
from tests.ui.calls_desk import CallsDesk, calls_desk

SID = "CA" + "6" * 32
CUT_AT = 700_000
SLOW = 60_000
"""Bytes per second: a quarter of a minute for all of it, in which a busy computer has looked at what came."""


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[CallsDesk]:
    server.world.add_call(sid=SID, duration=60)
    with calls_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def row(desk: CallsDesk) -> CallRow:
    return next(row for row in desk.playable() if row.call.sid == SID)


def keep(desk: CallsDesk, row: CallRow) -> list[int]:
    """Asks for the recording; returns the list to which the bytes that are here are added as they come."""
    told: list[int] = []

    def on_changed(key: FileKey) -> None:
        transfer = desk.queue.transfer(key)
        if transfer is not None and transfer.state is TransferState.TRANSFERRING:
            told.append(transfer.received)

    desk.queue.changed.connect(on_changed)
    desk.take(row)
    desk.page.commands.keep.trigger()
    return told


def parts(desk: CallsDesk) -> list[Path]:
    return list((desk.scope.folder / "recordings").glob("*.part"))


def wait_until_whole(desk: CallsDesk, row: CallRow) -> None:
    desk.wait(lambda: desk.text(row, CallColumn.RECORDING) == "Kept here")
    kept = desk.scope.calls.kept(SID)
    assert kept is not None
    assert kept.path.read_bytes() == desk.server.world.recording_bytes(SID)
    assert parts(desk) == []


@pytest.mark.parametrize("abrupt", [False, True])
def test_a_line_that_breaks_costs_nothing_that_came(
    desk: CallsDesk, row: CallRow, caplog: pytest.LogCaptureFixture, abrupt: bool
) -> None:
    desk.server.faults.add(Fault("/stream$", "cut", times=1, after=1, at_bytes=CUT_AT, abrupt=abrupt))
    caplog.set_level(logging.INFO, "desktop.api")
    keep(desk, row)
    wait_until_whole(desk, row)
    assert f"{SID}/stream 206 " in caplog.text


def test_what_the_end_of_the_program_cut_is_gone_on_with(
    desk: CallsDesk, row: CallRow, caplog: pytest.LogCaptureFixture
) -> None:
    desk.server.faults.add(Fault("/stream$", "drip", bytes_per_second=SLOW))
    told = keep(desk, row)
    desk.wait(lambda: max(told, default=0) > 100_000)
    desk.queue.stop()
    assert desk.queue.wait(20.0)
    (left,) = parts(desk)
    assert left.stat().st_size > 100_000
    desk.server.faults.clear()
    caplog.set_level(logging.INFO, "desktop.api")
    # The first attempt, which another test's level may have let in, asked for all of it.
    caplog.clear()
    desk.go_online()
    keep(desk, row)
    wait_until_whole(desk, row)
    # Not by what the window was told on the way: all of it may have come before that looked.
    assert f"{SID}/stream 206 " in caplog.text and f"{SID}/stream 200 " not in caplog.text


def test_what_is_cancelled_leaves_nothing(desk: CallsDesk, row: CallRow) -> None:
    desk.server.faults.add(Fault("/stream$", "drip", bytes_per_second=SLOW))
    told = keep(desk, row)
    desk.wait(lambda: max(told, default=0) > 100_000)
    desk.page.commands.cancel.trigger()
    desk.wait(lambda: parts(desk) == [])
    assert desk.scope.kept_files.find(FileKey.recording(SID)) is None
