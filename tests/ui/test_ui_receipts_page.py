"""The receipts page: the list leads, the preview follows, nothing of what was before stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.errors import NotAllowed
from desktop.core.models import FileKey, FileKind, Receipt, ReceiptStatus
from desktop.core.transfer import TransferState
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.ui.formatting import strip_marks
from desktop.ui.main_window import SMALLEST_SIZE
from desktop.ui.receipts.list_and_preview import LIST_WIDTH, LIST_WIDTH_NARROW
from desktop.ui.receipts.receipt_words import status_text
from desktop.ui.receipts.receipts_table_model import VENDOR_LEAST, ReceiptColumn
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

STATUS_BAR = 24
COMPACT_PLAYER = 36


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def either(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """The desk in English, then in Hebrew."""
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def listed(desk: ReceiptsDesk) -> list[Receipt]:
    return [row.receipt for row in desk.scope.receipts.rows(desk.page.model.ids)]


def with_source(desk: ReceiptsDesk) -> list[Receipt]:
    return [receipt for receipt in listed(desk) if receipt.source_file]


def wait_until_shown(desk: ReceiptsDesk, receipt: Receipt) -> None:
    view = desk.page.preview.view
    shown = desk.page.preview.shown
    desk.qtbot.waitUntil(
        lambda: shown.kept is not None and shown.receipt == receipt and view.page_count > 0, timeout=20_000
    )


def say(desk: ReceiptsDesk) -> str:
    return desk.page.preview.view.notes.sentence


# -- room ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("width", "height", "player"),
    [(1440, 900, 0), (1366, 768, COMPACT_PLAYER), (1366, 688, COMPACT_PLAYER), (1093, 614, 0)],
)
def test_the_document_has_four_fifths_of_the_window(
    either: ReceiptsDesk, width: int, height: int, player: int
) -> None:
    page = either.page
    page.resize(width - 72, height - STATUS_BAR - player)
    wait_until_shown(either, with_source(either)[0])
    assert page.preview.view.viewport().height() >= 0.8 * height
    either.messages.danger("Something to read, which must not push the document.")
    either.messages.note("Something else.")
    assert page.preview.view.viewport().height() >= 0.8 * height


def test_the_list_is_as_wide_as_drawn(desk: ReceiptsDesk) -> None:
    assert desk.page.splitter.sizes()[0] == LIST_WIDTH
    desk.page.resize(1366 - 72, 700)
    assert desk.page.splitter.sizes()[0] == LIST_WIDTH_NARROW


def test_a_narrow_window_squeezes_nothing_out_of_its_place(either: ReceiptsDesk) -> None:
    page = either.page
    page.resize(960 - 72, 590)
    wait_until_shown(either, with_source(either)[0])
    assert page.width() == 960 - 72
    for button in (page.preview.bar.source_button, page.preview.bar.not_receipt_button):
        assert page.preview.rect().contains(button.geometry().translated(page.preview.bar.pos()))
        assert button.width() >= button.sizeHint().width()
    assert page.preview.strip.switch.width() >= page.preview.strip.switch.sizeHint().width()


def test_in_the_smallest_window_the_vendor_can_be_read(either: ReceiptsDesk) -> None:
    page, header = either.page, either.page.table.horizontalHeader()
    wide = page.table.column_state()
    page.resize(SMALLEST_SIZE.width() - 72, SMALLEST_SIZE.height() - STATUS_BAR)
    either.qtbot.waitUntil(lambda: header.sectionSize(ReceiptColumn.VENDOR) >= VENDOR_LEAST)
    assert header.isSectionHidden(ReceiptColumn.CONFIDENCE)
    assert not any(header.isSectionHidden(n) for n in (ReceiptColumn.AMOUNT, ReceiptColumn.STATUS))
    for _ in range(2):
        page.table.column_actions()[ReceiptColumn.DATE].trigger()
    assert header.isSectionHidden(ReceiptColumn.CONFIDENCE)
    assert page.table.column_state() == wide
    page.resize(1368, 876)
    either.qtbot.waitUntil(lambda: not header.isSectionHidden(ReceiptColumn.CONFIDENCE))
    assert page.table.column_state() == wide


# -- the preview follows -------------------------------------------------------------------------


def test_the_first_receipt_is_shown_at_once(desk: ReceiptsDesk) -> None:
    first = with_source(desk)[0]
    assert desk.page.table.current_id() == listed(desk)[0].id
    wait_until_shown(desk, first)
    assert desk.scope.receipts.kept(FileKey.source(first.id)) is not None


def test_arrow_keys_move_and_the_document_follows(desk: ReceiptsDesk) -> None:
    table = desk.page.table
    table.setFocus()
    for _ in range(5):
        QTest.keyClick(table, Qt.Key.Key_Down)
    wanted = listed(desk)[5]
    assert table.current_id() == wanted.id
    desk.qtbot.waitUntil(lambda: desk.page.preview.receipt == wanted)


def test_an_answer_for_another_receipt_is_dropped(desk: ReceiptsDesk, server: DemoServer) -> None:
    slow, shown = with_source(desk)[1:3]
    server.faults.add(Fault(path=rf"^/api/receipts/{slow.id}/download$", kind="delay", seconds=30, times=1))
    desk.take(slow.id)
    desk.qtbot.waitUntil(lambda: desk.queue.transfer(FileKey.source(slow.id)) is not None)
    desk.take(shown.id)
    wait_until_shown(desk, shown)
    server.faults.clear()
    desk.qtbot.waitUntil(
        lambda: desk.scope.receipts.kept(FileKey.source(slow.id)) is not None, timeout=20_000
    )
    assert desk.page.preview.shown.kept is not None
    assert desk.page.preview.shown.kept.key == FileKey.source(shown.id)


def test_without_a_source_the_preview_is_shown(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    held = next(one for one in server.world.receipts[1:] if one.preview and one.attachment)
    server.world.receipts.replace(replace(held, attachment=None))
    with receipts_desk(qtbot, server, data_dir) as desk:
        receipt = desk.take(held.id)
        wait_until_shown(desk, receipt)
        assert desk.page.preview.kind is FileKind.RECEIPT_PREVIEW
        assert desk.page.preview.strip.switch.current() == FileKind.RECEIPT_PREVIEW.value
        assert not desk.page.commands.download_source.isEnabled()


def test_the_switch_shows_the_other_file(desk: ReceiptsDesk) -> None:
    both = next(one for one in listed(desk) if one.preview_file and one.source_file)
    desk.take(both.id)
    wait_until_shown(desk, both)
    desk.page.preview.strip.switch.changed.emit(FileKind.RECEIPT_PREVIEW.value)
    wait_until_shown(desk, both)
    kept = desk.page.preview.shown.kept
    assert kept is not None
    assert kept.key == FileKey.preview(both.id)


def test_a_refresh_leaves_the_open_document_alone(desk: ReceiptsDesk) -> None:
    first = with_source(desk)[0]
    wait_until_shown(desk, first)
    view = desk.page.preview.view
    view.zoom_in()
    zoom = view.zoom
    desk.page.refresh()
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert view.zoom == zoom
    assert view.page_count > 0


def test_a_file_that_the_storage_refuses_is_told_and_tried_again(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    receipt = with_source(desk)[2]
    server.faults.add(Fault(path=rf"^/api/receipts/{receipt.id}\b", kind="status", status=404))
    desk.take(receipt.id)
    desk.qtbot.waitUntil(lambda: "no longer" in say(desk) or "no source" in say(desk), timeout=20_000)
    server.faults.clear()
    desk.page.preview.shown.try_again()
    wait_until_shown(desk, receipt)


def test_offline_says_so_and_goes_on_when_the_server_is_back(desk: ReceiptsDesk) -> None:
    receipt = with_source(desk)[3]
    attempts = desk.scope.online
    assert attempts is not None
    desk.queue.set_attempts(None)
    desk.page.set_no_server("You are offline, and this needs the server.")
    desk.take(receipt.id)
    desk.qtbot.waitUntil(lambda: "offline" in say(desk))
    assert not desk.page.commands.approve.isEnabled()
    assert "offline" in desk.page.commands.approve.toolTip()
    desk.queue.set_attempts(attempts.transfers)
    desk.page.set_no_server("")
    wait_until_shown(desk, receipt)
    assert desk.page.commands.approve.isEnabled() or receipt.status is ReceiptStatus.APPROVED


def test_a_cancelled_download_can_be_asked_for_again(desk: ReceiptsDesk, server: DemoServer) -> None:
    receipt = with_source(desk)[4]
    key = FileKey.source(receipt.id)
    server.faults.add(Fault(path=rf"^/api/receipts/{receipt.id}\b", kind="delay", seconds=30))
    desk.take(receipt.id)
    desk.qtbot.waitUntil(lambda: desk.queue.transfer(key) is not None)
    desk.queue.cancel(key)
    assert "cancelled" in say(desk)
    server.faults.clear()
    desk.page.preview.shown.try_again()
    wait_until_shown(desk, receipt)
    transfer = desk.queue.transfer(key)
    assert transfer is not None
    assert transfer.state is TransferState.DONE


# -- large ---------------------------------------------------------------------------------------


def test_space_shows_large_and_back(desk: ReceiptsDesk) -> None:
    page = desk.page
    wait_until_shown(desk, with_source(desk)[0])
    narrow = page.preview.width()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Space)
    assert not page.table.isVisible()
    desk.qtbot.waitUntil(lambda: page.preview.width() == page.width() > narrow)
    page.preview.view.step_wanted.emit(1)
    assert page.table.current_id() == listed(desk)[1].id
    desk.messages.note("Seen here too.")
    assert page.preview.message_bar.isVisible()
    QTest.keyClick(page.preview.view, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert not page.preview.message_bar.isVisible()


def test_digits_in_the_search_field_decide_nothing(desk: ReceiptsDesk) -> None:
    page = desk.page
    before = {one.id: one.status for one in listed(desk)}
    page.focus_search()
    QTest.keyClicks(page.filter_bar.search_field, "123")
    assert page.filter_bar.search_field.text() == "123"
    assert not page.decisions.busy
    assert {one: desk.receipt(one).status for one in before} == before


def test_escape_empties_the_search_field(desk: ReceiptsDesk) -> None:
    field = desk.page.filter_bar.search_field
    desk.page.focus_search()
    QTest.keyClicks(field, "demo")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


# -- filters -------------------------------------------------------------------------------------


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
    wait_until_shown(desk, with_source(desk)[0])
    page.filter_bar.search_field.setText("no such vendor")
    desk.qtbot.waitUntil(lambda: say(desk) == "No receipt matches the filters, so there is none to show.")
    page.filter_bar.clear()
    desk.qtbot.waitUntil(lambda: page.current_row() is not None)
    assert "matches" not in say(desk)
    page.set_scope(None)
    desk.qtbot.waitUntil(lambda: say(desk) == "There is no receipt to show yet.")


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
    amounts = [one.amount.minor for one in listed(desk) if one.amount and one.currency == "ILS"]
    assert amounts == sorted(amounts, reverse=True)


def test_vendors_are_found_by_a_part_of_their_name(desk: ReceiptsDesk) -> None:
    menu = desk.page.filter_bar.vendor_menu
    names = desk.scope.receipts.vendors()
    menu._on_search(names[0][1:4].upper())
    shown = [item.text() for item in menu._items() if not item.isHidden()]
    assert any(names[0] in strip_marks(text) for text in shown)
    menu.set_values((names[0],))
    menu._on_changed()
    desk.qtbot.waitUntil(lambda: {one.vendor for one in listed(desk)} == {names[0]})


# -- accounts ------------------------------------------------------------------------------------


def test_no_account_shows_nothing_of_the_one_before(desk: ReceiptsDesk) -> None:
    wait_until_shown(desk, with_source(desk)[0])
    page = desk.page
    page.set_scope(None)
    assert len(page.model.ids) == 0
    assert page.preview.view.page_count == 0
    assert page.preview.strip.file_label.text() == ""
    assert page.foot.totals_label.text() == ""
    assert page.empty.isVisible()
    assert not page.commands.download_source.isEnabled()
    assert not page.commands.export.isEnabled()


def test_a_user_without_receipts_is_told_why(desk: ReceiptsDesk) -> None:
    page = desk.page
    page.set_scope(None)
    page.set_refusal(NotAllowed(reason="insufficient_role"))
    page.refresh()
    assert "role" in page.empty.accessibleName()


def test_a_file_is_described_in_words(either: ReceiptsDesk) -> None:
    receipt = listed(either)[0]
    said = strip_marks(either.page.describe(FileKey.source(receipt.id)))
    assert receipt.vendor in said
    assert either.page.describe(FileKey.preview(987654321))


def test_every_command_has_words_and_the_page_is_named(either: ReceiptsDesk) -> None:
    for action in either.page.commands.for_page():
        assert action.text()
        assert action.toolTip()
        assert not action.icon().isNull()
    assert either.page.table.accessibleName()
    assert either.page.preview.view.accessibleName()


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
