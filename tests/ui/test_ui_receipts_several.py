"""Several receipts decided at once: what speaks against some is asked first, and they are left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.core.risks import Risk
from desktop.core.settings import Settings
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.completeness.bulk_decisions import MANY
from desktop.ui.receipts.completeness.bulk_decisions import MESSAGE as BULK_MESSAGE
from desktop.ui.receipts.completeness.bulk_dialog import BulkDialog
from desktop.ui.receipts.decisions.receipt_decisions import MESSAGE
from desktop.ui.receipts.rare_filters import RareFilter
from tests.ui.doubtful_receipts import add, add_large, add_twins
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

TO_REVIEW, APPROVED = ReceiptStatus.PENDING_REVIEW, ReceiptStatus.APPROVED
REJECTED, NOT_RECEIPT = ReceiptStatus.REJECTED, ReceiptStatus.NOT_RECEIPT
DOUBTFUL = ("Twin Ltd", "Large Ltd", "Bare Ltd", "Unsure Ltd", "Sound Ltd")
QUERY = ReceiptQuery(vendors=DOUBTFUL)


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """Three sound ones among five that are not."""
    add_twins(server)
    add_large(server)
    add(server, "Bare Ltd", None, confidence=12)
    add(server, "Unsure Ltd", 7_700, confidence=None)
    for number in range(3):
        # Without files: once they are here, those of two samples may turn out to be the same bytes.
        fields = {"attachment": None, "preview": None, "invoice_number": f"S-{number}"}
        add(server, "Sound Ltd", 5_000 + number, **fields)
    with receipts_desk(qtbot, server, data_dir) as made:
        made.page.filter_bar.take_query(QUERY)
        settle(made)
        assert len(made.page.model.ids) == 8
        yield made


def settle(desk: ReceiptsDesk) -> None:
    desk.qtbot.waitUntil(lambda: not (desk.page.loading.busy or desk.tasks.busy), timeout=30_000)


def asked(desk: ReceiptsDesk) -> BulkDialog:
    bulk = desk.page.completeness.bulk
    desk.qtbot.waitUntil(lambda: bulk.dialog is not None, timeout=10_000)
    assert bulk.dialog is not None
    return bulk.dialog


def statuses(desk: ReceiptsDesk) -> dict[str, set[ReceiptStatus]]:
    """By vendor."""
    rows = desk.scope.receipts.rows(desk.scope.receipts.ids(QUERY))
    return {name: {row.receipt.status for row in rows if row.receipt.vendor == name} for name in DOUBTFUL}


def test_the_question_says_how_many_and_why_and_leaves_them_out(desk: ReceiptsDesk) -> None:
    desk.page.table.selectAll()
    settle(desk)
    # Each button says what it will do, not how many are selected.
    assert strip_marks(desk.page.commands.approve.text()) == "Approve 3"
    assert strip_marks(desk.page.commands.reject.text()) == "Reject 4"
    assert strip_marks(desk.page.commands.to_review.text()) == "Back to review"
    desk.page.commands.approve.trigger()
    dialog = asked(desk)
    assert strip_marks(dialog.accessibleName()) == "Approve 3 of 8 receipts?"
    assert [strip_marks(line) for line in dialog.lines()] == [
        "5 left out, some for more than one reason:",
        "• 1 without a recognised amount",
        "• 2 with a confidence under 60%, or without one",
        "• 2 suspected duplicates",
        "• 1 that needs an allocation number",
        "It can be undone as one step.",
    ]
    assert dialog.answer_button.text() == "Approve 3"
    dialog.answer_button.click()
    desk.wait_for_message(MESSAGE, "3 receipts approved")
    settle(desk)
    found = statuses(desk)
    assert found.pop("Sound Ltd") == {APPROVED}
    assert set().union(*found.values()) == {TO_REVIEW}
    desk.page.commands.undo.trigger()
    desk.wait_for_message(MESSAGE, "Undone for 3")
    assert set().union(*statuses(desk).values()) == {TO_REVIEW}


def test_those_left_out_are_listed_and_decided_one_by_one(desk: ReceiptsDesk) -> None:
    desk.page.table.selectAll()
    desk.page.commands.approve.trigger()
    dialog = asked(desk)
    left = dialog.found.left
    dialog.then_box.setChecked(True)
    dialog.answer_button.click()
    desk.qtbot.waitUntil(lambda: set(desk.page.model.ids) == left, timeout=20_000)
    settle(desk)
    assert desk.page.filter_bar.query == replace(QUERY, among=dialog.found.left_ids)
    assert desk.page.table.current_id() == dialog.found.left_ids[0]
    assert desk.page.table.selected_count() == 1
    desk.page.commands.approve.trigger()
    desk.wait_for_message(MESSAGE, "1 receipt approved")
    assert desk.page.completeness.bulk.dialog is None


def test_nothing_is_decided_where_all_need_a_look(desk: ReceiptsDesk) -> None:
    page = desk.page
    page.filter_bar.take_query(replace(QUERY, risky=True))
    settle(desk)
    page.table.selectAll()
    page.commands.approve.trigger()
    dialog = asked(desk)
    assert not dialog.answer_button.isVisibleTo(dialog) and not dialog.then_box.isVisibleTo(dialog)
    assert dialog.show_button.isDefault()
    assert "look of its own" in dialog.accessibleName()
    dialog.include_box.click()
    assert dialog.answer_button.isVisibleTo(dialog) and dialog.answer_button.isDefault()
    assert strip_marks(dialog.accessibleName()) == "Approve 5 of 5 receipts?"
    dialog.include_box.click()
    dialog.show_button.click()
    settle(desk)
    assert set().union(*statuses(desk).values()) == {TO_REVIEW}
    assert len(page.model.ids) == 5


def test_the_bound_of_confidence_is_the_users(desk: ReceiptsDesk) -> None:
    page, count = desk.page, len(desk.page.model.ids)
    page.completeness.use_settings(Settings(least_confidence=95, allocation_thresholds={}))
    page.table.selectAll()
    page.commands.approve.trigger()
    dialog = asked(desk)
    assert len(dialog.found.risky[Risk.LOW_CONFIDENCE]) == count
    assert Risk.ALLOCATION not in dialog.found.risky
    dialog.cancel_button.click()
    page.completeness.use_settings(Settings(least_confidence=0))
    assert not set(desk.scope.receipts.ids(replace(QUERY, risky=True))) & {
        row.row_id for row in desk.scope.receipts.rows(page.model.ids) if row.receipt.vendor == "Unsure Ltd"
    }


def test_few_sound_ones_and_those_that_go_back_are_not_asked_about(desk: ReceiptsDesk) -> None:
    page = desk.page
    reject(desk, "Bare Ltd", "Unsure Ltd")
    page.table.selectAll()
    page.commands.to_review.trigger()
    desk.wait_for_message(MESSAGE, "2 receipts back to review")
    assert page.completeness.bulk.dialog is None
    page.filter_bar.take_query(replace(QUERY, risky=False))
    settle(desk)
    page.table.selectAll()
    page.commands.reject.trigger()
    desk.wait_for_message(MESSAGE, "3 receipts rejected")


@pytest.mark.parametrize(("status", "verb"), [(REJECTED, "Reject"), (NOT_RECEIPT, "Not a receipt:")])
def test_other_decisions_leave_out_what_is_doubtful_too(
    desk: ReceiptsDesk, status: ReceiptStatus, verb: str
) -> None:
    desk.page.table.selectAll()
    desk.page.completeness.decide(list(desk.page.model.ids), status, {})
    dialog = asked(desk)
    assert [strip_marks(line) for line in dialog.lines()] == [
        "4 left out, some for more than one reason:",
        "• 1 without a recognised amount",
        "• 2 with a confidence under 60%, or without one",
        "• 2 suspected duplicates",
        "It can be undone as one step.",
    ]
    assert strip_marks(dialog.answer_button.text()) == f"{verb} 4"
    dialog.answer_button.click()
    settle(desk)
    found = statuses(desk)
    assert found.pop("Sound Ltd") == found.pop("Large Ltd") == {status}
    assert set().union(*found.values()) == {TO_REVIEW}


@pytest.mark.parametrize("status", [APPROVED, REJECTED])
def test_one_click_takes_those_left_out_in_after_all(desk: ReceiptsDesk, status: ReceiptStatus) -> None:
    desk.page.completeness.decide(list(desk.page.model.ids), status, {})
    dialog = asked(desk)
    left = len(dialog.found.left)
    assert strip_marks(dialog.include_box.text()).replace("&", "") == f"Decide these {left} as well"
    assert dialog.then_box.isEnabled()
    dialog.include_box.click()
    assert strip_marks(dialog.accessibleName()).endswith("8 of 8 receipts?")
    assert strip_marks(dialog.answer_button.text()).endswith(" 8")
    assert not dialog.then_box.isEnabled() and not dialog.show_button.isEnabled()
    dialog.include_box.click()
    assert strip_marks(dialog.answer_button.text()).endswith(f" {8 - left}")
    dialog.include_box.click()
    dialog.answer_button.click()
    desk.wait_for_message(MESSAGE, "8 receipts")
    settle(desk)
    assert set().union(*statuses(desk).values()) == {status}
    desk.page.commands.undo.trigger()
    desk.wait_for_message(MESSAGE, "Undone for 8")
    assert set().union(*statuses(desk).values()) == {TO_REVIEW}


def test_thousands_are_sorted_out_and_asked_about(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    for number in range(MANY):
        add(server, f"Sound {number}", 5_000 + number)
    with receipts_desk(qtbot, server, data_dir) as desk:
        desk.page.filter_bar.take_query(ReceiptQuery("Sound"))
        settle(desk)
        desk.page.table.selectAll()
        assert desk.page.table.selected_count() == MANY
        desk.page.commands.not_receipt.trigger()
        dialog = asked(desk)
        assert not dialog.found.left
        assert dialog.lines() == ["It can be undone as one step."]
        assert dialog.answer_button.text() == f"Not a receipt: {MANY}"
        dialog.cancel_button.click()
        found = desk.scope.completeness.sort_out(list(desk.page.model.ids) * 200, APPROVED)
        assert len(found.free) == MANY * 200


def test_another_account_closes_the_question(desk: ReceiptsDesk) -> None:
    desk.page.table.selectAll()
    desk.page.commands.approve.trigger()
    asked(desk)
    desk.page.set_scope(None)
    assert desk.page.completeness.bulk.dialog is None


def reject(desk: ReceiptsDesk, *vendors: str) -> None:
    """The first receipt of each, one after the other."""
    ids = [next(one.id for one in desk.listed() if one.vendor == vendor) for vendor in vendors]
    for row_id in ids:
        desk.take(row_id)
        desk.page.commands.reject.trigger()
    desk.qtbot.waitUntil(lambda: {desk.receipt(one).status for one in ids} == {REJECTED}, timeout=10_000)
    settle(desk)


def test_an_approval_of_many_does_not_bring_back_what_was_rejected(desk: ReceiptsDesk) -> None:
    reject(desk, "Twin Ltd", "Large Ltd")
    desk.page.table.selectAll()
    desk.page.commands.approve.trigger()
    dialog = asked(desk)
    assert strip_marks(dialog.accessibleName()) == "Approve 4 of 8 receipts?"
    said = [strip_marks(line) for line in dialog.lines()]
    assert "2 left out: rejected, or not a receipt. To approve them, put them back to review first." in said
    dialog.answer_button.click()
    desk.wait_for_message(MESSAGE, "4 receipts approved")
    found = statuses(desk)
    assert (found["Twin Ltd"], found["Large Ltd"]) == ({REJECTED, APPROVED}, {REJECTED})


def test_of_nothing_but_what_was_decided_otherwise_none_is_approved(desk: ReceiptsDesk) -> None:
    reject(desk, "Sound Ltd", "Large Ltd")
    desk.page.filter_bar.take_query(replace(QUERY, statuses=(REJECTED,)))
    settle(desk)
    desk.page.table.selectAll()
    desk.page.commands.approve.trigger()
    dialog = asked(desk)
    assert dialog.accessibleName() == "None of these 2 receipts is approved together with others."
    assert not dialog.answer_button.isVisibleTo(dialog) and not dialog.show_button.isVisibleTo(dialog)
    assert dialog.cancel_button.isDefault()
    dialog.cancel_button.click()
    assert statuses(desk)["Large Ltd"] == {REJECTED}


def test_what_is_that_already_is_not_counted_as_to_be_done(desk: ReceiptsDesk) -> None:
    desk.page.filter_bar.take_query(replace(QUERY, risky=False))
    settle(desk)
    desk.page.table.selectAll()
    desk.page.commands.approve.trigger()
    desk.wait_for_message(MESSAGE, "3 receipts approved")
    settle(desk)
    desk.page.table.selectAll()
    desk.page.commands.approve.trigger()
    desk.wait_for_message(BULK_MESSAGE, "3 receipts are that already")
    assert desk.page.completeness.bulk.dialog is None
    desk.page.filter_bar.take_query(QUERY)
    settle(desk)
    desk.page.table.selectAll()
    desk.page.commands.approve.trigger()
    dialog = asked(desk)
    assert dialog.accessibleName() == "Each of these 5 receipts needs a look of its own."
    assert "3 receipts are that already." in dialog.lines()
    dialog.cancel_button.click()


def test_incomplete_ones_are_left_out_as_their_approval_could_not_be_undone(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    add(server, "Sound Ltd", 5_000)
    add(server, "Sound Ltd", 6_000, status="incomplete", invoice_number="S-2")
    with receipts_desk(qtbot, server, data_dir) as desk:
        desk.page.filter_bar.take_query(ReceiptQuery(vendors=("Sound Ltd",)))
        settle(desk)
        desk.page.table.selectAll()
        desk.page.commands.approve.trigger()
        dialog = asked(desk)
        assert [strip_marks(line) for line in dialog.lines()] == [
            "1 left out:",
            "• 1 incomplete: what is decided about it could not be undone",
            "It can be undone as one step.",
        ]
        dialog.include_box.click()
        assert strip_marks(dialog.lines()[-1]).startswith(
            "It can be undone as one step, but for 1 incomplete"
        )
        assert dialog.cancel_button.isDefault()
        dialog.include_box.click()
        dialog.answer_button.click()
        desk.wait_for_message(MESSAGE, "1 receipt approved")
        settle(desk)
        desk.page.commands.undo.trigger()
        desk.wait_for_message(MESSAGE, "Undone for 1")


def test_the_question_about_many_says_what_it_overwrites(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    for number in range(MANY):
        status = "approved" if number < 7 else "rejected" if number < 9 else "pending_review"
        add(server, f"Sound {number}", 5_000 + number, status=status)
    with receipts_desk(qtbot, server, data_dir) as desk:
        desk.page.filter_bar.take_query(ReceiptQuery("Sound"))
        settle(desk)
        desk.page.table.selectAll()
        desk.page.commands.not_receipt.trigger()
        dialog = asked(desk)
        said = [strip_marks(line) for line in dialog.lines()]
        assert "7 are approved already, and would be changed." in said
        assert "2 are rejected already, and would be changed." in said
        assert dialog.cancel_button.isDefault() and not dialog.answer_button.isDefault()
        dialog.cancel_button.click()


def test_of_those_that_were_not_chosen_none_is_listed_as_left_out(desk: ReceiptsDesk) -> None:
    page = desk.page
    ids = [one.id for one in desk.listed() if one.vendor in ("Bare Ltd", "Unsure Ltd", "Sound Ltd")]
    page.completeness.decide(ids, APPROVED, {})
    dialog = asked(desk)
    assert dialog.show_button.text() == "List the 2 left out"
    dialog.show_button.click()
    settle(desk)
    assert {one.vendor for one in desk.listed()} == {"Bare Ltd", "Unsure Ltd"}
    chip = page.filter_bar.rare_chips[RareFilter.AMONG]
    assert chip.isVisibleTo(page) and "The 2 left out" in strip_marks(chip.accessibleName())
    page.filter_bar.clear_rare(RareFilter.AMONG)
    settle(desk)
    assert len(page.model.ids) == 8
