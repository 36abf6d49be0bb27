"""What the server does not take: told with its number, and apart from what only waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import ReceiptStatus
from desktop.core.outbox import Decided, Mark, OutboxCounts
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.decisions.decision_messages import MESSAGE, DecisionMessages
from desktop.ui.receipts.decisions.decision_run import DecisionRun
from desktop.ui.receipts.decisions.decision_words import waiting_text
from desktop.ui.receipts.decisions.history_table_model import HistoryColumn
from desktop.ui.widgets.messages import MessageKind, Messages
from desktop.workers import outbox_sender
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

TO_REVIEW, APPROVED = ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    for receipt in list(server.world.receipts)[:4]:
        server.world.decide_elsewhere(receipt.id, TO_REVIEW.value)
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def test_those_that_wait_and_those_that_were_not_taken_have_a_number_each(look: QApplication) -> None:
    assert strip_marks(waiting_text(OutboxCounts(290), 1)) == (
        "289 decisions wait for the server · 1 decision not taken by the server"
    )
    assert strip_marks(waiting_text(OutboxCounts(290))) == "290 decisions wait for the server"
    assert strip_marks(waiting_text(OutboxCounts(1), 3)) == "1 decision not taken by the server"
    assert not waiting_text(OutboxCounts(), 3)


def test_the_message_of_a_command_says_how_many_were_not_taken(look: QApplication, qtbot: QtBot) -> None:
    messages = Messages(look)
    said = DecisionMessages(messages, bool, bool, look)
    ids = range(1, 291)
    marks = tuple(Mark(number, TO_REVIEW, APPROVED) for number in ids)
    said.say_done(DecisionRun(lambda _: Decided(), ids, APPROVED), Decided(marks), undoable=True)
    said.note_refused({7, 9, 1000})
    (message,) = messages.standing
    assert message.key == MESSAGE and message.kind is MessageKind.WARNING
    assert strip_marks(message.sentence) == "290 receipts approved. The server did not take 2 of them yet."
    said.note_refused(set())
    (message,) = messages.standing
    assert strip_marks(message.sentence) == "290 receipts approved."


def test_one_that_is_not_taken_keeps_nothing_else_from_being_sent_and_is_named(
    desk: ReceiptsDesk, server: DemoServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox_sender, "RETRY_SECONDS", (0.05,))
    ids = [receipt.id for receipt in desk.listed() if receipt.status is TO_REVIEW][:3]
    server.faults.add(Fault(path=rf"^/api/receipts/{ids[0]}\b", kind="text_500"))
    decisions = desk.page.decisions
    decisions.decide(ids, APPROVED)
    desk.qtbot.waitUntil(lambda: decisions.counts == (1, 0), timeout=20_000)
    assert list(decisions.refused.values()) == ids[:1] and decisions.trouble is not None
    desk.page.commands.history.trigger()
    dialog = desk.page.deciding.history.dialog
    assert dialog is not None

    def named() -> bool:
        rows = [dialog.model.record_at(row) for row in range(len(dialog.model.ids))]
        shown = {
            row.decision.receipt_id: dialog.model.cell(row, HistoryColumn.STATE).text for row in rows if row
        }
        return len(shown) == 3 and [one for one, text in shown.items() if "Not taken" in text] == ids[:1]

    desk.qtbot.waitUntil(named, timeout=10_000)
    server.faults.clear()
    desk.qtbot.waitUntil(lambda: decisions.counts == (0, 0) and not decisions.refused, timeout=10_000)
    dialog.reject()
