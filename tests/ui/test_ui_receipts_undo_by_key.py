"""An undo and the key after it: it is of the receipt that went back, however fast the hands are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from tests.ui.receipts_desk import ReceiptsDesk

TO_REVIEW = ReceiptStatus.PENDING_REVIEW
APPROVED, REJECTED = ReceiptStatus.APPROVED, ReceiptStatus.REJECTED
FILTERED = ReceiptQuery(statuses=(TO_REVIEW,))


def press(desk: ReceiptsDesk, *keys: Qt.Key) -> None:
    """One after the other; nothing that was done comes back to the window between them."""
    for key in keys:
        held = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_Z else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(desk.page.table, key, held)


def begin(desk: ReceiptsDesk, query: ReceiptQuery) -> list[int]:
    """What is to be reviewed in a list by `query`, the first of them taken."""
    page = desk.page
    page.filter_bar.take_query(query)
    desk.qtbot.waitUntil(lambda: not page.loading.busy, timeout=10_000)
    ids = desk.ids_with(TO_REVIEW)
    desk.take(ids[0])
    page.table.setFocus()
    return ids


def wait_until_written(desk: ReceiptsDesk) -> None:
    page = desk.page
    desk.qtbot.waitUntil(lambda: not page.decisions.busy and not page.loading.busy, timeout=10_000)


def statuses(desk: ReceiptsDesk, ids: list[int]) -> list[ReceiptStatus]:
    return [desk.receipt(one).status for one in ids]


@pytest.mark.parametrize("query", [ReceiptQuery(), FILTERED])
def test_the_key_after_an_undo_is_of_what_was_undone(desk: ReceiptsDesk, query: ReceiptQuery) -> None:
    ids = begin(desk, query)
    press(desk, Qt.Key.Key_1, Qt.Key.Key_Z, Qt.Key.Key_2, Qt.Key.Key_1)
    wait_until_written(desk)
    assert statuses(desk, ids[:3]) == [REJECTED, APPROVED, TO_REVIEW]
    current = desk.page.current_row()
    assert current is not None and current.receipt.status in (TO_REVIEW, ReceiptStatus.INCOMPLETE)


@pytest.mark.parametrize("written", [False, True])
def test_also_where_it_is_not_listed_again_yet(desk: ReceiptsDesk, written: bool) -> None:
    ids, page = begin(desk, FILTERED), desk.page
    press(desk, Qt.Key.Key_1)
    wait_until_written(desk)
    assert ids[0] not in page.model.ids
    if written:
        with desk.qtbot.waitSignal(page.decisions.undone, timeout=10_000):
            press(desk, Qt.Key.Key_Z)
    else:
        press(desk, Qt.Key.Key_Z)
    press(desk, Qt.Key.Key_2, Qt.Key.Key_1)
    wait_until_written(desk)
    assert statuses(desk, ids[:3]) == [REJECTED, APPROVED, TO_REVIEW]


def test_who_goes_elsewhere_meanwhile_decides_there(desk: ReceiptsDesk) -> None:
    ids, page = begin(desk, FILTERED), desk.page
    press(desk, Qt.Key.Key_1)
    wait_until_written(desk)
    press(desk, Qt.Key.Key_Z, Qt.Key.Key_Down, Qt.Key.Key_2)
    wait_until_written(desk)
    assert statuses(desk, ids[:4]) == [TO_REVIEW, TO_REVIEW, REJECTED, TO_REVIEW]
    assert page.table.current_id() == ids[3]


def test_also_where_it_is_still_listed(desk: ReceiptsDesk) -> None:
    ids = begin(desk, FILTERED)
    press(desk, Qt.Key.Key_1, Qt.Key.Key_Z, Qt.Key.Key_Down, Qt.Key.Key_2)
    wait_until_written(desk)
    assert statuses(desk, ids[:3]) == [TO_REVIEW, REJECTED, TO_REVIEW]


def test_what_is_not_in_the_list_afterwards_is_waited_for_no_longer(desk: ReceiptsDesk) -> None:
    """Another list is looked at by then: keys are of what stands in it."""
    ids, page = begin(desk, FILTERED), desk.page
    press(desk, Qt.Key.Key_1)
    wait_until_written(desk)
    page.filter_bar.take_query(ReceiptQuery(statuses=(APPROVED,)))
    desk.qtbot.waitUntil(lambda: not page.loading.busy and ids[0] in page.model.ids, timeout=10_000)
    other = next(one for one in page.model.ids if one != ids[0])
    desk.take(other)
    press(desk, Qt.Key.Key_Z)
    wait_until_written(desk)
    assert ids[0] not in page.model.ids
    shown = page.table.current_id()
    assert shown is not None
    press(desk, Qt.Key.Key_2)
    wait_until_written(desk)
    assert statuses(desk, [ids[0], shown]) == [TO_REVIEW, REJECTED]
