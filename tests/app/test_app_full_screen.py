"""The document on the whole screen, and in a second window, in the real program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from desktop.core.models import FileKind
from desktop.demo.server import DemoServer
from tests.app.conftest import Driver


def show_receipts(driver: Driver) -> None:
    driver.bring_to_front()
    driver.program.window.commands.receipts.trigger()
    driver.wait(lambda: driver.receipts.preview.view.sharp)


def test_a_document_has_the_screen_until_escape(driver: Driver) -> None:
    show_receipts(driver)
    for large in (False, True):
        _goes_full_and_back(driver, large)


def _goes_full_and_back(driver: Driver, large: bool) -> None:
    window, page = driver.program.window, driver.receipts
    page.commands.show_large.setChecked(large)
    QTest.keySequence(
        page.preview.view if large else page.table, QKeySequence(QKeySequence.StandardKey.FullScreen)
    )
    assert window.isFullScreen()
    view, shown = page.preview.view, (window.rail, window.status, page.table)
    assert not any(part.isVisible() for part in shown)
    driver.wait(lambda: view.viewport().height() >= 0.85 * window.height())
    driver.wait(lambda: view.width() == window.width())
    assert page.preview.bar.approve_button.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
    assert window.rail.isVisible() and window.status.isVisible()
    assert page.table.isVisible()


def test_the_same_key_and_another_page_leave_it_too(signed_in: Driver) -> None:
    show_receipts(signed_in)
    window, page = signed_in.program.window, signed_in.receipts
    window.commands.full_screen.trigger()
    window.commands.full_screen.trigger()
    assert not window.isFullScreen() and page.table.isVisible() and window.rail.isVisible()
    window.commands.full_screen.trigger()
    window.commands.calls.trigger()
    assert not window.isFullScreen() and window.rail.isVisible()
    window.commands.full_screen.trigger()
    assert window.isFullScreen() and window.rail.isVisible(), "the calls have no document"


def test_the_share_of_the_document_in_every_state(driver: Driver, server: DemoServer) -> None:
    """0.8 of the window's height at least: source and preview, beside the list, large, with a search,
    a message, no document."""
    show_receipts(driver)
    scope, shown = driver.scope, driver.receipts.preview.shown
    listed = [row.receipt for row in scope.receipts.rows(driver.receipts.model.ids)]
    has_both = next(one.id for one in listed if _gives_both(server, one.id))
    driver.receipts.table.set_current_id(has_both)
    driver.wait(lambda: shown.receipt is not None and shown.receipt.id == has_both)
    for size in ((1366, 768), (2560, 1440)):
        driver.resize(*size)
        for kind in (FileKind.RECEIPT_PREVIEW, FileKind.RECEIPT_SOURCE):
            shown.show_kind(kind)
            driver.wait(lambda: shown.kept is not None and driver.receipts.preview.view.sharp)
            assert shown.kind is kind
            assert driver.preview_height() >= 0.8 * size[1]
        _has_its_share(driver)


def _gives_both(server: DemoServer, receipt_id: int) -> bool:
    world = server.world
    return bool(world.source_bytes(receipt_id)) and bool(world.preview_bytes(receipt_id))


def _has_its_share(driver: Driver) -> None:
    window, page = driver.program.window, driver.receipts
    least = 0.8 * window.height()
    assert driver.preview_height() >= least
    page.preview.view.open_find()
    assert driver.preview_height() >= least
    page.preview.view.find_bar.close_bar()
    page.preview.view.show_message("Something else than a document.", "Try again")
    assert driver.preview_height() >= least
    window.messages.danger("Something that went wrong.")
    assert driver.preview_height() >= least
    page.commands.show_large.setChecked(True)
    window.messages.dismiss_all()
    assert driver.preview_height() >= least
    page.commands.show_large.setChecked(False)


def test_the_second_window_goes_with_the_program_and_keeps_its_place(
    start: Callable[[str], Driver], server: DemoServer
) -> None:
    first = start("en")
    first.sign_in(server)
    first.wait_for_lists()
    show_receipts(first)
    first.receipts.commands.second_window.trigger()
    second = first.receipts.second.window
    assert second is not None
    second.resize(640, 560)
    first.program.window.settings_chosen.emit(first.program.accounts.settings._replace(language="he"))
    again = first.receipts.second.window
    assert again is not None and again is not second
    assert again.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert again.size() == QSize(640, 560)
    again.resize(700, 600)
    first.program.window.close()
    assert first.receipts.second.window is None
    first.program.close()
    other = start("en")
    other.wait_for_lists()
    other.receipts.commands.second_window.trigger()
    reopened = other.receipts.second.window
    assert reopened is not None
    assert reopened.size() == QSize(700, 600)
