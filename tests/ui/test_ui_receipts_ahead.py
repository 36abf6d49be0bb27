"""The next receipts are fetched and drawn before anybody goes to them, behind everything else."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import FileKey, KeptFile, Receipt
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.receipts import has_file
from desktop.ui.receipts.preview.previews_ahead import BEFORE, NEXT, PreviewsAhead
from desktop.ui.receipts.preview.shown_file import shown_kind
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

HALF = 12
"""A row with others above and below it."""


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def ahead_of(desk: ReceiptsDesk) -> PreviewsAhead:
    ahead = desk.page.pictures.ahead
    assert ahead is not None
    return ahead


def keys(receipts: list[Receipt]) -> list[FileKey]:
    named = [receipt for receipt in receipts if has_file(receipt, shown_kind(receipt))]
    return [FileKey(shown_kind(receipt), str(receipt.id)) for receipt in named]


def kept(desk: ReceiptsDesk, key: FileKey) -> KeptFile | None:
    return desk.scope.receipts.kept(key)


def is_ready(desk: ReceiptsDesk, key: FileKey) -> bool:
    found = kept(desk, key)
    return found is not None and desk.page.pictures.documents.find(found) is not None


def wait_until_ready(desk: ReceiptsDesk, wanted: list[FileKey]) -> None:
    desk.qtbot.waitUntil(lambda: all(is_ready(desk, key) for key in wanted), timeout=20_000)


def wait_until_idle(desk: ReceiptsDesk) -> None:
    desk.qtbot.waitUntil(lambda: not ahead_of(desk).busy and not desk.tasks.busy, timeout=20_000)


def test_the_next_five_and_the_one_before_are_ready(desk: ReceiptsDesk) -> None:
    listed = desk.listed()
    wait_until_ready(desk, keys(listed[1 : NEXT + 1]))
    # Whoever looks at the downloads sees what he asked for himself, and nothing of these.
    desk.qtbot.waitUntil(
        lambda: not {one.key for one in desk.queue.transfers()} & set(keys(listed[1 : NEXT + 1]))
    )
    assert not any(kept(desk, key) for key in keys(listed[NEXT + 1 :]))
    # Downwards, then upwards: it goes where the user goes.
    desk.take(listed[HALF].id)
    wait_until_ready(desk, keys(listed[HALF - BEFORE : HALF + NEXT + 1]))
    desk.take(listed[HALF - 1].id)
    wait_until_ready(desk, keys(listed[HALF - 1 - NEXT : HALF - 1]))


def test_the_next_one_is_there_with_the_key(desk: ReceiptsDesk) -> None:
    listed = desk.with_source()
    desk.take(listed[0].id)
    page, view = desk.page, desk.page.preview.view
    following = desk.listed()[desk.listed().index(listed[0]) + 1]
    wait_until_ready(desk, keys([following]))
    desk.wait_until_shown(desk.receipt(listed[0].id))
    wait_until_idle(desk)
    # The process that is asked for what is shown says nothing for a while: nobody waits for it.
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert page.preview.receipt == following
    assert view.page_count > 0
    drawn = view.first_page()
    assert drawn is not None
    assert view.sharp
    desk.wait_until_shown(following)
    assert view.first_page() == drawn


def test_nothing_is_fetched_ahead_while_downloads_are_paused_or_offline(desk: ReceiptsDesk) -> None:
    listed = desk.listed()
    wait_until_ready(desk, keys(listed[1 : NEXT + 1]))
    desk.queue.pause_all()
    desk.take(listed[HALF].id)
    desk.wait_until_shown(listed[HALF])
    wait_until_idle(desk)
    assert not any(kept(desk, key) for key in keys(listed[HALF + 1 : HALF + NEXT + 1]))
    desk.queue.resume_all()
    wait_until_ready(desk, keys(listed[HALF + 1 : HALF + NEXT + 1]))
    desk.go_offline()
    desk.page.set_no_server("You are offline.")
    desk.take(listed[HALF + NEXT].id)
    wait_until_idle(desk)
    assert not any(kept(desk, key) for key in keys(listed[HALF + NEXT + 1 : HALF + 2 * NEXT]))


def test_what_is_no_longer_wanted_is_let_go_of(desk: ReceiptsDesk, server: DemoServer) -> None:
    listed = desk.listed()
    wait_until_idle(desk)
    slow = keys(listed[HALF + 1 : HALF + 3])
    for key in slow:
        server.faults.add(Fault(path=rf"^/api/receipts/{key.id}\b", kind="delay", seconds=30))
    desk.take(listed[HALF].id)
    desk.qtbot.waitUntil(lambda: all(desk.queue.transfer(key) is not None for key in slow), timeout=20_000)
    # They hold one thread each, and the third is free for what is wanted now.
    desk.take(listed[2 * HALF].id)
    desk.wait_until_shown(listed[2 * HALF])
    desk.qtbot.waitUntil(lambda: all(desk.queue.transfer(key) is None for key in slow), timeout=20_000)
    assert not any(kept(desk, key) for key in slow)
    server.faults.clear()
    # Whoever goes there himself gets it: nothing of it was a failure.
    receipt = desk.take(int(slow[0].id))
    desk.wait_until_shown(receipt)


def test_one_that_cannot_be_fetched_holds_up_nothing_and_is_no_failure(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    listed = desk.listed()
    wait_until_idle(desk)
    lost, *others = keys(listed[HALF + 1 : HALF + NEXT + 1])
    server.faults.add(Fault(path=rf"^/api/receipts/{lost.id}\b", kind="status", status=404))
    desk.take(listed[HALF].id)
    wait_until_ready(desk, others)
    desk.qtbot.waitUntil(lambda: desk.queue.transfer(lost) is None, timeout=20_000)
    assert desk.page.pictures.fetches.error(lost) is not None


def test_a_document_that_cannot_be_drawn_holds_up_nothing(desk: ReceiptsDesk) -> None:
    listed = desk.listed()
    wait_until_ready(desk, keys(listed[1 : NEXT + 1]))
    broken, following = listed[HALF + 1], listed[HALF + 2]
    for receipt in (broken, following):
        desk.queue.request(keys([receipt])[0])
    desk.qtbot.waitUntil(lambda: all(kept(desk, key) for key in keys([broken, following])), timeout=20_000)
    file = kept(desk, keys([broken])[0])
    assert file is not None
    file.path.write_bytes(b"%PDF-1.4 nothing".ljust(file.size, b" ")[: file.size])
    desk.take(listed[HALF].id)
    wait_until_ready(desk, keys([following]))
    assert not is_ready(desk, keys([broken])[0])
    # Who goes there is told why.
    desk.take(broken.id)
    desk.qtbot.waitUntil(lambda: bool(desk.said()), timeout=20_000)


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")
def test_one_that_hangs_ahead_delays_nothing_that_is_shown(desk: ReceiptsDesk) -> None:
    listed = desk.listed()
    wait_until_ready(desk, keys(listed[1 : NEXT + 1]))
    hung = desk.page.pictures.renderer.child_pid
    assert hung
    # On a slow computer, too, it is not given up before the others are shown.
    desk.page.pictures.renderer._answer_seconds = 120.0
    os.kill(hung, signal.SIGSTOP)
    # Its documents are opened there, and none of them answers.
    desk.take(listed[HALF].id)
    desk.qtbot.waitUntil(lambda: ahead_of(desk)._making is not None)
    for row in (HALF + 1, HALF + 2):
        desk.take(listed[row].id)
        desk.wait_until_shown(listed[row])
    with suppress(ProcessLookupError):
        # Unless it was ended for what is shown.
        os.kill(hung, signal.SIGCONT)
    wait_until_ready(desk, keys(listed[HALF + 3 : HALF + 3 + NEXT]))


def test_what_was_seen_once_is_painted_from_the_disk_at_the_next_start(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    with receipts_desk(qtbot, server, data_dir) as desk:
        wait_until_ready(desk, keys(desk.listed()[1 : NEXT + 1]))
        wait_until_idle(desk)
    with receipts_desk(qtbot, server, data_dir) as desk:
        seen = desk.with_source()[0]
        desk.take(seen.id)
        view = desk.page.preview.view
        # The process that opens documents never starts: what is seen comes from the disk alone.
        desk.renderer.drop_all()
        desk.renderer.warm_up = lambda: None  # type: ignore[method-assign]
        desk.take(desk.listed()[2].id)
        desk.take(seen.id)
        qtbot.waitUntil(lambda: view.sharp, timeout=20_000)


def test_another_account_keeps_nothing_of_this_one_in_memory(desk: ReceiptsDesk) -> None:
    wait_until_ready(desk, keys(desk.listed()[1 : NEXT + 1]))
    ready = [kept(desk, key) for key in keys(desk.listed()[1 : NEXT + 1])]
    desk.page.set_scope(None)
    documents = desk.page.pictures.documents
    assert not any(documents.find(one) for one in ready if one is not None)
    assert desk.page.pictures.renderer.child_pid == 0
    assert not ahead_of(desk).busy
