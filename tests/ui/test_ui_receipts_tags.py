"""Tags under the list: written by keyboard, completed, taken off, for a selection, filtered by, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.core.tag import LONGEST_TAG, ReceiptTag, TagChange
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.tags.tagging import MESSAGE, Tagging
from tests.ui.receipts_desk import ReceiptsDesk

ENTER, DELETE = Qt.Key.Key_Return, Qt.Key.Key_Delete


@pytest.fixture
def tagging(desk: ReceiptsDesk) -> Tagging:
    return desk.page.extras.tagging


def rest(desk: ReceiptsDesk) -> None:
    """Until what was asked for is written and shown."""
    page = desk.page
    desk.qtbot.waitUntil(lambda: not (page.extras.tagging.busy or desk.tasks.busy), timeout=10_000)


def write(desk: ReceiptsDesk, text: str) -> None:
    """As with the keyboard: the command's key, then the words."""
    desk.page.commands.tag.trigger()
    QTest.keyClicks(desk.page.extras.tagging.bar.field, text)
    QTest.keyClick(desk.page.extras.tagging.bar.field, ENTER)
    rest(desk)


def shown(tagging: Tagging) -> list[str]:
    return [strip_marks(chip.value) for chip in tagging.bar.chips]


def tags_of(desk: ReceiptsDesk, *ids: int) -> list[tuple[str, ...]]:
    return [row.tags for row in desk.scope.receipts.rows(ids)]


def test_a_receipt_is_tagged_by_keyboard_alone(desk: ReceiptsDesk, tagging: Tagging) -> None:
    first, second = desk.page.model.ids[:2]
    desk.take(first)
    write(desk, "tax, car repair")
    assert shown(tagging) == ["car repair", "tax"]
    assert tagging.bar.field.hasFocus() and not tagging.bar.field.text()
    desk.page.table.setFocus()
    QTest.keyClick(desk.page.table, Qt.Key.Key_Down)
    assert desk.page.table.current_id() == second and shown(tagging) == []
    desk.page.commands.tag.trigger()
    QTest.keyClicks(tagging.bar.field, "R")
    assert tagging.bar.field.offers == ["car repair"]
    QTest.keyClick(tagging.bar.field, Qt.Key.Key_Down)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, ENTER)
    rest(desk)
    assert tags_of(desk, first, second) == [("car repair", "tax"), ("car repair",)]
    QTest.keyClick(tagging.bar.field, Qt.Key.Key_Escape)
    assert desk.page.focusWidget() is desk.page.table


def test_a_tag_is_taken_off_by_keyboard_and_what_is_typed_is_no_decision(
    desk: ReceiptsDesk, tagging: Tagging
) -> None:
    current = desk.ids_with(ReceiptStatus.PENDING_REVIEW)[0]
    desk.take(current)
    write(desk, "1, 2")
    assert desk.receipt(current).status is ReceiptStatus.PENDING_REVIEW
    QTest.keyClick(tagging.bar.field, Qt.Key.Key_Backspace)
    assert tagging.bar.chips[-1].hasFocus()
    QTest.keyClick(tagging.bar.chips[-1], DELETE)
    rest(desk)
    assert shown(tagging) == ["1"] and tagging.bar.chips[0].hasFocus()
    QTest.keyClick(tagging.bar.chips[0], DELETE)
    rest(desk)
    assert tags_of(desk, current) == [()] and tagging.bar.field.hasFocus()


def test_a_selection_is_tagged_told_and_undone_at_once(desk: ReceiptsDesk, tagging: Tagging) -> None:
    ids = list(desk.page.model.ids[:5])
    desk.take(ids[0])
    write(desk, "old")
    desk.page.table.select_ids(ids)
    rest(desk)
    selected = list(desk.page.table.selected_ids())
    assert selected == ids and shown(tagging) == ["old · 1 of 5"]
    write(desk, "both")
    assert all("both" in tags for tags in tags_of(desk, *selected))
    desk.wait_for_message(MESSAGE, "5")
    desk.page.commands.undo.trigger()
    rest(desk)
    assert desk.scope.tags.of(selected) == [("old", 1)]
    assert desk.message(MESSAGE) is None
    desk.page.commands.undo.trigger()
    rest(desk)
    assert not desk.scope.tags.in_use()
    assert not desk.page.commands.undo.isEnabled()


def test_one_key_takes_back_tags_and_decisions_in_their_order(desk: ReceiptsDesk, tagging: Tagging) -> None:
    first, second = desk.ids_with(ReceiptStatus.PENDING_REVIEW)[:2]
    desk.take(first)
    desk.page.commands.approve.trigger()
    rest(desk)
    desk.take(second)
    write(desk, "later")
    desk.page.commands.reject.trigger()
    rest(desk)
    expected = [
        (ReceiptStatus.APPROVED, ReceiptStatus.PENDING_REVIEW, ("later",)),
        (ReceiptStatus.APPROVED, ReceiptStatus.PENDING_REVIEW, ()),
        (ReceiptStatus.PENDING_REVIEW, ReceiptStatus.PENDING_REVIEW, ()),
    ]
    assert desk.receipt(second).status is ReceiptStatus.REJECTED
    for one, other, tags in expected:
        desk.page.commands.undo.trigger()
        rest(desk)
        found = desk.receipt(first).status, desk.receipt(second).status, tags_of(desk, second)[0]
        assert found == (one, other, tags)


def test_what_one_window_did_is_undone_in_the_next(desk: ReceiptsDesk, tagging: Tagging) -> None:
    first = desk.page.model.ids[0]
    desk.take(first)
    write(desk, "kept")
    handed = desk.page.extras.hand_over()
    desk.page.set_scope(None)
    assert not desk.page.extras.undoing.steps
    desk.page.set_scope(desk.scope)
    desk.page.extras.take_over(handed)
    desk.qtbot.waitUntil(lambda: desk.page.commands.undo.isEnabled())
    desk.page.commands.undo.trigger()
    rest(desk)
    assert tags_of(desk, first) == [()]


def test_receipts_are_searched_and_filtered_by_tags(desk: ReceiptsDesk, tagging: Tagging) -> None:
    first, second = desk.page.model.ids[:2]
    desk.take(first)
    write(desk, "zebra")
    desk.take(second)
    write(desk, "Yak")
    page = desk.page
    page.show_search("ZEB")
    desk.qtbot.waitUntil(lambda: list(page.model.ids) == [first])
    page.filter_bar.clear()
    rest(desk)
    desk.take(second)
    tagging.bar.chips[0].click()
    desk.qtbot.waitUntil(lambda: list(page.model.ids) == [second])
    assert strip_marks(page.filter_bar.filters_text()) == "Tags: Yak"
    page.filter_bar.more_filters.tags_menu.set_values(("zebra", "Yak"))
    page.filter_bar.more_filters.tags_menu.chosen.emit(("zebra", "Yak"), "")
    desk.qtbot.waitUntil(lambda: set(page.model.ids) == {first, second})
    page.filter_bar.take_query(ReceiptQuery(tags=("",)))
    desk.qtbot.waitUntil(lambda: len(page.model.ids) > 2)
    assert not {first, second} & set(page.model.ids)


def test_a_row_says_its_tags(desk: ReceiptsDesk, tagging: Tagging) -> None:
    first = desk.page.model.ids[0]
    desk.take(first)
    write(desk, "x" * 60)
    row = desk.page.current_row()
    assert row is not None and row.tags == ("x" * LONGEST_TAG,)
    assert f"tags: {'x' * LONGEST_TAG}" in desk.page.model.sentence(row)
    assert desk.page.model.cell(row, 1).mark == "tag"


def test_tags_go_to_no_server_and_stay_through_an_end_at_any_moment(
    desk: ReceiptsDesk, tagging: Tagging, server: DemoServer
) -> None:
    first = desk.page.model.ids[0]
    desk.take(first)
    rest(desk)
    server.counters.reset()
    write(desk, "private")
    assert desk.scope.backup.due
    assert all(route.startswith("GET ") for route in server.counters.hits)
    desk.scope.tags.hold(TagChange(added=(ReceiptTag(first, "typed last"),)))
    desk.scope.tags.finish()
    assert tags_of(desk, first) == [("private", "typed last")]


def test_another_account_is_shown_nothing_of_this_one(desk: ReceiptsDesk, tagging: Tagging) -> None:
    desk.take(desk.page.model.ids[0])
    write(desk, "mine")
    desk.page.set_scope(None)
    assert shown(tagging) == [] and not tagging.can_undo
    assert not tagging.bar.isEnabled()
    tagging.bar.field.textEdited.emit("m")
    assert "mine" not in tagging.bar.field.offers


def test_the_bar_stays_low_with_many_tags_in_both_languages(either: ReceiptsDesk) -> None:
    desk, tagging = either, either.page.extras.tagging
    desk.take(desk.page.model.ids[0])
    low = tagging.bar.height()
    tagging.bar.added.emit([f"tag number {number}" for number in range(40)])
    rest(desk)
    assert len(tagging.bar.chips) == 40
    desk.qtbot.waitUntil(lambda: tagging.bar.height() > low)
    assert tagging.bar.height() < 4 * low
    for chip in tagging.bar.chips:
        assert not chip.geometry().intersects(tagging.bar.field.geometry())
