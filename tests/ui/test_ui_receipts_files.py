"""Files of receipts for other programs: dragged from table, grid and preview, copied, opened, printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.core.media_type import MediaType
from desktop.core.models import FileKey, FileKind, Receipt
from desktop.ui.formatting import strip_marks
from desktop.ui.print.list_printing import MESSAGE as PRINT_MESSAGE
from desktop.ui.receipts.files import file_handing
from desktop.ui.receipts.files.document_print_job import DocumentPrintJob
from desktop.ui.receipts.files.file_handing import MESSAGE, MISSING_MESSAGE, FileHanding
from tests.ui.receipts_desk import ReceiptsDesk

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def files(desk: ReceiptsDesk) -> FileHanding:
    return desk.page.extras.files


@pytest.fixture
def dragged(files: FileHanding) -> list[QMimeData]:
    """What the system was given to drag."""
    drags: list[QMimeData] = []
    files.start_drag = drags.append
    return drags


def of_kind(desk: ReceiptsDesk, wanted: MediaType, pages: int = 1) -> Receipt:
    """A receipt whose source is that by its bytes, shown."""
    for receipt in desk.with_source()[:40]:
        assert receipt.source_file is not None
        if not receipt.source_file.filename.endswith(wanted.extension):
            continue
        desk.take(receipt.id)
        desk.wait_until_shown(receipt)
        kept = desk.page.preview.shown.kept
        assert kept is not None
        if kept.extension == wanted.extension and desk.page.preview.view.page_count >= pages:
            return receipt
    raise AssertionError(f"no {wanted}")


def drag(widget: QWidget, begin: QPoint, modifier: Qt.KeyboardModifier) -> None:
    QTest.mousePress(widget, LEFT, modifier, begin)
    for share in (1, 2, 3):
        QTest.mouseMove(widget, begin + QPoint(20, 20) * share)
    QTest.mouseRelease(widget, LEFT, modifier, begin + QPoint(60, 60))


def paths(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls()]


def check(desk: ReceiptsDesk, path: Path, receipt: Receipt, kind: FileKind) -> None:
    """The copy is whole, is no kept file, and has the export's name."""
    kept = desk.scope.receipts.kept(FileKey(kind, str(receipt.id)))
    assert kept is not None and path != kept.path
    assert path.read_bytes() == kept.path.read_bytes()
    assert path.name.endswith(f"_{receipt.id}_{kind.value}.{kept.extension}")


NO_KEY, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier


def test_the_shown_file_is_dragged_out_of_the_preview(desk: ReceiptsDesk, dragged: list[QMimeData]) -> None:
    receipt = of_kind(desk, MediaType.JPEG)
    preview = desk.page.preview
    preview.view.fit_page()
    drag(preview.view.viewport(), QPoint(30, 30), NO_KEY)
    desk.qtbot.waitUntil(lambda: len(dragged) == 1)
    drag(preview.strip.file_label, QPoint(5, 5), NO_KEY)
    desk.qtbot.waitUntil(lambda: len(dragged) == 2)
    preview.view.set_zoom(4.0)
    before = preview.view.origin()
    drag(preview.view.viewport(), QPoint(30, 30), ALT)
    desk.qtbot.waitUntil(lambda: len(dragged) == 3)
    assert preview.view.origin() == before
    for data in dragged:
        check(desk, paths(data)[0], receipt, FileKind.RECEIPT_SOURCE)


def test_what_is_larger_than_its_place_is_moved_and_not_dragged(
    desk: ReceiptsDesk, dragged: list[QMimeData]
) -> None:
    of_kind(desk, MediaType.JPEG)
    view = desk.page.preview.view
    view.set_zoom(4.0)
    before = view.origin()
    QTest.mousePress(view.viewport(), LEFT, NO_KEY, QPoint(200, 200))
    QTest.mouseMove(view.viewport(), QPoint(120, 120))
    QTest.mouseRelease(view.viewport(), LEFT, NO_KEY, QPoint(120, 120))
    assert view.origin() != before
    desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
    assert not dragged


@pytest.mark.parametrize("as_grid", [False, True])
def test_selected_receipts_are_dragged_out_of_the_list(
    desk: ReceiptsDesk, dragged: list[QMimeData], as_grid: bool
) -> None:
    first, second = desk.with_source()[:2]
    for receipt in (first, second):
        desk.take(receipt.id)
        desk.wait_until_shown(receipt)
    page = desk.page
    page.pictures.as_thumbnails.setChecked(as_grid)
    view = page.pictures.grid if as_grid else page.table
    page.table.select_ids([first.id, second.id])
    row = page.model.row_of(first.id)
    assert row is not None
    view.scrollTo(page.model.index(row, 0))
    drag(view.viewport(), view.visualRect(page.model.index(row, 0)).center(), NO_KEY)
    desk.qtbot.waitUntil(lambda: len(dragged) == 1)
    assert len(paths(dragged[0])) == 2
    for path, receipt in zip(paths(dragged[0]), (first, second), strict=True):
        check(desk, path, receipt, FileKind.RECEIPT_SOURCE)
    assert set(page.table.selected_ids()) == {first.id, second.id}


def test_what_is_not_here_is_said_and_fetched_on_demand(desk: ReceiptsDesk) -> None:
    here, other = desk.with_source()[0], desk.with_source()[-1]
    desk.take(here.id)
    desk.wait_until_shown(here)
    desk.page.table.select_ids([here.id, other.id])
    desk.page.commands.copy_file.trigger()
    desk.wait_for_message(MESSAGE, "copied")
    check(desk, paths(QGuiApplication.clipboard().mimeData())[0], here, FileKind.RECEIPT_SOURCE)
    message = desk.message(MISSING_MESSAGE)
    assert message is not None and message.action is not None
    message.action.run()
    key = FileKey.source(other.id)
    desk.qtbot.waitUntil(lambda: desk.scope.receipts.kept(key) is not None, timeout=10_000)


def test_a_preview_is_copied_as_what_it_is_and_a_page_as_a_picture(
    desk: ReceiptsDesk, files: FileHanding
) -> None:
    receipt = next(one for one in desk.with_source() if one.preview_file is not None)
    desk.take(receipt.id)
    desk.wait_until_shown(receipt)
    commands, clipboard = desk.page.commands, QGuiApplication.clipboard()
    assert strip_marks(commands.copy_file.text()) == "Copy the source file"
    desk.page.preview.shown.switch_kind()
    assert commands.print_document.text() == "Print the preview…"
    desk.wait_until_shown(receipt)
    commands.copy_file.trigger()
    desk.wait_for_message(MESSAGE, "copied")
    check(desk, paths(clipboard.mimeData())[0], receipt, FileKind.RECEIPT_PREVIEW)
    desk.messages.dismiss(MESSAGE)
    commands.copy_picture.trigger()
    desk.wait_for_message(MESSAGE, "picture")
    image = clipboard.image()
    kept = desk.page.preview.shown.kept
    assert kept is not None and not image.isNull()
    if kept.extension != "pdf":
        assert image.size() == QImage(str(kept.path)).size()


def test_a_picture_and_a_pdf_are_opened_by_the_systems_program(
    desk: ReceiptsDesk, files: FileHanding
) -> None:
    opened: list[Path] = []

    def take(path: Path) -> bool:
        opened.append(path)
        return len(opened) < 2

    files.open_file = take
    for wanted in (MediaType.JPEG, MediaType.PDF):
        receipt = of_kind(desk, wanted)
        desk.page.commands.open_outside.trigger()
        desk.qtbot.waitUntil(lambda: not desk.tasks.busy)
        assert opened[-1].suffix == f".{wanted.extension}"
        check(desk, opened[-1], receipt, FileKind.RECEIPT_SOURCE)
    desk.wait_for_message(MESSAGE, "no program")


MORE_THAN_SHOW = (
    b"<!DOCTYPE html><script>alert(1)</script>",
    b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
    b"MZ\x90\x00" + bytes(200),
    b"#!/bin/sh\nrm -rf ~\n",
    b"PK\x03\x04" + bytes(40),
    b"",
)
"""Whatever their names say."""


def test_what_may_do_more_than_show_is_not_opened(desk: ReceiptsDesk, files: FileHanding) -> None:
    of_kind(desk, MediaType.PDF)
    kept = desk.page.preview.shown.kept
    assert kept is not None
    opened: list[Path] = []

    def take(path: Path) -> bool:
        opened.append(path)
        return True

    files.open_file = take
    for content in MORE_THAN_SHOW:
        kept.path.write_bytes(content)
        desk.page.commands.open_outside.trigger()
        desk.wait_for_message(MESSAGE, "not opened")
        desk.messages.dismiss(MESSAGE)
    assert not opened


def test_no_more_are_taken_than_can_be_copied_while_the_button_is_held(
    desk: ReceiptsDesk,
    files: FileHanding,
    dragged: list[QMimeData],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(file_handing, "MOST_HANDED", 10)
    desk.page.table.selectAll()
    files.drag_selected()
    desk.wait_for_message(MESSAGE, "10")
    assert not dragged


def test_what_was_copied_may_be_pasted_after_the_end(desk: ReceiptsDesk, files: FileHanding) -> None:
    of_kind(desk, MediaType.JPEG)
    desk.page.commands.copy_file.trigger()
    desk.wait_for_message(MESSAGE, "copied")
    path = paths(QGuiApplication.clipboard().mimeData())[0]
    assert path.exists()
    desk.scope.finish()
    assert path.exists(), "the clipboard outlives the program; a later start clears it away"


# -- printing ------------------------------------------------------------------------------------


def printed_to(files: FileHanding, target: Path, first: int = 0, last: int = 0) -> None:
    def choose(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setResolution(300)
        printer.setFromTo(first, last)
        return True

    files.printing.choose_printer = choose


def job_of(files: FileHanding) -> DocumentPrintJob | None:
    return files.printing.job


def cancel(files: FileHanding) -> None:
    job = job_of(files)
    assert job is not None
    job.cancel()


def on_paper(target: Path) -> tuple[int, QImage]:
    """How many pages were printed, and how the first one looks."""
    document = QPdfDocument()
    document.load(str(target))
    image = document.render(0, document.pagePointSize(0).toSize())
    return document.pageCount(), image


def dark_share(image: QImage) -> float:
    image = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(60, 60)
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(60) for y in range(60))
    return dark / 3600


def test_every_page_of_a_pdf_is_printed(desk: ReceiptsDesk, files: FileHanding, tmp_path: Path) -> None:
    of_kind(desk, MediaType.PDF, pages=2)
    count = desk.page.preview.view.page_count
    printed_to(files, tmp_path / "out.pdf")
    desk.page.commands.print_document.trigger()
    desk.wait_for_message(PRINT_MESSAGE, "went to the printer")
    pages, image = on_paper(tmp_path / "out.pdf")
    assert pages == count
    assert 0.001 < dark_share(image) < 0.5
    printed_to(files, tmp_path / "one.pdf", 2, 2)
    desk.messages.dismiss(PRINT_MESSAGE)
    desk.page.commands.print_document.trigger()
    desk.wait_for_message(PRINT_MESSAGE, "went to the printer")
    assert on_paper(tmp_path / "one.pdf")[0] == 1


def test_a_picture_is_printed_whole_and_without_seams(
    desk: ReceiptsDesk, files: FileHanding, tmp_path: Path
) -> None:
    of_kind(desk, MediaType.JPEG)
    kept = desk.page.preview.shown.kept
    assert kept is not None
    black = QImage(900, 1300, QImage.Format.Format_RGB32)
    black.fill(0)
    assert black.save(str(kept.path))
    printed_to(files, tmp_path / "out.pdf")
    desk.page.commands.print_document.trigger()
    desk.wait_for_message(PRINT_MESSAGE, "went to the printer")
    _, image = on_paper(tmp_path / "out.pdf")
    gray = image.convertToFormat(QImage.Format.Format_Grayscale8)
    column = [gray.pixelColor(gray.width() // 2, y).lightness() for y in range(gray.height())]
    dark = [y for y, light in enumerate(column) if light < 40]
    assert len(dark) > 0.7 * gray.height()
    assert dark == list(range(dark[0], dark[-1] + 1))


def test_printing_is_cancelled_and_ends_with_the_account(
    desk: ReceiptsDesk, files: FileHanding, tmp_path: Path
) -> None:
    of_kind(desk, MediaType.PDF)
    printed_to(files, tmp_path / "out.pdf")
    desk.page.commands.print_document.trigger()
    assert job_of(files) is not None
    cancel(files)
    desk.wait_for_message(PRINT_MESSAGE, "cancelled")
    assert job_of(files) is None
    desk.page.commands.print_document.trigger()
    assert job_of(files) is not None
    desk.page.set_scope(None)
    assert job_of(files) is None and desk.message(PRINT_MESSAGE) is None


def test_a_document_that_cannot_be_drawn_is_said(
    desk: ReceiptsDesk, files: FileHanding, tmp_path: Path
) -> None:
    of_kind(desk, MediaType.PDF)
    kept = desk.page.preview.shown.kept
    assert kept is not None
    kept.path.write_bytes(b"%PDF-1.4 and nothing more")
    printed_to(files, tmp_path / "out.pdf")
    desk.page.commands.print_document.trigger()
    desk.wait_for_message(PRINT_MESSAGE, "damaged")
    assert files.printing.job is None
