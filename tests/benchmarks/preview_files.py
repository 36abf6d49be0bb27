"""Documents as large as those that people photograph and scan, for the figures of the preview."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QLinearGradient, QPageLayout, QPageSize, QPainter, QPdfWriter

from desktop.services.account_scope import AccountScope

PHOTO = QSize(4000, 6000)
SCAN_DPI = 200
A4_INCHES = (8.27, 11.69)
_WORDS = ("invoice", "total", "order", "branch", "VAT", "2026", "1,240.00", "paid", "number", "date")


def write_photo(path: Path, size: QSize = PHOTO, seed: int = 1) -> Path:
    """A JPEG as a telephone makes it: paper with print on it, light from one side, grain."""
    image = _paper(size, seed)
    assert image.save(str(path), quality=90)
    return path


def write_scan(path: Path, pages: int = 2, seed: int = 1, dpi: int = SCAN_DPI) -> Path:
    """A PDF as a scanner makes it: one picture a page, A4."""
    width, height = (round(inches * dpi) for inches in A4_INCHES)
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    writer.setResolution(dpi)
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.drawImage(QRect(0, 0, width, height), _paper(QSize(width, height), seed + number))
    painter.end()
    return path


def forget_pictures(scope: AccountScope) -> None:
    """Nothing of this account, which has no cache elsewhere, was ever drawn."""
    shutil.rmtree(scope.folder / "cache" / "pictures", ignore_errors=True)


def _paper(size: QSize, seed: int) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    light = QLinearGradient(0, 0, size.width(), size.height())
    light.setColorAt(0, QColor("#fdfcf8"))
    light.setColorAt(1, QColor("#d8d3c8"))
    painter.fillRect(image.rect(), light)
    _add_grain(painter, size, seed)
    _add_print(painter, size, seed)
    painter.end()
    return image


def _add_grain(painter: QPainter, size: QSize, seed: int) -> None:
    """What makes photographs larger than drawings."""
    side = 512
    grain = QImage(random.Random(seed).randbytes(side * side), side, side, side, QImage.Format.Format_Alpha8)
    painter.setOpacity(0.06)
    for left in range(0, size.width(), side):
        for top in range(0, size.height(), side):
            painter.drawImage(left, top, grain)
    painter.setOpacity(1)


def _add_print(painter: QPainter, size: QSize, seed: int) -> None:
    dice = random.Random(seed)
    letter = QFont()
    letter.setPixelSize(size.width() // 50)
    painter.setFont(letter)
    painter.setPen(QColor("#20242b"))
    margin, line = size.width() // 12, size.width() // 34
    for top in range(margin, size.height() - margin, line):
        words = " ".join(dice.choices(_WORDS, k=7))
        painter.drawText(margin, top, size.width() - 2 * margin, line, Qt.AlignmentFlag.AlignLeft, words)
