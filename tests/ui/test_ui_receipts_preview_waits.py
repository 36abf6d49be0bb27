"""A receipt whose file does not come: the preview says what it waits for, and goes on by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.eviction import GIGABYTE
from desktop.core.models import Receipt
from desktop.core.transfer import QueueRules
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from tests.full_disk import Usage, usage
from tests.ui import receipts_desk as receipts_desk_kit
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

WAIT_MS = 20_000


@pytest.fixture
def desk(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ReceiptsDesk]:
    """Who is offline here waits for the server to the end."""
    monkeypatch.setattr(receipts_desk_kit, "QueueRules", lambda **_: QueueRules(session_seconds=3600))
    with receipts_desk(qtbot, server, data_dir) as made:
        made.queue.disk.seconds = 0.1
        yield made


def other_than_shown(desk: ReceiptsDesk) -> Receipt:
    """One that nobody asked for yet."""
    return desk.with_source()[-1]


def test_a_file_that_waits_for_room_says_so_and_comes_once_there_is_some(
    desk: ReceiptsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [GIGABYTE]

    def disk_usage(_: Path) -> Usage:
        return usage(free[0])

    monkeypatch.setattr(shutil, "disk_usage", disk_usage)
    receipt = other_than_shown(desk)
    desk.take(receipt.id)
    desk.qtbot.waitUntil(lambda: "room on this disk" in desk.said(), timeout=WAIT_MS)
    free[0] = 50 * GIGABYTE
    desk.wait_until_shown(receipt)


def test_a_file_that_was_on_its_way_as_the_server_was_lost_says_so(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    server.faults.add(Fault(path="/receipts/", kind="stall"))
    receipt = other_than_shown(desk)
    desk.take(receipt.id)
    desk.qtbot.waitUntil(lambda: desk.page.preview.shown.awaited, timeout=WAIT_MS)
    desk.go_offline()
    desk.page.set_no_server("offline")
    desk.qtbot.waitUntil(lambda: "Waits for the server" in desk.said(), timeout=WAIT_MS)
