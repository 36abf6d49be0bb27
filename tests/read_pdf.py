"""ReadPdf: what Qt's reader finds in a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfBookmarkModel

from desktop.workers.render_documents import LoadedPdf


class ReadPdf(LoadedPdf):
    """Of these bytes, which no test has to close."""

    def __init__(self, data: bytes) -> None:
        super().__init__(QByteArray(data))

    @classmethod
    def at(cls, path: Path) -> Self:
        return cls(path.read_bytes())

    def text(self, page: int = 0) -> str:
        return self.document.getAllText(page).text().strip()

    def marks(self) -> list[tuple[str, list[str]]]:
        """Bookmarks, each with those below it."""
        model = QPdfBookmarkModel()
        model.setDocument(self.document)
        tops = [model.index(row, 0) for row in range(model.rowCount())]
        return [
            (top.data(), [model.index(row, 0, top).data() for row in range(model.rowCount(top))])
            for top in tops
        ]

    def on_paper(self, page: int, size: QSize) -> QImage:
        """Over white."""
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(QColor("white"))
        painter = QPainter(paper)
        painter.drawImage(0, 0, self.document.render(page, size))
        painter.end()
        return paper
