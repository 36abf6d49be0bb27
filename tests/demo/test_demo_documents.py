"""The documents can be opened, agree with their rows, and are what their names say."""

from __future__ import annotations

import random
import re
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from desktop.core.media_type import MediaType, sniff
from desktop.core.resources import resource_path
from desktop.demo.counters import Counters
from desktop.demo.options import DemoOptions
from desktop.demo.samples.documents import Documents, DocumentText, Template
from desktop.demo.samples.receipts import DemoReceipt
from desktop.demo.world import DemoWorld

DOCUMENTS = Documents()
PDFS = [template for template in DOCUMENTS.templates if template.extension == "pdf"]
PHOTOS = [template for template in DOCUMENTS.templates if template.extension != "pdf"]
RECEIVED = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def text_of(template: Template, seed: int = 3) -> DocumentText:
    return template.text(random.Random(seed), RECEIVED)


def opened(data: bytes) -> QPdfDocument:
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    assert document.status() is QPdfDocument.Status.Ready
    return document


def written(document: QPdfDocument, page: int = 0) -> str:
    return re.sub(r"\s+", " ", document.getAllText(page).text())


def ink(image: QImage) -> float:
    """How much of the image is darker than paper."""
    dark = sum(
        image.pixel(x, y) & 0xFF < 230 for y in range(0, image.height(), 2) for x in range(image.width())
    )
    return 2 * dark / (image.width() * image.height())


@pytest.mark.parametrize("template", PDFS, ids=lambda template: template.id)
def test_a_pdf_says_what_its_row_says(qtbot: QtBot, template: Template) -> None:
    text = text_of(template)
    document = opened(DOCUMENTS.source(template.id, text))
    content = written(document)
    assert text.number is not None
    assert text.number in content
    assert f"{abs(text.total) / 100:,.2f}" in content
    assert f"{abs(text.net) / 100:,.2f}" in content
    for line in text.lines:
        assert f"{abs(line) / 100:,.2f}" in content
    assert sum(text.lines) == text.net
    assert ("22.11.2026" if template.hebrew else "2026") in content
    document.close()


def test_pdfs_have_one_to_three_pages_and_all_can_be_drawn(qtbot: QtBot) -> None:
    counts = set()
    for template in PDFS:
        document = opened(DOCUMENTS.source(template.id, text_of(template)))
        counts.add(document.pageCount())
        for page in range(document.pageCount()):
            paper = QImage(QSize(300, 424), QImage.Format.Format_RGB32)
            paper.fill(Qt.GlobalColor.white)
            painter = QPainter(paper)
            painter.drawImage(0, 0, document.render(page, paper.size()))
            painter.end()
            assert 0.001 < ink(paper) < 0.2
        document.close()
    assert counts == {1, 2, 3}


def test_two_receipts_of_one_vendor_differ(qtbot: QtBot) -> None:
    template = PDFS[0]
    texts = text_of(template, 1), text_of(template, 2)
    assert DOCUMENTS.source(template.id, texts[0]) != DOCUMENTS.source(template.id, texts[1])
    assert DOCUMENTS.preview(template.id, texts[0]) != DOCUMENTS.preview(template.id, texts[1])
    assert DOCUMENTS.source(template.id, texts[0]) == Documents().source(template.id, texts[0])


@pytest.mark.parametrize("template", [t for t in PDFS if t.preview], ids=lambda template: template.id)
def test_a_preview_gets_the_same_figures(qtbot: QtBot, template: Template) -> None:
    empty = DocumentText("", None, 0, 0, tuple(0 for _ in template.shares))
    images = [QImage.fromData(DOCUMENTS.preview(template.id, text)) for text in (empty, text_of(template))]
    assert all(image.width() > 600 and image.height() > 900 for image in images)
    changed = [
        (x, y)
        for x in range(images[0].width())
        for y in range(0, images[0].height(), 2)
        if images[0].pixel(x, y) != images[1].pixel(x, y)
    ]
    # Number and date in the upper part, sums further down; nothing else moved.
    assert any(y < 170 for _, y in changed)
    assert any(y > 330 for _, y in changed)
    assert len(changed) < 6000


@pytest.mark.parametrize("template", PHOTOS, ids=lambda template: template.id)
def test_photographs(qtbot: QtBot, template: Template) -> None:
    text = text_of(template)
    source, preview = DOCUMENTS.source(template.id, text), DOCUMENTS.preview(template.id, text)
    assert text.total == template.amounts[0]
    assert sniff(source).extension == template.extension
    assert sniff(preview) is MediaType.JPEG
    large, small = QImage.fromData(source), QImage.fromData(preview)
    assert large.width() * large.height() > small.width() * small.height() > 200_000
    assert len(source) > len(preview)


def test_one_photograph_lies_on_its_side_and_says_so(qtbot: QtBot) -> None:
    turned = []
    for template in PHOTOS:
        data = QByteArray(DOCUMENTS.source(template.id, text_of(template)))
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        if reader.transformation() != QImageReader().transformation():
            turned.append(template.id)
            reader.setAutoTransform(True)
            assert reader.read().height() == 1200
    assert turned == ["taxi"]


def test_the_files_have_the_names_and_labels_of_their_content() -> None:
    world = DemoWorld(DemoOptions(), Counters())
    kinds = {"application/pdf": MediaType.PDF, "image/png": MediaType.PNG, "image/jpeg": MediaType.JPEG}
    for receipt in world.receipts[:25]:
        for file, data in (
            (receipt.attachment, world.source_bytes(receipt.id)),
            (receipt.preview, world.preview_bytes(receipt.id)),
        ):
            if file is not None:
                assert data
                assert sniff(data) is kinds[file.mime_type]
                assert file.filename.endswith(f".{sniff(data).extension}")


def test_rows_agree_with_their_documents() -> None:
    world = DemoWorld(DemoOptions(), Counters())
    agreeing: list[DemoReceipt] = [r for r in world.receipts if r.amount == r.text.total]
    assert len(agreeing) > 290
    for receipt in agreeing:
        assert receipt.invoice_number in (receipt.text.number, None)
        assert receipt.invoice_date in (receipt.text.day, None, date(1999, 12, 31))


def test_all_documents_together_are_small() -> None:
    folder = resource_path("demo")
    assert sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) < 1_500_000


def test_a_folder_without_documents_is_said() -> None:
    with TemporaryDirectory() as folder, pytest.raises(FileNotFoundError):
        Documents(Path(folder))
