"""The receipts page filtered: sums, the order, what is left, and what is said when nothing is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from desktop.core.models import ReceiptStatus
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.receipt_words import status_text
from tests.ui.receipts_desk import ReceiptsDesk


def test_the_sums_are_those_of_the_list(desk: ReceiptsDesk) -> None:
    page = desk.page
    bar = page.filter_bar
    bar.currency_menu.set_values(("USD",))
    bar.currency_menu.chosen.emit(("USD",), "USD")
    wanted = desk.scope.receipts.summary(bar.query)
    assert 0 < wanted.count < 40
    desk.qtbot.waitUntil(lambda: page.foot.count_label.text() == f"{wanted.count} receipts")
    assert len(page.model.ids) == wanted.count


def test_the_preview_says_why_it_is_empty(desk: ReceiptsDesk) -> None:
    page = desk.page
    desk.wait_until_shown(desk.with_source()[0])
    page.filter_bar.search_field.setText("no such vendor")
    desk.qtbot.waitUntil(lambda: desk.said() == "No receipt matches the filters, so there is none to show.")
    page.filter_bar.clear()
    desk.qtbot.waitUntil(lambda: page.current_row() is not None)
    assert "matches" not in desk.said()
    page.set_scope(None)
    desk.qtbot.waitUntil(lambda: desk.said() == "There is no receipt to show yet.")


def test_nothing_matches_says_what_and_clears(desk: ReceiptsDesk) -> None:
    page = desk.page
    page.filter_bar.search_field.setText("no such vendor")
    desk.qtbot.waitUntil(lambda: page.empty.isVisible())
    assert "no such vendor" in page.empty.accessibleName()
    assert page.preview.receipt is None
    page.empty.action_clicked.emit()
    desk.qtbot.waitUntil(lambda: len(page.model.ids) == 40)
    assert page.filter_bar.search_field.text() == ""
    assert page.table.isVisible()


def test_all_reviewed_is_good_news(desk: ReceiptsDesk) -> None:
    page = desk.page
    ids = desk.ids_with(ReceiptStatus.PENDING_REVIEW)
    status = page.filter_bar.status_menu
    status.set_values((ReceiptStatus.PENDING_REVIEW,))
    status.chosen.emit((ReceiptStatus.PENDING_REVIEW,), "To review")
    desk.qtbot.waitUntil(lambda: len(page.model.ids) == len(ids))
    page.table.selectAll()
    page.commands.approve.trigger()
    desk.qtbot.waitUntil(lambda: page.empty.isVisible(), timeout=40_000)
    assert "Nothing to review" in page.empty.accessibleName()


def test_a_decided_row_that_leaves_the_list_gives_way_to_the_next(desk: ReceiptsDesk) -> None:
    page = desk.page
    ids = desk.ids_with(ReceiptStatus.PENDING_REVIEW)
    assert len(ids) > 2
    status = page.filter_bar.status_menu
    status.set_values((ReceiptStatus.PENDING_REVIEW,))
    status.chosen.emit((ReceiptStatus.PENDING_REVIEW,), "To review")
    desk.qtbot.waitUntil(lambda: list(page.model.ids) == ids)
    desk.take(ids[1])
    page.commands.approve.trigger()
    desk.qtbot.waitUntil(lambda: page.table.current_id() == ids[2], timeout=20_000)
    assert page.table.selected_count() == 1


def test_sorting_by_header_and_by_words_agree(desk: ReceiptsDesk) -> None:
    page = desk.page
    page.table.sort_requested.emit(2, True)
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert page.filter_bar.sort_button.text() == "Largest amount first"
    amounts = [one.amount.minor for one in desk.listed() if one.amount and one.currency == "ILS"]
    assert amounts == sorted(amounts, reverse=True)


def test_vendors_are_found_by_a_part_of_their_name(desk: ReceiptsDesk) -> None:
    menu = desk.page.filter_bar.vendor_menu
    names = desk.scope.receipts.vendors()
    menu._on_search(names[0][1:4].upper())
    shown = [item.text() for item in menu._items() if not item.isHidden()]
    assert any(names[0] in strip_marks(text) for text in shown)
    menu.set_values((names[0],))
    menu._on_changed()
    desk.qtbot.waitUntil(lambda: {one.vendor for one in desk.listed()} == {names[0]})


def test_a_chip_without_a_value_says_what_it_is_for(either: ReceiptsDesk) -> None:
    bar = either.page.filter_bar
    chips = (bar.period_chip, bar.status_chip, bar.vendor_chip, bar.more_chip)
    hints = [chip.toolTip() for chip in chips]
    assert all(hints)
    assert len(set(hints)) == len(chips)
    bar.status_menu.chosen.emit((ReceiptStatus.APPROVED,), "Approved")
    assert bar.status_chip.toolTip() == status_text(ReceiptStatus.APPROVED)
    bar.clear()
    assert [chip.toolTip() for chip in chips] == hints


def test_no_two_of_the_rarer_filters_are_called_the_same(either: ReceiptsDesk) -> None:
    """The invoice's date is chosen in one of them, in the other whether there is one."""
    more = either.page.filter_bar.more_filters
    names = [label.text() for label in more.findChildren(QLabel) if label.text()]
    assert len(names) == len(set(names))
