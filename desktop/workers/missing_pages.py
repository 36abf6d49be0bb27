"""missing_pages: what is not in a PDF, on pages of its own at the end of it."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

_TITLE_POINTS, _TEXT_POINTS, _GAP_POINTS = 16, 10, 10


def missing_pages(lines: list[list[str]], *, rtl: bool) -> bytes:
    """A PDF. `lines`: the first one is the title; of each other one the first words are bold."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    # A document that is printed has margins of its own.
    a4, upright = QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(a4, upright, QMarginsF()))
    document = _document(lines, rtl=rtl)
    document.print_(writer)
    return bytes(buffer.data().data())


def _document(lines: list[list[str]], *, rtl: bool) -> QTextDocument:
    document = QTextDocument()
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setDefaultTextOption(option)
    cursor = QTextCursor(document)
    paragraph = cursor.blockFormat()
    paragraph.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    # Also where the words are all of the other direction.
    cursor.setBlockFormat(paragraph)
    entry = QTextBlockFormat(paragraph)
    entry.setTopMargin(_GAP_POINTS)
    for number, (first, *rest) in enumerate(lines):
        if number:
            cursor.insertBlock(entry)
        _insert(cursor, first, _TEXT_POINTS if number else _TITLE_POINTS, QFont.Weight.DemiBold)
        for words in rest:
            cursor.insertBlock(paragraph)
            _insert(cursor, words, _TEXT_POINTS, QFont.Weight.Normal)
    return document


def _insert(cursor: QTextCursor, words: str, points: int, weight: QFont.Weight) -> None:
    shape = cursor.charFormat()
    shape.setFontPointSize(points)
    shape.setFontWeight(weight)
    cursor.insertText(words, shape)
