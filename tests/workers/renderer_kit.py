"""Documents for tests of the renderer, and a way to ask it for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter
from pytestqt.qtbot import QtBot

from desktop.core.errors import AppError
from desktop.workers.document_info import DocumentInfo
from desktop.workers.document_renderer import DocumentRenderer

PATIENT_SECONDS = 30.0
"""For a renderer whose answers are what is tested, not how soon they come: the computer may be busy."""
WAIT_MS = 60_000
"""More than that: what is never answered is an error first."""


class Answers:
    """What came back, in order."""

    def __init__(self) -> None:
        self.infos: list[DocumentInfo] = []
        self.images: list[QImage] = []
        self.errors: list[AppError] = []

    @property
    def count(self) -> int:
        return len(self.infos) + len(self.images) + len(self.errors)


def one_answer(qtbot: QtBot, answers: Answers) -> None:
    qtbot.waitUntil(lambda: answers.count == 1, timeout=WAIT_MS)


def opened(qtbot: QtBot, renderer: DocumentRenderer, path: Path) -> tuple[int, Answers]:
    answers = Answers()
    handle = renderer.open(path, answers.infos.append, answers.errors.append)
    qtbot.waitUntil(lambda: answers.count == 1, timeout=WAIT_MS)
    return handle, answers


def drawn(
    qtbot: QtBot,
    renderer: DocumentRenderer,
    handle: int,
    size: QSize,
    *,
    page: int = 0,
    rotation: int = 0,
    clip: QRect | None = None,
) -> QImage:
    answers = Answers()
    renderer.render(handle, page, size, rotation, answers.images.append, answers.errors.append, clip=clip)
    qtbot.waitUntil(lambda: answers.count == 1, timeout=WAIT_MS)
    assert not answers.errors, answers.errors
    return answers.images[0]


def failure(qtbot: QtBot, renderer: DocumentRenderer, path: Path) -> AppError:
    _, answers = opened(qtbot, renderer, path)
    assert answers.errors, "it opened"
    return answers.errors[0]


def write_pdf(path: Path, colors: tuple[str, ...] = ("red", "blue")) -> Path:
    """A4; each page has a block of its colour in the upper left quarter, the rest is empty."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setResolution(72)
    painter = QPainter(writer)
    for number, color in enumerate(colors):
        if number:
            writer.newPage()
        painter.fillRect(QRect(0, 0, 297, 421), QColor(color))
    painter.end()
    return path


def picture(width: int = 60, height: int = 40) -> QImage:
    """White, with a red block at the left upper corner."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.fillRect(QRect(0, 0, width // 3, height // 2), QColor("red"))
    painter.end()
    return image


def is_reddish(color: QColor) -> bool:
    return color.red() > 180 and color.green() < 80 and color.blue() < 80


def is_whitish(color: QColor) -> bool:
    return min(color.red(), color.green(), color.blue()) > 230


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first one is its catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%sendobj\n" % (number, content)
    count = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % count
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (count, trailer, len(body))
    return body + table + end
