"""What becomes of decisions that the server does not have, when the account or the language is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo import DEMO_EMAIL
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.account_scope import LISTS_NAME
from desktop.workers import outbox_sender
from desktop.workers.connection import ConnectionState
from tests.app.accounts_kit import OTHER_EMAIL, choose_account, settle
from tests.app.conftest import Driver
from tests.app.note_writing import damage
from tests.app.test_app_unsaved_note import allow_writing
from tests.conftest import MemoryKeyring


@pytest.fixture
def waiting(signed_in: Driver, server: DemoServer) -> list[int]:
    """Two receipts that were approved while the server was away."""
    server.stop()
    signed_in.program.connection.try_now()
    signed_in.wait(lambda: signed_in.program.connection.state is ConnectionState.OFFLINE)
    query = ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,))
    ids = list(signed_in.scope.receipts.ids(query))[:2]
    signed_in.receipts.decisions.decide(ids, ReceiptStatus.APPROVED)
    signed_in.wait(lambda: signed_in.receipts.decisions.counts.waiting == 2)
    return ids


def test_signing_out_says_what_is_not_sent_and_the_next_sign_in_sends_it(
    signed_in: Driver, server: DemoServer, waiting: list[int]
) -> None:
    window = signed_in.program.window
    window.settings.open_account()
    dialog = window.settings.dialog
    assert dialog is not None
    dialog.account.sign_out_button.click()
    question = dialog.account.question
    assert "not sent yet" in question.accessibleDescription() and "2" in question.accessibleDescription()
    question.accept()
    signed_in.wait(lambda: signed_in.program.scope is None)
    assert not window.status.decisions_button.isVisible()
    server.start()
    signed_in.sign_in(server)
    signed_in.wait(lambda: server.counters.marks == [(one, "approved") for one in waiting])


def test_those_that_came_back_from_a_backup_are_counted(
    signed_in: Driver, waiting: list[int], start: Callable[[str], Driver]
) -> None:
    """Whoever signs out or looks at the status bar is told of them."""
    folder = signed_in.scope.folder
    signed_in.program.close()
    damage(folder / LISTS_NAME)
    again = start("en")
    again.wait(lambda: any("came back" in text for text in again.texts()))
    again.wait(lambda: again.receipts.decisions.counts.waiting == len(waiting))


def test_a_click_on_how_many_wait_leads_to_them(signed_in: Driver, waiting: list[int]) -> None:
    window = signed_in.program.window
    window.commands.calls.trigger()
    QTest.mouseClick(window.status.decisions_button, Qt.MouseButton.LeftButton)
    assert window.receipts_page.isVisible()
    history = window.receipts_page.deciding.history
    signed_in.wait(lambda: history.dialog is not None and len(history.dialog.model.ids) == len(waiting))
    assert history.dialog is not None
    history.dialog.reject()


def test_another_language_keeps_what_waits_and_what_can_be_undone(
    signed_in: Driver, waiting: list[int]
) -> None:
    program = signed_in.program
    program.window.settings_chosen.emit(program.accounts.settings._replace(language="he"))
    decisions = signed_in.receipts.decisions
    signed_in.wait(lambda: decisions.counts.waiting == len(waiting))
    assert decisions.can_undo
    decisions.undo()
    signed_in.wait(lambda: decisions.counts.waiting == 0)


def test_each_account_keeps_its_own(
    signed_in: Driver, server: DemoServer, waiting: list[int], uncaught: list[BaseException]
) -> None:
    server.start()
    server.faults.add(Fault(path="/mark$", kind="status", status=503))
    program = signed_in.program
    program.window.account_menu.another.trigger()
    signed_in.sign_in(server, OTHER_EMAIL)
    signed_in.wait(lambda: program.sign_in.dialog is None)
    settle(signed_in, OTHER_EMAIL)
    assert signed_in.receipts.decisions.counts == (0, 0) and not server.counters.marks
    server.faults.clear()
    choose_account(signed_in, DEMO_EMAIL)
    signed_in.wait(lambda: server.counters.marks == [(one, "approved") for one in waiting])
    assert uncaught == []


def test_what_was_on_its_way_as_the_session_was_lost_goes_with_the_next_sign_in(
    signed_in: Driver, server: DemoServer, memory_keyring: MemoryKeyring
) -> None:
    """A sync finds the session lost while the server is asked for the receipt."""
    program = signed_in.program
    receipt_id = signed_in.scope.receipts.ids(ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,)))[0]
    path = f"/api/receipts/{receipt_id}"
    server.faults.add(Fault(path=f"^{path}$", kind="stall", at_bytes=0, times=1))
    signed_in.receipts.decisions.decide([receipt_id], ReceiptStatus.APPROVED)
    signed_in.wait(lambda: path in server.faults.stalled())
    memory_keyring.kept.clear()
    server.world.expire_sessions()
    program.connection.sync_everything()
    signed_in.wait(lambda: program.connection.state is ConnectionState.SIGNED_OUT)
    signed_in.sign_in(server)
    signed_in.wait(lambda: server.counters.marks == [(receipt_id, "approved")], 10_000)
    signed_in.wait(lambda: signed_in.receipts.decisions.counts == (0, 0))


def one_to_review(driver: Driver) -> int:
    return driver.scope.receipts.ids(ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,)))[0]


def status_in(driver: Driver, receipt_id: int) -> ReceiptStatus:
    return driver.scope.receipts.rows([receipt_id])[0].receipt.status


def test_a_decision_whose_turn_has_not_come_is_not_lost_with_the_program(
    signed_in: Driver, start: Callable[[str], Driver]
) -> None:
    receipt_id = one_to_review(signed_in)
    signed_in.program.tasks.stop()
    signed_in.receipts.decisions.decide([receipt_id], ReceiptStatus.APPROVED)
    assert signed_in.program.window.close()
    assert status_in(signed_in, receipt_id) is ReceiptStatus.APPROVED, "before the threads are waited for"
    signed_in.program.close()
    assert status_in(start("en"), receipt_id) is ReceiptStatus.APPROVED


def test_a_decision_that_cannot_be_written_holds_the_window_once(signed_in: Driver) -> None:
    receipt_id = one_to_review(signed_in)
    allow_writing(signed_in.scope, False)
    signed_in.receipts.decisions.decide([receipt_id], ReceiptStatus.APPROVED)
    # While it is still being written, leaving would say that the disk holds it up.
    signed_in.wait(lambda: any("1 receipt not decided" in text for text in signed_in.texts()))
    assert not signed_in.program.window.close()
    said = " ".join(signed_in.texts())
    assert "Your last decision is not saved. Close the window again to leave without it." in said
    assert "1 receipt not decided" in said
    allow_writing(signed_in.scope, True)
    assert signed_in.program.window.close()
    assert status_in(signed_in, receipt_id) is ReceiptStatus.APPROVED


def test_why_decisions_cannot_be_sent_stands_in_the_status_bar(
    signed_in: Driver, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_sender, "RETRY_SECONDS", (0.05,))
    button = signed_in.program.window.status.decisions_button
    page = b"<html>Access denied by the web filter</html>"
    server.faults.add(Fault(path="/mark$", kind="status", status=403, body=page, content_type="text/html"))
    signed_in.receipts.decisions.decide([one_to_review(signed_in)], ReceiptStatus.APPROVED)
    signed_in.wait(lambda: button.text().endswith("not taken by the server"))
    assert "tried again" in button.toolTip() and button.accessibleDescription() == button.toolTip()
    server.faults.clear()
    signed_in.wait(lambda: not button.text() and not button.toolTip())
