"""Thumbnails in place of the table: the same receipts, the same current and selected ones, the same keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.core.models import FileKey, FileKind, ReceiptRow, ReceiptStatus
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.receipts import has_file
from desktop.ui.receipts.receipts_table_model import ReceiptColumn
from desktop.ui.receipts.thumbnails.receipts_grid import ReceiptsGrid
from desktop.ui.receipts.thumbnails.thumbnail_delegate import BOX, PADDING
from desktop.ui.receipts.thumbnails.thumbnails import Thumbnail
from desktop.ui.theme import theme
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk

SHIFT, CONTROL, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


@pytest.fixture
def either(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    """The desk in English, then in Hebrew."""
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def shown_grid(desk: ReceiptsDesk) -> ReceiptsGrid:
    """By the key, with the focus in it."""
    page = desk.page
    page.table.setFocus()
    QTest.keySequence(page.table, QKeySequence("Ctrl+T"))
    grid = page.pictures.grid
    assert grid.isVisible()
    assert not page.table.isVisible()
    assert grid.hasFocus()
    return grid


def press(grid: ReceiptsGrid, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> int:
    """Returns the row that is current then."""
    QTest.keyClick(grid, key, held)
    return grid.currentIndex().row()


def thumbnail(desk: ReceiptsDesk, row: int) -> Thumbnail | None:
    record = desk.page.model.record_at(row)
    return desk.page.pictures.thumbnails.of(record) if isinstance(record, ReceiptRow) else None


def wait_for_seen(desk: ReceiptsDesk) -> list[Thumbnail]:
    """Until each that is in view is there, or says why it is not."""
    grid = desk.page.pictures.grid
    desk.qtbot.waitUntil(
        lambda: bool(grid.seen_rows()) and all(thumbnail(desk, row) for row in grid.seen_rows()),
        timeout=30_000,
    )
    return [found for row in grid.seen_rows() if (found := thumbnail(desk, row)) is not None]


# -- the same receipts ---------------------------------------------------------------------------


def test_the_keys_go_through_lines_and_columns(either: ReceiptsDesk) -> None:
    grid = shown_grid(either)
    assert grid.columns == 3
    first = grid.visualRect(either.page.model.index(0, 0))
    second = grid.visualRect(either.page.model.index(1, 0))
    assert first.top() == second.top()
    assert (second.left() < first.left()) is grid.isRightToLeft()
    onward, back = Qt.Key.Key_Right, Qt.Key.Key_Left
    if grid.isRightToLeft():
        onward, back = back, onward
    count = len(either.page.model.ids)
    assert press(grid, onward) == 1
    assert press(grid, Qt.Key.Key_Down) == 4
    assert press(grid, back) == 3
    assert press(grid, back) == 2
    assert press(grid, Qt.Key.Key_Up) == 2
    assert press(grid, Qt.Key.Key_End) == count - 1
    assert press(grid, Qt.Key.Key_Down) == count - 1
    assert grid.viewport().rect().intersects(grid.visualRect(either.page.model.index(count - 1, 0)))
    assert press(grid, Qt.Key.Key_Home) == 0
    assert press(grid, Qt.Key.Key_PageDown) % 3 == 0


def test_current_and_selected_are_the_tables_and_stay_when_it_comes_back(desk: ReceiptsDesk) -> None:
    table, model = desk.page.table, desk.page.model
    grid = shown_grid(desk)
    press(grid, Qt.Key.Key_Right)
    assert press(grid, Qt.Key.Key_Down, SHIFT) == 4
    assert list(table.selected_ids()) == list(model.ids[1:5])
    QTest.mouseClick(
        grid.viewport(), Qt.MouseButton.LeftButton, CONTROL, grid.visualRect(model.index(6, 0)).center()
    )
    assert list(table.selected_ids()) == [*model.ids[1:5], model.ids[6]]
    assert table.current_id() == model.ids[6]
    assert desk.page.foot.selection_label.text().startswith("5")
    QTest.keySequence(grid, QKeySequence("Ctrl+T"))
    assert table.isVisible()
    assert table.hasFocus()
    # Whole rows, as the table's own: it draws them as selected.
    assert [row for row in range(9) if table.selectionModel().isRowSelected(row)] == [1, 2, 3, 4, 6]
    QTest.keySequence(table, QKeySequence.StandardKey.SelectAll)
    QTest.keySequence(table, QKeySequence("Ctrl+T"))
    assert table.selected_count() == len(model.ids)
    press(grid, Qt.Key.Key_Home)
    assert list(table.selected_ids()) == [model.ids[0]]
    QTest.keySequence(grid, QKeySequence.StandardKey.SelectAll)
    assert table.selected_count() == len(model.ids)


def test_the_document_follows_and_enter_shows_it_large(desk: ReceiptsDesk) -> None:
    grid = shown_grid(desk)
    row = press(grid, Qt.Key.Key_Down)
    wanted = desk.listed()[row]
    desk.qtbot.waitUntil(lambda: desk.page.preview.receipt == wanted)
    press(grid, Qt.Key.Key_Return)
    assert desk.page.commands.show_large.isChecked()
    desk.page.commands.leave_large.trigger()
    assert grid.hasFocus()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert desk.page.commands.show_large.isChecked()


def test_decisions_and_the_menu_are_for_what_is_selected(desk: ReceiptsDesk) -> None:
    grid, model = shown_grid(desk), desk.page.model
    first = desk.ids_with(ReceiptStatus.PENDING_REVIEW)[0]
    desk.page.table.set_current_id(first)
    place = grid.visualRect(model.index(model.row_of(first) or 0, 0)).center()
    assert grid.viewport().rect().contains(place)
    QTest.keyClick(grid, Qt.Key.Key_1)
    desk.qtbot.waitUntil(lambda: desk.receipt(first).status is ReceiptStatus.APPROVED, timeout=20_000)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, grid.viewport().mapToGlobal(place))
    QApplication.sendEvent(grid.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert desk.page.commands.approve in menu.actions()
    menu.close()


def test_a_screen_reader_says_the_sentence_of_the_table(desk: ReceiptsDesk) -> None:
    grid = shown_grid(desk)
    index = grid.model().index(0, 0)
    sentence = index.data(Qt.ItemDataRole.AccessibleTextRole)
    record = desk.page.model.record_at(0)
    assert record is not None
    assert sentence == desk.page.model.sentence(record)
    assert grid.accessibleName() == desk.page.table.accessibleName()


def test_what_is_new_does_not_move_what_is_seen(desk: ReceiptsDesk) -> None:
    grid, model = shown_grid(desk), desk.page.model
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    row = grid.seen_rows().start + 3
    seen, before = model.id_at(row), grid.visualRect(model.index(row, 0)).top()
    model.replace_ids(model.ids[3:])
    moved = model.row_of(seen)
    assert moved is not None
    assert grid.visualRect(model.index(moved, 0)).top() == before
    model.replace_ids(model.ids[:20], anew=True)
    assert bar.value() == 0


# -- the pictures --------------------------------------------------------------------------------


def test_it_opens_at_the_current_one_whichever_cell_of_it_was_chosen(either: ReceiptsDesk) -> None:
    page, row = either.page, len(either.page.model.ids) - 8
    page.table.setCurrentIndex(page.model.index(row, ReceiptColumn.AMOUNT))
    grid = shown_grid(either)
    assert in_view(grid, row)
    before = grid.viewport().height()
    either.messages.warning("Somebody else decided", key="over the list")
    either.qtbot.waitUntil(lambda: grid.viewport().height() < before)
    either.qtbot.waitUntil(lambda: in_view(grid, row))


def in_view(grid: ReceiptsGrid, row: int) -> bool:
    return grid.viewport().rect().contains(grid.visualRect(grid.model().index(row, 0)))


def test_those_in_view_are_fetched_and_drawn_and_stay_on_the_disk(
    look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path
) -> None:
    with receipts_desk(qtbot, server, data_dir) as desk:
        grid = shown_grid(desk)
        found = wait_for_seen(desk)
        assert all(one.image is not None for one in found)
        far = desk.listed()[-1]
        assert desk.scope.receipts.kept(FileKey.source(far.id)) is None
        shown = set(grid.seen_rows())
        qtbot.waitUntil(lambda: not desk.tasks.busy and not desk.page.pictures.thumbnails.busy)
        assert not [one for one in desk.queue.transfers() if one.key != desk.page.preview.shown.key]
    with receipts_desk(qtbot, server, data_dir) as desk:
        desk.go_offline()
        pictures = desk.page.pictures
        pictures.renderer.close()
        grid = shown_grid(desk)
        assert set(grid.seen_rows()) == shown
        # Without a server, and without anything that could draw: they are there.
        assert all(one.image is not None for one in wait_for_seen(desk))


def test_why_there_is_none_is_said_and_it_comes_when_it_can(desk: ReceiptsDesk) -> None:
    grid, page = shown_grid(desk), desk.page
    wait_for_seen(desk)
    assert desk.scope.online is not None
    desk.queue.set_attempts(None)
    page.set_no_server("You are offline.")
    row = len(page.model.ids) // 2
    grid.scrollTo(page.model.index(row, 0))
    assert "Not on this computer" in {one.reason for one in wait_for_seen(desk)}
    desk.queue.set_attempts(desk.scope.online.transfers)
    page.set_no_server("")
    desk.qtbot.waitUntil(
        lambda: "Not on this computer" not in {one.reason for one in wait_for_seen(desk)}, timeout=20_000
    )
    assert any(one.image is not None for one in wait_for_seen(desk))


def test_a_file_that_cannot_be_drawn_says_so_and_the_others_come(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    locked, lost, *_ = desk.listed()[6:]
    find = desk.scope.receipts.kept
    kinds = (FileKind.RECEIPT_SOURCE, FileKind.RECEIPT_PREVIEW)
    keys = [FileKey(kind, str(locked.id)) for kind in kinds if has_file(locked, kind)]
    for key in keys:
        desk.queue.request(key)
    desk.qtbot.waitUntil(lambda: all(find(key) is not None for key in keys), timeout=20_000)
    for kept in filter(None, map(find, keys)):
        kept.path.write_bytes(b"%PDF-1.4 no more".ljust(kept.size)[: kept.size])
    server.faults.add(Fault(path=rf"^/api/receipts/{lost.id}\b", kind="status", status=404))
    shown_grid(desk)
    wait_for_seen(desk)
    damaged, missing, *others = (thumbnail(desk, row) for row in range(6, 9))
    assert damaged is not None
    assert damaged.reason == "Damaged file"
    assert missing is not None
    assert missing.reason == "Could not be fetched"
    assert all(one is not None and one.image is not None for one in others)


def test_what_went_out_of_sight_is_not_drawn(desk: ReceiptsDesk) -> None:
    grid = shown_grid(desk)
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    wait_for_seen(desk)
    middle = len(desk.page.model.ids) // 2
    assert thumbnail(desk, middle) is None
    QTest.keySequence(grid, QKeySequence("Ctrl+T"))
    assert not desk.page.pictures.thumbnails.busy


def test_the_picture_is_painted_with_its_words(either: ReceiptsDesk) -> None:
    grid = shown_grid(either)
    wait_for_seen(either)
    either.qtbot.waitUntil(lambda: not either.page.pictures.thumbnails.busy)
    cell = grid.visualRect(either.page.model.index(1, 0))
    image, picture = grid.viewport().grab(cell).toImage(), thumbnail(either, 1)
    assert picture is not None
    assert picture.image is not None
    room = image.copy(0, 0, cell.width(), BOX.height() + 2 * PADDING)
    assert _looks_like(room, picture.image)
    words = image.copy(0, room.height(), cell.width(), cell.height() - room.height())
    badge = theme().color("warning_tint" if "pending" in _status(either, 1) else "success_tint")
    half = words.width() // 2
    trailing = words.copy(0 if grid.isRightToLeft() else half, 0, half, words.height())
    assert _has(trailing, badge)


def _status(desk: ReceiptsDesk, row: int) -> str:
    record = desk.page.model.record_at(row)
    assert record is not None
    return str(record.receipt.status)


def _has(image: QImage, color: QColor) -> bool:
    return any(
        image.pixelColor(across, down).rgb() == color.rgb()
        for across in range(image.width())
        for down in range(image.height())
    )


def _looks_like(room: QImage, picture: QImage) -> bool:
    """Whether `picture` stands in the middle of `room`, pixel for pixel."""
    left = (room.width() - picture.width()) // 2
    for across in (left - 1, left, left + 1):
        for top in range(room.height() - picture.height()):
            part = room.copy(across, top, picture.width(), picture.height())
            if part.convertToFormat(QImage.Format.Format_RGB32) == picture:
                return True
    return False
