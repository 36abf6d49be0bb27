"""Decisions in their order, whatever has to be looked up or cannot be written; and against what was seen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import ReceiptStatus
from desktop.core.outbox import OutboxCounts
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.ui.receipts.decisions.receipt_decisions import CONFLICT_MESSAGE, FAILED_MESSAGE, MESSAGE
from desktop.workers.task_pool import THREADS
from tests.prepared import open_scope, sync
from tests.ui.doubtful_receipts import add
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

TO_REVIEW = ReceiptStatus.PENDING_REVIEW
APPROVED, REJECTED = ReceiptStatus.APPROVED, ReceiptStatus.REJECTED


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """Eight that nothing speaks against, one of which nobody is sure; without files, which may be alike."""
    without = {"attachment": None, "preview": None}
    add(server, "Sound unsure Ltd", 5_000, confidence=10, **without)
    for number in range(8):
        add(server, f"Sound {number}", 10_000 + number, **without)
    with receipts_desk(qtbot, server, data_dir) as made:
        made.page.filter_bar.take_query(ReceiptQuery("Sound"))
        settle(made)
        yield made


def settle(desk: ReceiptsDesk) -> None:
    desk.qtbot.waitUntil(lambda: not (desk.page.loading.busy or desk.tasks.busy), timeout=20_000)


def sound(desk: ReceiptsDesk) -> list[int]:
    return [receipt.id for receipt in desk.listed() if "unsure" not in receipt.vendor]


def unsure(desk: ReceiptsDesk) -> int:
    return next(receipt.id for receipt in desk.listed() if "unsure" in receipt.vendor)


def select(desk: ReceiptsDesk, ids: list[int]) -> None:
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)


def approve(desk: ReceiptsDesk, ids: list[int]) -> None:
    select(desk, ids)
    desk.page.commands.approve.trigger()


def wait_for(desk: ReceiptsDesk, ids: list[int], status: ReceiptStatus) -> None:
    desk.qtbot.waitUntil(lambda: {desk.receipt(one).status for one in ids} == {status}, timeout=10_000)


def wait_for_server(desk: ReceiptsDesk, server: DemoServer, ids: list[int], status: ReceiptStatus) -> None:
    """Until it has them, and the page knows."""

    def there() -> set[str]:
        found = (server.world.receipts.find(receipt_id) for receipt_id in ids)
        return {receipt.status for receipt in found if receipt is not None}

    desk.qtbot.waitUntil(lambda: there() == {status.value}, timeout=10_000)
    desk.qtbot.waitUntil(lambda: desk.page.decisions.counts.unsent == 0, timeout=10_000)


@contextmanager
def busy_pool(desk: ReceiptsDesk) -> Iterator[None]:
    """Whatever is asked within waits for a thread until its end."""
    free = Event()
    for _ in range(THREADS):
        desk.tasks.run(free.wait, _not_told, _not_told)
    try:
        yield
    finally:
        free.set()


def _not_told(_: object) -> None:
    """What kept the pool busy has no answer."""


def allow_writing(desk: ReceiptsDesk, allowed: bool) -> None:
    """Or not, as on a disk that became read-only under the program."""
    desk.scope.database._writer.execute(f"PRAGMA query_only = {not allowed:d}")


# -- one after the other -------------------------------------------------------------------------


def test_two_bulk_decisions_one_right_after_the_other_are_both_made(desk: ReceiptsDesk) -> None:
    ids = sound(desk)
    with busy_pool(desk):
        approve(desk, ids[:3])
        approve(desk, ids[3:6])
    wait_for(desk, ids[:6], APPROVED)


def test_what_is_decided_while_another_is_looked_up_comes_after_it(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    ids = sound(desk)
    with busy_pool(desk):
        approve(desk, ids[:3])
        desk.page.commands.reject.trigger()
    wait_for_server(desk, server, ids[:3], REJECTED)
    assert {desk.receipt(one).status for one in ids[:3]} == {REJECTED}


def test_an_undo_while_it_is_looked_up_takes_back_that_and_nothing_older(desk: ReceiptsDesk) -> None:
    ids = sound(desk)
    desk.take(ids[7])
    desk.page.commands.reject.trigger()
    wait_for(desk, [ids[7]], REJECTED)
    settle(desk)
    with busy_pool(desk):
        approve(desk, ids[:3])
        assert desk.page.commands.undo.isEnabled()
        desk.page.commands.undo.trigger()
    desk.wait_for_message(MESSAGE, "Undone for 3")
    settle(desk)
    assert {desk.receipt(one).status for one in ids[:3]} == {TO_REVIEW}
    assert desk.receipt(ids[7]).status is REJECTED
    desk.page.commands.undo.trigger()
    wait_for(desk, [ids[7]], TO_REVIEW)


def test_a_question_holds_up_what_comes_after_it_until_it_is_answered(desk: ReceiptsDesk) -> None:
    ids = sound(desk)
    with busy_pool(desk):
        approve(desk, [*ids[:2], unsure(desk)])
        desk.take(ids[0])
        desk.page.commands.reject.trigger()
    bulk = desk.page.completeness.bulk
    desk.qtbot.waitUntil(lambda: bulk.dialog is not None)
    assert desk.receipt(ids[0]).status is TO_REVIEW
    assert not desk.page.decisions.is_saved(), "whoever goes now is told"
    assert bulk.dialog is not None
    bulk.dialog.cancel_button.click()
    wait_for(desk, [ids[0]], REJECTED)
    assert desk.receipt(ids[1]).status is TO_REVIEW


def test_a_burst_and_its_undo_are_done_in_their_order(desk: ReceiptsDesk) -> None:
    ids = sound(desk)
    with busy_pool(desk):
        for receipt_id in ids[:2]:
            desk.take(receipt_id)
            desk.page.commands.approve.trigger()
        desk.page.commands.undo.trigger()
        desk.take(ids[2])
        desk.page.commands.reject.trigger()
    wait_for(desk, [ids[2]], REJECTED)
    settle(desk)
    assert [desk.receipt(one).status for one in ids[:2]] == [APPROVED, TO_REVIEW]


# -- not written ---------------------------------------------------------------------------------


def test_what_cannot_be_written_is_told_until_it_is_and_nothing_else_goes_with_it(
    desk: ReceiptsDesk,
) -> None:
    ids = sound(desk)
    allow_writing(desk, False)
    for receipt_id in ids[:2]:
        desk.take(receipt_id)
        desk.page.commands.approve.trigger()
    desk.wait_for_message(FAILED_MESSAGE, "2 receipts not decided")
    allow_writing(desk, True)
    desk.take(ids[2])
    desk.page.commands.approve.trigger()
    desk.wait_for_message(MESSAGE, "1 receipt approved")
    settle(desk)
    assert [desk.receipt(one).status for one in ids[:3]] == [TO_REVIEW, TO_REVIEW, APPROVED]
    said = desk.message(FAILED_MESSAGE)
    assert said is not None and said.action is not None
    desk.page.commands.undo.trigger()
    wait_for(desk, [ids[2]], TO_REVIEW)
    said.action.run()
    wait_for(desk, ids[:2], APPROVED)
    assert desk.message(FAILED_MESSAGE) is None


def test_what_could_not_be_written_is_not_decided_in_another_account(
    desk: ReceiptsDesk, server: DemoServer, tmp_path: Path
) -> None:
    ids = sound(desk)
    allow_writing(desk, False)
    desk.take(ids[0])
    desk.page.commands.approve.trigger()
    said = desk.wait_for_message(FAILED_MESSAGE, "not decided")
    allow_writing(desk, True)
    other = open_scope(tmp_path / "other", server.url)
    sync(other)
    desk.page.set_scope(other)
    assert desk.message(FAILED_MESSAGE) is None and said.action is not None
    said.action.run()
    settle(desk)
    assert other.receipts.rows([ids[0]])[0].receipt.status is TO_REVIEW
    desk.page.set_scope(None)
    settle(desk)
    other.close()


# -- against what was seen -----------------------------------------------------------------------


def assert_left(desk: ReceiptsDesk, server: DemoServer, receipt_id: int) -> None:
    """What somebody rejected is not overwritten, and both decisions are told."""
    desk.wait_for_message(CONFLICT_MESSAGE, "decided otherwise by somebody else")
    receipt = server.world.receipts.find(receipt_id)
    assert receipt is not None and receipt.status == REJECTED


def test_a_key_on_a_row_that_a_sync_has_overtaken_is_a_conflict(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    ids = sound(desk)
    desk.take(ids[0])
    server.world.decide_elsewhere(ids[0], REJECTED.value)
    sync(desk.scope)
    desk.page.commands.approve.trigger()
    assert_left(desk, server, ids[0])


def test_a_question_that_stood_over_a_sync_overwrites_nothing(desk: ReceiptsDesk, server: DemoServer) -> None:
    ids = sound(desk)
    approve(desk, [*ids[:3], unsure(desk)])
    bulk = desk.page.completeness.bulk
    desk.qtbot.waitUntil(lambda: bulk.dialog is not None)
    server.world.decide_elsewhere(ids[0], REJECTED.value)
    sync(desk.scope)
    desk.page.refresh()
    settle(desk)
    assert bulk.dialog is not None
    bulk.dialog.answer_button.click()
    assert_left(desk, server, ids[0])
    wait_for(desk, ids[1:3], APPROVED)


def test_the_undo_key_overwrites_nothing_that_came_since(desk: ReceiptsDesk, server: DemoServer) -> None:
    ids = sound(desk)
    desk.take(ids[0])
    desk.page.commands.approve.trigger()
    wait_for_server(desk, server, ids[:1], APPROVED)
    server.world.decide_elsewhere(ids[0], REJECTED.value)
    sync(desk.scope)
    desk.page.refresh()
    settle(desk)
    desk.page.commands.undo.trigger()
    assert_left(desk, server, ids[0])


def test_own_decisions_in_a_row_are_no_conflict(desk: ReceiptsDesk, server: DemoServer) -> None:
    """Also where the list was not drawn anew between them, and when all of them are undone."""
    ids = sound(desk)
    desk.take(ids[0])
    with busy_pool(desk):
        for decide in (desk.page.commands.reject, desk.page.commands.approve, desk.page.commands.not_receipt):
            desk.take(ids[0])
            decide.trigger()
    wait_for_server(desk, server, ids[:1], ReceiptStatus.NOT_RECEIPT)
    with busy_pool(desk):
        for _ in range(3):
            desk.page.commands.undo.trigger()
    wait_for_server(desk, server, ids[:1], TO_REVIEW)
    assert desk.message(CONFLICT_MESSAGE) is None


def test_a_count_that_is_answered_late_is_not_the_one_that_stands(
    desk: ReceiptsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a thread that was not at its turn between reading and answering."""
    free, first, count = Event(), iter([True]), desk.scope.outbox.counts

    def counted() -> OutboxCounts:
        found = count()
        if next(first, False):
            free.wait()
        return found

    monkeypatch.setattr(desk.scope.outbox, "counts", counted)
    desk.go_offline()
    desk.page.decisions.count()
    desk.take(sound(desk)[0])
    desk.page.commands.reject.trigger()
    desk.qtbot.waitUntil(lambda: desk.page.decisions.counts.waiting == 1)
    free.set()
    settle(desk)
    assert desk.page.decisions.counts.waiting == 1
