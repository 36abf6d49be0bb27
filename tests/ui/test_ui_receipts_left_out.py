"""Decisions about receipts of which the server has some no longer: those are left out, which is said."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import FileKey, KeptFile, ReceiptStatus
from desktop.demo.server import DemoServer
from desktop.services.sync import SyncHow
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.decisions.receipt_decisions import MESSAGE
from tests.prepared import sync
from tests.ui.receipts_desk import ReceiptsDesk

TO_REVIEW, APPROVED = ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED


def leave_server(desk: ReceiptsDesk, server: DemoServer, ids: list[int]) -> None:
    """These are kept here, and a whole sync finds them gone."""
    for receipt_id in ids:
        key, path = FileKey.source(receipt_id), desk.scope.folder / f"{receipt_id}.bin"
        path.write_bytes(b"kept")
        desk.scope.kept_files.record(KeptFile(key, path, 4, "00", "bin", datetime.now(UTC)))
        server.world.receipts.remove(receipt_id)
    sync(desk.scope, SyncHow(everything=True))
    desk.page.refresh()
    desk.qtbot.waitUntil(lambda: not desk.page.loading.busy, timeout=20_000)


def select(desk: ReceiptsDesk, ids: list[int]) -> None:
    """Selects these; returns when it is known how many of them are gone."""
    desk.page.table.set_current_id(ids[0])
    desk.page.table.select_ids(ids)
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=20_000)


def test_the_others_are_decided_and_a_sentence_says_how_many_are_not(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    ids = desk.ids_with(TO_REVIEW)[:5]
    gone, there = ids[:2], ids[2:]
    leave_server(desk, server, gone)
    select(desk, ids)
    approve = desk.page.commands.approve
    assert approve.isEnabled()
    assert strip_marks(approve.text()) == "Approve 3"
    assert "2 receipt" in strip_marks(approve.toolTip())
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_1)
    said = desk.wait_for_message(MESSAGE, "left out")
    assert strip_marks(said.sentence).startswith("3 receipts approved. 2 receipt")
    assert said.sentence.endswith("left out: only on this computer, not on the server.")
    assert all(desk.receipt(one).status is APPROVED for one in there)
    assert all(desk.receipt(one).status is TO_REVIEW for one in gone)
    assert said.action is not None
    said.action.run()
    desk.wait_for_message(MESSAGE, "Undone for 3")
    assert all(desk.receipt(one).status is TO_REVIEW for one in ids)


def test_none_can_be_decided_when_all_are_gone(desk: ReceiptsDesk, server: DemoServer) -> None:
    ids = desk.ids_with(TO_REVIEW)[:2]
    leave_server(desk, server, ids)
    select(desk, ids)
    why = "Only on this computer: the server has these receipts no longer."
    for action in desk.page.commands.decisions:
        assert not action.isEnabled()
        assert action.toolTip() == why
    select(desk, ids[:1])
    assert not desk.page.commands.approve.isEnabled()
    select(desk, desk.ids_with(TO_REVIEW)[2:4])
    assert desk.page.commands.approve.isEnabled()
    assert strip_marks(desk.page.commands.approve.text()) == "Approve 2"


def test_one_that_goes_while_it_is_selected_is_not_sent(desk: ReceiptsDesk, server: DemoServer) -> None:
    """What the selection came to was added up before the sync."""
    ids = desk.ids_with(TO_REVIEW)[:3]
    select(desk, ids)
    page = desk.page
    decide = page.commands.approve
    assert strip_marks(decide.text()) == "Approve 3"
    leave_server(desk, server, ids[:1])
    server.counters.reset()
    page.decisions.decide(ids, APPROVED)
    desk.wait_for_message(MESSAGE, "left out")
    assert not [path for path in server.counters.hits if f"/{ids[0]}" in path]
