"""The details pane: every field, what is unknown in words, values to copy, and what only the server knows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.models import PreviewStatus, Receipt, ReceiptStatus
from desktop.core.receipt_details import ReceiptDetails
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.sync import SyncHow
from desktop.ui.formatting import strip_marks
from desktop.ui.receipts.details.detail_fields import FIELDS, DetailField, Section
from desktop.ui.receipts.details.details_pane import DetailsPane
from desktop.ui.receipts.details.value_text import ValueText
from desktop.ui.theme import apply_theme, theme
from tests.prepared import sync
from tests.ui.doubtful_receipts import add
from tests.ui.receipts_desk import ReceiptsDesk

COPY = QKeySequence.StandardKey.Copy


def opened(desk: ReceiptsDesk) -> DetailsPane:
    """The pane, as its key opens it, with what the server knows."""
    desk.page.commands.details.trigger()
    wait(desk)
    return desk.page.extras.details.pane


def wait(desk: ReceiptsDesk) -> None:
    reading = desk.page.extras.details.reading
    desk.qtbot.waitUntil(lambda: not reading.under_way, timeout=10_000)


def field(section: Section, name: str) -> DetailField:
    return next(one for one in FIELDS if (one.section, one.name) == (section, name))


def value(pane: DetailsPane, section: Section, name: str) -> ValueText:
    return pane.values[field(section, name)]


def text(pane: DetailsPane, section: Section, name: str) -> str:
    return strip_marks(value(pane, section, name).toPlainText())


def by(desk: ReceiptsDesk, **wanted: object) -> Receipt:
    """The first listed receipt with these values."""
    return next(
        one for one in desk.listed() if all(getattr(one, name) == value for name, value in wanted.items())
    )


def test_every_field_says_something_of_every_receipt(either: ReceiptsDesk) -> None:
    pane = opened(either)
    for receipt in either.listed():
        pane.show_receipt(receipt, ReceiptDetails(receipt), "missing")
        for one, widget in pane.values.items():
            assert strip_marks(widget.toPlainText()).strip(), one
        assert "0.00" not in value(pane, Section.DOCUMENT, "Amount").toPlainText() or receipt.amount
    assert pane.isVisible() and pane.width() >= 300
    assert either.page.preview.isVisible()


def test_fields_of_the_row_and_of_the_server_are_shown(desk: ReceiptsDesk) -> None:
    receipt = by(desk, source="gmail", status=ReceiptStatus.APPROVED)
    desk.take(receipt.id)
    pane = opened(desk)
    assert text(pane, Section.DOCUMENT, "Status") == "Approved"
    assert text(pane, Section.MAIL, "Origin") == "Gmail"
    assert text(pane, Section.MAIL, "Mail number") == receipt.gmail_message_id
    assert text(pane, Section.MAIL, "Conversation number") == f"thread-{receipt.id:x}"
    assert text(pane, Section.RECORD, "Number") == str(receipt.id)
    assert '"total"' in text(pane, Section.EXTRACTION, "What was read from it")
    assert receipt.source_file is not None
    assert text(pane, Section.SOURCE, "Name") == receipt.source_file.filename


def test_what_is_unknown_is_said_and_never_copied(desk: ReceiptsDesk) -> None:
    receipt = by(desk, amount=None, invoice_number="")
    desk.take(receipt.id)
    pane = opened(desk)
    assert text(pane, Section.DOCUMENT, "Amount") == "No amount recognised"
    assert text(pane, Section.DOCUMENT, "Invoice number") == "Not recognised"
    unknown = value(pane, Section.DOCUMENT, "Amount")
    QGuiApplication.clipboard().setText("before")
    QTest.keySequence(unknown, QKeySequence(COPY))
    assert QGuiApplication.clipboard().text() == "before" and not unknown.value


def test_words_have_the_colours_of_the_theme(desk: ReceiptsDesk, look: QApplication) -> None:
    receipt = by(desk, amount=None)
    desk.take(receipt.id)
    pane = opened(desk)
    amount, status = (value(pane, Section.DOCUMENT, name) for name in ("Amount", "Status"))
    for name in ("dark", "light"):
        apply_theme(look, name)
        assert amount.palette().color(QPalette.ColorRole.Text) == theme().color("text2")
        assert status.palette().color(QPalette.ColorRole.Text) == theme().color("text")


def test_values_are_selected_and_copied_without_direction_marks(either: ReceiptsDesk) -> None:
    receipt = next(one for one in either.with_source() if one.vendor and one.amount)
    either.take(receipt.id)
    pane = opened(either)
    vendor, clipboard = value(pane, Section.DOCUMENT, "Vendor"), QGuiApplication.clipboard()
    vendor.setFocus()
    QTest.keySequence(vendor, QKeySequence(COPY))
    assert clipboard.text() == receipt.vendor
    vendor.selectAll()
    QTest.keySequence(vendor, QKeySequence(COPY))
    assert clipboard.text() == receipt.vendor == vendor.createMimeDataFromSelection().text()
    pane.copy_button.click()
    lines = clipboard.text().splitlines()
    assert strip_marks(clipboard.text()) == clipboard.text()
    assert any(line.endswith(f": {receipt.vendor}") for line in lines) and len(lines) >= len(FIELDS)


def test_values_stand_at_the_leading_side_and_code_at_the_left(either: ReceiptsDesk) -> None:
    pane = opened(either)
    right_to_left = either.page.isRightToLeft()
    vendor = value(pane, Section.DOCUMENT, "Vendor")
    vendor.show_value("abc", known=True)
    at = vendor.cursorRect().x()
    assert (at > vendor.width() / 2) == right_to_left
    code = value(pane, Section.EXTRACTION, "What was read from it")
    assert code.cursorRect().x() < 20
    name = pane.values[field(Section.DOCUMENT, "Vendor")].mapTo(pane, vendor.rect().center()).x()
    assert (name < pane.width() / 2) == right_to_left


def test_a_long_value_is_wrapped_and_leaves_the_pane_its_width(desk: ReceiptsDesk) -> None:
    pane = opened(desk)
    receipt = replace(desk.listed()[0], vendor="x" * 255, subject="word " * 60)
    before = pane.width()
    pane.show_receipt(receipt, None, "")
    vendor = value(pane, Section.DOCUMENT, "Vendor")

    def is_whole() -> bool:
        height = vendor.document().size().height()
        return 3 * vendor.fontMetrics().height() < height <= vendor.height() + 1

    # It has more lines as its width is found: of these the first few could be seen alone.
    desk.qtbot.waitUntil(is_whole)
    assert pane.width() == before and vendor.width() < before


def test_offline_the_row_is_shown_and_the_rest_is_said_to_be_the_servers(desk: ReceiptsDesk) -> None:
    desk.go_offline()
    pane = opened(desk)
    assert text(pane, Section.DOCUMENT, "Status")
    assert text(pane, Section.REVIEW, "Reviewed by") == "Only the server knows"
    assert "offline" in pane.word and pane.again_button.isHidden()


def test_back_online_the_rest_is_asked_for(desk: ReceiptsDesk, server: DemoServer) -> None:
    desk.go_offline()
    pane = opened(desk)
    desk.go_online(server)
    desk.qtbot.waitUntil(lambda: desk.page.extras.details.reading.details is not None, timeout=10_000)
    assert text(pane, Section.REVIEW, "Reviewed by") != "Only the server knows"
    assert not pane.word


def test_a_failure_is_said_and_asked_again(desk: ReceiptsDesk, server: DemoServer) -> None:
    receipt = desk.with_source()[0]
    desk.take(receipt.id)
    desk.wait_until_shown(receipt)
    server.faults.add(Fault(path=rf"^/api/receipts/{receipt.id}$", kind="status", status=500, times=8))
    pane = opened(desk)
    desk.qtbot.waitUntil(pane.again_button.isVisible, timeout=10_000)
    assert pane.word
    server.faults.clear()
    pane.again_button.click()
    desk.qtbot.waitUntil(lambda: desk.page.extras.details.reading.details is not None, timeout=10_000)
    assert not pane.word


def test_the_server_is_asked_where_somebody_stops_and_only_while_the_pane_is_there(
    desk: ReceiptsDesk,
) -> None:
    known, table, ids = desk.page.extras.details.reading._known, desk.page.table, desk.page.model.ids
    desk.take(ids[1])
    table.setFocus()
    opened(desk)
    for _ in range(6):
        QTest.keyClick(table, Qt.Key.Key_Down)
    desk.qtbot.waitUntil(lambda: desk.page.preview.receipt == desk.receipt(ids[7]))
    wait(desk)
    assert set(known) == {ids[1], ids[7]}
    desk.page.commands.details.trigger()
    desk.take(ids[9])
    desk.qtbot.waitUntil(lambda: desk.page.preview.receipt == desk.receipt(ids[9]))
    assert not desk.page.extras.details.reading.under_way
    assert set(known) == {ids[1], ids[7]}


def test_who_reviewed_it_is_asked_anew_after_a_decision(desk: ReceiptsDesk) -> None:
    receipt = by(desk, status=ReceiptStatus.PENDING_REVIEW)
    desk.take(receipt.id)
    pane = opened(desk)
    assert text(pane, Section.REVIEW, "Reviewed by") == "Nobody yet"
    desk.page.commands.approve.trigger()
    desk.qtbot.waitUntil(
        lambda: not desk.page.decisions.counts.unsent and not desk.tasks.busy, timeout=10_000
    )
    desk.take(receipt.id)
    desk.qtbot.waitUntil(
        lambda: text(pane, Section.REVIEW, "Reviewed by") not in ("Nobody yet", "Being asked for…"),
        timeout=10_000,
    )
    assert text(pane, Section.DOCUMENT, "Status") == "Approved"


def test_what_others_change_is_read_anew_and_leaves_the_reader_in_peace(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    receipt = by(desk, status=ReceiptStatus.PENDING_REVIEW, error_message="")
    desk.take(receipt.id)
    pane = opened(desk)
    reviewed, number = value(pane, Section.REVIEW, "Reviewed by"), value(pane, Section.RECORD, "Number")
    assert strip_marks(reviewed.toPlainText()) == "Nobody yet"
    number.setFocus()
    number.selectAll()
    bar = pane.area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value(), number.textCursor().selectedText()
    assert before[0] and before[1]
    said: list[str] = []
    reviewed.textChanged.connect(lambda: said.append(strip_marks(reviewed.toPlainText())))
    server.world.decide_elsewhere(receipt.id, ReceiptStatus.REJECTED.value)
    # One more stands in the list afterwards: all of it is told anew.
    add(server, "Newer Ltd", 4_200, received_at=server.world.clock.now())
    sync(desk.scope, SyncHow(everything=True))
    desk.page.refresh()
    desk.qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert said == ["מנהלת לדוגמה"], "nothing else stood there in between"
    assert text(pane, Section.DOCUMENT, "Status") == "Rejected"
    assert (bar.value(), number.textCursor().selectedText()) == before
    assert number.hasFocus()


def test_a_value_that_changes_keeps_what_was_selected_of_it(look: QApplication, qtbot: QtBot) -> None:
    shown = ValueText("Status")
    qtbot.addWidget(shown)
    shown.show_value("To review", known=True)
    shown.selectAll()
    shown.show_value("Rejected", known=True, of_same=True)
    assert shown.textCursor().selectedText() == "Rejected"
    QTest.keyClick(shown, Qt.Key.Key_Home)
    QTest.keyClick(shown, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    shown.show_value("Approved", known=True, of_same=True)
    assert shown.textCursor().selectedText() == "A"
    shown.show_value("Of another receipt", known=True)
    assert not shown.textCursor().hasSelection()


def test_what_the_server_said_stays_when_one_decides_offline_and_is_asked_for_when_it_is_back(
    desk: ReceiptsDesk, server: DemoServer
) -> None:
    receipt = by(desk, status=ReceiptStatus.PENDING_REVIEW)
    desk.take(receipt.id)
    pane = opened(desk)
    desk.go_offline()
    desk.page.decisions.decide([receipt.id], ReceiptStatus.APPROVED)
    desk.qtbot.waitUntil(lambda: text(pane, Section.DOCUMENT, "Status") == "Approved", timeout=10_000)
    assert text(pane, Section.REVIEW, "Reviewed by") == "Nobody yet" and not pane.word
    desk.go_online(server)
    desk.qtbot.waitUntil(lambda: text(pane, Section.REVIEW, "Reviewed by") != "Nobody yet", timeout=10_000)


def test_in_a_narrow_window_the_details_take_the_documents_place(either: ReceiptsDesk) -> None:
    page = either.page
    page.resize(888, 560)
    pane = opened(either)
    assert pane.isVisible() and not page.preview.isVisible() and page.table.isVisible()
    page.commands.show_large.setChecked(True)
    assert pane.isVisible() and page.preview.isVisible() and not page.table.isVisible()
    page.commands.show_large.setChecked(False)
    page.commands.details.trigger()
    assert page.preview.isVisible() and not pane.isVisible()
    assert page.width() == 888


def test_nothing_of_another_account_stays(desk: ReceiptsDesk) -> None:
    receipt = desk.with_source()[0]
    desk.take(receipt.id)
    pane = opened(desk)
    desk.page.commands.details.trigger()
    desk.page.set_scope(None)
    assert pane.shown is None
    everything = "\n".join(pane.lines())
    assert receipt.vendor not in everything and str(receipt.id) not in everything


def test_each_state_of_a_preview_has_words(look: QApplication) -> None:
    of_row = field(Section.PREVIEW, "State").of_row
    assert of_row is not None
    words = {of_row(Receipt(1, preview_status=status)).text for status in PreviewStatus}
    assert len(words) == len(PreviewStatus) and all(words)
