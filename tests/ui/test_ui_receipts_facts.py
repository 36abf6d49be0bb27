"""What is known of a receipt where its list is out of sight, and tools that give way in a narrow window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.models import ReceiptStatus
from desktop.core.query import ReceiptQuery
from desktop.demo.server import DemoServer
from desktop.ui.receipts.preview.receipt_preview_widget import ReceiptPreviewWidget
from desktop.ui.receipts.receipt_words import allocation_said, duplicate_said, status_text
from tests.ui.doubtful_receipts import add
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk
from tests.workers.pdf_kit import locked_pdf

SMALL = QSize(1366 - 72, 768 - 24)
STATUS_AND_PLAYER = 60


@pytest.fixture
def desk(either_language: str, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    for _ in range(2):
        add(server, "Both Ltd", 2_360_000, invoice_date=date(2026, 10, 2))
    with receipts_desk(qtbot, server, data_dir) as made:
        yield made


def inside(preview: ReceiptPreviewWidget, widget: QWidget) -> bool:
    """Whether all of it is seen, and as wide as it wants to be."""
    place = QRect(widget.mapTo(preview, widget.rect().topLeft()), widget.size())
    return (
        widget.isVisible() and preview.rect().contains(place) and widget.width() >= widget.sizeHint().width()
    )


def colors(widget: QWidget) -> int:
    image = widget.grab().toImage()
    return len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())})


def test_large_and_in_the_second_window_it_is_said_whose_receipt_it_is(desk: ReceiptsDesk) -> None:
    page = desk.page
    page.resize(SMALL)
    page.filter_bar.take_query(ReceiptQuery(vendors=("Both Ltd",)))
    desk.qtbot.waitUntil(lambda: not (page.loading.busy or desk.tasks.busy), timeout=20_000)
    receipt = desk.take(page.model.ids[0])
    facts = page.preview.strip.facts
    assert not facts.isVisible(), "the list says it"
    page.commands.show_large.trigger()
    page.commands.second_window.trigger()
    second = page.second.window
    assert second is not None
    for one in (facts, second.preview.strip.facts):
        desk.qtbot.waitUntil(one.isVisible)
        said = one.accessibleName()
        for words in (
            "Both Ltd",
            "23,600.00",
            status_text(receipt.status),
            duplicate_said(),
            allocation_said(),
        ):
            assert words in said
        assert colors(one) > 10, "it is painted, too"
    second.resize(800, 700)
    narrow = second.preview.strip.facts
    desk.qtbot.waitUntil(lambda: narrow.width() >= narrow.short_width() > 0)
    page.commands.approve.trigger()
    page.table.set_current_id(receipt.id)
    approved = status_text(ReceiptStatus.APPROVED)
    desk.qtbot.waitUntil(lambda: approved in facts.accessibleName(), timeout=10_000)
    assert approved in second.preview.strip.facts.accessibleName()


@pytest.mark.parametrize("player", [0, 36])
def test_the_document_keeps_its_share(desk: ReceiptsDesk, player: int) -> None:
    page = desk.page
    page.resize(SMALL.width(), SMALL.height() - player)
    before = page.preview.view.height()
    page.commands.show_large.trigger()
    desk.qtbot.waitUntil(page.preview.strip.facts.isVisible)
    assert page.preview.view.height() == before
    assert page.preview.view.viewport().height() >= 0.8 * 768


def test_a_narrow_window_keeps_the_words_and_keys_of_decisions_and_the_tools(desk: ReceiptsDesk) -> None:
    page, preview = desk.page, desk.page.preview
    desk.take(next(one.id for one in desk.with_source() if one.preview_file))
    desk.wait_until_shown(preview.receipt or desk.with_source()[0])
    page.resize(960 - 72, 590)
    bar, strip, commands = preview.bar, preview.strip, page.commands
    for button, action in (
        (bar.approve_button, commands.approve), (bar.reject_button, commands.reject),
        (bar.not_receipt_button, commands.not_receipt),
    ):  # fmt: skip
        desk.qtbot.waitUntil(partial(inside, preview, button))
        assert (button.text(), button._key_hint) == (action.text(), action.shortcut().toString())
    for widget in (
        bar.source_button,
        bar.preview_button,
        strip.find_button,
        strip.second_button,
        strip.switch,
    ):
        assert inside(preview, widget)
    shown = [one for one in strip.children() if isinstance(one, QWidget) and one.isVisible()]
    assert all(
        preview.rect().contains(QRect(one.mapTo(preview, one.rect().topLeft()), one.size())) for one in shown
    )
    # What gave way is in the menu.
    menu = strip.zoom_button.menu()
    assert {preview.actions_of_document.rotate, preview.actions_of_document.fit_page} <= set(menu.actions())


def test_after_its_password_the_document_has_the_focus(desk: ReceiptsDesk, tmp_path: Path) -> None:
    view = desk.page.preview.view
    desk.wait_until_shown(desk.take(next(one.id for one in desk.with_source())))
    desk.page.activateWindow()
    desk.qtbot.waitUntil(desk.page.isActiveWindow)
    path = tmp_path / "locked.pdf"
    path.write_bytes(locked_pdf("1234", "words"))
    view.show_document(path)
    desk.qtbot.waitUntil(lambda: view.notes.password.isVisible(), timeout=20_000)
    view.notes.password.field.setFocus()
    QTest.keyClicks(view.notes.password.field, "1234")
    with desk.qtbot.waitSignal(view.opened, timeout=20_000):
        QTest.keyClick(view.notes.password.field, Qt.Key.Key_Return)
    assert view.hasFocus()
