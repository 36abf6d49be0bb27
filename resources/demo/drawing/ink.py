"""Text, palettes and files: what everything is drawn with."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QTransform

INK, SOFT, LINE = QColor("#1a1a1a"), QColor("#5a5f66"), QColor("#d5d8dc")
SIGNS = {"ILS": "₪", "USD": "$", "EUR": "€"}
GRAYS = 48


def font(size: float, bold: bool = False, family: str = "Noto Sans") -> QFont:
    made = QFont([family, "Noto Sans", "Noto Sans Hebrew"])
    made.setPixelSize(round(size))
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def write(painter: QPainter, at: QPointF, text: str, with_font: QFont, color: QColor, *, rtl: bool = False,
          from_left: bool = True) -> float:  # fmt: skip
    """`text` on the base line at `at`, beginning there at its left or ending there; returns its width."""
    painter.setFont(with_font)
    painter.setPen(color)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    width = QFontMetricsF(with_font).horizontalAdvance(text)
    painter.drawText(QPointF(at.x() - (0 if from_left else width), at.y()), text)
    return width


def grays() -> list[int]:
    return [
        QColor(level, level, level).rgb() for level in (255 - i * 255 // (GRAYS - 1) for i in range(GRAYS))
    ]


def ramp(colour: QColor, steps: int) -> list[int]:
    """From nearly white to `colour`."""
    parts = [(i + 1) / steps for i in range(steps)]
    channels = (colour.red(), colour.green(), colour.blue())
    return [QColor(*(round(255 + (value - 255) * part) for value in channels)).rgb() for part in parts]


def indexed(image: QImage, palette: list[int]) -> QImage:
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, palette, flags)


def write_png(path: Path, image: QImage, palette: list[int]) -> None:
    """One byte for each pixel, no filters: so that the server can write on it."""
    width, height = image.width(), image.height()
    rows = b"".join(b"\0" + bytes(image.constScanLine(y))[:width] for y in range(height))
    colours = b"".join(struct.pack(">I", colour)[1:] for colour in palette)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"PLTE", colours), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")]
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)


def save_jpeg(image: QImage, path: Path, quality: int, sideways: bool) -> None:
    """`sideways`: as a telephone held on its side writes it, with the turn noted in its EXIF."""
    if sideways:
        image = image.transformed(QTransform().rotate(-90))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", quality)
    jpeg = bytes(data.data())
    path.write_bytes(jpeg[:2] + exif_turn() + jpeg[2:] if sideways else jpeg)


def exif_turn() -> bytes:
    """An EXIF segment that says: turn a quarter clockwise to show (orientation 6)."""
    tiff = (
        b"MM\0*" + struct.pack(">IH", 8, 1) + struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) + struct.pack(">I", 0)
    )
    body = b"Exif\0\0" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
