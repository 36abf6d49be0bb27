"""Another language in the middle of work: everything is where it was, in other words."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt

from desktop.core.errors import NotAllowed
from desktop.core.models import CallDirection, ReceiptStatus
from desktop.core.query import CallQuery, CallSort, ReceiptQuery, ReceiptSort
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.retention import Vanished, VanishedNews
from desktop.ui.keeping.keeping_words import vanished_text
from desktop.ui.widgets.record_table import RecordTable
from tests.app.conftest import Driver
from tests.app.language_kit import at_rest, speak, standing

Start = Callable[[str], Driver]
FILTERED_CALLS = CallQuery(
    text="0", directions=(CallDirection.INBOUND, CallDirection.OUTBOUND), sort=CallSort.LENGTH
)
FILTERED_RECEIPTS = ReceiptQuery(
    statuses=(ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED), sort=ReceiptSort.AMOUNT, descending=False
)


@pytest.fixture
def signed_in(signed_in: Driver) -> Driver:
    return at_rest(signed_in)


def take_place(table: RecordTable) -> tuple[int | None, array[int], int]:
    """Goes down the list and selects a few rows; returns where that is, as `place_of`."""
    ids = table.records.ids if table.records is not None else array("q")
    assert len(ids) > 15
    assert table.set_current_id(ids[-3])
    table.select_ids([ids[-6], ids[-3], ids[-2]])
    return place_of(table)


def place_of(table: RecordTable) -> tuple[int | None, array[int], int]:
    """What is current, what is selected, and the row at the top of what is seen."""
    return table.current_id(), table.selected_ids(), table.rowAt(0)


def test_lists_are_filtered_sorted_selected_and_scrolled_as_before(signed_in: Driver) -> None:
    calls, receipts = signed_in.calls, signed_in.receipts
    calls.filter_bar.take_query(FILTERED_CALLS)
    signed_in.program.window.commands.receipts.trigger()
    receipts.filter_bar.take_query(FILTERED_RECEIPTS)
    signed_in.wait(lambda: calls.model.whole and not signed_in.program.tasks.busy)
    of_receipts, receipt_ids = take_place(receipts.table), list(receipts.model.ids)
    signed_in.program.window.commands.calls.trigger()
    of_calls, call_ids = take_place(calls.table), list(calls.model.ids)
    assert of_calls[2] > 0 and of_receipts[2] > 0
    speak(signed_in, "he")
    assert signed_in.calls is not calls
    assert signed_in.calls.filter_bar.query == FILTERED_CALLS
    assert signed_in.calls.filter_bar.search_field.text() == "0"
    assert list(signed_in.calls.model.ids) == call_ids
    assert place_of(signed_in.calls.table) == of_calls
    signed_in.wait(lambda: signed_in.calls.details.note.isEnabled())
    signed_in.program.window.commands.receipts.trigger()
    assert signed_in.receipts.filter_bar.query == FILTERED_RECEIPTS
    assert list(signed_in.receipts.model.ids) == receipt_ids
    assert place_of(signed_in.receipts.table) == of_receipts
    signed_in.wait(lambda: signed_in.receipts.preview.receipt is not None)


def test_the_page_and_its_large_document_stay(signed_in: Driver) -> None:
    signed_in.program.window.commands.receipts.trigger()
    signed_in.wait(lambda: signed_in.receipts.table.current_id() is not None)
    signed_in.receipts.commands.show_large.setChecked(True)
    speak(signed_in, "he")
    assert signed_in.receipts.isVisible()
    assert signed_in.receipts.commands.show_large.isChecked()
    assert not signed_in.receipts.table.isVisible()
    signed_in.receipts.commands.show_large.setChecked(False)
    speak(signed_in, "en")
    assert signed_in.receipts.table.isVisible()


def test_columns_are_remembered_for_the_direction_they_were_chosen_in(signed_in: Driver) -> None:
    table = signed_in.calls.table
    table.column_actions()[-1].setChecked(not table.column_actions()[-1].isChecked())
    shown = table.chosen_columns()
    speak(signed_in, "he")
    assert signed_in.calls.table.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert signed_in.calls.table.chosen_columns() != shown
    speak(signed_in, "en")
    assert signed_in.calls.table.chosen_columns() == shown


def test_decisions_are_sent_to_the_last_and_can_be_undone(signed_in: Driver, server: DemoServer) -> None:
    scope, page = signed_in.program.scope, signed_in.receipts
    assert scope is not None
    signed_in.wait(lambda: bool(page.model.ids))
    ids = list(scope.receipts.ids(ReceiptQuery(statuses=(ReceiptStatus.PENDING_REVIEW,))))[:5]
    page.decisions.decide(ids[:1], ReceiptStatus.REJECTED)
    signed_in.wait(lambda: page.decisions.can_undo)
    server.faults.add(Fault(path="/mark$", kind="delay", seconds=0.3))
    page.decisions.decide(ids[1:], ReceiptStatus.APPROVED)
    speak(signed_in, "he", busy=True)
    now = signed_in.receipts.decisions
    signed_in.wait(lambda: not now.busy)
    assert [status_of(signed_in, one) for one in ids] == ["rejected", *["approved"] * 4]
    now.undo()
    signed_in.wait(lambda: not now.busy)
    now.undo()
    signed_in.wait(lambda: status_of(signed_in, ids[0]) == "pending_review")
    assert [status_of(signed_in, one) for one in ids[2:]] == ["pending_review"] * 3


def test_marks_can_be_undone_in_the_other_language(signed_in: Driver) -> None:
    page, scope = signed_in.calls, signed_in.scope
    first, second, third = page.model.ids[:3]

    def marked() -> list[tuple[bool, bool]]:
        return [(row.reviewed, row.pinned) for row in scope.calls.rows([first, second, third])]

    for record_id, command in ((first, page.commands.reviewed), (second, page.commands.pin)):
        page.table.set_current_id(record_id)
        with signed_in.qtbot.waitSignal(page.marking.changed):
            command.trigger()
    page.table.set_current_id(third)
    page.commands.reviewed.trigger()
    # The last one is still being written.
    speak(signed_in, "he", busy=True)
    now = signed_in.calls
    signed_in.wait(lambda: any("סומנה" in text for text in signed_in.texts()))
    on = [(True, False), (False, True), (True, False)]
    assert marked() == on
    for last in (2, 1, 0):
        with signed_in.qtbot.waitSignal(now.marking.changed):
            now.commands.undo.trigger()
        on[last] = (False, False)
        assert marked() == on
    assert not now.commands.undo.isEnabled()


def status_of(driver: Driver, receipt_id: int) -> str:
    scope = driver.program.scope
    receipt = scope.receipts.receipt(receipt_id) if scope is not None else None
    assert receipt is not None
    return str(receipt.status)


def test_what_is_said_once_stays_said(signed_in: Driver) -> None:
    """Nobody has read it as long as nobody has closed it."""
    days = (Vanished(date(2024, 11, 14), 2),)
    signed_in.program.window.keeping.guard.vanished.say(signed_in.scope, VanishedNews(days))
    signed_in.program.window.keeping.space.say_policy()
    speak(signed_in, "he")
    keys = [message.key for message in standing(signed_in)]
    assert {"vanished", "policy"} <= set(keys)
    said = next(message.sentence for message in standing(signed_in) if message.key == "vanished")
    assert said == vanished_text(days)
    signed_in.program.window.messages.dismiss("vanished")
    speak(signed_in, "en")
    assert "vanished" not in [message.key for message in standing(signed_in)]


def test_why_there_are_no_receipts_is_still_said(start: Start, server: DemoServer) -> None:
    refused = b'{"error":"forbidden","reason":"insufficient_role"}'
    server.faults.add(Fault(path="^/api/receipts", kind="status", status=403, body=refused))
    driver = start("en")
    driver.sign_in(server)
    driver.wait_for_lists()
    driver.wait(lambda: isinstance(driver.program.connection.receipts_refused, NotAllowed))
    speak(driver, "he")
    assert driver.receipts.empty.accessibleName().startswith("אין קבלות")
