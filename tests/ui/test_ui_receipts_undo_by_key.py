"""An undo and the key after it: it is of the receipt that went back, however fast the hands are."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.ui.receipts.receipt_queries import find_receipts
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


def come_in(desk: ReceiptsDesk, ids: Sequence[int]) -> None:
    """The list that was on its way, with these: it was read before others went back to it."""
    page = desk.page
    found = find_receipts(desk.scope, page.filter_bar.query)
    page.loading.found.emit(replace(found, ids=array("q", ids)), False)


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


@pytest.mark.parametrize("dropped", [1, 2])
def test_of_several_undos_the_last_is_meant_whatever_list_was_on_its_way(
    desk: ReceiptsDesk, dropped: int
) -> None:
    ids = begin(desk, FILTERED)
    press(desk, Qt.Key.Key_1, Qt.Key.Key_1, Qt.Key.Key_Z, Qt.Key.Key_Z)
    come_in(desk, ids[dropped:])
    assert desk.page.table.current_id() == ids[dropped]
    wait_until_written(desk)
    assert desk.page.table.current_id() == ids[0]
    press(desk, Qt.Key.Key_2)
    wait_until_written(desk)
    assert statuses(desk, ids[:3]) == [REJECTED, TO_REVIEW, TO_REVIEW]


def test_nor_does_it_matter_which_row_takes_its_place_there(desk: ReceiptsDesk) -> None:
    """The one below, though from the receipt that was decided about it went on to one further down."""
    begin(desk, ReceiptQuery(statuses=(TO_REVIEW, APPROVED)))
    page, shown = desk.page, [one.status for one in desk.listed()]
    row = next(row for row in range(len(shown)) if shown[row : row + 2] == [TO_REVIEW, APPROVED])
    undone, below = page.model.ids[row : row + 2]
    desk.take(undone)
    press(desk, Qt.Key.Key_2)
    assert page.table.current_id() not in (undone, below)
    press(desk, Qt.Key.Key_Z)
    come_in(desk, [one for one in page.model.ids if one != undone])
    assert page.table.current_id() == below
    press(desk, Qt.Key.Key_2)
    wait_until_written(desk)
    assert statuses(desk, [undone, below]) == [REJECTED, APPROVED]


def test_who_asks_for_another_receipt_meanwhile_comes_to_that_one(desk: ReceiptsDesk) -> None:
    hidden = desk.ids_with(APPROVED)[0]
    ids, page = begin(desk, FILTERED), desk.page
    press(desk, Qt.Key.Key_1, Qt.Key.Key_Z)
    page.show_record(hidden)
    come_in(desk, ids[1:])
    desk.qtbot.waitUntil(lambda: page.table.current_id() == hidden, timeout=10_000)


def test_what_a_busy_list_leaves_out_is_not_decided_about(desk: ReceiptsDesk) -> None:
    """However often it is read, since something changes all the time: the second list knows of the undo."""
    ids, page = begin(desk, FILTERED), desk.page
    press(desk, Qt.Key.Key_1)
    wait_until_written(desk)
    page.filter_bar.take_query(ReceiptQuery(statuses=(APPROVED,)))
    desk.qtbot.waitUntil(lambda: not page.loading.busy and ids[0] in page.model.ids, timeout=10_000)
    read: list[bool] = []
    page.decisions.undone.connect(lambda *_: read.clear())
    page.loading.found.connect(lambda _, anew: read.append(anew))
    again = page._side.listed.connect(page.refresh)
    with desk.qtbot.waitSignal(page.decisions.undone, timeout=10_000):
        press(desk, Qt.Key.Key_Z)
    desk.qtbot.waitUntil(lambda: len(read) > 1, timeout=10_000)
    shown = page.table.current_id()
    assert page.loading.busy and shown is not None and ids[0] not in page.model.ids
    press(desk, Qt.Key.Key_2)
    page._side.listed.disconnect(again)
    wait_until_written(desk)
    assert statuses(desk, [ids[0], shown]) == [TO_REVIEW, REJECTED]


def test_an_undo_that_changes_nothing_takes_no_key_from_another(desk: ReceiptsDesk) -> None:
    """The second was taken back in the history already."""
    ids, page = begin(desk, FILTERED), desk.page
    press(desk, Qt.Key.Key_1, Qt.Key.Key_1)
    wait_until_written(desk)
    entries = {row.decision.receipt_id: row.decision.entry_id for row in desk.scope.outbox.history()}
    page.decisions.take_back([entries[ids[1]]])
    wait_until_written(desk)
    press(desk, Qt.Key.Key_Z, Qt.Key.Key_Z)
    wait_until_written(desk)
    assert page.table.current_id() == ids[0]
    press(desk, Qt.Key.Key_2)
    wait_until_written(desk)
    assert statuses(desk, ids[:3]) == [REJECTED, TO_REVIEW, TO_REVIEW]
