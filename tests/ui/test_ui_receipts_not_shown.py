"""What cannot be shown here: another program opens it, it is downloaded, or a password opens it in place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.core.errors import AppError, DocumentLocked, FormatNotSupported
from desktop.core.models import FileKind
from desktop.demo.faults import Fault
from desktop.demo.server import DemoServer
from desktop.services.pictures import FIRST_PAGE
from desktop.ui.receipts.files.file_handing import MESSAGE
from desktop.ui.widgets.buttons import PlainButton
from tests.ui.receipts_desk import ReceiptsDesk, receipts_desk
from tests.workers.pdf_kit import locked_pdf


@pytest.fixture
def desk(look: QApplication, qtbot: QtBot, server: DemoServer, data_dir: Path) -> Iterator[ReceiptsDesk]:
    with receipts_desk(qtbot, server, data_dir) as made:
        made.page.downloads.choose_folder = lambda _: ""
        yield made


def show_in_its_place(desk: ReceiptsDesk, content: bytes, extension: str) -> Path:
    """As if the file of the shown receipt were this one."""
    receipt = desk.with_source()[0]
    desk.take(receipt.id)
    desk.wait_until_shown(receipt)
    shown = desk.page.preview.shown
    assert shown.kept is not None
    path = shown.kept.path.with_name(f"other.{extension}")
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    shown.kept = replace(shown.kept, path=path, extension=extension, sha256=sha256)
    failed: list[AppError] = []
    desk.page.preview.view.failed.connect(failed.append)
    desk.page.preview.view.show_document(path)
    desk.qtbot.waitUntil(lambda: bool(failed), timeout=20_000)
    return path


def shown_buttons(notes: QWidget) -> dict[str, QAbstractButton]:
    """By their texts."""
    return {one.text(): one for one in notes.findChildren(QAbstractButton) if one.isVisible()}


def press(desk: ReceiptsDesk) -> None:
    view = desk.page.preview.view
    button = next(one for one in view.notes.findChildren(PlainButton) if one.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("there_is_one", [True, False])
def test_heic_is_opened_by_the_system_where_it_cannot_be_shown(
    desk: ReceiptsDesk, there_is_one: bool
) -> None:
    opened: list[Path] = []

    def open_file(path: Path) -> bool:
        opened.append(path)
        return there_is_one

    desk.page.extras.files.open_file = open_file
    path = show_in_its_place(desk, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200), "heic")
    if not isinstance(desk.page.preview.shown._error, FormatNotSupported):
        return  # This system shows them.
    assert desk.said().startswith("This computer cannot show HEIC pictures here. The file can be opened")
    desk.page.commands.copy_picture.trigger()
    desk.wait_for_message(MESSAGE, "1 file copied")
    assert len(QGuiApplication.clipboard().mimeData().urls()) == 1, "no picture, but the file"
    press(desk)
    desk.qtbot.waitUntil(lambda: bool(opened), timeout=10_000)
    [copy] = opened
    assert copy != path and copy.suffix == ".heic", "what is kept is never handed out itself"
    assert copy.read_bytes() == path.read_bytes()
    if not there_is_one:
        desk.wait_for_message(MESSAGE, "no program")


def test_of_other_kinds_none_is_opened_outside(desk: ReceiptsDesk) -> None:
    opened: list[Path] = []

    def open_file(path: Path) -> bool:
        opened.append(path)
        return True

    desk.page.extras.files.open_file = open_file
    show_in_its_place(desk, b"MZ\x90\0" + bytes(300), "heic")
    asked: list[bool] = []
    desk.page.preview.shown.download_asked.connect(lambda: asked.append(True))
    assert "HEIC" not in desk.said()
    assert (opened, asked) == ([], [])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"MZ\x90\0" + bytes(300), "a program"),
        (b"\x7fELF" + bytes(300), "a program"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "a web page"),
    ],
)
def test_what_is_not_what_its_name_says_is_warned_of_and_not_offered(
    desk: ReceiptsDesk, content: bytes, what: str
) -> None:
    show_in_its_place(desk, content, "pdf")
    warning = f"This is {what}, not a document. Do not open it unless you know who sent it."
    assert desk.said() == warning
    assert "Download" not in shown_buttons(desk.page.preview.view.notes)
    assert desk.page.commands.download_source in desk.page.table.context_actions


def test_a_password_or_the_download(desk: ReceiptsDesk) -> None:
    show_in_its_place(desk, locked_pdf("1234", "words"), "pdf")
    preview = desk.page.preview
    assert isinstance(preview.shown._error, DocumentLocked)
    asked: list[bool] = []
    preview.shown.download_asked.connect(lambda: asked.append(True))
    QTest.mouseClick(preview.view.notes.password.link, Qt.MouseButton.LeftButton)
    assert asked == [True]
    field = preview.view.notes.password.field
    field.setFocus()
    QTest.keyClicks(field, "1234")
    assert field.text() == "1234", "and none of it decides about the receipt"
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: preview.view.sharp, timeout=20_000)
    assert preview.view.page_count == 1
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=10_000)
    shown = preview.shown.kept
    assert shown is not None
    assert desk.page.pictures.documents.find(shown) is None
    assert desk.scope.pictures.find(shown.sha256, FIRST_PAGE) is None, (
        "what needs a password is not kept open"
    )


def test_where_the_source_is_lost_the_preview_is_offered(desk: ReceiptsDesk, server: DemoServer) -> None:
    receipt = [one for one in desk.listed() if one.source_file and one.preview_file][-1]
    server.faults.add(Fault(path=rf"^/api/receipts/{receipt.id}\b", kind="status", status=404))
    desk.take(receipt.id)
    preview = desk.page.preview
    notes = preview.view.notes
    desk.qtbot.waitUntil(lambda: "Show the preview" in shown_buttons(notes), timeout=20_000)
    server.faults.clear()
    link = shown_buttons(notes)["Show the preview"]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert preview.kind is FileKind.RECEIPT_PREVIEW
    desk.qtbot.waitUntil(lambda: preview.view.page_count > 0, timeout=20_000)
